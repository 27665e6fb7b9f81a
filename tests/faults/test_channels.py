"""Robots that answer nothing, are full or were set up wrongly, and a mail server that dies: no loss, no silence."""

from __future__ import annotations

import asyncio
import email
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography.fernet import Fernet
from sqlalchemy import update

from bot.channels.mail import mailbox_address
from bot.channels.vendor import Hook
from scheduler.address import MAIL, Address
from scheduler.membership.unreached import TOLD_AFTER
from scheduler.roster.model import PersonId
from scheduler.roster.robot_minutes import minute_for
from scheduler.store.tables.endpoints import EndpointRow
from scheduler.store.tables.roster import GroupRow, ManagerRow, PersonRow
from tests.bot.channels.vendor import Answer, coded, vendor_server
from tests.faults.messenger import NOTE_MARK, Accepted
from tests.faults.rig import SECRETS, Rig, Verdict, Victim, rounds, seeds
from tests.faults.store import FIRST_USER, PEOPLE, Store
from tests.patience import PATIENCE_SECONDS, until

pytestmark = pytest.mark.faults

ROBOTS = 8
FIRST_ROBOT = 500
"""Robot n is the group of this id and n, and its address is so called: the rig knows chats by numbers.

So are the addresses of people who have no other than a mailbox.
"""

MANAGER = PEOPLE
KEY = Fernet.generate_key().decode()
HOOK_KEY = "canary-key-of-the-robots-0"
CODES = {"wecom": (45009, 93000), "dingtalk": (130101, 310000), "feishu": (11232, 19021)}
"""By channel: that one has to wait, and that the robot is set up wrongly."""

SHORT = {"bot.channels.robots.CALL_SECONDS": 0.5}
"""Where some answers never come: one that is only slow is in doubt as well, which harms nothing."""

STUCK_AFTER = 0.4


async def add_robots(store: Store, channel: str) -> list[int]:
    """Robots of the organisation; their groups' ids."""
    ids = [FIRST_ROBOT + number for number in range(ROBOTS)]
    safe = Fernet(KEY)
    async with store.database.write() as session:
        session.add(ManagerRow(organisation_id=1, person_id=MANAGER, since=store.now()))
        for id_ in ids:
            address = Address(channel, str(id_))
            session.add(
                GroupRow(
                    id=id_,
                    address=address,
                    title="机器人",
                    locale="zh-Hans",
                    organisation_id=1,
                    bound_at=store.now(),
                    minute=minute_for(address),
                )
            )
            hook = Hook(f"{HOOK_KEY}{id_}", "SECcanary-secret")
            session.add(
                EndpointRow(
                    address=address,
                    locked=safe.encrypt(hook.pack().encode()).decode(),
                    created_by=MANAGER,
                    created_at=store.now(),
                )
            )
    return ids


def noted(text: str, chat_id: int, rig: Rig) -> Accepted:
    """What a robot's group or a mailbox has got, from the note for the observer in it."""
    note = text.partition(NOTE_MARK)[2].translate(str.maketrans("［］", "[]"))
    said, _ = json.JSONDecoder().raw_decode(note)
    said["notices"] = tuple(said["notices"])
    return Accepted(chat_id, "", rig.messenger.now(), **said)


def text_of(body: dict[str, Any]) -> str:
    markdown = body.get("markdown") or {}
    text = markdown.get("content") or markdown.get("text")
    return text or body["card"]["elements"][0]["content"]


@asynccontextmanager
async def robots_answering(
    rig: Rig, behave: Callable[[int], tuple[Answer, bool]]
) -> AsyncIterator[tuple[str, Counter[int]]]:
    """The vendor: ``behave`` says by the group's id how it answers, and whether the group has got it."""
    calls: Counter[int] = Counter()

    async with vendor_server() as server:

        def answer(path: str, body: dict[str, Any]) -> Answer:
            sent_to = path if HOOK_KEY in path else ""
            chat = int(sent_to.split(HOOK_KEY)[1][:3])
            calls[chat] += 1
            said, arrived = behave(chat)
            if arrived:
                rig.messenger.accepted.append(noted(text_of(body), chat, rig))
            return said

        server.behave = answer
        yield server.base, calls


