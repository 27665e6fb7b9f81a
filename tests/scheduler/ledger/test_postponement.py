from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import NotAssigned, TooLate, UnknownOccurrence
from scheduler.ledger.completion import Completions
from scheduler.ledger.postponement import Postponement
from scheduler.roster.preferences import Preferences

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def postponement(database: Database, clock: ManualClock) -> Postponement:
    return Postponement(database, clock)


async def owed(
    make: Factory, zone: ZoneInfo = SHANGHAI
) -> tuple[Organisation, Person, OccurrenceId]:
    """A committee, its secretary, and what they owe by 2026-12-31."""
    organisation = await make.organisation(zone=zone)
    holder = await make.holder(organisation)
    return organisation, holder, await make.occurrence(organisation)


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        ("Asia/Shanghai", datetime(2026, 11, 30, 1, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 30, 17, tzinfo=UTC)),
    ],
)
async def test_the_reminder_comes_at_nine_on_that_day(
    postponement: Postponement, make: Factory, zone: str, instant: datetime
) -> None:
    _, holder, occurrence_id = await owed(make, ZoneInfo(zone))
    put_off = await postponement.postpone(occurrence_id, by=holder.id, until=date(2026, 11, 30))
    assert put_off.remind_at == instant
    assert put_off.occurrence.id == occurrence_id
    assert await make.send_times() == {f"r/{occurrence_id}/{holder.id}/later:2026-11-30": instant}


async def test_earlier_reminders_of_that_person_give_way(
    postponement: Postponement, make: Factory, clock: ManualClock
) -> None:
    organisation, holder, occurrence_id = await owed(make)
    colleague, group = await make.holder(organisation), await make.group(organisation)
    before = await make.notice(occurrence_id, holder)
    after = await make.notice(
        occurrence_id, holder, stage="before-1", send_at=clock.now() + timedelta(days=30)
    )
    sent = await make.notice(occurrence_id, holder, stage="start", state="sent")
    theirs = await make.notice(occurrence_id, colleague)
    groups = await make.group_notice(occurrence_id, group)

    await postponement.postpone(occurrence_id, by=holder.id, until=date(2026, 11, 30))

    notices = await make.notices()
    assert notices.pop(f"r/{occurrence_id}/{holder.id}/later:2026-11-30") == ("due", None)
    assert notices == {
        before: ("superseded", "postponed"),
        after: ("due", None),
        sent: ("sent", None),
        theirs: ("due", None),
        groups: ("due", None),
    }


