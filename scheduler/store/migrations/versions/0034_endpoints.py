"""What is reached besides Telegram, and the minute at which a robot speaks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nothing is reached elsewhere so far."""
    op.create_table(
        "endpoint",
        sa.Column("address", sa.String(80), nullable=False),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("locked", sa.Text(), nullable=False),
        sa.Column("failed_at", _INSTANT, nullable=True),
        sa.Column("created_by", _BIG, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_endpoint_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_endpoint_created_by_person")
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_endpoint")),
        sa.UniqueConstraint("person_id", name=op.f("uq_endpoint_person_id")),
    )
    op.add_column("messenger_group", sa.Column("minute", _BIG, nullable=True))


def downgrade() -> None:
    """Nobody knows any more how the robots are reached."""
    op.drop_column("messenger_group", "minute")
    op.drop_table("endpoint")