async def let_all_time_pass(store: Store) -> None:
    """As the rig does, but uptime passes too: a robot that is full is waited for by that."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 10 * PATIENCE_SECONDS  # many hours pass, each in many steps
    moved = loop.time()
    while loop.time() < deadline and not await store.is_settled():
        following = await store.next_due_at()
        ahead = store.ahead.total_seconds()
        if following is not None:
            ahead += (following - store.now()).total_seconds() + 1
        elif loop.time() - moved > STUCK_AFTER:
            ahead += 120
        if ahead != store.ahead.total_seconds():
            store.dial(wall=ahead, uptime=ahead)
            moved = loop.time()
        await asyncio.sleep(0.05)


async def started(
    rig: Rig,
    store: Store,
    base: str = "",
    patches: Mapping[str, float] | None = None,
    **settings: str,
) -> Victim:
    bases = {f"bot.channels.{each}.BASE": base for each in CODES} if base else {}
    victim = await rig.start(
        store, patches={**(patches or {}), **bases}, SECRET_KEY=KEY, **settings
    )
    await victim.until_alive()
    return victim


def no_secret(store: Store, *more: str) -> bool:
    written = store.log.read_text(errors="replace")
    return not any(each in written for each in (KEY, HOOK_KEY, *more, *SECRETS))


DOUBT = (
    (Answer(), True),
    (Answer(silent=True), True),
    (Answer(silent=True), False),
    (Answer(broken=True), True),
    (Answer(b"<html>bad gateway</html>", 502), False),
    (coded(4711), True),
    (Answer({"errcode": 0, "code": 0}, 500), True),
    (Answer(b"[" * 60_000), True),
    (Answer({"errcode": 0, "code": 0}, cut=True), True),
    (Answer(b"<html>moved</html>", 302, head="Location: /\r\n"), False),
)


@pytest.mark.parametrize("channel", CODES)
async def test_robots_that_answer_nothing_lose_and_double_nothing_in_silence(
    rig: Rig, dialect: str, channel: str
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        ids = await add_robots(store, channel)
        async with robots_answering(rig, lambda _: rng.choice(DOUBT)) as (base, _):
            for id_ in ids:
                await store.remind(rng.sample(range(1, 40), 3), group=id_)
            victim = await started(rig, store, base, SHORT)
            await let_all_time_pass(store)
            status = await victim.stop()
        verdict = await rig.judge(store)
        row = rig.enter("K1 robots in doubt", store, seed, len(ids), verdict)
        row.check(seed, ended_well=status == 0, no_secret=no_secret(store))


@pytest.mark.parametrize("channel", CODES)
async def test_robots_that_are_full_are_waited_for(rig: Rig, dialect: str, channel: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    waits, left = coded(CODES[channel][0]), Counter[int]()

    def behave(chat: int) -> tuple[Answer, bool]:
        left[chat] -= 1
        return (waits, False) if left[chat] >= 0 else (Answer(), True)

    async with rig.new_store(dialect) as store:
        ids = await add_robots(store, channel)
        left.update({id_: rng.randint(0, 3) for id_ in ids})
        due = sum(left.values()) + len(ids)
        async with robots_answering(rig, behave) as (base, calls):
            for id_ in ids:
                await store.remind(rng.sample(range(1, 40), 2), group=id_)
            victim = await started(rig, store, base)
            await let_all_time_pass(store)
            status = await victim.stop()
        verdict = await rig.judge(store)
        row = rig.enter("K2 robots that are full", store, seed, len(ids), verdict)
        row.check(
            seed,
            ended_well=status == 0,
            one_message_each=calls.total() == due,
            no_doubt=verdict.doubts == 0 and verdict.doubled == 0,
            no_secret=no_secret(store),
        )


@pytest.mark.parametrize("channel", CODES)
async def test_robots_that_were_set_up_wrongly_are_asked_once_and_told_of_once(
    rig: Rig, dialect: str, channel: str
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    wrong = coded(CODES[channel][1])
    async with rig.new_store(dialect) as store:
        ids = await add_robots(store, channel)
        bad = set(rng.sample(ids, 4))
        async with robots_answering(
            rig, lambda chat: (wrong, False) if chat in bad else (Answer(), True)
        ) as (base, calls):
            for id_ in ids:
                await store.remind(rng.sample(range(1, 40), 2), group=id_)
            victim = await started(rig, store, base)
            await let_all_time_pass(store)
            for id_ in ids:
                await store.remind(rng.sample(range(40, 80), 2), group=id_)
            await let_all_time_pass(store)
            ahead = (store.ahead + TOLD_AFTER).total_seconds() + 1
            store.dial(wall=ahead, uptime=ahead)
            await until(store.is_settled)
            status = await victim.stop()
        verdict = await rig.judge(
            store, may_end=("undeliverable rejected", "undeliverable unreachable")
        )
        row = rig.enter("K3 robots set up wrongly", store, seed, len(bad), verdict)
        row.check(
            seed,
            ended_well=status == 0,
            bad_ones_once=all(calls[id_] == 1 for id_ in bad),
            others_twice=all(calls[id_] == 2 for id_ in set(ids) - bad),
            told_once=_told(rig, verdict) == len(bad),
            no_secret=no_secret(store),
        )


def _told(rig: Rig, verdict: Verdict) -> int:
    ids = {each.id for each in verdict.notices if each.chat_id == FIRST_USER + MANAGER}
    heard = [each for each in rig.messenger.accepted if ids & set(each.notices)]
    return len(heard)


class DyingPostmaster:
    """A mail server that takes mail, or dies in one of many ways."""

    def __init__(self, rig: Rig, rng: random.Random) -> None:
        self._rig = rig
        self._rng = rng

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        match self._rng.randrange(5):
            case 0:
                return "450 4.2.0 greylisted"
            case 1:
                _abort(server)
                return "421 4.3.0 away"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope
    ) -> str:
        fate = self._rng.randrange(4)
        if fate == 0:
            return "451 4.3.0 later"
        if fate != 1:
            content = email.message_from_bytes(envelope.content or b"", policy=default)
            chat = FIRST_USER + int(envelope.rcpt_tos[0].partition("@")[0].removeprefix("p"))
            text = content.get_content()
            self._rig.messenger.accepted.append(noted(text, chat, self._rig))
        if fate in (1, 2):
            _abort(server)
        return "250 OK"


def _has_no_other(number: int) -> bool:
    """Whether the person is reached by mail alone; the others have blocked the bot."""
    return number % 2 == 0


def _mailbox_of(number: int) -> Address:
    if _has_no_other(number):
        return Address(MAIL, str(FIRST_USER + number))
    return mailbox_address(PersonId(number))


def _abort(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.abort()  # type: ignore[attr-defined]


async def test_a_mail_server_that_dies_after_the_message_loses_and_doubles_nothing_in_silence(
    rig: Rig, dialect: str
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    people = range(1, rounds(10) + 1)
    safe = Fernet(KEY)
    postmaster = DyingPostmaster(rig, rng)
    async with rig.new_store(dialect) as store:
        async with store.database.write() as session:
            for number in people:
                session.add(
                    EndpointRow(
                        address=_mailbox_of(number),
                        person_id=number,
                        locked=safe.encrypt(f"p{number}@example.org".encode()).decode(),
                        created_by=number,
                        created_at=store.now(),
                    )
                )
            for number in people:
                lost = {"unreachable_since": store.now() - timedelta(days=1)}
                about = {"address": _mailbox_of(number)} if _has_no_other(number) else lost
                await session.execute(update(PersonRow).where(PersonRow.id == number).values(about))
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(postmaster, hostname="test"), "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            await store.remind(people)
            smtp = f"smtp://127.0.0.1:{port}?from=duty@example.org"
            victim = await started(rig, store, SMTP_URL=smtp)
            await let_all_time_pass(store)
            status = await victim.stop()
        verdict = await rig.judge(store)
        row = rig.enter("K4 mail that breaks off", store, seed, len(people), verdict)
        row.check(
            seed,
            ended_well=status == 0,
            nothing_by_telegram=not rig.messenger.calls,
            no_secret=no_secret(store, "p1@example.org"),
        )