async def test_the_day_chosen_last_counts(postponement: Postponement, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    for day in (30, 25, 27, 25):
        await postponement.postpone(occurrence_id, by=holder.id, until=date(2026, 11, day))
    prefix = f"r/{occurrence_id}/{holder.id}/later:2026-11-"
    assert await make.notices() == {
        f"{prefix}30": ("superseded", "postponed"),
        f"{prefix}25": ("due", None),
        f"{prefix}27": ("superseded", "postponed"),
    }


async def test_presses_at_once_are_one_reminder(postponement: Postponement, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    await asyncio.gather(
        *(
            postponement.postpone(occurrence_id, by=holder.id, until=date(2026, 11, 30))
            for _ in range(5)
        )
    )
    assert len(await make.notices()) == 1


@pytest.mark.parametrize(
    ("local", "until"),
    [
        ("2026-11-23 08:59", date(2026, 11, 23)),
        ("2026-11-23 09:00", date(2026, 11, 24)),
        ("2026-11-23 09:00", date(2026, 12, 31)),
        ("2026-12-30 15:00", date(2026, 12, 31)),
        ("2027-01-01 00:00", date(2027, 1, 29)),
    ],
    ids=["this morning", "tomorrow", "last day", "eve of the last day", "overdue, 28 days"],
)
async def test_days_that_make_sense(
    postponement: Postponement, make: Factory, clock: ManualClock, local: str, until: date
) -> None:
    clock.set(shanghai(local))
    _, holder, occurrence_id = await owed(make)
    put_off = await postponement.postpone(occurrence_id, by=holder.id, until=until)
    assert put_off.remind_at is not None
    assert put_off.remind_at.astimezone(SHANGHAI).date() == until


@pytest.mark.parametrize(
    ("local", "until", "latest"),
    [
        ("2026-11-23 09:00", date(2026, 11, 23), date(2026, 12, 31)),
        ("2026-11-23 09:00", date(2026, 11, 22), date(2026, 12, 31)),
        ("2026-11-23 09:00", date.min, date(2026, 12, 31)),
        ("2026-11-23 09:00", date(2027, 1, 1), date(2026, 12, 31)),
        ("2026-11-23 09:00", date.max, date(2026, 12, 31)),
        ("2026-12-31 09:00", date(2027, 1, 1), date(2026, 12, 31)),
        ("2027-01-04 09:00", date(2027, 2, 2), date(2027, 2, 1)),
        ("2027-01-04 09:00", date(2027, 1, 4), date(2027, 2, 1)),
    ],
    ids=[
        "nine is past",
        "yesterday",
        "first of all",
        "after the last day",
        "last of all",
        "on the last day",
        "overdue, 29 days",
        "overdue, today",
    ],
)
async def test_other_days_are_refused(
    postponement: Postponement,
    make: Factory,
    clock: ManualClock,
    local: str,
    until: date,
    latest: date,
) -> None:
    clock.set(shanghai(local))
    _, holder, occurrence_id = await owed(make)
    key = await make.notice(occurrence_id, holder)
    with pytest.raises(TooLate) as refused:
        await postponement.postpone(occurrence_id, by=holder.id, until=until)
    assert (refused.value.day, refused.value.latest) == (until, latest)
    assert await make.notices() == {key: ("due", None)}


async def test_what_is_met_is_not_put_off(
    postponement: Postponement, make: Factory, database: Database, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    await Completions(database, clock).complete(occurrence_id, by=holder.id, held_on=TODAY)
    put_off = await postponement.postpone(occurrence_id, by=holder.id, until=date(2026, 11, 30))
    assert put_off.remind_at is None
    assert await make.notices() == {}


@pytest.mark.parametrize(
    ("local", "hours", "expected"),
    [
        ("2026-12-22 09:05", 1, "2026-12-22 10:05"),
        ("2026-12-22 09:05", 3, "2026-12-22 12:05"),
        ("2026-12-31 09:05", 3, "2026-12-31 12:05"),
        ("2026-12-22 20:30", 1, "2026-12-23 08:00"),
        ("2026-12-31 20:30", 1, None),
        ("2027-01-04 20:30", 1, "2027-01-05 08:00"),
    ],
    ids=["1 hour", "3 hours", "on the last day", "quiet", "quiet to the end", "overdue"],
)
async def test_hours_that_make_sense(
    postponement: Postponement,
    make: Factory,
    clock: ManualClock,
    local: str,
    hours: int,
    expected: str | None,
) -> None:
    clock.set(shanghai(local))
    _, holder, occurrence_id = await owed(make)
    key = await make.notice(
        occurrence_id, holder, stage="overdue-2", send_at=clock.now() + timedelta(minutes=5)
    )
    [put_off] = await postponement.postpone_by(
        [occurrence_id], by=holder.id, wait=timedelta(hours=hours)
    )
    assert put_off.remind_at == (None if expected is None else shanghai(expected))
    notices = await make.notices()
    assert notices.pop(key) == (("due", None) if expected is None else ("superseded", "postponed"))
    assert len(notices) == (expected is not None)


async def test_a_reminder_may_be_put_off_by_hours_again(
    postponement: Postponement, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    for _ in range(3):
        await postponement.postpone_by([occurrence_id], by=holder.id, wait=timedelta(hours=1))
        clock.advance(timedelta(hours=1, minutes=1))
    assert list((await make.notices()).values()).count(("due", None)) == 1
    assert len(await make.notices()) == 3


async def test_tomorrow_is_at_the_hour_of_the_person(
    postponement: Postponement, make: Factory, database: Database, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    await Preferences(database).set_remind_at(holder.id, time(14, 30))
    [put_off] = await postponement.postpone_to_tomorrow([occurrence_id], by=holder.id)
    assert put_off.remind_at == shanghai("2026-11-24 14:30")

    clock.set(shanghai("2026-12-31 09:00"))
    [put_off] = await postponement.postpone_to_tomorrow([occurrence_id], by=holder.id)
    assert put_off.remind_at is None


async def test_only_who_owes_it_puts_it_off(postponement: Postponement, make: Factory) -> None:
    boss, stranger = await make.person(), await make.person()
    organisation = await make.organisation(manager=boss)
    deputy = await make.holder(organisation, post="agency-committee-deputy")
    occurrence_id = await make.occurrence(organisation)
    own = await make.organisation("另一机关党委", manager=stranger)
    await make.assignment(stranger, own)
    until = date(2026, 11, 30)
    for colleague in (boss, deputy):
        with pytest.raises(NotAssigned):
            await postponement.postpone(occurrence_id, by=colleague.id, until=until)
        with pytest.raises(NotAssigned):
            await postponement.postpone_by(
                [occurrence_id], by=colleague.id, wait=timedelta(hours=1)
            )
    for id_ in (occurrence_id, 2**52):
        with pytest.raises(UnknownOccurrence):
            await postponement.postpone(id_, by=stranger.id, until=until)
    assert await make.notices() == {}


def shanghai(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)
