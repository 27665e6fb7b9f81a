"""Who was erased, as salted hashes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "erasure",
        sa.Column("hashed", sa.String(64), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hashed", "at", name=op.f("pk_erasure")),
    )


def downgrade() -> None:
    """Drop it: the file in the data folder still has the list."""
    op.drop_table("erasure")
