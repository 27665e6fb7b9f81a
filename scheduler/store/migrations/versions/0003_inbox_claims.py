"""Claims on the chats whose updates wait, and the webhook addresses that were ours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITING = sa.text("state = 'new'")


def upgrade() -> None:
    """Updates of no chat come together under 0, where a claim can find them."""
    op.create_table(
        "inbox_claim",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(36), nullable=False),
        sa.Column("takeovers", _BIG, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_inbox_claim")),
    )
    op.create_table(
        "own_webhook",
        sa.Column("url", sa.String(2048), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_own_webhook")),
    )
    op.drop_index("ix_inbox_state", table_name="inbox")
    op.execute(sa.text("UPDATE inbox SET chat_id = 0 WHERE chat_id IS NULL"))
    with op.batch_alter_table("inbox") as inbox:
        inbox.alter_column("chat_id", existing_type=sa.BigInteger(), nullable=False)
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["chat_id", "update_id"],
        postgresql_where=_WAITING,
        sqlite_where=_WAITING,
    )


def downgrade() -> None:
    """Claims may be forgotten: they only last for seconds."""
    op.drop_index("ix_inbox_waiting", table_name="inbox")
    with op.batch_alter_table("inbox") as inbox:
        inbox.alter_column("chat_id", existing_type=sa.BigInteger(), nullable=True)
    op.create_index("ix_inbox_state", "inbox", ["state", "update_id"])
    op.drop_table("own_webhook")
    op.drop_table("inbox_claim")
