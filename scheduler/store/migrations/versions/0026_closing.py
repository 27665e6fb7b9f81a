"""Confirming, the details of an entry, checklists, exports, and statements that draw themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody wants anything confirmed so far; what was drawn was drawn by somebody."""
    op.create_table(
        "confirming",
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        _key("confirming", "organisation_id", "organisation"),
        _key("confirming", "person_id", "person"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_confirming")),
    )
    op.create_table(
        "review",
        sa.Column("entry_id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (confirmed IS NULL)", name=op.f("ck_review_decided")
        ),
        _key("review", "entry_id", "ledger"),
        _key("review", "organisation_id", "organisation"),
        _key("review", "person_id", "person"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_review")),
    )
    op.create_index(
        "ix_review_waiting",
        "review",
        ["organisation_id"],
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "entry_details",
        sa.Column("entry_id", _BIG, nullable=False),
        sa.Column("present", _BIG, nullable=True),
        sa.Column("absent", _BIG, nullable=True),
        sa.Column("minutes", sa.String(80), nullable=True),
        _key("entry_details", "entry_id", "ledger"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_entry_details")),
    )
    op.create_table(
        "checklist_mark",
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("checklist", sa.String(128), nullable=False),
        sa.Column("point", sa.String(40), nullable=False),
        sa.Column("year", _BIG, autoincrement=False, nullable=False),
        sa.Column("met", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.Column("kind", sa.String(16), nullable=True),
        sa.Column("file_id", sa.String(256), nullable=True),
        sa.Column("file_name", sa.String(256), nullable=True),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("said_at", _INSTANT, nullable=False),
        _key("checklist_mark", "organisation_id", "organisation"),
        _key("checklist_mark", "person_id", "person"),
        sa.PrimaryKeyConstraint(
            "organisation_id", "checklist", "point", "year", name=op.f("pk_checklist_mark")
        ),
    )
    _create_exports()
    op.add_column("notice", sa.Column("about_organisation_id", _BIG, nullable=True))
    op.add_column("notice", sa.Column("about_id", _BIG, nullable=True))
    with op.batch_alter_table("statement") as statement:
        statement.alter_column("drawn_by", existing_type=_BIG, nullable=True)


def downgrade() -> None:
    """What was drawn by itself has no place in the tables before: it goes, with its lines."""
    op.execute(
        "DELETE FROM statement_line WHERE statement_id IN "
        "(SELECT id FROM statement WHERE drawn_by IS NULL)"
    )
    op.execute("DELETE FROM statement WHERE drawn_by IS NULL")
    with op.batch_alter_table("statement") as statement:
        statement.alter_column("drawn_by", existing_type=_BIG, nullable=False)
    op.execute("DELETE FROM notice WHERE about_organisation_id IS NOT NULL")
    op.drop_column("notice", "about_id")
    op.drop_column("notice", "about_organisation_id")
    for table in ("export", "checklist_mark", "entry_details", "review", "confirming"):
        op.drop_table(table)


def _create_exports() -> None:
    op.create_table(
        "export",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("per", sa.String(16), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("done", _BIG, nullable=False),
        sa.Column("total", _BIG, nullable=False),
        sa.Column("tries", _BIG, nullable=False),
        sa.Column("file_name", sa.String(256), nullable=True),
        sa.Column("message_id", _BIG, nullable=True),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("claimed_until", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        _key("export", "organisation_id", "organisation"),
        _key("export", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index("ix_export_state", "export", ["state", "id"])
    op.create_index(op.f("ix_export_person_id"), "export", ["person_id"])


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
