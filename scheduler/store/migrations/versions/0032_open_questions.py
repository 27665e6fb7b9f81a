"""Questions that found no answer, and the answers that operators give."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0030"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the two tables, empty."""
    op.create_table(
        "open_question",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("times", _BIG, nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_question")),
        sa.UniqueConstraint("mark", name=op.f("uq_open_question_mark")),
    )
    op.create_index(
        "ix_open_question_times",
        "open_question",
        ["times"],
        sqlite_where=sa.text("settled IS FALSE"),
        postgresql_where=sa.text("settled IS FALSE"),
    )
    op.create_table(
        "given_answer",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("ref", sa.String(128), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("source", sa.String(300), nullable=True),
        sa.Column("operator", sa.String(64), nullable=False),
        sa.Column("given_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_answer")),
    )


def downgrade() -> None:
    """Drop them: what was given is lost unless it was exported."""
    op.drop_table("given_answer")
    op.drop_table("open_question")
