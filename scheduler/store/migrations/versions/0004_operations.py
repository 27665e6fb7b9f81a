"""Why nothing is sent, what the operators are to know, and each machine's clock as last seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "hold",
        sa.Column("cause", sa.String(16), nullable=False),
        sa.Column("machine", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("held_by", sa.String(64), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("cause", "machine", name=op.f("pk_hold")),
    )
    op.create_table(
        "alert",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("detail", sa.String(500), nullable=False),
        sa.Column("count", _BIG, nullable=False),
        sa.Column("began_at", _INSTANT, nullable=False),
        sa.Column("told_at", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("claimed_until", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_alert")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("machine", sa.String(64), nullable=False),
        sa.Column("boot", sa.String(36), nullable=False),
        sa.Column("uptime", sa.Double(), nullable=False),
        sa.Column("wall", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("machine", name=op.f("pk_heartbeat")),
    )


def downgrade() -> None:
    op.drop_table("heartbeat")
    op.drop_table("alert")
    op.drop_table("hold")
