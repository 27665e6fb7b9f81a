from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from scheduler.roster.model import DEFAULT_QUIET_HOURS, QuietHours
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
