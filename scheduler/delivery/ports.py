"""What the outer layer provides to this one, and how it may fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from scheduler.planning.notices import Parcel, UndeliverableReason
from scheduler.roster.model import TelegramId


@dataclass(frozen=True)
class Receipt:
    """Proof of arrival: the message's id in its chat, and the messenger's own time (UTC)."""

    message_id: int
    sent_at: datetime


class Courier(Protocol):
    """Renders a parcel in the reader's language and sends it, once, without retrying."""

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send one message.

        Raises:
            NotSent: it certainly did not arrive; may be tried again.
            Undeliverable: it did not arrive and will not at this chat.
            ChatMoved: the chat has a new id; nothing was sent.
            Ambiguous: it may or may not have arrived.
            SendingForbidden: the messenger refuses this bot as a whole; stop everything.
        """
        ...


class DeliveryFailure(Exception):
    """Base of what a courier raises; ``detail`` never holds the token."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NotSent(DeliveryFailure):
    """Certainly not delivered; wait ``retry_after`` (of this chat only, when ``chat_only``)."""

    def __init__(
        self, detail: str = "", *, retry_after: timedelta | None = None, chat_only: bool = False
    ) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        self.chat_only = chat_only


class Undeliverable(DeliveryFailure):
    """Did not arrive at this chat, and will not; what comes later may, after ``SILENCED``."""

    def __init__(self, reason: UndeliverableReason, detail: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


class ChatMoved(DeliveryFailure):
    """A group became a supergroup with ``new_id``."""

    def __init__(self, new_id: TelegramId) -> None:
        super().__init__(str(new_id))
        self.new_id = new_id


class Ambiguous(DeliveryFailure):
    """May or may not have arrived: nobody can tell."""


class SendingForbidden(DeliveryFailure):
    """The token is refused: sending stops until an operator acts."""
