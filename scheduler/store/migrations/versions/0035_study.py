"""A clause a day: who wants it at which hour, what they were sent. Editions, and who has read them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, empty: nobody has asked for it yet."""
    op.create_table(
        "study",
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("hour", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("next_at", _INSTANT, nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_study_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_study")),
    )
    op.create_index(op.f("ix_study_next_at"), "study", ["next_at"])
    op.create_table(
        "lesson",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.UniqueConstraint("person_id", "ref", name=op.f("uq_lesson_person_id_ref")),
    )
    op.create_table(
        "edition",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.Column("duties", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("told_to", _BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.create_table(
        "edition_reader",
        sa.Column("edition_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("read_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_reader_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_edition_reader_person_id_person")
        ),
        sa.PrimaryKeyConstraint("edition_id", "person_id", name=op.f("pk_edition_reader")),
    )


def downgrade() -> None:
    """Drop them: nobody is sent a clause any more, nor told of editions. Their notices go with them."""
    op.execute("DELETE FROM notice WHERE kind IN ('lesson', 'new-edition')")
    op.drop_table("edition_reader")
    op.drop_table("edition")
    op.drop_table("lesson")
    op.drop_table("study")
