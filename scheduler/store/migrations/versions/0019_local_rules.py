"""What is known of organisations, what their managers say of duties, and events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_WATCHED = ("organisation_fact", "local_rule", "event")

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _organisation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organisation_id_organisation")
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=name)


def _person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "organisation_fact",
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("fact", sa.String(40), nullable=False),
        sa.Column("value", _BIG, nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("before", _BIG, nullable=True),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        _organisation("organisation_fact"),
        _person("organisation_fact"),
        sa.PrimaryKeyConstraint("organisation_id", "fact", name=op.f("pk_organisation_fact")),
    )
    op.create_table(
        "local_rule",
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("applies", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.Column("workdays_before", sa.JSON(), nullable=True),
        sa.Column("remind_at", sa.Time(), nullable=True),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("applies OR reason IS NOT NULL", name=op.f("ck_local_rule_reason")),
        _organisation("local_rule"),
        _person("local_rule"),
        sa.PrimaryKeyConstraint("organisation_id", "ref", name=op.f("pk_local_rule")),
    )
    op.create_table(
        "event",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _organisation("event"),
        _person("event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "organisation_id",
            "kind",
            "began_on",
            name=op.f("uq_event_organisation_id_kind_began_on"),
        ),
    )
    op.create_index(
        "uq_event_standing",
        "event",
        ["organisation_id", "kind", "day"],
        unique=True,
        sqlite_where=sa.text("called_off_at IS NULL"),
        postgresql_where=sa.text("called_off_at IS NULL"),
    )
    for table in _WATCHED:
        _plan_again_with(table)


def _plan_again_with(table: str) -> None:
    """Whatever changes there, the organisation is planned again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_plan AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION plan_again()"
        )
        return
    changed = "UPDATE organisation SET changes = changes + 1, plan_at = NULL WHERE id"
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER {table}_{event.lower()}_plan AFTER {event} ON {table} "
            f"BEGIN {changed} = {row}.organisation_id; END"
        )


def downgrade() -> None:
    # The triggers go with their tables.
    op.drop_table("event")
    op.drop_table("local_rule")
    op.drop_table("organisation_fact")
