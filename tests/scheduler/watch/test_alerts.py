from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from scheduler.delivery.holds import Holds
from scheduler.watch.alerting import (
    LAPSES_AFTER,
    OVER_AFTER,
    REPEATED_AFTER,
    TELLING_LASTS,
    Alerts,
)
from scheduler.watch.audit import Auditor
from scheduler.watch.conditions import Condition, ConditionFinder, ConditionFound


@pytest.fixture
def alerts(database, clock):
    return Alerts(database, clock)


async def tell(alerts):
    """Tell what is to be told; what that was."""
    claimed = await alerts.claim()
    await alerts.told(claimed)
    return [(each.condition, each.subject, each.over) for each in claimed]


async def test_what_is_wrong_is_told_once(alerts):
    await alerts.raise_(Condition.INBOX)
    assert await tell(alerts) == [(Condition.INBOX, "", False)]

    await alerts.raise_(Condition.INBOX, count=7)
    assert await tell(alerts) == []
    assert [each.count for each in await alerts.open()] == [7]


async def test_it_is_told_again_each_day_while_it_lasts(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    await tell(alerts)

    clock.advance(REPEATED_AFTER - timedelta(seconds=1))
    assert await tell(alerts) == []
    clock.advance(timedelta(seconds=1))
    assert await tell(alerts) == [(Condition.INBOX, "", False)]


async def test_its_end_is_told_once_and_not_at_once(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    await tell(alerts)
    await alerts.end(Condition.INBOX)

    assert await tell(alerts) == []
    clock.advance(OVER_AFTER)
    assert await tell(alerts) == [(Condition.INBOX, "", True)]
    assert await tell(alerts) == []


async def test_what_comes_back_soon_has_never_ended(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    await tell(alerts)
    for _ in range(10):
        await alerts.end(Condition.INBOX)
        clock.advance(OVER_AFTER / 2)
        await alerts.raise_(Condition.INBOX)
        assert await tell(alerts) == []


async def test_what_comes_back_later_is_told_anew(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    await tell(alerts)
    await alerts.end(Condition.INBOX)
    clock.advance(OVER_AFTER)
    await alerts.raise_(Condition.INBOX)

    assert await tell(alerts) == [(Condition.INBOX, "", False)]


async def test_what_ended_before_anybody_was_told_is_forgotten(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    await alerts.end(Condition.INBOX)
    clock.advance(OVER_AFTER)
    assert await tell(alerts) == []


async def test_subjects_are_told_apart(alerts):
    await alerts.raise_(Condition.PASS_FAILED, subject="planner")
    await tell(alerts)
    await alerts.raise_(Condition.PASS_FAILED, subject="dispatcher")
    assert await tell(alerts) == [(Condition.PASS_FAILED, "dispatcher", False)]


async def test_two_processes_tell_it_once(alerts):
    await alerts.raise_(Condition.INBOX)
    claims = await asyncio.gather(*(alerts.claim() for _ in range(4)))
    assert sorted(len(claim) for claim in claims) == [0, 0, 0, 1]


async def test_a_process_that_dies_before_it_told_leaves_it_to_the_others(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    assert await alerts.claim()
    assert await tell(alerts) == []
    clock.advance(TELLING_LASTS)
    assert await tell(alerts) == [(Condition.INBOX, "", False)]


async def test_a_claim_made_before_the_clock_was_set_back_does_not_last(alerts, clock):
    await alerts.raise_(Condition.INBOX)
    assert await alerts.claim()
    clock.advance(-timedelta(days=400))
    assert await tell(alerts) == [(Condition.INBOX, "", False)]


async def test_what_a_finder_finds_replaces_what_it_found_before(alerts):
    await alerts.raise_(Condition.CONFLICT)
    held = ConditionFound(Condition.HELD, subject="operator", detail="why" * 300)
    await alerts.replace(ConditionFinder.PROCESS, [held, ConditionFound(Condition.SILENT)])
    await alerts.replace(ConditionFinder.PROCESS, [held])

    assert {each.condition for each in await alerts.open()} == {Condition.CONFLICT, Condition.HELD}


async def test_what_is_found_again_unchanged_is_not_written(database, alerts, monkeypatch):
    held = ConditionFound(Condition.HELD, subject="operator", detail="why" * 300)
    await alerts.replace(ConditionFinder.PROCESS, [held])
    monkeypatch.setattr(database, "write", None)
    await alerts.replace(ConditionFinder.PROCESS, [held])


async def test_what_nobody_renews_is_over(alerts, clock):
    await alerts.raise_(Condition.CLOCK, subject="a container that is gone")
    await alerts.replace(ConditionFinder.PROCESS, [ConditionFound(Condition.SILENT)])
    await tell(alerts)
    for _ in range(16):
        clock.advance(timedelta(minutes=1))
        await alerts.replace(ConditionFinder.PROCESS, [ConditionFound(Condition.SILENT)])
        await alerts.lapse()

    assert [each.condition for each in await alerts.open()] == [Condition.SILENT]
    clock.advance(OVER_AFTER)
    assert await tell(alerts) == [(Condition.CLOCK, "a container that is gone", True)]


async def test_what_a_wrong_clock_renewed_in_the_future_lapses_too(alerts, clock):
    clock.advance(timedelta(hours=3))
    await alerts.raise_(Condition.CLOCK, subject="there")
    clock.advance(-timedelta(hours=3))
    await alerts.lapse()
    assert await alerts.open() == []


async def test_the_heartbeat_comes_back_when_a_container_was_replaced(database, alerts, clock):
    called = []

    async def all_is_well():
        called.append(clock.now())

    await alerts.raise_(Condition.CLOCK, subject="a container that is gone")
    auditor = Auditor(database, clock, alerts, Holds(database, clock), all_is_well=all_is_well)
    assert not await auditor.run()
    clock.advance(LAPSES_AFTER)

    assert await auditor.run()
    assert called == [clock.now()]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_process_does_not_end_what_another_one_finds(database, alerts, clock):
    other = Alerts(database, clock)
    cut_off = [ConditionFound(Condition.NO_DELIVERY)]
    await alerts.replace(ConditionFinder.PROCESS, cut_off)
    await other.replace(ConditionFinder.PROCESS, [])
    assert await tell(other) == [(Condition.NO_DELIVERY, "", False)]

    for _ in range(5):  # it lasts
        clock.advance(timedelta(minutes=1))
        await alerts.replace(ConditionFinder.PROCESS, cut_off)
        await other.replace(ConditionFinder.PROCESS, [])
    assert len(await alerts.open()) == 1

    await alerts.replace(ConditionFinder.PROCESS, [])
    assert await alerts.open() == []
    clock.advance(OVER_AFTER)
    assert await tell(other) == [(Condition.NO_DELIVERY, "", True)]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_a_killed_process_found_is_over_soon(database, alerts, clock):
    other = Alerts(database, clock)
    await alerts.replace(ConditionFinder.PROCESS, [ConditionFound(Condition.NO_DELIVERY)])
    await tell(other)
    clock.advance(OVER_AFTER)
    await other.replace(ConditionFinder.PROCESS, [])
    assert await tell(other) == [(Condition.NO_DELIVERY, "", True)]
