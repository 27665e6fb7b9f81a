from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.cadence import Per, Quota, Season
from clauses.model import BodyId, Clause, ClauseRef, Known, Owed, PostId, Strength
from clauses.naming import LevelId
from scheduler.periods import period_containing
from scheduler.planning.duties import Duty
from scheduler.planning.occurrences import OccurrenceId, Release
from scheduler.planning.plan import BoundGroup, Holder, Item, PlannedOccurrence, Seat, Staff, plan
from scheduler.planning.spans import Span, Window
from scheduler.planning.timetables import Timetables, local_instant
from scheduler.roster.model import GroupId, Organisation, OrganisationId, PersonId, SeatId
from scheduler.workdays.calendar import WorkdayCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
POST = PostId("secretary")
ANN, BOB = PersonId(1), PersonId(2)
LONG_AGO = date(2020, 1, 1)
ZONES = sorted(available_timezones() - {"localtime"})

WEEKLY = Quota(1, Per.WEEK)
MONTHLY = Quota(1, Per.MONTH)
TWO_MONTHLY = Quota(1, Per.TWO_MONTHS)
QUARTERLY = Quota(1, Per.QUARTER)
YEARLY = Quota(1, Per.YEAR)
IN_Q4 = Quota(1, Per.YEAR, season=Season(10, 12))
OVER_NEW_YEAR = Quota(1, Per.YEAR, season=Season(12, 2))
TERM = Quota(1, Per.TERM, term_years=3, prepare_months=6)


def d(text: str) -> date:
    return date.fromisoformat(f"20{text}")


def duty(quota: Quota, owed: Owed = Owed.ONCE, local: str = "A") -> Duty:
    clause = Clause(
        ref=ClauseRef("pack", local),
        subject=POST,
        duty=local,
        text=local,
        cadence=quota,
        strength=Strength.MUST,
        known=Known.TEXT,
        citations=(),
    )
    return Duty(clause, quota, POST, owed)


def organisation(zone: ZoneInfo = SHANGHAI, term_started_on: date | None = None) -> Organisation:
    return Organisation(
        OrganisationId(1),
        "机关党委",
        BodyId("committee"),
        LevelId("province"),
        zone,
        term_started_on=term_started_on,
    )


def holder(start_on: date = LONG_AGO, end_on: date | None = None, person: PersonId = ANN) -> Holder:
    return Holder(person, POST, start_on, end_on)


def planned(
    quota: Quota,
    *holders: Holder,
    first: date,
    last: date,
    today: date | None = None,
    owed: Owed = Owed.ONCE,
    where: Organisation | None = None,
    groups: Sequence[BoundGroup] = (),
    overrides: dict[date, bool] | None = None,
) -> list[PlannedOccurrence]:
    seats = (Seat(SeatId(1), POST, min(each.start_on for each in holders or [holder()])),)
    staff = Staff(where or organisation(), holders or (holder(),), tuple(groups), seats)
    made = plan(
        staff,
        {POST: [duty(quota, owed)]},
        Timetables(WorkdayCalendar(overrides)),
        Window(today or first, first, last),
    )
    return list(made.occurrences)


def stages(occurrence: PlannedOccurrence, person: PersonId = ANN) -> list[tuple[str, str]]:
    return [(r.stage, r.on.isoformat()[2:]) for r in occurrence.persons[person]]


