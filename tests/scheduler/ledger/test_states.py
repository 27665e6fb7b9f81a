from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.cadence import Per
from scheduler.ledger.states import (
    ALWAYS,
    EndState,
    Facts,
    Held,
    Spell,
    drawing_day,
    end_state,
    last_day_of,
)
from scheduler.periods import Period
from scheduler.workdays.calendar import WorkdayCalendar

CALENDAR = WorkdayCalendar()
OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1), Per.MONTH)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1), Per.YEAR)
DRAWN = date(2026, 11, 13)

PLAIN = Facts(OCTOBER, due_on=date(2026, 10, 30), drawn_on=DRAWN)
DATED = replace(PLAIN, own_date=date(2026, 10, 20))
REPORT = Facts(
    YEAR,
    due_on=date(2026, 12, 31),
    season_ends_on=date(2027, 2, 28),
    drawn_on=date(2027, 3, 12),
)


def october(day: int) -> Held:
    return Held(date(2026, 10, day))


def made_up(day: int) -> Held:
    return Held(date(2026, 11, day))


ONE, TWO = (october(8),), (october(8), october(9))
GONE = (Spell(date.min, date(2026, 10, 30)),)
NOT_YET = (Spell(date(2026, 10, 31)),)
BEGAN = (Spell(date(2026, 10, 2)),)
BEGAN_WITH_IT = (Spell(date(2026, 10, 1)),)
# October 2026 has 18 workdays, the first of them the 8th; 10 of them come after the 16th.
MOSTLY_VACANT = (Spell(date.min, date(2026, 10, 17)),)
VACANT_AT_THE_END = (Spell(date.min, date(2026, 10, 30)),)
VACANT_BUT_AT_THE_END = (Spell(date(2026, 10, 30)),)

