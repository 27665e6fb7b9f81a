"""People block the bot, groups put it out, or become other groups: nothing is tried in vain, and told."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.conversation.addresses import telegram
from scheduler.membership.unreached import TOLD_AFTER
from scheduler.store.tables.delivery import DeliveryRow
from scheduler.store.tables.inbox import DialogueRow
from scheduler.store.tables.roster import GroupRow, ManagerRow
from tests.faults.messenger import Messenger, Reply
from tests.faults.rig import Rig, Row, Verdict, seeds
from tests.faults.store import FIRST_USER, PEOPLE, Store
from tests.patience import until

pytestmark = pytest.mark.faults

MANAGER = PEOPLE
"""Person of this number; none of those who are lost."""

SOME = 60
"""People who are reminded."""

LOST = 20

REFUSALS = (
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (400, "Bad Request: chat not found"),
)
GROUP, NEW_GROUP = -1, -1_001_000_000_001
MINUTE, FIVE_MINUTES = 60.0, 300.0


async def appoint(store: Store) -> None:
    """Let somebody manage the organisation."""
    async with store.database.write() as session:
        session.add(ManagerRow(organisation_id=1, person_id=MANAGER, since=store.now()))


class Refusing:
    """Answers to messages for some chats, and when they were asked for first."""

    def __init__(self, messenger: Messenger, replies: dict[int, Reply]) -> None:
        self._messenger = messenger
        self.replies = replies
        self.first: dict[int, datetime] = {}
        messenger.behave = self

    def __call__(self, form: dict[str, str]) -> Reply | None:
        chat = int(form["chat_id"])
        reply = self.replies.get(chat)
        if reply is not None:
            self.first.setdefault(chat, self._messenger.now())
        return reply

    def calls(self, chat: int) -> int:
        return sum(each == chat for _, each in self._messenger.calls)


def chat_of(number: int) -> dict[str, Any]:
    if number < 0:
        kind = "supergroup" if number < -(10**12) else "group"
        return {"id": number, "type": kind, "title": "工作群"}
    return {"id": FIRST_USER + number, "type": "private", "first_name": "安"}


def said(update_id: int, by: int, where: int | None = None, **content: Any) -> dict[str, Any]:
    """A message of person ``by``, in private or in a group."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": int(time.time()),
            "chat": chat_of(by if where is None else where),
            "from": {"id": FIRST_USER + by, "is_bot": False, "first_name": "安"},
            **content,
        },
    }


def started(update_id: int, by: int) -> dict[str, Any]:
    command = {"type": "bot_command", "offset": 0, "length": 6}
    return said(update_id, by, text="/start", entities=[command])


def put_out(update_id: int) -> dict[str, Any]:
    """The group throws the bot out."""
    bot = {"id": 1, "is_bot": True, "first_name": "b", "username": "duty_bot"}
    return {
        "update_id": update_id,
        "my_chat_member": {
            "chat": chat_of(GROUP),
            "from": {"id": FIRST_USER + 1, "is_bot": False, "first_name": "安"},
            "date": int(time.time()),
            "old_chat_member": {"status": "member", "user": bot},
            "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
        },
    }


async def until_settled(store: Store) -> None:
    await until(store.is_settled)


async def let_it_be_told(store: Store) -> None:
    """Until the managers have been told, as soon as they may be."""
    store.dial(wall=(store.ahead + TOLD_AFTER).total_seconds() + 1)
    await until_settled(store)


async def bring(rig: Rig, store: Store, *updates: dict[str, Any]) -> None:
    """Until these have been handled."""
    rig.messenger.updates += updates
    last = updates[-1]["update_id"]

    async def handled() -> bool:
        return rig.messenger.acknowledged >= last and await store.is_drained()

    await until(handled)


async def judged(rig: Rig, store: Store) -> Verdict:
    """As everywhere, but that reminders may end without being sent."""
    verdict = await rig.judge(store)
    verdict.faults = [each for each in verdict.faults if not each.startswith("ended otherwise")]
    return verdict


def ends(verdict: Verdict, ids: Iterable[int]) -> Counter[str]:
    wanted = set(ids)
    return Counter(f"{each.state} {each.reason}" for each in verdict.notices if each.id in wanted)


def told(rig: Rig, verdict: Verdict, prefix: str) -> list[datetime]:
    """When the manager was told of losses."""
    ids = {each.id for each in verdict.notices if each.key.startswith(prefix)}
    return [
        each.at
        for each in rig.messenger.accepted
        if each.chat_id == FIRST_USER + MANAGER and ids & set(each.notices)
    ]