@pytest.mark.parametrize(
    ("quota", "day", "due_on", "expected"),
    [
        pytest.param(
            QUARTERLY,
            "26-11-22",
            "26-12-31",
            [
                ("start", "26-10-08"),
                ("before-30", "26-11-19"),
                ("before-7", "26-12-22"),
                ("before-1", "26-12-30"),
                ("overdue-1", "27-01-04"),
                ("overdue-2", "27-01-08"),
                ("overdue-3", "27-01-15"),
                ("overdue-4", "27-01-22"),
            ],
            id="a quarter that begins and ends in holidays",
        ),
        pytest.param(
            QUARTERLY,
            "26-09-01",
            "26-09-30",
            [
                ("start", "26-07-01"),
                ("before-30", "26-08-19"),
                ("before-7", "26-09-20"),
                ("before-1", "26-09-29"),
                # 1 and 8 October both become the first workday after the holidays.
                ("overdue-2", "26-10-08"),
                ("overdue-3", "26-10-15"),
                ("overdue-4", "26-10-22"),
            ],
            id="a quarter with a made-up Sunday, followed by the October holidays",
        ),
        pytest.param(
            MONTHLY,
            "26-02-10",
            "26-02-28",
            [
                ("before-7", "26-02-12"),
                ("before-1", "26-02-27"),
                ("overdue-1", "26-03-02"),
                ("overdue-2", "26-03-09"),
            ],
            id="a month around the Spring Festival, due on a made-up Saturday",
        ),
        pytest.param(
            MONTHLY,
            "24-02-29",
            "24-02-29",
            [
                ("before-7", "24-02-20"),
                ("before-1", "24-02-28"),
                ("overdue-1", "24-03-01"),
                ("overdue-2", "24-03-08"),
            ],
            id="a leap day",
        ),
        pytest.param(
            WEEKLY,
            "26-11-25",
            "26-11-27",
            [("before-1", "26-11-26"), ("overdue-1", "26-11-30"), ("overdue-2", "26-12-07")],
            id="a week",
        ),
        pytest.param(
            WEEKLY,
            "26-02-10",
            "26-02-14",
            # 16 and 23 February both become the first workday after the holidays.
            [("before-1", "26-02-13"), ("overdue-2", "26-02-24")],
            id="a week that ends on a made-up Saturday, before one of holidays",
        ),
        pytest.param(
            WEEKLY,
            "26-02-18",
            "26-02-22",
            [("overdue-1", "26-02-24"), ("overdue-2", "26-03-02")],
            id="a week of holidays: due on its Sunday",
        ),
        pytest.param(
            WEEKLY,
            "24-10-01",
            "24-09-30",
            [("start", "24-09-30"), ("overdue-1", "24-10-08"), ("overdue-2", "24-10-14")],
            id="a week of one workday: said on that day",
        ),
        pytest.param(
            TWO_MONTHLY,
            "26-11-25",
            "26-12-31",
            [
                ("start", "26-11-02"),
                ("before-7", "26-12-22"),
                ("before-1", "26-12-30"),
                ("overdue-1", "27-01-04"),
                ("overdue-2", "27-01-08"),
                ("overdue-3", "27-01-15"),
                ("overdue-4", "27-01-22"),
            ],
            id="two months",
        ),
        pytest.param(
            Quota(1, Per.HALF_YEAR),
            "26-01-01",
            "26-06-30",
            [
                ("start", "26-01-04"),
                ("before-30", "26-05-18"),
                ("before-7", "26-06-18"),
                ("before-1", "26-06-29"),
                ("overdue-1", "26-07-01"),
                ("overdue-2", "26-07-08"),
                ("overdue-3", "26-07-15"),
                ("overdue-4", "26-07-22"),
            ],
            id="a half-year that begins on a made-up Sunday",
        ),
        pytest.param(
            IN_Q4,
            "26-03-01",
            "26-12-31",
            [
                ("start", "26-10-08"),
                ("before-30", "26-11-19"),
                ("before-7", "26-12-22"),
                ("before-1", "26-12-30"),
                ("overdue-1", "27-01-04"),
                ("overdue-2", "27-01-08"),
                ("overdue-3", "27-01-15"),
                ("overdue-4", "27-01-22"),
            ],
            id="a year with a season",
        ),
        pytest.param(
            Quota(1, Per.YEAR, season=Season(12, 12)),
            "26-03-01",
            "26-12-31",
            [
                ("start", "26-12-01"),
                ("before-7", "26-12-22"),
                ("before-1", "26-12-30"),
                ("overdue-1", "27-01-04"),
                ("overdue-2", "27-01-08"),
                ("overdue-3", "27-01-15"),
                ("overdue-4", "27-01-22"),
            ],
            id="a season shorter than the longest lead",
        ),
        pytest.param(
            OVER_NEW_YEAR,
            "26-03-01",
            "27-02-26",
            [
                ("start", "26-12-01"),
                ("before-30", "27-01-11"),
                ("before-7", "27-02-17"),
                ("before-1", "27-02-25"),
                ("overdue-1", "27-03-01"),
                ("overdue-2", "27-03-08"),
                ("overdue-3", "27-03-15"),
                ("overdue-4", "27-03-22"),
            ],
            id="a season that ends in the next year",
        ),
    ],
)
def test_the_reminders_of_a_period(
    quota: Quota, day: str, due_on: str, expected: list[tuple[str, str]]
) -> None:
    (occurrence,) = planned(quota, first=d(day), last=d(day))

    assert occurrence.timetable.due_on == d(due_on)
    assert stages(occurrence) == expected


