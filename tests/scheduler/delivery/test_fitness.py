"""A process that cannot get on with the sending leaves it to another."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from scheduler.delivery import sender
from scheduler.delivery.dispatcher import Dispatcher, PassStalled
from scheduler.delivery.fitness import AT_ONCE_SECONDS, CUT_OFF_SECONDS, STALLED_SECONDS
from scheduler.delivery.ports import NotSent, Receipt

EVERY = 5.0


def share(dispatcher: Dispatcher, *, shared: bool = True) -> None:
    """As where other processes could send as well."""
    vars(dispatcher)["_fitness"]._shared = shared


async def look(office: Any, dispatcher: Dispatcher, seconds: float) -> list[bool]:
    """What the beat of the lease says in so many seconds."""
    kept = []
    for _ in range(int(seconds / EVERY) + 1):
        office.let_pass(seconds=EVERY)
        kept.append(await dispatcher.keep_lease())
    return kept


async def test_an_attempt_without_an_end_is_in_doubt(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def for_ever(_: object) -> None:
        await asyncio.Event().wait()

    await office.remind()
    office.postbox.meanwhile = for_ever
    monkeypatch.setattr(sender, "ATTEMPT_SECONDS", 0.01)

    assert await office.dispatcher.run_once() == 1

    assert (await office.attempts())[0].outcome == "ambiguous"


@pytest.mark.parametrize("stubborn", [False, True])
async def test_a_pass_that_hangs_gives_the_lease_up_and_is_ended(
    office: Any, monkeypatch: pytest.MonkeyPatch, stubborn: bool
) -> None:
    dispatcher, never = office.dispatcher, asyncio.Event()

    async def hang(*_: object, **__: object) -> Any:
        while not never.is_set():
            try:
                await never.wait()
            except asyncio.CancelledError:
                if not stubborn:
                    raise
        return sender.SendingStep()

    await office.remind()
    monkeypatch.setattr(vars(dispatcher)["_sender"], "go_on", hang)
    passing = asyncio.create_task(dispatcher.run_once())
    await asyncio.sleep(0.05)
    assert dispatcher.leads

    kept = await look(office, dispatcher, STALLED_SECONDS)

    assert kept[0]
    assert not kept[-1]
    other = office.make_dispatcher()
    monkeypatch.setattr(vars(other)["_lease"], "_by_force", False)
    assert await other.run_once() == 1
    if not stubborn:
        with pytest.raises(PassStalled):
            await passing
    assert not await dispatcher.keep_lease()
    never.set()
    await asyncio.gather(passing, return_exceptions=True)


async def test_a_machine_that_slept_did_not_hang(office: Any) -> None:
    dispatcher = office.dispatcher

    async def sleep(_: object) -> None:
        office.let_pass(hours=8)
        await office.expire_lease()
        assert await dispatcher.keep_lease()

    await office.remind()
    office.postbox.meanwhile = sleep
    assert await dispatcher.run_once() == 1


async def test_a_process_that_gets_nothing_through_lets_another_try(office: Any) -> None:
    dispatcher, other = office.dispatcher, office.make_dispatcher()
    vars(other)["_lease"]._by_force = False
    share(dispatcher)
    await office.remind()
    office.postbox.plan = [NotSent("no route")] * 100
    began = office.stopwatch.now
    while await dispatcher.keep_lease():
        await dispatcher.run_once()
        office.let_pass(seconds=1)
        assert office.stopwatch.now - began < 25
    assert dispatcher.cut_off_for >= CUT_OFF_SECONDS

    office.postbox.plan = []
    office.let_pass(seconds=60)  # for the notice that failed
    assert await other.run_once() == 1
    assert not await dispatcher.keep_lease()


async def test_it_tries_again_itself_when_nobody_else_does(office: Any) -> None:
    dispatcher = office.dispatcher
    share(dispatcher)
    await office.remind()
    office.postbox.plan = [NotSent("no route")] * 100
    while await dispatcher.keep_lease():
        await dispatcher.run_once()
        office.let_pass(seconds=1)

    office.let_pass(seconds=AT_ONCE_SECONDS)
    assert await dispatcher.keep_lease()
    office.let_pass(seconds=CUT_OFF_SECONDS / 2)
    assert await dispatcher.keep_lease()

    office.postbox.plan = []
    office.let_pass(seconds=60)
    await dispatcher.run_once()
    assert dispatcher.cut_off_for == 0
    assert isinstance(office.postbox.arrived, list)
    assert office.postbox.arrived


async def test_a_process_alone_keeps_the_lease_whatever_happens(office: Any) -> None:
    share(office.dispatcher, shared=False)
    await office.remind()
    office.postbox.plan = [NotSent("no route")] * 100
    for _ in range(60):
        assert await office.dispatcher.keep_lease()
        await office.dispatcher.run_once()
        office.let_pass(seconds=1)


async def test_the_way_is_looked_at_where_nothing_is_sent(office: Any, receipt: Receipt) -> None:
    channel = vars(office.dispatcher)["_channels"]["telegram"]
    answers: list[Exception | None] = [OSError("no route"), None]
    asked = []

    async def probe() -> None:
        asked.append(office.stopwatch.now)
        if error := answers.pop(0):
            raise error

    channel._probe = probe
    await channel.probe_if_failing()
    assert asked == []

    channel.failing_since = office.stopwatch.now
    for _ in range(60):
        await channel.probe_if_failing()
        office.let_pass(seconds=1)

    assert len(asked) == 2
    assert channel.failing_since is None
