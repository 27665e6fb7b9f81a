"""Invites, stand-ins and clerks, word of a handover, and who was chased about what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nobody is invited, stands in or is chased so far."""
    _invites()
    op.create_table(
        "clerk",
        _key("organisation_id"),
        _key("person_id"),
        _key("set_by"),
        sa.Column("since", _TIME, nullable=False),
        *_references("clerk", organisation_id="organisation", person_id="person", set_by="person"),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("pk_clerk")),
    )
    op.create_index(op.f("ix_clerk_person_id"), "clerk", ["person_id"])
    op.add_column(
        "assignment",
        sa.Column("acting", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _reference("ledger", "for_person_id", "person")
    _reference("notice", "about_assignment_id", "assignment")
    _chasing()


def _invites() -> None:
    op.create_table(
        "invite",
        _key("id"),
        _key("organisation_id"),
        sa.Column("post", sa.String(64), nullable=True),
        sa.Column("person_name", sa.String(60), nullable=True),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        _key("created_by"),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("revoked_at", _TIME, nullable=True),
        sa.CheckConstraint("single OR NOT approved", name=op.f("ck_invite_approved")),
        *_references("invite", organisation_id="organisation", created_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_invite_link_hash")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invite_code_hash")),
    )
    op.create_index(op.f("ix_invite_organisation_id"), "invite", ["organisation_id"])
    op.create_table(
        "invite_use",
        _key("invite_id"),
        _key("person_id"),
        sa.Column("at", _TIME, nullable=False),
        *_references("invite_use", invite_id="invite", person_id="person"),
        sa.PrimaryKeyConstraint("invite_id", "person_id", name=op.f("pk_invite_use")),
    )
    op.create_table(
        "invite_guess",
        _key("id"),
        _key("person_id"),
        sa.Column("at", _TIME, nullable=False),
        *_references("invite_guess", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite_guess")),
    )
    op.create_index(op.f("ix_invite_guess_at"), "invite_guess", ["at"])


def _chasing() -> None:
    op.create_table(
        "chasing_rule",
        _key("organisation_id"),
        sa.Column("follow_up_after", _BIG, nullable=False),
        sa.Column("escalate_after", _BIG, nullable=False),
        *_references("chasing_rule", organisation_id="organisation"),
        sa.CheckConstraint(
            "0 < follow_up_after AND follow_up_after < escalate_after",
            name=op.f("ck_chasing_rule_order"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_chasing_rule")),
    )
    op.create_table(
        "chase",
        _key("id"),
        _key("occurrence_id"),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        *_references("chase", occurrence_id="occurrence"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chase")),
    )
    op.create_index(
        "uq_chase_open",
        "chase",
        ["occurrence_id", "step"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_chase_occurrence_id"), "chase", ["occurrence_id"])
    op.create_table(
        "urging",
        _key("organisation_id"),
        _key("person_id"),
        sa.Column("day", sa.Date(), nullable=False),
        *_references("urging", organisation_id="organisation", person_id="person"),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", "day", name=op.f("pk_urging")),
    )
    op.create_index("ix_occurrence_due_on", "occurrence", ["due_on"])


def downgrade() -> None:
    """What was told of handovers and chases goes; who stood in has held the post."""
    kinds = "'handover-to', 'handover-from', 'follow-up', 'escalation'"
    op.execute(f"DELETE FROM notice WHERE kind IN ({kinds})")  # noqa: S608 - our own words
    op.drop_index("ix_occurrence_due_on", "occurrence")
    for table in ("urging", "chase", "chasing_rule", "invite_guess", "invite_use", "invite"):
        op.drop_table(table)
    op.drop_column("notice", "about_assignment_id")
    op.drop_column("ledger", "for_person_id")
    op.drop_column("assignment", "acting")
    op.drop_table("clerk")


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, _BIG, nullable=False, autoincrement=name == "id")


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]


def _reference(table: str, column: str, to: str) -> None:
    """A column that may be NULL; SQLite adds the constraint with it, and only so."""
    name = f"fk_{table}_{column}_{to}"
    kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} REFERENCES {to} (id)"
    )