def test_a_term_is_prepared_months_before_its_end() -> None:
    where = organisation(term_started_on=d("24-08-31"))

    (occurrence,) = planned(TERM, where=where, first=d("26-01-01"), last=d("26-01-01"))

    assert (occurrence.timetable.period.start, occurrence.timetable.period.end) == (
        d("24-08-31"),
        d("27-08-31"),
    )
    # The last day of February stands for the 31st; it is a Sunday.
    assert stages(occurrence)[:2] == [("start", "27-03-01"), ("before-30", "27-07-19")]


@pytest.mark.parametrize(
    ("term_started_on", "first"),
    [
        pytest.param(None, "26-01-01", id="start not known"),
        pytest.param("22-01-01", "26-01-01", id="over, the next one not begun"),
    ],
)
def test_a_term_that_is_not_known_is_not_planned(term_started_on: str | None, first: str) -> None:
    where = organisation(term_started_on=term_started_on and d(term_started_on))

    assert planned(TERM, where=where, first=d(first), last=d(first)) == []


def test_every_period_of_the_window_is_planned() -> None:
    occurrences = planned(QUARTERLY, first=d("27-01-01"), last=d("27-12-31"))

    assert [o.timetable.due_on.isoformat() for o in occurrences] == [
        "2027-03-31",
        "2027-06-30",
        "2027-09-30",
        "2027-12-31",
    ]


@pytest.mark.parametrize(
    ("start_on", "expected"),
    [
        pytest.param(
            "26-09-30",
            [("start", "26-10-08"), ("before-30", "26-11-19"), ("before-7", "26-12-22")],
            id="before the period: all",
        ),
        pytest.param(
            "26-10-08",
            [("start", "26-10-09"), ("before-30", "26-11-19"), ("before-7", "26-12-22")],
            id="on the day of a reminder: next morning",
        ),
        pytest.param(
            "26-10-20",
            [("start", "26-10-21"), ("before-30", "26-11-19"), ("before-7", "26-12-22")],
            id="after the start: told next morning",
        ),
        pytest.param(
            "26-11-18",
            [("before-30", "26-11-19"), ("before-7", "26-12-22"), ("before-1", "26-12-30")],
            id="the day before a reminder: once next morning",
        ),
        pytest.param(
            "26-11-20",
            [("before-30", "26-11-23"), ("before-7", "26-12-22"), ("before-1", "26-12-30")],
            id="on a Friday: told on Monday",
        ),
        pytest.param(
            "26-12-25",
            [("before-7", "26-12-28"), ("before-1", "26-12-30"), ("overdue-1", "27-01-04")],
            id="in the last week",
        ),
        pytest.param(
            "26-12-31",
            [("overdue-1", "27-01-04"), ("overdue-2", "27-01-08"), ("overdue-3", "27-01-15")],
            id="on the last day",
        ),
    ],
)
def test_who_comes_in_hears_next_morning_what_is_open(
    start_on: str, expected: list[tuple[str, str]]
) -> None:
    first = d("26-12-31")

    (occurrence,) = planned(QUARTERLY, holder(d(start_on)), first=first, last=first)

    assert stages(occurrence)[:3] == expected


