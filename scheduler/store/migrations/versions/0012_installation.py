"""Whose database this is: the bot, the key of its buttons, its generation, and the restores it has been through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("bot", sa.String(80), nullable=False),
        sa.Column("seal_key", sa.String(128), nullable=False),
        sa.Column("era", sa.String(16), nullable=False),
        sa.Column("generation", _BIG, nullable=False),
        sa.Column("seen_generation", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )


def downgrade() -> None:
    op.drop_table("installation")
