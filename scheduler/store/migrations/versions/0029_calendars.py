"""Calendars of persons: their addresses, and how often their items changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the two tables, empty."""
    op.create_table(
        "calendar",
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("hashed", sa.String(64), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calendar_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar")),
        sa.UniqueConstraint("hashed", name=op.f("uq_calendar_hashed")),
    )
    op.create_table(
        "calendar_item",
        sa.Column("occurrence_id", _BIG, nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("revision", _BIG, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_calendar_item_occurrence_id_occurrence"),
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_calendar_item")),
    )


def downgrade() -> None:
    """Drop them: addresses lead nowhere then."""
    op.drop_table("calendar_item")
    op.drop_table("calendar")