@pytest.mark.parametrize(
    ("held", "today", "periods"),
    [
        pytest.param(("26-11-22", None), "26-11-22", ["26-10-01", "27-01-01"], id="from today"),
        pytest.param(("26-11-23", None), "26-11-22", ["26-10-01", "27-01-01"], id="from tomorrow"),
        pytest.param(("20-01-01", "26-11-22"), "26-11-22", [], id="until today"),
        pytest.param(
            ("20-01-01", "27-01-01"),
            "26-11-22",
            ["26-07-01", "26-10-01"],
            id="until the end of the period",
        ),
    ],
)
def test_who_holds_a_post_now_or_will_hears_of_the_periods_they_have_a_part_in(
    held: tuple[str, str | None], today: str, periods: list[str]
) -> None:
    start_on, end_on = held

    occurrences = planned(
        QUARTERLY,
        holder(d(start_on), end_on and d(end_on)),
        today=d(today),
        first=d("26-09-30"),
        last=d("27-01-31"),
    )

    heard = [o.timetable.period.start for o in occurrences if o.persons.get(ANN)]
    assert heard == [d(period) for period in periods]
    # The seat owes all of them, from the day on which it came into being.
    owed = [o.timetable.period.start for o in occurrences]
    since_then = [d("26-07-01")] if d(start_on) < d("26-10-01") else []
    assert owed == [*since_then, d("26-10-01"), d("27-01-01")]


def test_a_seat_that_nobody_holds_has_its_items() -> None:
    gone = holder(LONG_AGO, d("26-11-01"))

    (occurrence,) = planned(QUARTERLY, gone, first=d("26-11-22"), last=d("26-11-22"))

    assert (occurrence.timetable.due_on, occurrence.persons) == (d("26-12-31"), {})
    assert planned(QUARTERLY, gone, owed=Owed.EACH, first=d("26-11-22"), last=d("26-11-22")) == []


def test_nobody_is_reminded_after_leaving() -> None:
    day = d("26-11-22")

    (occurrence,) = planned(QUARTERLY, holder(LONG_AGO, d("26-12-22")), first=day, last=day)

    assert stages(occurrence)[-1] == ("before-30", "26-11-19")


def test_what_the_body_owes_once_is_one_occurrence_for_all_its_holders() -> None:
    day = d("26-11-22")
    holders = holder(), holder(day, person=BOB)

    (occurrence,) = planned(QUARTERLY, *holders, first=day, last=day)

    assert occurrence.holder_id is None
    assert stages(occurrence, ANN)[0] == ("start", "26-10-08")
    assert stages(occurrence, BOB)[0] == ("before-30", "26-11-23")


def test_what_each_holder_owes_is_an_occurrence_for_each() -> None:
    day = d("26-11-22")
    holders = holder(), holder(day, person=BOB)

    occurrences = planned(QUARTERLY, *holders, owed=Owed.EACH, first=day, last=day)

    assert [(o.holder_id, list(o.persons)) for o in occurrences] == [(ANN, [ANN]), (BOB, [BOB])]


def test_a_group_hears_of_the_end_of_what_its_organisation_owes_itself() -> None:
    day = d("26-12-28")
    group = BoundGroup(GroupId(7), d("26-12-23"))

    (once,) = planned(QUARTERLY, groups=[group], first=day, last=day)
    (each,) = planned(QUARTERLY, owed=Owed.EACH, groups=[group], first=day, last=day)

    assert [(r.stage, r.on) for r in once.groups[group.id]][:3] == [
        ("before-7", d("26-12-24")),
        ("before-1", d("26-12-30")),
        ("overdue-1", d("27-01-04")),
    ]
    assert each.groups == {}


def test_a_reminder_lives_to_the_end_of_its_period_and_a_week_at_least() -> None:
    day = d("26-11-22")

    (occurrence,) = planned(QUARTERLY, first=day, last=day)

    lives = {r.stage: r.expires_at for r in occurrence.persons[ANN]}
    assert lives["before-7"] == datetime(2026, 12, 31, 16, tzinfo=UTC)
    (before_1,) = (r for r in occurrence.persons[ANN] if r.stage == "before-1")
    assert before_1.at.date() == date(2026, 12, 30)
    assert lives["before-1"] == before_1.at + timedelta(days=7)


