"""Who has the board open in a browser, and what groups are sent each week."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_KINDS = "'group-week'"


def upgrade() -> None:
    """Nobody has it open, and no group is sent anything."""
    op.create_table(
        "board_link",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        *_references("board_link", person_id="person", organisation_id="organisation"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_board_link")),
    )
    op.create_table(
        "board_session",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("began_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        *_references("board_session", person_id="person"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_board_session")),
    )
    for table in ("board_link", "board_session"):
        for column in ("person_id", "expires_at"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_table(
        "group_week",
        sa.Column("group_id", _BIG, nullable=False, autoincrement=False),
        sa.Column("weekday", _BIG, nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("next_at", _TIME, nullable=False),
        sa.Column("set_by", _BIG, nullable=False),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_group_week_weekday")),
        *_references("group_week", group_id="messenger_group", set_by="person"),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_group_week")),
    )
    op.create_index(op.f("ix_group_week_next_at"), "group_week", ["next_at"])
    op.create_table(
        "group_week_numbers",
        sa.Column("group_id", _BIG, nullable=False, autoincrement=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted_at", _TIME, nullable=False),
        sa.Column("done", _BIG, nullable=False),
        sa.Column("near", _BIG, nullable=False),
        sa.Column("overdue", _BIG, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        *_references("group_week_numbers", group_id="messenger_group"),
        sa.PrimaryKeyConstraint("group_id", "day", name=op.f("pk_group_week_numbers")),
    )
    # A board is of the units of a tree and of the periods that end within another.
    op.create_index(
        "ix_occurrence_organisation_id_period_end", "occurrence", ["organisation_id", "period_end"]
    )
    # What was done of late.
    op.create_index(op.f("ix_ledger_held_on"), "ledger", ["held_on"])


def downgrade() -> None:
    """Nobody has it open any more; what groups were sent goes."""
    op.execute(f"DELETE FROM notice WHERE kind IN ({_KINDS})")  # noqa: S608 - our own word
    op.drop_index(op.f("ix_ledger_held_on"), "ledger")
    op.drop_index("ix_occurrence_organisation_id_period_end", "occurrence")
    for table in ("group_week_numbers", "group_week", "board_session", "board_link"):
        op.drop_table(table)


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]
