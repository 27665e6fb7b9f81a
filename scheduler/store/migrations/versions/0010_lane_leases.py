"""The words of the code for two things of the inbox: lane leases, and attempts at an update."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COLUMNS = "chat, owner, takeovers, expires_at"


def upgrade() -> None:
    _move("inbox_claim", "lane_lease")
    _rename("tries", "attempts")


def downgrade() -> None:
    _rename("attempts", "tries")
    _move("lane_lease", "inbox_claim")


def _move(old: str, new: str) -> None:
    # A renamed table would keep the old name in its primary key, and SQLite cannot change that.
    op.create_table(
        new,
        sa.Column("chat", sa.String(80), nullable=False),
        sa.Column("owner", sa.String(36), nullable=False),
        sa.Column("takeovers", _BIG, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", name=op.f(f"pk_{new}")),
    )
    op.execute(f"INSERT INTO {new} ({_COLUMNS}) SELECT {_COLUMNS} FROM {old}")  # noqa: S608
    op.drop_table(old)


def _rename(old: str, new: str) -> None:
    # In words: Alembic would make the whole table anew on SQLite.
    op.execute(f"ALTER TABLE inbox RENAME COLUMN {old} TO {new}")
