"""Acts made up after their period, reliefs, and closing statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Whatever was entered so far was held in its period: nothing else was taken."""
    op.add_column(
        "ledger", sa.Column("made_up", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "relief",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("occurrence_id", _BIG, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("asked_by", _BIG, nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("decided_by", _BIG, nullable=True),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(500), nullable=True),
        sa.Column("ended_by", _BIG, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "(kind = 'extension') = (until IS NOT NULL)", name=op.f("ck_relief_until")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (granted IS NULL)", name=op.f("ck_relief_decided")
        ),
        _key("relief", "occurrence_id", "occurrence"),
        _key("relief", "asked_by", "person"),
        _key("relief", "decided_by", "person"),
        _key("relief", "ended_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relief")),
    )
    op.create_index(op.f("ix_relief_occurrence_id"), "relief", ["occurrence_id"])
    op.create_index(
        "uq_relief_open",
        "relief",
        ["occurrence_id", "kind"],
        unique=True,
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "statement",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("per", sa.String(16), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("number", _BIG, nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("drawn_at", _INSTANT, nullable=False),
        sa.Column("drawn_by", _BIG, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_statement_number")),
        _key("statement", "organisation_id", "organisation"),
        _key("statement", "drawn_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "organisation_id",
            "period_start",
            "period_end",
            "number",
            name=op.f("uq_statement_organisation_id_period_start_period_end_number"),
        ),
    )
    op.create_table(
        "statement_line",
        sa.Column("statement_id", _BIG, nullable=False),
        sa.Column("occurrence_id", _BIG, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("entered_later", _BIG, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("former", sa.String(16), nullable=True),
        sa.Column("reason", sa.String(16), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        _key("statement_line", "statement_id", "statement"),
        _key("statement_line", "occurrence_id", "occurrence"),
        sa.PrimaryKeyConstraint("statement_id", "occurrence_id", name=op.f("pk_statement_line")),
    )
    op.create_index(op.f("ix_statement_line_occurrence_id"), "statement_line", ["occurrence_id"])


def downgrade() -> None:
    """What was made up has no place in the tables before: it goes, with its withdrawals and proofs."""
    op.drop_table("statement_line")
    op.drop_table("statement")
    op.drop_table("relief")
    op.execute("DELETE FROM evidence WHERE entry_id IN (SELECT id FROM ledger WHERE made_up)")
    op.execute("DELETE FROM ledger WHERE made_up")
    op.drop_column("ledger", "made_up")


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
