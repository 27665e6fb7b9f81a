"""What is kept of old reminders, terms by which names are found, and indexes for what was read in full."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ENDS = ("sent", "unknown", "undeliverable", "expired", "superseded")


def upgrade() -> None:
    """The terms of the names that are there are entered at the next start of the program."""
    op.create_table(
        "reminder_count",
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("year", _BIG, nullable=False, autoincrement=False),
        *(sa.Column(end, _BIG, nullable=False) for end in _ENDS),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_reminder_count_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "ref", "year", name=op.f("pk_reminder_count")),
    )
    op.create_table(
        "reminder_summary",
        sa.Column("occurrence_id", _BIG, nullable=False),
        sa.Column("sent", _BIG, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_state", sa.String(16), nullable=True),
        sa.Column("last_reason", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_reminder_summary_occurrence_id_occurrence"),
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_reminder_summary")),
    )
    op.create_table(
        "organisation_term",
        sa.Column("term", sa.String(128), nullable=False),
        sa.Column("length", _BIG, nullable=False, autoincrement=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_term_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "term", "length", "organisation_id", name=op.f("pk_organisation_term")
        ),
        sqlite_with_rowid=False,
    )
    _partial("ix_notice_settled", "notice", ["state", "settled_at", "id"], "settled_at IS NOT NULL")
    _partial("ix_inbox_settled", "inbox", ["state", "handled_at"], "handled_at IS NOT NULL")
    op.create_index("ix_inbox_chat_received_at", "inbox", ["chat", "received_at"])
    op.create_index("ix_trail_at", "trail", ["at"])


def downgrade() -> None:
    """What was deleted of old reminders does not come back."""
    op.drop_index("ix_trail_at", "trail")
    op.drop_index("ix_inbox_chat_received_at", "inbox")
    op.drop_index("ix_inbox_settled", "inbox")
    op.drop_index("ix_notice_settled", "notice")
    for table in ("organisation_term", "reminder_summary", "reminder_count"):
        op.drop_table(table)


def _partial(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
