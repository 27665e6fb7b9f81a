"""What the last planning pass saw of each organisation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is marked: the next pass looks at every organisation once."""
    op.add_column("organisation", sa.Column("planned_as", sa.String(32), nullable=True))
    op.add_column("organisation", sa.Column("planned_through", sa.Date(), nullable=True))


def downgrade() -> None:
    """Forget the marks."""
    op.drop_column("organisation", "planned_through")
    op.drop_column("organisation", "planned_as")
