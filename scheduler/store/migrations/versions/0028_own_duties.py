"""What the managers of organisations want of them, beside what the packs say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDING = "ended_on IS NULL AND confirmed_at IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        "own_duty",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("subtree", sa.Boolean(), nullable=False),
        sa.Column("owed_by", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("cadence", sa.JSON(), nullable=False),
        sa.Column("workdays_before", sa.JSON(), nullable=True),
        sa.Column("replaces", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_own_duty_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_own_duty_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_duty")),
    )
    op.create_index(
        "ix_own_duty_standing",
        "own_duty",
        ["organisation_id"],
        sqlite_where=sa.text(_STANDING),
        postgresql_where=sa.text(_STANDING),
    )
    op.create_table(
        "own_list",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("organisation_id", _BIG, nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_own_list_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_own_list_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_list")),
    )
    op.create_index(op.f("ix_own_list_organisation_id"), "own_list", ["organisation_id"])


def downgrade() -> None:
    op.drop_table("own_list")
    op.drop_table("own_duty")