def test_what_lies_in_an_unpublished_year_is_provisional() -> None:
    last_of_2026, first_of_2027 = planned(QUARTERLY, first=d("26-12-31"), last=d("27-01-01"))

    assert not last_of_2026.timetable.provisional
    assert {r.name for r in last_of_2026.timetable.stages if r.provisional} == {
        f"overdue-{n}" for n in range(1, 5)
    }
    assert first_of_2027.timetable.provisional
    assert all(r.provisional for r in first_of_2027.timetable.stages)


def test_an_override_moves_the_last_day_and_its_reminders() -> None:
    day = d("26-12-31")

    (occurrence,) = planned(QUARTERLY, first=day, last=day, overrides={day: False})

    assert occurrence.timetable.due_on == d("26-12-30")
    assert ("before-1", "26-12-29") in stages(occurrence)


@pytest.mark.experiment("D5 D6 clocks put on and back")
@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        pytest.param("Asia/Shanghai", "26-12-22", "09:00", "2026-12-22T01:00", id="Shanghai"),
        pytest.param("Europe/Berlin", "26-03-29", "02:30", "2026-03-29T01:00", id="spring gap"),
        pytest.param("Europe/Berlin", "26-10-25", "02:30", "2026-10-25T00:30", id="autumn overlap"),
        pytest.param(
            "Australia/Lord_Howe", "26-10-04", "02:15", "2026-10-03T15:30", id="gap of 30 minutes"
        ),
        pytest.param("America/Santiago", "26-09-06", "00:00", "2026-09-06T04:00", id="no midnight"),
        pytest.param("Pacific/Apia", "11-12-30", "09:00", "2011-12-30T10:00", id="no such day"),
    ],
)
def test_wall_times_become_instants(zone: str, day: str, at: str, expected: str) -> None:
    instant = local_instant(d(day), time.fromisoformat(at), ZoneInfo(zone))

    assert instant == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.experiment("D5 D6 clocks put on and back")
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    day=st.dates(date(1990, 1, 1), date(2037, 12, 31)),
    at=st.times().map(lambda t: t.replace(microsecond=0, fold=0)),
)
def test_no_clock_shows_the_time_before_its_instant(zone: ZoneInfo, day: date, at: time) -> None:
    wanted = datetime.combine(day, at)

    instant = local_instant(day, at, zone)

    shown = instant.astimezone(zone).replace(tzinfo=None)
    earlier = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert earlier < wanted <= shown


QUOTAS = [
    MONTHLY,
    QUARTERLY,
    YEARLY,
    IN_Q4,
    TERM,
    Quota(1, Per.HALF_YEAR),
    Quota(1, Per.YEAR, season=Season(2, 2)),
    OVER_NEW_YEAR,
]
ORDER = ["start", "before-30", "before-7", "before-1"] + [f"overdue-{n}" for n in range(1, 5)]


@settings(max_examples=60)
@given(
    quota=st.sampled_from(QUOTAS),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    start_on=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    after=st.integers(0, 400),
    length=st.integers(0, 400),
    term_started_on=st.dates(date(2023, 1, 1), date(2028, 12, 31)),
)
def test_every_plan_keeps_the_rules(
    quota: Quota,
    zone: ZoneInfo,
    start_on: date,
    after: int,
    length: int,
    term_started_on: date,
) -> None:
    calendar = WorkdayCalendar()
    where = organisation(zone, term_started_on)
    today = start_on + timedelta(after)

    occurrences = planned(
        quota,
        holder(start_on),
        where=where,
        first=today,
        last=today + timedelta(length),
    )

    for occurrence in occurrences:
        reminders = occurrence.persons[ANN]
        ranks = [ORDER.index(r.stage) for r in reminders]
        assert ranks == sorted(set(ranks))
        assert all(earlier.on < later.on for earlier, later in pairwise(reminders))
        assert all(calendar.is_workday(r.on) for r in reminders)
        assert all(r.on > start_on and r.on >= occurrence.timetable.period.start for r in reminders)
        assert all(r.expires_at > r.at for r in reminders)
        for reminder, following in pairwise([*reminders, None]):
            assert reminder is not None
            shown = reminder.at.astimezone(zone)
            day = shown.date()
            assert calendar.is_workday(day)
            assert following is None or day < following.on
            assert reminder.on <= day
            assert day == reminder.on or reminder.stage != "before-1"
            assert time(8, 30) <= shown.time() < time(11, 31)
        assert calendar.is_workday(occurrence.timetable.due_on)
        span = occurrence.timetable.span
        assert span.period.start <= occurrence.timetable.due_on <= span.due_by


