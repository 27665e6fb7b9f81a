"""A person's own hour of reminders, digest and days off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("remind_at", sa.Time(), nullable=True))
    op.add_column(
        "person", sa.Column("digest", sa.String(8), nullable=False, server_default="each")
    )
    op.add_column("person", sa.Column("days_off", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "days_off")
    op.drop_column("person", "digest")
    op.drop_column("person", "remind_at")
