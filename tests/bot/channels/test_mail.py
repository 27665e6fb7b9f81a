from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.channels.mail import MailCourier, mailbox_address
from bot.channels.mail_server import MailServer, is_mail_address
from bot.channels.safe import Safe
from bot.texts.catalogue import Html
from bot.views.screen import Button, Screen
from scheduler.address import Address
from scheduler.clock import ManualClock
from scheduler.delivery.ports import (
    Ambiguous,
    DeliveryFailure,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import DeliveryId, NoticeKind, Parcel, UndeliverableReason
from scheduler.roster.model import Person, PersonId

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MAILBOX = "zhou@example.org"
LINK = "https://t.me/duty_bot?start=done_7_ABC234"
SCREEN = Screen(
    Html("<b>职责提醒</b>（2 项）\n1 &lt; 2 " + "很长的一行" * 60),
    ((Button("登记 会议", url=LINK),), (Button("稍后", data="snooze:1"),)),
)
ADDRESS = mailbox_address(PersonId(1))
PARCEL = Parcel(
    delivery_id=DeliveryId(9),
    reference="ABC234",
    address=ADDRESS,
    kind=NoticeKind.REMINDER,
    recipient=Person(PersonId(1), ADDRESS, "周", "zh-Hans"),
    reminders=(),
    join_requests=(),
    today=NOW.date(),
)


@dataclass
class Postmaster:
    """What the server says at each step (None: that all is well), and the mail that it took."""

    at_sender: str | None = None
    at_recipient: str | None = None
    at_data: str | None = None
    dies_after_data: bool = False
    taken: list[Envelope] = field(default_factory=list)
    server: SMTP | None = None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if self.at_sender is None:
            envelope.mail_from = address
        return self.at_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if self.at_recipient is None:
            envelope.rcpt_tos.append(address)
        return self.at_recipient or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope
    ) -> str:
        self.taken.append(envelope)
        if self.dies_after_data:
            assert server.transport is not None
            server.transport.abort()
        return self.at_data or "250 OK"


@asynccontextmanager
async def serving(postmaster: Postmaster, **options: object) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(postmaster, hostname="test", **options), "127.0.0.1", 0
    )
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"smtp://127.0.0.1:{port}?from=duty@example.org"


def courier_to(url: str, folder: Path) -> MailCourier:
    safe = Safe(None, folder)
    locked = safe.lock(MAILBOX)

    async def read(address: Address) -> str | None:
        return locked if address == ADDRESS else None

    server, clock = MailServer.parse(url), ManualClock(NOW)
    return MailCourier(server, lambda _: SCREEN, read, safe, clock, step_seconds=5.0)


async def failure(postmaster: Postmaster, folder: Path, **options: object) -> DeliveryFailure:
    async with serving(postmaster, **options) as url:
        with pytest.raises(DeliveryFailure) as caught:
            await courier_to(url, folder).deliver(PARCEL)
    assert MAILBOX not in caught.value.detail
    return caught.value


async def test_mail_goes_out_with_an_id_from_our_reference(tmp_path: Path) -> None:
    postmaster = Postmaster()
    async with serving(postmaster) as url:
        for _ in range(2):
            assert await courier_to(url, tmp_path).deliver(PARCEL) == Receipt()
    first, second = (email.message_from_bytes(e.content, policy=default) for e in postmaster.taken)
    assert first["Message-ID"] == second["Message-ID"] == "<ABC234.9@example.org>"
    assert (first["From"], first["To"]) == ("duty@example.org", MAILBOX)
    assert first["Subject"] == "职责提醒（2 项）"
    assert first["Date"].datetime == NOW
    text = first.get_content().replace("\r\n", "\n")
    assert "1 < 2 很长的一行" in text
    assert f"登记 会议\n{LINK}" in text
    assert postmaster.taken[0].content.isascii()


async def test_a_mailbox_that_is_not_there_will_not_be(tmp_path: Path) -> None:
    postmaster = Postmaster(at_recipient="550 5.1.1 no such user")
    ended = await failure(postmaster, tmp_path)
    assert isinstance(ended, Undeliverable)
    assert ended.reason is UndeliverableReason.REJECTED
    assert postmaster.taken == []


async def test_a_recipient_may_be_taken_later(tmp_path: Path) -> None:
    ended = await failure(Postmaster(at_recipient="450 4.2.0 greylisted"), tmp_path)
    assert isinstance(ended, NotSent)
    assert ended.chat_only
    assert ended.retry_after is not None


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("451 4.3.0 later", NotSent), ("554 5.6.0 spam", Undeliverable)],
)
async def test_an_answer_after_the_message_is_certain(
    answer: str, kind: type[DeliveryFailure], tmp_path: Path
) -> None:
    assert isinstance(await failure(Postmaster(at_data=answer), tmp_path), kind)


async def test_a_server_that_dies_after_the_message_leaves_it_in_doubt(tmp_path: Path) -> None:
    postmaster = Postmaster(dies_after_data=True)
    assert isinstance(await failure(postmaster, tmp_path), Ambiguous)
    assert len(postmaster.taken) == 1


async def test_a_sender_that_is_refused_stops_the_channel(tmp_path: Path) -> None:
    ended = await failure(Postmaster(at_sender="550 not yours"), tmp_path)
    assert isinstance(ended, SendingForbidden)
    assert isinstance(await failure(Postmaster(at_sender="450 later"), tmp_path), NotSent)


async def test_a_wrong_password_stops_the_channel(tmp_path: Path) -> None:
    def refuse(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    options = {"authenticator": refuse, "auth_require_tls": False}
    async with serving(Postmaster(), **options) as url:
        courier = courier_to(url.replace("smtp://", "smtp://duty:canary-word@"), tmp_path)
        with pytest.raises(SendingForbidden) as caught:
            await courier.deliver(PARCEL)
    assert "canary-word" not in repr(caught.value)


async def test_where_nobody_listens_nothing_was_sent(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{probe.getsockname()[1]}?from=duty@example.org"
    with pytest.raises(NotSent):
        await courier_to(url, tmp_path).deliver(PARCEL)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org",
        "smtp://",
        "smtp://u:canary@h",
        "smtp://h?from=nobody",
        "smtp://h:x?from=a@b.c",
    ],
)
def test_what_is_no_mail_server_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are free
        MailServer.parse(url)
    assert "canary" not in str(caught.value)


def test_a_mail_server_is_read() -> None:
    server = MailServer.parse("smtps://duty%40x.org:p%3Aw@mail.x.org")
    assert server == MailServer("mail.x.org", 465, "duty@x.org", "p:w", "duty@x.org", True)


def test_what_opens_a_mail_server_shows_in_no_representation() -> None:
    assert "canary" not in repr(MailServer.parse("smtps://duty:canary-word@x.org?from=a@b.cn"))


@pytest.mark.parametrize("text", ["a@b.cn", "a.b+c@x-y.example.org"])
def test_a_mail_address(text: str) -> None:
    assert is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "a@b", "@b.cn", "a b@c.cn", "a@b@c.cn", "a@b.cn\nBcc: c@d.cn", "周@b.cn", "a,c@b.cn"],
)
def test_no_mail_address(text: str) -> None:
    assert not is_mail_address(text)
