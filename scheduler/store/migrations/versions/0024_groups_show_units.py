"""Groups whose messages give numbers of the organisations below as well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None does so far."""
    op.add_column(
        "messenger_group",
        sa.Column("shows_units", sa.Boolean, nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """None does any more."""
    op.drop_column("messenger_group", "shows_units")
