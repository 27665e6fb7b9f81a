"""Seats, the words and days an item began with, and organisations that say when they changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_UNKNOWN_DAY = "1970-01-01"

_OF_ORGANISATION = "zone, term_started_on, acts_for, parent_id, body"
_WATCHED = ("seat", "assignment", "messenger_group")
_NEW_SEAT = (
    "INSERT INTO seat (organisation_id, post, since, created_at) "
    "SELECT NEW.organisation_id, NEW.post, NEW.start_on, NEW.created_at WHERE NOT EXISTS ("
    "SELECT 1 FROM seat WHERE organisation_id = NEW.organisation_id AND post = NEW.post "
    "AND until IS NULL) ON CONFLICT DO NOTHING;"
)


def upgrade() -> None:
    """A post that anybody ever held is a seat from the day on which it was held first."""
    _seats()
    _wordings()
    _items()
    op.add_column("organisation", sa.Column("plan_at", _TIME, nullable=True))
    op.add_column(
        "organisation", sa.Column("changes", _BIG, nullable=False, server_default=sa.text("0"))
    )
    op.create_index("ix_organisation_plan_at", "organisation", ["plan_at"])
    op.create_index("ix_organisation_planned_as", "organisation", ["planned_as"])
    _reference("notice", "about_seat_id", "seat")
    _reference("join_request", "instead_of", "assignment")
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_triggers()
    else:
        _sqlite_triggers()


def _seats() -> None:
    op.create_table(
        "seat",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("post", sa.String(64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_seat_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint(
            "organisation_id", "post", "since", name=op.f("uq_seat_organisation_id_post_since")
        ),
    )
    op.create_index("ix_seat_organisation_id", "seat", ["organisation_id"])
    op.execute(
        "INSERT INTO seat (organisation_id, post, since, created_at) "
        "SELECT organisation_id, post, min(start_on), min(created_at) FROM assignment "
        "GROUP BY organisation_id, post ORDER BY organisation_id, post"
    )


def _wordings() -> None:
    op.create_table(
        "wording",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("ref", sa.String(128), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("strength", sa.String(16), nullable=False),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sa.UniqueConstraint("ref", "digest", name=op.f("uq_wording_ref_digest")),
    )


def _items() -> None:
    for name in ("opens_on", "due_by"):
        op.add_column(
            "occurrence", sa.Column(name, sa.Date(), nullable=False, server_default=_UNKNOWN_DAY)
        )
    last_day = "period_end - 1"
    if op.get_bind().dialect.name == "sqlite":
        last_day = "date(period_end, '-1 day')"
    op.execute(f"UPDATE occurrence SET opens_on = period_start, due_by = {last_day}")  # noqa: S608 - two constants
    _reference("occurrence", "wording_id", "wording")
    op.add_column("occurrence", sa.Column("released_on", sa.Date(), nullable=True))
    op.add_column("occurrence", sa.Column("released_reason", sa.String(16), nullable=True))
    for name, last, condition in (
        ("uq_occurrence_body", (), "holder_id IS NULL"),
        ("uq_occurrence_holder", ("holder_id",), "holder_id IS NOT NULL"),
    ):
        op.drop_index(name, "occurrence")
        op.create_index(
            name,
            "occurrence",
            ["organisation_id", "ref", "per", "period_start", *last],
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )


def _reference(table: str, column: str, to: str) -> None:
    """A column that may be NULL; SQLite adds the constraint with it, and only so."""
    name = f"fk_{table}_{column}_{to}"
    kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} REFERENCES {to} (id)"
    )


def _sqlite_triggers() -> None:
    changed = "UPDATE organisation SET changes = changes + 1, plan_at = NULL WHERE id"
    for table in _WATCHED:
        for event, which in (
            ("INSERT", "= NEW.organisation_id"),
            ("UPDATE", "IN (OLD.organisation_id, NEW.organisation_id)"),
            ("DELETE", "= OLD.organisation_id"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_plan AFTER {event} ON {table} "
                f"BEGIN {changed} {which}; END"
            )
    op.execute(f"CREATE TRIGGER assignment_seat AFTER INSERT ON assignment BEGIN {_NEW_SEAT} END")
    op.execute(
        f"CREATE TRIGGER organisation_plan AFTER UPDATE OF {_OF_ORGANISATION} ON organisation "
        f"BEGIN {changed} = NEW.id; END"
    )


def _postgresql_triggers() -> None:
    op.execute(
        "CREATE FUNCTION keep_seat() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {_NEW_SEAT} RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER assignment_seat AFTER INSERT ON assignment "
        "FOR EACH ROW EXECUTE FUNCTION keep_seat()"
    )
    op.execute(
        "CREATE FUNCTION plan_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP <> 'DELETE' THEN "
        "UPDATE organisation SET changes = changes + 1, plan_at = NULL "
        "WHERE id = NEW.organisation_id; END IF; "
        "IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND "
        "OLD.organisation_id IS DISTINCT FROM NEW.organisation_id) THEN "
        "UPDATE organisation SET changes = changes + 1, plan_at = NULL "
        "WHERE id = OLD.organisation_id; END IF; RETURN NULL; END $$"
    )
    for table in _WATCHED:
        op.execute(
            f"CREATE TRIGGER {table}_plan AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION plan_again()"
        )
    op.execute(
        "CREATE FUNCTION plan_organisation_again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "NEW.changes := OLD.changes + 1; NEW.plan_at := NULL; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER organisation_plan BEFORE UPDATE OF {_OF_ORGANISATION} ON organisation "
        "FOR EACH ROW EXECUTE FUNCTION plan_organisation_again()"
    )


def downgrade() -> None:
    """What was released is owed again; seats that nobody holds are forgotten."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        for table in (*_WATCHED, "organisation"):
            op.execute(f"DROP TRIGGER {table}_plan ON {table}")
        op.execute("DROP TRIGGER assignment_seat ON assignment")
        op.execute("DROP FUNCTION keep_seat()")
        op.execute("DROP FUNCTION plan_again()")
        op.execute("DROP FUNCTION plan_organisation_again()")
    else:
        for table in _WATCHED:
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_{event}_plan")
        op.execute("DROP TRIGGER assignment_seat")
        op.execute("DROP TRIGGER organisation_plan")
    for name, last, condition in (
        ("uq_occurrence_body", (), "holder_id IS NULL"),
        ("uq_occurrence_holder", ("holder_id",), "holder_id IS NOT NULL"),
    ):
        op.drop_index(name, "occurrence")
        op.create_index(
            name,
            "occurrence",
            ["organisation_id", "ref", "period_start", *last],
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    op.execute("DELETE FROM notice WHERE about_seat_id IS NOT NULL")
    op.drop_index("ix_organisation_plan_at", "organisation")
    op.drop_index("ix_organisation_planned_as", "organisation")
    for table, columns in (
        ("occurrence", ("released_reason", "released_on", "wording_id", "due_by", "opens_on")),
        ("notice", ("about_seat_id",)),
        ("join_request", ("instead_of",)),
        ("organisation", ("plan_at", "changes")),
    ):
        for column in columns:
            op.drop_column(table, column)
    op.drop_table("wording")
    op.drop_table("seat")