@settings(max_examples=60)
@given(
    quota=st.sampled_from(QUOTAS),
    start_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    bound_on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    length=st.integers(0, 400),
)
def test_whatever_a_group_hears_every_holder_hears_in_private(
    quota: Quota, start_on: date, bound_on: date, length: int
) -> None:
    """A bot that is put out of a group leaves nobody uninformed: the group is told besides."""
    group = BoundGroup(GroupId(7), bound_on)
    today = max(start_on, bound_on)
    occurrences = planned(
        quota,
        holder(start_on),
        where=organisation(term_started_on=date(2024, 3, 1)),
        groups=[group],
        first=today,
        last=today + timedelta(length),
    )

    newcomer = WorkdayCalendar().first_workday_on_or_after(start_on + timedelta(1))
    for occurrence in occurrences:
        for heard in occurrence.groups.get(group.id, ()):
            rank = ORDER.index(heard.stage)
            assert any(
                ORDER.index(own.stage) >= rank and own.on <= max(heard.on, newcomer)
                for own in occurrence.persons[ANN]
            )


PEOPLE = [PersonId(n) for n in range(1, 301)]


def pushes(stage: str) -> dict[PersonId, datetime]:
    day = d("26-11-22")
    (occurrence,) = planned(QUARTERLY, *(holder(person=one) for one in PEOPLE), first=day, last=day)
    return {
        person: next(r.at.astimezone(SHANGHAI) for r in reminders if r.stage == stage)
        for person, reminders in occurrence.persons.items()
    }


