"""Since when organisations count, and marks on those whose requests are too many."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "organisation", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute("UPDATE organisation SET confirmed_at = created_at")
    op.create_table(
        "request_mark",
        sa.Column("manager_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["person.id"], name=op.f("fk_request_mark_manager_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_request_mark_person_id_person")
        ),
        sa.PrimaryKeyConstraint("manager_id", "person_id", name=op.f("pk_request_mark")),
    )
    op.create_index(op.f("ix_request_mark_person_id"), "request_mark", ["person_id"])


def downgrade() -> None:
    op.drop_table("request_mark")
    op.drop_column("organisation", "confirmed_at")
