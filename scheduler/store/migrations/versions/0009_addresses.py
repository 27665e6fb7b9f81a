"""Addresses of any channel in place of Telegram's ids; notices are no longer leased ahead of time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger()
_ADDRESS = sa.String(80)
_ID = sa.String(64)

_COLUMNS = (
    ("person", "telegram_id", "address", False),
    ("messenger_group", "telegram_id", "address", False),
    ("messenger_group", "former_id", "former_address", True),
    ("delivery", "chat_id", "address", False),
    ("inbox", "chat_id", "chat", False),
    ("inbox_claim", "chat_id", "chat", False),
    ("dialogue", "chat_id", "chat", False),
    ("dialogue", "telegram_id", "person", False),
)
"""Table, the column with Telegram's id, the column with the address, and whether it may be NULL."""

_UNIQUE = ("person", "messenger_group")


def upgrade() -> None:
    _drop_indexes("telegram_id", "former_id")
    op.execute("UPDATE notice SET state = 'due' WHERE state = 'leased'")
    for column in ("lease_owner", "lease_epoch", "leased_at"):
        op.drop_column("notice", column)
    op.execute("ALTER TABLE notice RENAME COLUMN tries TO attempts")
    for table, old, new, nullable in _COLUMNS:
        _retype(table, old, new, _BIG, _ADDRESS, nullable=nullable)
        op.execute(f"UPDATE {table} SET {new} = 'telegram:' || {new} WHERE {new} IS NOT NULL")  # noqa: S608
    for table in ("attempt", "delivery"):
        _retype(table, "message_id", "message_id", _BIG, _ID, nullable=True)
    _create_indexes("address", "former_address", "chat")


def downgrade() -> None:
    _drop_indexes("address", "former_address")
    for table in ("attempt", "delivery"):
        _retype(table, "message_id", "message_id", _ID, _BIG, nullable=True)
    for table, old, new, nullable in reversed(_COLUMNS):
        op.execute(f"UPDATE {table} SET {new} = substr({new}, 10) WHERE {new} IS NOT NULL")  # noqa: S608
        _retype(table, new, old, _ADDRESS, _BIG, nullable=nullable)
    _create_indexes("telegram_id", "former_id", "chat_id")
    op.execute("ALTER TABLE notice RENAME COLUMN attempts TO tries")
    op.add_column("notice", sa.Column("lease_owner", sa.String(36), nullable=True))
    op.add_column("notice", sa.Column("lease_epoch", _BIG, nullable=True))
    op.add_column("notice", sa.Column("leased_at", sa.DateTime(timezone=True), nullable=True))


def _drop_indexes(unique: str, former: str) -> None:
    """What stands on the columns that get another name, and would keep the old one in its own."""
    for table in _UNIQUE:
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(f"uq_{table}_{unique}", type_="unique")
    op.drop_index(f"ix_messenger_group_{former}", "messenger_group")
    op.drop_index("ix_inbox_waiting", "inbox")


def _create_indexes(unique: str, former: str, chat: str) -> None:
    for table in _UNIQUE:
        with op.batch_alter_table(table) as changed:
            changed.create_unique_constraint(f"uq_{table}_{unique}", [unique])
    op.create_index(f"ix_messenger_group_{former}", "messenger_group", [former])
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        [chat, "update_id"],
        postgresql_where=sa.text("state = 'new'"),
        sqlite_where=sa.text("state = 'new'"),
    )


def _retype(
    table: str,
    old: str,
    new: str,
    before: sa.BigInteger | sa.String,
    after: sa.BigInteger | sa.String,
    *,
    nullable: bool,
) -> None:
    with op.batch_alter_table(table) as changed:
        changed.alter_column(
            old,
            new_column_name=new if new != old else None,
            existing_type=before,
            type_=after,
            existing_nullable=nullable,
            postgresql_using=f"{old}::bigint" if after is _BIG else None,
        )