def test_reminders_are_spread_over_workdays_and_the_last_ones_over_a_morning() -> None:
    early, last = pushes("before-30"), pushes("before-1")

    days = Counter(at.date() for at in early.values())
    assert set(days) == {d("26-11-19"), d("26-11-20"), d("26-11-23")}
    assert min(days.values()) > len(PEOPLE) / 3 * 0.7
    assert {at.date() for at in last.values()} == {d("26-12-30")}
    halves = Counter((at.hour, at.minute // 30) for at in last.values())
    assert len(halves) == 6
    assert max(halves.values()) < len(PEOPLE) / 6 * 1.5
    assert {person: at.time() for person, at in early.items()} == {
        person: at.time() for person, at in last.items()
    }


def test_who_has_set_an_hour_gets_it_on_the_day_itself() -> None:
    day = d("26-11-22")
    early_riser = replace(holder(), hour=time(7, 15))

    (occurrence,) = planned(QUARTERLY, early_riser, first=day, last=day)

    shown = [r.at.astimezone(SHANGHAI) for r in occurrence.persons[ANN]]
    assert {at.time() for at in shown} == {time(7, 15)}
    assert [at.date() for at in shown] == [r.on for r in occurrence.persons[ANN]]


# What has begun goes on as it began.


def standing(
    id_: int,
    quota: Quota,
    day: str,
    *,
    local: str = "A",
    holder_id: PersonId | None = None,
    released: Release | None = None,
) -> Item:
    """An item of the period in which the day lies, as stored."""
    period = period_containing(quota.per, d(day))
    return Item(
        OccurrenceId(id_),
        ClauseRef("pack", local),
        POST,
        holder_id,
        Span(period, period.start, period.last_day),
        period.last_day,
        provisional=False,
        needed=quota.at_least,
        released=released,
    )


def replanned(
    duties: Sequence[Duty],
    *items: Item,
    today: str = "26-11-29",
    holders: Sequence[Holder] = (),
    **more: Any,
) -> tuple[list[tuple[str, str, int | None]], dict[int, Release]]:
    """What is owed then, as period, first day, and id if it is stored; and what is released."""
    holders = tuple(holders) or (holder(),)
    staff = Staff(organisation(), holders, (), (Seat(SeatId(1), POST, LONG_AGO),))
    day = d(today)
    made = plan(
        staff,
        {POST: duties},
        Timetables(WorkdayCalendar()),
        Window(day, day, day + timedelta(100)),
        items,
        **more,
    )
    owed = [
        (
            o.timetable.period.per.value,
            o.timetable.period.start.isoformat()[2:],
            None if o.item is None else int(o.item.id),
        )
        for o in made.occurrences
    ]
    return sorted(owed, key=lambda each: (each[1], each[0])), dict(made.released)


Q4, Q1 = standing(1, QUARTERLY, "26-11-01"), standing(2, QUARTERLY, "27-02-01")
MONTHS = [standing(n, MONTHLY, f"26-{n}-01") for n in (10, 11, 12)]


def test_a_duty_that_becomes_monthly_begins_after_the_quarter() -> None:
    owed, released = replanned([duty(MONTHLY)], Q4, Q1)

    assert owed == [
        ("quarter", "26-10-01", 1),
        ("month", "27-01-01", None),
        ("month", "27-02-01", None),
        ("month", "27-03-01", None),
    ]
    assert released == {2: Release.UNPLANNED}


def test_a_duty_that_becomes_quarterly_keeps_the_months_before_its_first_quarter() -> None:
    owed, released = replanned([duty(QUARTERLY)], *MONTHS, standing(13, MONTHLY, "27-01-01"))

    assert owed == [
        ("month", "26-10-01", 10),
        ("month", "26-11-01", 11),
        ("month", "26-12-01", 12),
        ("quarter", "27-01-01", None),
    ]
    assert released == {13: Release.UNPLANNED}


def test_a_clause_that_is_gone_leaves_what_has_begun() -> None:
    owed, released = replanned([], Q4, Q1)

    assert owed == [("quarter", "26-10-01", 1)]
    assert released == {2: Release.UNPLANNED}


def test_a_clause_that_was_split_begins_when_the_old_one_is_worked_off() -> None:
    parts = [
        replace(each, clause=replace(each.clause, replaces=(ClauseRef("pack", "A"),)))
        for each in (duty(QUARTERLY, local="A1"), duty(QUARTERLY, local="A2"))
    ]

    owed, _ = replanned(parts, Q4)

    assert owed == [
        ("quarter", "26-10-01", 1),
        ("quarter", "27-01-01", None),
        ("quarter", "27-01-01", None),
    ]


def test_what_was_owed_by_the_body_is_owed_by_each_from_the_next_period() -> None:
    owed, _ = replanned([duty(QUARTERLY, Owed.EACH)], Q4, holders=[holder(), holder(person=BOB)])

    assert owed == [
        ("quarter", "26-10-01", 1),
        ("quarter", "27-01-01", None),
        ("quarter", "27-01-01", None),
    ]


def test_what_is_owed_by_each_of_them_is_released_when_they_leave_and_again_when_they_are_back() -> (
    None
):
    each = [duty(QUARTERLY, Owed.EACH)]
    hers = standing(1, QUARTERLY, "26-11-01", holder_id=ANN)

    owed, released = replanned(each, hers, holders=[holder(person=BOB)], left={OccurrenceId(1)})
    assert released == {1: Release.LEFT}
    assert ("quarter", "26-10-01", 1) not in owed

    owed, released = replanned(each, replace(hers, released=Release.LEFT))
    assert ("quarter", "26-10-01", 1) in owed
    assert released == {}


def test_what_was_done_for_a_body_that_exists_now_is_owed_no_more() -> None:
    owed, released = replanned([], Q4, ended={ClauseRef("pack", "A")})

    assert (owed, released) == ([], {1: Release.UNPLANNED})
