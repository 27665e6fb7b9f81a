"""Questions for practice: polls that were sent, and the last answer to each question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the two tables, empty."""
    op.create_table(
        "quiz_poll",
        sa.Column("poll_id", sa.String(64), nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("asked", sa.String(16), nullable=False),
        sa.Column("right_option", _BIG, nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_quiz_poll_person_id_person")
        ),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_quiz_poll")),
    )
    op.create_index("ix_quiz_poll_person_id_sent_at", "quiz_poll", ["person_id", "sent_at"])
    op.create_index(op.f("ix_quiz_poll_sent_at"), "quiz_poll", ["sent_at"])
    op.create_table(
        "quiz_answer",
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("asked", sa.String(16), nullable=False),
        sa.Column("turn", _BIG, nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("answered_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_quiz_answer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "ref", "asked", name=op.f("pk_quiz_answer")),
    )


def downgrade() -> None:
    """Drop them: everybody begins anew."""
    op.drop_table("quiz_answer")
    op.drop_table("quiz_poll")
