"""The word of the code for what a machine's clocks showed: a heartbeat is the call outwards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COLUMNS = "machine, boot, uptime, wall"


def upgrade() -> None:
    _move("heartbeat", "clock_reading")


def downgrade() -> None:
    _move("clock_reading", "heartbeat")


def _move(old: str, new: str) -> None:
    # A renamed table would keep the old name in its primary key, and SQLite cannot change that.
    op.create_table(
        new,
        sa.Column("machine", sa.String(64), nullable=False),
        sa.Column("boot", sa.String(36), nullable=False),
        sa.Column("uptime", sa.Double(), nullable=False),
        sa.Column("wall", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("machine", name=op.f(f"pk_{new}")),
    )
    op.execute(f"INSERT INTO {new} ({_COLUMNS}) SELECT {_COLUMNS} FROM {old}")  # noqa: S608
    op.drop_table(old)
