"""The tables of the inbox: updates as received, chats in hand, the own webhook, and dialogues."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.address import Address
from scheduler.store.tables.base import Base, index_where
from scheduler.store.types import AddressText


class InboxRow(Base):
    """An update as received, stored before it is acknowledged."""

    __tablename__ = "inbox"
    __table_args__ = (
        index_where("ix_inbox_waiting", "chat", "update_id", condition="state = 'new'"),
        index_where("ix_inbox_settled", "state", "handled_at", condition="handled_at IS NOT NULL"),
        Index("ix_inbox_chat_received_at", "chat", "received_at"),
    )

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat: Mapped[Address] = mapped_column(AddressText)
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(500))
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]


class LaneLeaseRow(Base):
    """The process that handles the updates of a chat, until it expires; most chats have no row."""

    __tablename__ = "lane_lease"

    chat: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    owner: Mapped[str] = mapped_column(String(36))
    takeovers: Mapped[int]
    expires_at: Mapped[datetime]


class OwnWebhookRow(Base):
    """An address at which this bot has ever told Telegram to call; any other is somebody else's."""

    __tablename__ = "own_webhook"

    url: Mapped[str] = mapped_column(String(2048), primary_key=True)
    set_at: Mapped[datetime]


class DialogueRow(Base):
    """The answer that the bot awaits from this person in this chat; ``payload`` is the step's own."""

    __tablename__ = "dialogue"

    chat: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    person: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    step: Mapped[str] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
