from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from scheduler.roster.days_off import DaysOff
from scheduler.roster.model import DEFAULT_QUIET_HOURS, Digest, QuietHours
from scheduler.roster.preferences import Preferences

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.store.engine import Database


@pytest.fixture
def preferences(database: Database) -> Preferences:
    return Preferences(database)


async def test_a_language_is_kept(preferences: Preferences, make: Factory) -> None:
    ann, bob = await make.person(telegram_id=7), await make.person(telegram_id=8)
    assert (await preferences.set_locale(ann.id, "en")).locale == "en"
    assert (await make.person(telegram_id=7)).locale == "en"
    assert (await make.person(telegram_id=8)) == bob


@pytest.mark.parametrize(
    "hours",
    [QuietHours(time(22, 30), time(7)), QuietHours(time(12), time(14)), None],
    ids=["over night", "at noon", "none"],
)
async def test_quiet_hours_are_kept(
    preferences: Preferences, make: Factory, hours: QuietHours | None
) -> None:
    person = await make.person(telegram_id=7)
    assert person.quiet_hours == DEFAULT_QUIET_HOURS
    assert (await preferences.set_quiet_hours(person.id, hours)).quiet_hours == hours
    assert (await make.person(telegram_id=7)).quiet_hours == hours


async def test_hour_and_digest_are_kept(preferences: Preferences, make: Factory) -> None:
    person = await make.person(telegram_id=7)
    await preferences.set_remind_at(person.id, time(10, 30))
    await preferences.set_digest(person.id, Digest.WEEKLY)

    kept = await make.person(telegram_id=7)
    assert (kept.remind_at, kept.digest) == (time(10, 30), Digest.WEEKLY)
    assert (await preferences.set_remind_at(person.id, None)).remind_at is None


async def test_days_off_are_kept(preferences: Preferences, make: Factory) -> None:
    person = await make.person(telegram_id=7)
    await preferences.toggle_weekday(person.id, 6)
    await preferences.toggle_weekday(person.id, 7)
    await preferences.toggle_weekday(person.id, 6)
    leave = date(2026, 12, 1), date(2026, 12, 10)
    await preferences.set_range_off(person.id, *leave)

    assert (await make.person(telegram_id=7)).days_off == DaysOff(frozenset({7}), *leave)
    cleared = await preferences.set_range_off(person.id, None, None)
    assert cleared.days_off == DaysOff(frozenset({7}))


async def test_one_weekday_stays(preferences: Preferences, make: Factory) -> None:
    person = await make.person(telegram_id=7)
    for weekday in range(1, 8):
        person = await preferences.toggle_weekday(person.id, weekday)

    assert person.days_off == DaysOff(frozenset(range(1, 7)))
