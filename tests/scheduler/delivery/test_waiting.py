from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from scheduler.delivery.waiting import waits_until
from scheduler.roster.days_off import DaysOff
from scheduler.roster.model import NO_DAYS_OFF, Digest, Person, PersonId

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKEND = DaysOff(frozenset({6, 7}))
LEAVE = DaysOff(first=date(2026, 11, 23), last=date(2026, 11, 27))
"""Monday to Friday."""


def person(
    digest: Digest = Digest.EACH, days_off: DaysOff = NO_DAYS_OFF, at: time | None = None
) -> Person:
    return Person(
        PersonId(1), telegram(1), "安", "zh-Hans", remind_at=at, digest=digest, days_off=days_off
    )


def shanghai(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("who", "now", "latest_on", "until"),
    [
        pytest.param(person(), "2026-11-25 09:00", None, None, id="nothing set"),
        pytest.param(
            person(days_off=WEEKEND), "2026-11-28 09:00", None, "2026-11-30 09:00", id="Saturday"
        ),
        pytest.param(person(days_off=WEEKEND), "2026-11-30 09:00", None, None, id="Monday"),
        pytest.param(
            person(days_off=LEAVE, at=time(10)),
            "2026-11-25 09:00",
            date(2026, 12, 30),
            "2026-11-28 10:00",
            id="on leave, at their hour",
        ),
        pytest.param(
            person(days_off=LEAVE),
            "2026-11-25 09:00",
            date(2026, 11, 26),
            "2026-11-26 09:00",
            id="on leave, but never beyond the last workday before",
        ),
        pytest.param(
            person(days_off=LEAVE),
            "2026-11-26 09:00",
            date(2026, 11, 26),
            None,
            id="the last workday before",
        ),
        pytest.param(
            person(Digest.DAILY), "2026-11-25 08:31", None, "2026-11-25 09:00", id="daily, early"
        ),
        pytest.param(person(Digest.DAILY), "2026-11-25 09:00", None, None, id="daily, on time"),
        pytest.param(
            person(Digest.DAILY), "2026-11-25 12:30", None, "2026-11-26 09:00", id="daily, late"
        ),
        pytest.param(
            person(Digest.WEEKLY), "2026-11-25 09:00", None, "2026-11-30 09:00", id="weekly"
        ),
        pytest.param(
            person(Digest.WEEKLY, DaysOff(frozenset({1}))),
            "2026-11-30 09:00",
            None,
            "2026-12-01 09:00",
            id="weekly, Mondays off",
        ),
        pytest.param(
            person(Digest.WEEKLY),
            "2026-11-25 09:00",
            date(2026, 11, 27),
            "2026-11-27 09:00",
            id="weekly, but never beyond the last workday before",
        ),
    ],
)
def test_a_reminder_waits_for_a_day_that_suits(
    who: Person, now: str, latest_on: date | None, until: str | None
) -> None:
    waits = waits_until(who, SHANGHAI, shanghai(now), latest_on=latest_on)

    assert waits == (None if until is None else shanghai(until))


@pytest.mark.parametrize("days_off", [DaysOff(), WEEKEND, LEAVE])
def test_days_off_read_back_as_written(days_off: DaysOff) -> None:
    assert DaysOff.unpack(days_off.pack()) == days_off


def test_one_weekday_is_left() -> None:
    with pytest.raises(ValueError, match="1"):
        DaysOff(frozenset(range(1, 8)))
