"""Who is told that nobody is reached any more, and what a group was called before it moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger()


def upgrade() -> None:
    # In words: Alembic would add the references in statements that SQLite does not know.
    number = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    for column, table in (("about_person_id", "person"), ("about_group_id", "messenger_group")):
        op.execute(
            f"ALTER TABLE notice ADD COLUMN {column} {number} "
            f"CONSTRAINT fk_notice_{column}_{table} REFERENCES {table} (id)"
        )
    op.add_column("messenger_group", sa.Column("former_id", _BIG, nullable=True))
    op.add_column(
        "messenger_group", sa.Column("silent_since", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index("ix_messenger_group_former_id", "messenger_group", ["former_id"])


def downgrade() -> None:
    op.drop_index("ix_messenger_group_former_id", "messenger_group")
    op.drop_column("messenger_group", "silent_since")
    op.drop_column("messenger_group", "former_id")
    op.drop_column("notice", "about_group_id")
    op.drop_column("notice", "about_person_id")
