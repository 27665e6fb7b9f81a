"""Messages go to addresses of any channel; notices are no longer leased ahead of their turn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger()
_TEXT = sa.String(80)
_ID = sa.String(64)


def upgrade() -> None:
    op.execute("UPDATE notice SET state = 'due' WHERE state = 'leased'")
    for column in ("lease_owner", "lease_epoch", "leased_at"):
        op.drop_column("notice", column)
    op.execute("ALTER TABLE notice RENAME COLUMN tries TO attempts")
    with op.batch_alter_table("delivery") as delivery:
        delivery.alter_column(
            "chat_id",
            new_column_name="address",
            existing_type=_BIG,
            type_=_TEXT,
            existing_nullable=False,
        )
        delivery.alter_column("message_id", existing_type=_BIG, type_=_ID, existing_nullable=True)
    op.execute("UPDATE delivery SET address = 'telegram:' || address")
    with op.batch_alter_table("attempt") as attempt:
        attempt.alter_column("message_id", existing_type=_BIG, type_=_ID, existing_nullable=True)


def downgrade() -> None:
    numbers = "bigint" if op.get_bind().dialect.name == "postgresql" else None
    for table in ("attempt", "delivery"):
        with op.batch_alter_table(table) as changed:
            changed.alter_column(
                "message_id",
                existing_type=_ID,
                type_=_BIG,
                existing_nullable=True,
                postgresql_using="message_id::bigint" if numbers else None,
            )
    op.execute("UPDATE delivery SET address = substr(address, 10)")
    with op.batch_alter_table("delivery") as delivery:
        delivery.alter_column(
            "address",
            new_column_name="chat_id",
            existing_type=_TEXT,
            type_=_BIG,
            existing_nullable=False,
            postgresql_using="address::bigint" if numbers else None,
        )
    op.execute("ALTER TABLE notice RENAME COLUMN attempts TO tries")
    op.add_column("notice", sa.Column("lease_owner", sa.String(36), nullable=True))
    op.add_column("notice", sa.Column("lease_epoch", _BIG, nullable=True))
    op.add_column("notice", sa.Column("leased_at", sa.DateTime(timezone=True), nullable=True))
