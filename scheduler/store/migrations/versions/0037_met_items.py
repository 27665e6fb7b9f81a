"""The day on which an item was met stands with the item; the database itself keeps it.

To count the entries of each of a province's items for its board took most of a second.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_SO_FAR = (
    "SELECT sum(CASE WHEN upto.withdraws THEN -1 ELSE 1 END) FROM ledger AS upto"
    " WHERE upto.occurrence_id = entry.occurrence_id AND upto.held_on <= entry.held_on"
)


def _met_on(id_: str, needed: str) -> str:
    """The first day by which as many entries stand as are needed; NULL where there are fewer."""
    enough = f"entry.occurrence_id = {id_} AND {needed} <= ({_SO_FAR})"
    return f"(SELECT min(entry.held_on) FROM ledger AS entry WHERE {enough})"  # noqa: S608 - own words


def _settle(ids: str) -> str:
    met_on = _met_on("occurrence.id", "occurrence.needed")
    return f"UPDATE occurrence SET met_on = {met_on} WHERE id IN ({ids})"  # noqa: S608 - own words


def upgrade() -> None:
    """Fill it from the entries, and keep it with each entry and each change of how many are needed."""
    op.add_column("occurrence", sa.Column("met_on", sa.Date(), nullable=True))
    op.execute(_settle("SELECT occurrence_id FROM ledger"))
    is_unmet = sa.text("met_on IS NULL AND released_on IS NULL")
    op.create_index(
        "ix_occurrence_unmet",
        "occurrence",
        ["organisation_id", "period_end"],
        sqlite_where=is_unmet,
        postgresql_where=is_unmet,
    )
    if op.get_bind().dialect.name == "postgresql":
        settle_entered = _settle("SELECT occurrence_id FROM entered")
        op.execute(
            "CREATE FUNCTION entries_settle() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {settle_entered}; RETURN NULL; END $$"
        )
        op.execute(
            "CREATE TRIGGER ledger_settle AFTER INSERT ON ledger "
            "REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION entries_settle()"
        )
        op.execute(
            "CREATE FUNCTION need_settles() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"NEW.met_on := {_met_on('NEW.id', 'NEW.needed')}; RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER occurrence_settle BEFORE UPDATE OF needed ON occurrence FOR EACH ROW "
            "WHEN (OLD.needed <> NEW.needed) EXECUTE FUNCTION need_settles()"
        )
        return
    op.execute(
        "CREATE TRIGGER ledger_settle AFTER INSERT ON ledger "
        f"BEGIN {_settle('NEW.occurrence_id')}; END"
    )
    op.execute(
        "CREATE TRIGGER occurrence_settle AFTER UPDATE OF needed ON occurrence "
        f"WHEN OLD.needed <> NEW.needed BEGIN {_settle('NEW.id')}; END"
    )


def downgrade() -> None:
    """Drop it: it is counted from the entries again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER ledger_settle ON ledger")
        op.execute("DROP TRIGGER occurrence_settle ON occurrence")
        op.execute("DROP FUNCTION entries_settle()")
        op.execute("DROP FUNCTION need_settles()")
    else:
        op.execute("DROP TRIGGER ledger_settle")
        op.execute("DROP TRIGGER occurrence_settle")
    op.drop_index("ix_occurrence_unmet", "occurrence")
    op.drop_column("occurrence", "met_on")
