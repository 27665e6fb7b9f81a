"""Mail: one message to one mailbox, step by step, so that it is known how far it came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import aiosmtplib

from bot.channels.letter import letter_of
from bot.channels.mail_server import MailServer
from bot.channels.safe import Safe, WrongKey
from bot.views.screen import Screen
from scheduler.address import MAIL, Address
from scheduler.clock import Clock
from scheduler.delivery.pacing import Limits
from scheduler.delivery.ports import (
    Ambiguous,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import Parcel, UndeliverableReason
from scheduler.roster.model import PersonId

LIMITS = Limits(overall=5, apart=True)
STEP_SECONDS = 20.0
_LATER = timedelta(minutes=5)
"""A server that does not know a sender yet takes the message when it comes again."""

_PERMANENT = 500
_HERE = ("localhost", "127.0.0.1", "::1")


def mailbox_address(person_id: PersonId) -> Address:
    """The address that stands for a person's mailbox."""
    return Address(MAIL, str(person_id))


class MailCourier:
    """The courier to people's mailboxes."""

    def __init__(
        self,
        server: MailServer,
        render: Callable[[Parcel], Screen],
        locked: Callable[[Address], Awaitable[str | None]],
        safe: Safe,
        clock: Clock,
        *,
        step_seconds: float | None = None,
    ) -> None:
        """``locked`` reads what is kept of the mailbox at an address: where it is."""
        self._server = server
        self._render = render
        self._locked = locked
        self._safe = safe
        self._clock = clock
        self._step_seconds = step_seconds or STEP_SECONDS

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send one message; each copy has the same id, by which mailboxes know it again."""
        screen = self._render(parcel)
        locked = await self._locked(parcel.address)
        if locked is None:
            raise Undeliverable(UndeliverableReason.REJECTED, "no such mailbox")
        try:
            mailbox = self._safe.open(locked)
        except WrongKey as error:
            raise SendingForbidden("the key does not open what is locked") from error
        await self.say(mailbox, screen, f"{parcel.reference}.{parcel.delivery_id}")
        return Receipt()

    async def say(self, mailbox: str, screen: Screen, reference: str) -> None:
        """Send a screen; raises as :meth:`deliver`."""
        letter = letter_of(screen, self._server.sender, mailbox, reference, self._clock.now())
        client = aiosmtplib.SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.encrypted,
            timeout=self._step_seconds,
        )
        try:
            await self._begin(client, mailbox)
            await self._hand_in(client, letter.as_bytes())
        finally:
            client.close()

    async def _begin(self, client: aiosmtplib.SMTP, mailbox: str) -> None:
        """Up to the recipient: whatever happens here, nothing was sent."""
        try:
            await client.connect()
            if self._server.user:
                if client.get_transport_info("sslcontext") is None and (
                    self._server.host not in _HERE
                ):
                    raise SendingForbidden("the mail server offers no encryption to log in by")
                await client.login(self._server.user, self._server.password)
            await client.mail(self._server.sender)
            await client.rcpt(mailbox)
        except aiosmtplib.SMTPRecipientRefused as error:
            if error.code >= _PERMANENT:
                raise Undeliverable(UndeliverableReason.REJECTED, f"code {error.code}") from None
            raise NotSent(f"code {error.code}", retry_after=_LATER, chat_only=True) from None
        except (aiosmtplib.SMTPAuthenticationError, aiosmtplib.SMTPSenderRefused) as error:
            if error.code >= _PERMANENT:
                raise SendingForbidden(f"code {error.code}: login or sender refused") from None
            raise NotSent(f"code {error.code}", retry_after=_LATER) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent(type(error).__name__) from None

    async def _hand_in(self, client: aiosmtplib.SMTP, content: bytes) -> None:
        """The message itself: without an answer nobody can tell whether it was taken."""
        try:
            await client.data(content)
        except aiosmtplib.SMTPResponseException as error:
            if error.code >= _PERMANENT:
                raise Undeliverable(UndeliverableReason.REFUSED, f"code {error.code}") from None
            if error.code >= 400:
                raise NotSent(f"code {error.code}", retry_after=_LATER, chat_only=True) from None
            raise Ambiguous(f"code {error.code}") from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Ambiguous(type(error).__name__) from None