ROWS = [
    # 不列入
    ("not there on the due date", replace(PLAIN, existed=(ALWAYS, GONE)), EndState.NOT_LISTED),
    ("gone, though done", replace(PLAIN, existed=(GONE,), held=ONE), EndState.NOT_LISTED),
    ("came into being later", replace(PLAIN, existed=(NOT_YET,)), EndState.NOT_LISTED),
    ("began, nothing entered", replace(PLAIN, existed=(ALWAYS, BEGAN)), EndState.NOT_LISTED),
    ("began with the period", replace(PLAIN, existed=(BEGAN_WITH_IT,)), EndState.NOT_DONE),
    ("began, and done", replace(PLAIN, existed=(BEGAN,), held=ONE), EndState.IN_TIME),
    (
        "began, and done in part",
        replace(PLAIN, existed=(BEGAN,), held=ONE, needed=2),
        EndState.NOT_DONE,
    ),
    (
        "existed twice, not at the due date",
        replace(PLAIN, existed=((*GONE, Spell(date(2026, 11, 2))),)),
        EndState.NOT_LISTED,
    ),
    (
        "there before and after a pause",
        replace(PLAIN, existed=((Spell(date.min, date(2026, 10, 5)), Spell(date(2026, 10, 9))),)),
        EndState.NOT_DONE,
    ),
    ("released in it", replace(PLAIN, released_on=date(2026, 10, 31)), EndState.NOT_LISTED),
    (
        "released in it, though done",
        replace(PLAIN, released_on=date(2026, 10, 9), held=ONE),
        EndState.NOT_LISTED,
    ),
    (
        "released in it, before the drawing",
        replace(PLAIN, released_on=date(2026, 10, 9), drawn_on=None),
        EndState.NOT_LISTED,
    ),
    ("released after it", replace(PLAIN, released_on=date(2026, 11, 1)), EndState.NOT_DONE),
    (
        "released after it, before the drawing",
        replace(PLAIN, released_on=date(2026, 11, 1), drawn_on=None),
        EndState.NOT_DONE,
    ),
    ("the holder came in it", replace(PLAIN, came_on=date(2026, 10, 2)), EndState.NOT_LISTED),
    (
        "came in it, and did it",
        replace(PLAIN, came_on=date(2026, 10, 2), held=ONE),
        EndState.IN_TIME,
    ),
    ("came with it", replace(PLAIN, came_on=date(2026, 10, 1)), EndState.NOT_DONE),
    # 免办
    ("excused", replace(PLAIN, excused=True), EndState.EXCUSED),
    ("excused, though done", replace(PLAIN, excused=True, held=ONE), EndState.EXCUSED),
    ("excused, not drawn", replace(PLAIN, excused=True, drawn_on=None), EndState.EXCUSED),
    (
        "excused, and began, not drawn",
        replace(PLAIN, excused=True, existed=(BEGAN,), drawn_on=None),
        EndState.NOT_LISTED,
    ),
    (
        "excused, and gone",
        replace(PLAIN, excused=True, existed=(GONE,)),
        EndState.NOT_LISTED,
    ),
    # 如期完成
    ("done", replace(PLAIN, held=ONE), EndState.IN_TIME),
    ("done, not drawn", replace(PLAIN, held=ONE, drawn_on=None), EndState.IN_TIME),
    ("first day", replace(PLAIN, held=(october(1),)), EndState.IN_TIME),
    ("last day, after the last workday", replace(PLAIN, held=(october(31),)), EndState.IN_TIME),
    ("two of two", replace(PLAIN, held=TWO, needed=2), EndState.IN_TIME),
    ("vacant, though done", replace(PLAIN, held=ONE, manned=()), EndState.IN_TIME),
    ("on its own date", replace(DATED, held=(october(20),)), EndState.IN_TIME),
    (
        "by the extended date",
        replace(DATED, extended_to=date(2026, 10, 27), held=(october(27),)),
        EndState.IN_TIME,
    ),
    (
        "by a date extended past the period",
        replace(DATED, extended_to=date(2026, 11, 6), held=(Held(date(2026, 11, 6)),)),
        EndState.IN_TIME,
    ),
    (
        "without a date of its own, extended",
        replace(PLAIN, extended_to=date(2026, 11, 6), held=(Held(date(2026, 11, 6)),)),
        EndState.IN_TIME,
    ),
    ("in the season", replace(REPORT, held=(Held(date(2027, 2, 28)),)), EndState.IN_TIME),
    (
        "in the year of the season",
        replace(REPORT, held=(Held(date(2026, 3, 1)),)),
        EndState.IN_TIME,
    ),
    # 逾期完成
    ("after its own date", replace(DATED, held=(october(21),)), EndState.LATE),
    (
        "after its own date, not drawn",
        replace(DATED, held=(october(21),), drawn_on=None),
        EndState.LATE,
    ),
    (
        "after the extended date",
        replace(DATED, extended_to=date(2026, 10, 27), held=(october(28),)),
        EndState.LATE,
    ),
    ("made up", replace(PLAIN, held=(made_up(5),)), EndState.LATE),
    ("made up, not drawn", replace(PLAIN, held=(made_up(5),), drawn_on=None), EndState.LATE),
    ("made up on the day of the drawing", replace(PLAIN, held=(made_up(13),)), EndState.LATE),
    ("one in time, one made up", replace(PLAIN, held=(*ONE, made_up(5)), needed=2), EndState.LATE),
    (
        "one by its date, one after",
        replace(DATED, held=(*ONE, october(21)), needed=2),
        EndState.LATE,
    ),
    (
        "made up after the season",
        replace(REPORT, held=(Held(date(2027, 3, 1)),)),
        EndState.LATE,
    ),
    # 空缺
    ("vacant", replace(PLAIN, manned=()), EndState.VACANT),
    ("vacant, and nobody was reached", replace(PLAIN, manned=(), reached=False), EndState.VACANT),
    ("mostly vacant", replace(PLAIN, manned=MOSTLY_VACANT), EndState.VACANT),
    ("vacant at the end only", replace(PLAIN, manned=VACANT_AT_THE_END), EndState.NOT_DONE),
    ("vacant but at the end", replace(PLAIN, manned=VACANT_BUT_AT_THE_END), EndState.NOT_DONE),
    ("vacant, not drawn", replace(PLAIN, manned=(), drawn_on=None), EndState.OPEN),
    # 未送达
    ("nobody was reached", replace(PLAIN, reached=False), EndState.UNREACHED),
    ("not reached, not drawn", replace(PLAIN, reached=False, drawn_on=None), EndState.OPEN),
    ("not reached, and done", replace(PLAIN, reached=False, held=ONE), EndState.IN_TIME),
    # 未完成
    ("nothing", PLAIN, EndState.NOT_DONE),
    ("one of two", replace(PLAIN, held=ONE, needed=2), EndState.NOT_DONE),
    ("held before the period", replace(PLAIN, held=(Held(date(2026, 9, 30)),)), EndState.NOT_DONE),
    ("made up after the drawing", replace(PLAIN, held=(made_up(14),)), EndState.NOT_DONE),
    (
        "made up by the second drawing",
        replace(PLAIN, held=(made_up(14),), drawn_on=date(2026, 11, 20)),
        EndState.LATE,
    ),
    # not drawn
    ("nothing yet", replace(PLAIN, drawn_on=None), EndState.OPEN),
    ("began, nothing yet", replace(PLAIN, existed=(BEGAN,), drawn_on=None), EndState.OPEN),
    ("came, nothing yet", replace(PLAIN, came_on=date(2026, 10, 2), drawn_on=None), EndState.OPEN),
    (
        "extended, nothing yet",
        replace(DATED, extended_to=date(2026, 12, 1), drawn_on=None),
        EndState.OPEN,
    ),
]


