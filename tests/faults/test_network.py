"""The Bot API refuses, hangs, breaks off, slows down and answers nonsense; then it is well again."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults.messenger import BOT_API_HOST, Reply
from tests.faults.rig import Rig, Verdict, seeds
from tests.faults.store import Store
from tests.patience import until

pytestmark = pytest.mark.faults

SHORT = {"__main__.READ_SECONDS": 1.0}
"""Instead of 20 s: silence takes as long as the messenger is waited for."""

PEOPLE = 100

Misbehaviour = Callable[[random.Random], Callable[[dict[str, str]], Reply | None]]


def sometimes(share: float, *replies: Reply) -> Misbehaviour:
    """Each message meets one of these with this probability."""

    def made(rng: random.Random) -> Callable[[dict[str, str]], Reply | None]:
        return lambda _: rng.choice(replies) if rng.random() < share else None

    return made


def refused_markup(_: random.Random) -> Callable[[dict[str, str]], Reply | None]:
    said = "Bad Request: can't parse entities: Unsupported start tag"
    return lambda form: Reply.refusal(400, said) if "parse_mode" in form else None


HTML = b"<html>502 Bad Gateway</html>"
BROKEN = (Reply(body=b'{"ok": tr', delivered=True), Reply(body=b"<html>", delivered=True))
MODES: dict[str, Misbehaviour] = {
    "C3 half an answer": sometimes(0.3, Reply(delivered=True, ending="half")),
    "C4 silence": sometimes(0.1, Reply(delivered=True, ending="silence"), Reply(ending="silence")),
    "C5 reset": sometimes(0.3, Reply(delivered=True, ending="reset"), Reply(ending="reset")),
    "C7 500, 502, 504": sometimes(
        0.3,
        Reply.refusal(500, "Internal Server Error: restart"),
        Reply(502, HTML),
        Reply(504, HTML, delivered=True),
    ),
    "C11 broken JSON": sometimes(0.3, *BROKEN),
    "C12 no result": sometimes(0.3, Reply(body=b'{"ok": true}', delivered=True)),
}


async def burst(rig: Rig, store: Store, *, seconds: float, **options: Any) -> Verdict:
    """A burst meets what ``rig.messenger`` does for a while; then it behaves, and time passes."""
    await store.remind(range(1, PEOPLE + 1))
    victim = await rig.start(store, **options)
    await victim.until_alive()
    with contextlib.suppress(TimeoutError):
        await until(store.is_settled, seconds)
    rig.messenger.behave = None
    await rig.let_time_pass(store)
    status = await victim.stop()
    verdict = await rig.judge(store)
    if status != 0:
        verdict.faults.append(f"ended with {status}")
    return verdict


@pytest.mark.parametrize("mode", MODES)
async def test_what_may_have_arrived_is_repeated_and_flagged(
    rig: Rig, dialect: str, mode: str
) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = MODES[mode](random.Random(seed))
        verdict = await burst(rig, store, seconds=8, patches=SHORT)
        row = rig.enter(mode, store, seed, PEOPLE, verdict)
        row.check(
            seed,
            some_met_it=verdict.doubts > 0,
            sent_or_unknown=verdict.states().keys() <= {"sent", "unknown"},
        )


@pytest.mark.parametrize("trouble", ["C1 refused", "C2 no name"])
async def test_what_never_left_is_sent_once_when_the_way_is_free(
    rig: Rig, dialect: str, trouble: str
) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        address = f"http://{BOT_API_HOST}:{rig.messenger.port}"
        rig.messenger.behave = lambda _: Reply(delivered=True, seconds=0.02)
        await store.remind(range(1, PEOPLE + 1))
        victim = await rig.start(store, API_URL=address)
        some = rng.randint(1, PEOPLE // 2)

        async def begun(some: int = some) -> bool:
            return len(rig.messenger.accepted) >= some

        await until(begun)
        if trouble.startswith("C1"):
            rig.messenger.behave = lambda _: Reply.refusal(429, "Too Many Requests", retry_after=1)
            await asyncio.sleep(0.3)  # nothing is under way, so that nothing can be in doubt
            await rig.messenger.close()
        else:
            store.dial(unnamed=True)
        await asyncio.sleep(6)
        rig.messenger.behave = None
        if trouble.startswith("C1"):
            await rig.messenger.open()
        else:
            store.dial()
        back = store.now()
        await until(store.is_settled, 90)
        await victim.stop()
        verdict = await rig.judge(store)
        last = max(each.at for each in rig.messenger.accepted)
        row = rig.enter(trouble, store, seed, PEOPLE, verdict)
        row.check(
            seed,
            nothing_in_doubt=verdict.doubts == 0,
            all_sent=verdict.states() == {"sent": PEOPLE},
            within_a_minute=(last - back).total_seconds() <= 60 + PEOPLE / 25,
        )


async def test_slow_answers_are_waited_for(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = lambda _: Reply(delivered=True, seconds=rng.uniform(2, 8))
        await store.remind(range(1, 13))
        verdict = await rig.settle_in_real_time(store, 60)
        row = rig.enter("C6 slow by 2-8 s", store, seed, 12, verdict)
        row.check(
            seed,
            nothing_in_doubt=verdict.doubts == 0,
            all_sent=verdict.states() == {"sent": 12},
        )


async def test_a_flood_answer_for_the_whole_bot_stops_everything_for_as_long(
    rig: Rig, dialect: str
) -> None:
    seconds = 8
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        loop = asyncio.get_running_loop()
        refused: list[float] = []

        def flood(_: dict[str, str]) -> Reply | None:
            if len(rig.messenger.accepted) < 10:
                return None
            if not refused or loop.time() < refused[0] + seconds:
                refused.append(loop.time())
                return Reply.refusal(429, "Too Many Requests", retry_after=seconds)
            return None

        rig.messenger.behave = flood
        await store.remind(range(1, PEOPLE + 1))
        verdict = await rig.settle_in_real_time(store, 60)
        row = rig.enter("C8 429 for all", store, seed, PEOPLE, verdict)
        row.check(
            seed,
            only_what_was_under_way_met_it=len(refused) <= 4,
            nothing_in_doubt=verdict.doubts == 0,
            all_sent=verdict.states() == {"sent": PEOPLE},
        )


async def test_a_flood_answer_for_one_group_leaves_the_others_alone(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        answer = Reply.refusal(429, "Too Many Requests", retry_after=30)
        rig.messenger.behave = lambda form: answer if form["chat_id"] == "-1" else None
        await store.remind([PEOPLE + 1], group=1)
        await store.remind(range(1, PEOPLE + 1))
        begun = rig.messenger.now()
        victim = await rig.start(store)

        async def others() -> bool:
            return len(rig.messenger.accepted) >= PEOPLE

        await until(others)
        took = (rig.messenger.now() - begun).total_seconds()
        rig.messenger.behave = None
        asked = sum(chat == -1 for _, chat in rig.messenger.calls)
        await until(store.is_settled)
        await victim.stop()
        verdict = await rig.judge(store)
        row = rig.enter("C9 429 for a group", store, seed, PEOPLE + 1, verdict)
        row.check(
            seed,
            the_others_did_not_wait=took <= 20,
            asked_once=asked <= 1,
            all_sent=verdict.states() == {"sent": PEOPLE + 1},
        )


async def test_a_flood_answer_without_a_time_makes_no_tight_loop(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = lambda _: Reply.refusal(429, "Too Many Requests")
        await store.remind(range(1, 21))
        victim = await rig.start(store)
        await victim.until_alive()
        await asyncio.sleep(20)
        calls = len(rig.messenger.calls)
        rig.messenger.behave = None
        await until(store.is_settled, 90)
        await victim.stop()
        verdict = await rig.judge(store)
        row = rig.enter("C10 429 bare", store, seed, 20, verdict)
        row.check(
            seed,
            few_calls=0 < calls <= 12,
            nothing_in_doubt=verdict.doubts == 0,
            all_sent=verdict.states() == {"sent": 20},
        )


async def test_refused_markup_goes_out_as_plain_text(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = refused_markup(random.Random(seed))
        await store.remind(range(1, 301))
        verdict = await rig.settle_in_real_time(store, 60)
        row = rig.enter("C13 markup refused", store, seed, 300, verdict)
        row.check(
            seed,
            all_sent=verdict.states() == {"sent": 300},
            nothing_doubled=verdict.doubled == 0,
            without_tags=not any("<b>党" in each.text for each in rig.messenger.accepted),
        )