async def test_who_is_lost_is_tried_once_and_told_of_once(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        await appoint(store)
        lost = rng.sample(range(1, SOME + 1), LOST)
        chats = [FIRST_USER + number for number in lost]
        refusing = Refusing(
            rig.messenger, {chat: Reply.refusal(*rng.choice(REFUSALS)) for chat in chats}
        )
        first = await store.remind(range(1, SOME + 1))
        # A third of them at once would not be believed; see scheduler/delivery/breaker.py.
        victim = await rig.start(store, patches={"scheduler.delivery.breaker.FEWEST": PEOPLE})
        await until_settled(store)
        later, of_back = [], []
        back = rng.choice(lost)
        for _ in range(2):
            reminders = await store.remind(lost)
            of_back.append(reminders.pop(lost.index(back)))
            later += reminders
            await until_settled(store)
        await let_it_be_told(store)
        calls = Counter(refusing.calls(chat) for chat in chats)

        # One of them is there again, hears of what follows, and is lost anew.
        kept = refusing.replies.pop(FIRST_USER + back)
        await bring(rig, store, started(1, back))
        heard = await store.remind([back])
        await until_settled(store)
        refusing.replies[FIRST_USER + back] = kept
        again = await store.remind([back])
        await until_settled(store)
        await let_it_be_told(store)
        status = await victim.stop()

        verdict = await judged(rig, store)
        at = told(rig, verdict, "u/")
        row = rig.enter("H1 blocked", store, seed, LOST, verdict)
        row.check(
            seed,
            ended_well=status == 0,
            one_call_each=calls == {1: LOST},
            recorded=all(
                end.startswith("undeliverable ") and not end.endswith("None")
                for end in ends(verdict, [*later, *again])
            ),
            the_others_heard=ends(verdict, first)["sent None"] == SOME - LOST,
            who_is_back_hears=ends(verdict, heard) == {"sent None": 1},
            nothing_missed_stays_so=not any(
                end.startswith("undeliverable ") for end in ends(verdict, of_back)
            ),
            told_once_a_spell=len(at) == LOST + 1,
            told_within_five_minutes=_all_told(refusing, at, FIVE_MINUTES),
        )


def _all_told(refusing: Refusing, at: list[datetime], seconds: float) -> bool:
    """Of those first asked for: nobody later than this after the last of them."""
    begun = max(refusing.first.values())
    return all((each - begun).total_seconds() <= seconds for each in at[: len(refusing.first)])


@pytest.mark.parametrize("how", ["told", "found out"])
async def test_a_group_that_put_the_bot_out_is_left_alone_and_its_members_hear(
    rig: Rig, dialect: str, how: str
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        await appoint(store)
        refusing = Refusing(
            rig.messenger,
            {GROUP: Reply.refusal(403, "Forbidden: bot was kicked from the group chat")},
        )
        members = rng.sample(range(1, SOME + 1), 8)
        victim = await rig.start(store)
        await victim.until_alive()
        if how == "told":
            await bring(rig, store, put_out(1))
        begun = store.now()
        private = await store.remind(members)
        group = await store.remind(members, group=1)
        await until_settled(store)
        took = max(each.at for each in rig.messenger.accepted) - begun
        found_out = refusing.calls(GROUP)
        group += await store.remind(members[:1], group=1)
        await until_settled(store)
        await let_it_be_told(store)
        status = await victim.stop()

        verdict = await judged(rig, store)
        row = rig.enter(f"H2 put out, {how}", store, seed, len(private), verdict)
        row.check(
            seed,
            ended_well=status == 0,
            no_call_after_that=refusing.calls(GROUP) == found_out,
            few_calls_before=found_out == (0 if how == "told" else 1),
            every_member_heard=ends(verdict, private) == {"sent None": len(private)},
            within_a_minute=took.total_seconds() <= MINUTE,
            recorded=not any(end.endswith("None") for end in ends(verdict, group)),
            told_once=len(told(rig, verdict, "ug/")) == 1,
        )


@pytest.mark.parametrize("how", ["told", "found out", "found out, told later", "killed over it"])
async def test_a_group_that_moved_is_followed(rig: Rig, dialect: str, how: str) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        await appoint(store)
        said_no = "Bad Request: group chat was upgraded to a supergroup chat"
        refusing = Refusing(
            rig.messenger, {GROUP: Reply.refusal(400, said_no, migrate_to_chat_id=NEW_GROUP)}
        )
        news = (
            said(1, 1, GROUP, migrate_to_chat_id=NEW_GROUP),
            said(2, 1, NEW_GROUP, migrate_from_chat_id=GROUP),
        )
        async with store.database.write() as session:
            session.add(
                DialogueRow(
                    chat=telegram(GROUP),
                    person=telegram(FIRST_USER + 1),
                    step="later",
                    payload={},
                    updated_at=store.now(),
                )
            )
        if how == "told":
            victim = await rig.start(store)
            await victim.until_alive()
            await bring(rig, store, *news)
        notices = await store.remind(range(1, 25), group=1)
        if how == "killed over it":
            victim = await rig.start(store, point="response read", nth=1)
            await victim.ended()
            await store.let_leases_run_out()
        if how != "told":
            victim = await rig.start(store)
            await victim.until_alive()
        await rig.let_time_pass(store)
        if how == "found out, told later":
            await bring(rig, store, *news)
        asked = refusing.calls(GROUP)
        notices += await store.remind(range(25, 33), group=1)
        await rig.let_time_pass(store)
        await let_it_be_told(store)
        status = await victim.stop()

        verdict = await judged(rig, store)
        row: Row = rig.enter(f"H3 moved, {how}", store, seed, len(notices), verdict)
        row.check(
            seed,
            ended_well=status == 0,
            one_copy_each=verdict.doubled == 0,
            all_sent=ends(verdict, notices) == {"sent None": len(notices)},
            there=_chats(rig) == {NEW_GROUP},
            asked_no_more=refusing.calls(GROUP) == asked,
            asked_seldom=asked == {"told": 0, "killed over it": 2}.get(how, 1),
            nothing_left_behind=await _named(store, GROUP) == 0,
            nobody_told=told(rig, verdict, "ug/") == [],
        )


def _chats(rig: Rig) -> set[int]:
    return {each.chat_id for each in rig.messenger.accepted if each.notices}


async def _named(store: Store, chat_id: int) -> int:
    """How often the records name a chat by this id."""
    columns = (GroupRow.address, DeliveryRow.address, DialogueRow.chat)
    async with store.database.read() as session:
        found = [
            await session.scalar(select(func.count()).where(column == telegram(chat_id)))
            for column in columns
        ]
    return sum(count or 0 for count in found)