@pytest.mark.parametrize(
    ("facts", "state"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_first_state_that_applies(facts: Facts, state: EndState) -> None:
    assert end_state(facts, CALENDAR) is state


def test_every_state_has_a_row() -> None:
    assert {state for _, _, state in ROWS} == set(EndState)


def test_most_workdays_are_more_than_half() -> None:
    """Of the 18 workdays of the month 10 without a holder are most, 9 are not."""
    last = date(2026, 10, 30)
    tenth_last, ninth_last = CALENDAR.workdays_before(last, 9), CALENDAR.workdays_before(last, 8)
    assert sum(CALENDAR.is_workday(OCTOBER.start + timedelta(days=day)) for day in range(31)) == 18
    ten, nine = ((Spell(date.min, day),) for day in (tenth_last, ninth_last))
    assert end_state(replace(PLAIN, manned=ten), CALENDAR) is EndState.VACANT
    assert end_state(replace(PLAIN, manned=nine), CALENDAR) is EndState.NOT_DONE


@pytest.mark.parametrize(
    ("last_day", "drawn_on"),
    [
        (date(2026, 10, 31), date(2026, 11, 13)),
        (date(2026, 11, 30), date(2026, 12, 14)),
        (date(2026, 9, 30), date(2026, 10, 20)),
    ],
    ids=["a Saturday", "a Monday", "before the long holiday"],
)
def test_a_statement_is_drawn_on_the_tenth_workday(last_day: date, drawn_on: date) -> None:
    assert drawing_day(last_day, CALENDAR) == drawn_on


def test_the_last_day_that_counts() -> None:
    assert last_day_of(OCTOBER) == date(2026, 10, 31)
    assert last_day_of(OCTOBER, extended_to=date(2026, 10, 20)) == date(2026, 10, 31)
    assert last_day_of(OCTOBER, extended_to=date(2026, 11, 6)) == date(2026, 11, 6)
    assert last_day_of(YEAR, date(2027, 2, 28)) == date(2027, 2, 28)


_days = st.dates(date(2026, 9, 1), date(2026, 12, 31))
_maybe = st.none() | _days


@st.composite
def _spells(draw: st.DrawFn) -> tuple[Spell, ...]:
    bounds = sorted(draw(st.lists(_days, max_size=4, unique=True)))
    pairs = [*zip(bounds[::2], bounds[1::2], strict=False)]
    spells = [Spell(start, end) for start, end in pairs]
    if len(bounds) % 2:
        spells.append(Spell(bounds[-1]))
    return tuple(spells)


_acts = st.builds(Held, _days)
_facts = st.builds(
    Facts,
    period=st.just(OCTOBER),
    due_on=st.just(date(2026, 10, 30)),
    needed=st.integers(1, 3),
    held=st.lists(_acts, max_size=4, unique_by=lambda act: act.on).map(tuple),
    own_date=st.none() | st.dates(OCTOBER.start, OCTOBER.last_day),
    extended_to=_maybe,
    excused=st.booleans(),
    existed=st.lists(st.just(ALWAYS) | _spells(), max_size=3).map(tuple),
    came_on=_maybe,
    released_on=_maybe,
    manned=st.just(ALWAYS) | _spells(),
    reached=st.booleans(),
    drawn_on=st.none() | st.dates(date(2026, 11, 13), date(2026, 12, 31)),
)


@given(st.lists(_facts, max_size=12))
def test_each_has_exactly_one_state_and_the_sums_add_up(many: list[Facts]) -> None:
    states = [end_state(facts, CALENDAR) for facts in many]
    counts = Counter(states)
    assert sum(counts[state] for state in EndState) == len(many)
    listed = sum(counts[state] for state in EndState if state is not EndState.NOT_LISTED)
    assert listed + counts[EndState.NOT_LISTED] == len(many)


@given(_facts)
def test_once_drawn_nothing_is_open(facts: Facts) -> None:
    if end_state(facts, CALENDAR) is EndState.OPEN:
        assert facts.drawn_on is None
        assert end_state(replace(facts, drawn_on=DRAWN), CALENDAR) is not EndState.OPEN


@given(_facts, _acts)
def test_one_more_act_never_makes_it_worse(facts: Facts, act: Held) -> None:
    done = {EndState.EXCUSED, EndState.IN_TIME, EndState.LATE}
    if end_state(facts, CALENDAR) in done:
        more = replace(facts, held=(*facts.held, act))
        assert end_state(more, CALENDAR) in done


@given(_facts)
def test_acts_that_were_made_up_are_late_unless_extended(facts: Facts) -> None:
    unextended = replace(facts, extended_to=None)
    only = replace(unextended, held=tuple(map(Held, unextended.made_up)))
    assert end_state(only, CALENDAR) is not EndState.IN_TIME


@given(_facts)
def test_a_drawing_leaves_what_had_a_state(facts: Facts) -> None:
    """What is done, excused or not owed before the drawing stays so in it, if it was held by then."""
    before = end_state(replace(facts, drawn_on=None), CALENDAR)
    drawn = end_state(replace(facts, drawn_on=date(2026, 12, 31)), CALENDAR)
    if before in (EndState.NOT_LISTED, EndState.EXCUSED, EndState.IN_TIME, EndState.LATE):
        assert drawn is before
