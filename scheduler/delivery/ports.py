"""The interface of a channel to the delivery, and its failures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from scheduler.address import Address
from scheduler.planning.notices import Parcel, UndeliverableReason


@dataclass(frozen=True)
class Receipt:
    """Proof of arrival: the message's id in its chat and the channel's own time (UTC), if it has any."""

    message_id: str | None = None
    sent_at: datetime | None = None


class Courier(Protocol):
    """Renders a parcel in the reader's language and sends it, once, without retrying."""

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send one message.

        Raises:
            NotSent: it certainly did not arrive; may be tried again.
            Undeliverable: it did not arrive and will not at this address.
            ChatMoved: the chat has a new address; nothing was sent.
            Ambiguous: it may or may not have arrived.
            SendingForbidden: the channel refuses this bot as a whole; stop everything.
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
    """Did not arrive at this address, and will not; what comes later may, after ``SILENCED``."""

    def __init__(self, reason: UndeliverableReason, detail: str = "") -> None:
        super().__init__(detail)
        self.reason = reason


class ChatMoved(DeliveryFailure):
    """The chat is to be found at ``now_at``."""

    def __init__(self, now_at: Address) -> None:
        super().__init__(str(now_at))
        self.now_at = now_at


class Ambiguous(DeliveryFailure):
    """May or may not have arrived: nobody can tell."""


class SendingForbidden(DeliveryFailure):
    """The bot is refused: nothing goes out on this channel until an operator acts."""
