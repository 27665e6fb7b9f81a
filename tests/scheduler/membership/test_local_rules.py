"""Facts, the managers' word and events: from what is said to what is planned and shown."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from clauses.cadence import Per
from clauses.conditions import EventKindId, FactId
from clauses.model import ClauseRef
from scheduler.errors import (
    DayOutOfReach,
    NoReason,
    NotManager,
    TooLong,
    UnknownDuty,
    UnknownEvent,
    UnknownFact,
    UnknownOccurrence,
)
from scheduler.ledger.agenda import Agenda, Section
from scheduler.ledger.completion import Completions
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.statements import ClosingStatements
from scheduler.membership.events import Events
from scheduler.membership.facts import UnitFacts
from scheduler.membership.local_duties import LocalDuties, LocalDuty
from scheduler.periods import period_containing
from scheduler.planning.occurrences import OccurrenceId, Release
from scheduler.planning.planner import Planner
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
COMMITTEE, TEMPORARY, ACTIVISTS = map(FactId, ("branch-committee", "temporary-branch", "activists"))
COMMITTEE_MEETING = ClauseRef("party-regulations", "E04")
TALK = ClauseRef("party-regulations", "E46")
APPLICATION, LIFE_MEETING = map(
    EventKindId, ("membership-application", "organisation-life-meeting")
)


class Unit:
    """A branch with its manager and its secretary, and the use cases over it."""

    organisation: Organisation
    manager: Person
    secretary: Person

    def __init__(self, database: Database, library: Library, clock: ManualClock) -> None:
        self._database = database
        self.facts = UnitFacts(database, library, clock)
        self.duties = LocalDuties(database, library, clock)
        self.events = Events(database, library, clock)
        self.planner = Planner(database, library, clock)
        self.agenda = Agenda(database, library, clock)
        self.completions = Completions(database, clock)

    async def begin(self, make: Factory) -> Unit:
        self.manager = await make.person("周敏")
        self.organisation = await make.organisation(
            "规划处党支部", body="branch", manager=self.manager
        )
        self.secretary = await make.holder(self.organisation, post="branch-secretary")
        await self.planner.run()
        return self

    async def rows(self, ref: ClauseRef) -> list[OccurrenceRow]:
        async with self._database.read() as session:
            found = await session.scalars(
                select(OccurrenceRow)
                .where(OccurrenceRow.ref == str(ref))
                .order_by(OccurrenceRow.period_start)
            )
            return list(found)

    async def said(self) -> list[LocalDuty]:
        every = await self.duties.all_of(self.manager.id, self.organisation.id)
        return [each for each in every if each.said is not None]

    async def november(self, ref: ClauseRef) -> OccurrenceRow:
        [row] = [row for row in await self.rows(ref) if row.period_start == date(2026, 11, 1)]
        return row

    async def states(self, ref: ClauseRef) -> list[str | None]:
        return [row.released_reason for row in await self.rows(ref)]

    async def shown(self, ref: ClauseRef) -> list[tuple[Section, bool]]:
        agenda = await self.agenda.of(self.secretary)
        return [(i.section, i.uncertain) for i in agenda.items if i.clause.ref == ref]

    async def acts(self) -> list[tuple[Act, dict[str, Any]]]:
        async with self._database.read() as session:
            return [(each.act, each.details) for each in await Trail(session).entries()]

    async def say(self, fact: FactId, value: int) -> None:
        await self.facts.say(self.secretary.id, self.organisation.id, fact, value)
        await self.planner.run()

    async def set_aside(self, ref: ClauseRef, reason: str) -> None:
        await self.duties.set_aside(self.manager.id, self.organisation.id, ref, reason)
        await self.planner.run()


@pytest.fixture
async def unit(database: Database, library: Library, clock: ManualClock, make: Factory) -> Unit:
    return await Unit(database, library, clock).begin(make)


async def ahead(make: Factory, clock: ManualClock) -> set[str]:
    """The reminders that are due at some time from now on."""
    times = await make.send_times()
    notices = await make.notices()
    return {k for k, (s, _) in notices.items() if s == "due" and times[k] > clock.now()}


# Facts


async def test_while_nobody_has_said_it_is_planned_with_a_mark(unit: Unit) -> None:
    assert (Section.DUE, True) in await unit.shown(COMMITTEE_MEETING)


async def test_the_first_no_ends_what_was_never_owed(unit: Unit, make: Factory) -> None:
    await unit.say(COMMITTEE, 0)

    assert set(await unit.states(COMMITTEE_MEETING)) == {Release.CONDITION}
    assert await unit.shown(COMMITTEE_MEETING) == []
    ids = {row.id for row in await unit.rows(COMMITTEE_MEETING)}
    about = {k: s for k, s in (await make.notices()).items() if int(k.split("/")[1]) in ids}
    assert about
    assert {state for state, _ in about.values()} == {"superseded"}


async def test_a_slip_is_corrected_on_the_same_day(
    unit: Unit, make: Factory, clock: ManualClock
) -> None:
    before = await ahead(make, clock)
    await unit.say(COMMITTEE, 0)
    assert await ahead(make, clock) != before
    await unit.say(COMMITTEE, 1)

    assert set(await unit.states(COMMITTEE_MEETING)) == {None}
    assert (Section.DUE, False) in await unit.shown(COMMITTEE_MEETING)
    assert await ahead(make, clock) == before
    assert [details["after"] for act, details in await unit.acts() if act is Act.FACT_SAID] == [
        0,
        1,
    ]


async def test_what_had_begun_before_a_change_is_owed_to_its_end(
    unit: Unit, clock: ManualClock
) -> None:
    await unit.say(COMMITTEE, 1)
    clock.advance(timedelta(days=2))
    await unit.say(COMMITTEE, 0)

    begun = [row for row in await unit.rows(COMMITTEE_MEETING) if row.period_start < TODAY]
    later = [row for row in await unit.rows(COMMITTEE_MEETING) if row.period_start >= TODAY]
    assert {row.released_reason for row in begun} == {None}
    assert {row.released_reason for row in later} == {Release.CONDITION}
    assert await unit.shown(COMMITTEE_MEETING) == [(Section.OVERDUE, False), (Section.DUE, False)]


async def test_a_slip_that_is_corrected_days_later_takes_nothing_away_that_had_begun(
    unit: Unit, clock: ManualClock
) -> None:
    await unit.say(COMMITTEE, 1)
    begun = [row.id for row in await unit.rows(COMMITTEE_MEETING) if row.period_start < TODAY]
    for value in (0, 1):
        clock.advance(timedelta(days=2))
        await unit.say(COMMITTEE, value)

    rows = {row.id: row for row in await unit.rows(COMMITTEE_MEETING)}
    assert {rows[id_].released_reason for id_ in begun} == {None}
    assert await unit.shown(COMMITTEE_MEETING) == [
        (Section.OVERDUE, False),
        (Section.DUE, False),
        (Section.COMING, False),
    ]
    assert not await unit.planner.run_for(unit.organisation.id)


async def test_what_is_done_stays_done(unit: Unit) -> None:
    now = await unit.november(COMMITTEE_MEETING)
    await unit.completions.complete(
        OccurrenceId(now.id), by=unit.secretary.id, held_on=date(2026, 11, 20)
    )
    await unit.say(COMMITTEE, 0)
    assert (await unit.november(COMMITTEE_MEETING)).released_reason is None


async def test_each_fact_is_asked_once_and_only_where_a_reminder_depends_on_it(
    unit: Unit,
) -> None:
    asked = []
    while (question := await unit.facts.next_question(unit.secretary.id)) is not None:
        asked.append(question.fact.id)
    # Whether it is temporary is not for its secretary to say; no reminder depends on the rest.
    assert asked == [COMMITTEE, ACTIVISTS]


async def test_the_manager_says_everything_its_leader_what_the_pack_allows(
    unit: Unit, make: Factory
) -> None:
    here = unit.organisation.id
    every = {each.fact.id for each in await unit.facts.of(unit.manager.id, here)}
    own = {each.fact.id for each in await unit.facts.of(unit.secretary.id, here)}
    assert every - own == {TEMPORARY}
    with pytest.raises(UnknownFact):
        await unit.facts.say(unit.secretary.id, here, TEMPORARY, 1)
    stranger = await make.person()
    with pytest.raises(NotManager):
        await unit.facts.say(stranger.id, here, COMMITTEE, 1)
    with pytest.raises(ValueError, match="7"):
        await unit.facts.say(unit.manager.id, here, COMMITTEE, 7)


# The managers' word


async def test_a_duty_set_aside_ends_with_its_reason_and_comes_back(
    unit: Unit, make: Factory, clock: ManualClock
) -> None:
    before = await ahead(make, clock)
    await unit.set_aside(COMMITTEE_MEETING, "由总支统一召开")

    assert set(await unit.states(COMMITTEE_MEETING)) == {Release.LOCAL_RULE}
    assert await unit.shown(COMMITTEE_MEETING) == []
    [said] = await unit.said()
    assert said.said is not None
    assert (said.said.reason, said.said.by_name) == ("由总支统一召开", "周敏")
    # The trail holds no words that a person wrote.
    [(_, details)] = [each for each in await unit.acts() if each[0] is Act.DUTY_SET]
    assert (details["ref"], details["after"]["applies"]) == (str(COMMITTEE_MEETING), False)

    await unit.duties.take_up(unit.manager.id, unit.organisation.id, said.clause.ref)
    await unit.planner.run()
    assert set(await unit.states(COMMITTEE_MEETING)) == {None}
    assert await ahead(make, clock) == before
    assert await unit.said() == []


async def test_other_times_are_those_of_this_organisation(
    unit: Unit, make: Factory, clock: ManualClock
) -> None:
    here = unit.organisation.id
    await unit.duties.remind_before(unit.manager.id, here, COMMITTEE_MEETING, [2, 4])
    await unit.duties.remind_at(unit.manager.id, here, COMMITTEE_MEETING, time(14, 30))
    await unit.planner.run()

    now = await unit.november(COMMITTEE_MEETING)
    notices = await make.notices()
    due = {
        key.rpartition("/")[2]: at.astimezone(SHANGHAI)
        for key, at in (await make.send_times()).items()
        if key.startswith(f"r/{now.id}/") and notices[key][0] == "due"
    }
    assert {"before-4", "before-2"} <= due.keys()
    assert due.keys().isdisjoint({"before-7", "before-1"})
    assert (due["before-2"].date(), due["before-2"].time()) == (date(2026, 11, 26), time(14, 30))

    await unit.duties.remind_before(unit.manager.id, here, COMMITTEE_MEETING, None)
    await unit.duties.remind_at(unit.manager.id, here, COMMITTEE_MEETING, None)
    assert await unit.said() == []


async def test_only_managers_speak_of_duties_and_with_a_reason(unit: Unit) -> None:
    here = unit.organisation.id
    with pytest.raises(NotManager):
        await unit.duties.set_aside(unit.secretary.id, here, COMMITTEE_MEETING, "没有这个会")
    with pytest.raises(NoReason):
        await unit.duties.set_aside(unit.manager.id, here, COMMITTEE_MEETING, " 无 ")
    with pytest.raises(TooLong):
        await unit.duties.set_aside(unit.manager.id, here, COMMITTEE_MEETING, "长" * 201)
    with pytest.raises(UnknownDuty):
        await unit.duties.set_aside(
            unit.manager.id, here, ClauseRef("party-regulations", "J1"), "没有这个会"
        )
    with pytest.raises(ValueError, match="61"):
        await unit.duties.remind_before(unit.manager.id, here, COMMITTEE_MEETING, [61])


# Events


async def test_an_event_sets_what_hangs_on_it(unit: Unit, make: Factory) -> None:
    assert await unit.shown(TALK) == [(Section.ON_EVENT, False)]
    entered = await unit.events.add(
        unit.secretary.id, unit.organisation.id, APPLICATION, date(2026, 11, 20)
    )
    await unit.planner.run()

    assert [(c.ref, due) for c, due in entered.due] == [(TALK, date(2026, 12, 20))]
    [row] = await unit.rows(TALK)
    assert (row.period_start, row.due_on) == (date(2026, 11, 20), date(2026, 12, 20))
    assert await unit.shown(TALK) == [(Section.DUE, False)]
    stages = {k.rpartition("/")[2] for k in await make.notices() if k.startswith(f"r/{row.id}/")}
    assert {"before-7", "before-1", "overdue-1"} <= stages


async def test_entering_the_same_event_twice_is_harmless_and_others_are_kept_apart(
    unit: Unit,
) -> None:
    who, here = unit.secretary.id, unit.organisation.id
    first = await unit.events.add(who, here, APPLICATION, date(2026, 12, 1))
    assert await unit.events.add(who, here, APPLICATION, date(2026, 12, 1)) == first
    second = await unit.events.add(who, here, APPLICATION, date(2026, 12, 5))
    assert second.event.began_on != first.event.began_on
    await unit.planner.run()
    assert sorted(row.due_on for row in await unit.rows(TALK)) == [
        date(2027, 1, 1),
        date(2027, 1, 5),
    ]


async def test_a_moved_event_takes_along_what_is_open_with_its_reminders(
    unit: Unit, make: Factory, clock: ManualClock
) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, LIFE_MEETING, date(2026, 12, 12))
    await unit.planner.run()
    ref = entered.due[0][0].ref
    [row] = await unit.rows(ref)
    assert row.due_on == date(2026, 12, 12)
    key = f"r/{row.id}/{unit.secretary.id}/before-1"
    # On the Friday before that Saturday.
    assert (await make.send_times())[key].astimezone(SHANGHAI).date() == date(2026, 12, 11)

    moved = await unit.events.move(who, entered.event.id, date(2026, 12, 24))
    await unit.planner.run()
    assert (moved.event.day, moved.event.began_on) == (date(2026, 12, 24), entered.event.began_on)
    [again] = await unit.rows(ref)
    assert (again.id, again.due_on, again.period_end) == (
        row.id,
        date(2026, 12, 24),
        date(2026, 12, 25),
    )
    assert (await make.send_times())[key].astimezone(SHANGHAI).date() == date(2026, 12, 23)


async def test_reminders_sent_for_the_old_day_come_again_for_the_new_one(
    unit: Unit, make: Factory, clock: ManualClock, database: Database
) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, LIFE_MEETING, date(2026, 12, 12))
    await unit.planner.run()
    [row] = await unit.rows(entered.due[0][0].ref)
    key = f"r/{row.id}/{unit.secretary.id}/before-1"
    async with database.write() as session:
        notice = (await session.scalars(select(NoticeRow).where(NoticeRow.key == key))).one()
        notice.state = "sent"
    await unit.events.move(who, entered.event.id, date(2026, 12, 24))
    await unit.planner.run()

    notices = await make.notices()
    kept = f"{key}/moved-{notice.id}"
    assert notices[kept] == ("sent", None)
    assert notices[key] == ("due", None)

    # Moved to and fro, it stays where it is.
    for day in (12, 24, 12, 24):
        await unit.events.move(who, entered.event.id, date(2026, 12, day))
        await unit.planner.run()
    assert (await make.notices())[kept] == ("sent", None)


@pytest.mark.parametrize("until", [None, date(2026, 12, 28)], ids=["excused", "extended"])
async def test_what_is_excused_or_extended_is_not_reminded_of_again_when_the_event_moves(
    unit: Unit, make: Factory, clock: ManualClock, database: Database, until: date | None
) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, LIFE_MEETING, date(2026, 12, 12))
    await unit.planner.run()
    [row] = await unit.rows(entered.due[0][0].ref)
    id_, reliefs = OccurrenceId(row.id), Reliefs(database, clock)
    await reliefs.grant(id_, by=who, reason="处室搬迁，资料未到", until=until)
    before = await make.notices()
    settled = {key for key, (state, _) in before.items() if state == "superseded"}
    assert f"r/{id_}/{unit.secretary.id}/before-1" in settled

    await unit.events.move(who, entered.event.id, date(2026, 12, 24))
    await unit.planner.run()
    after = await make.notices()
    assert {key: after[key] for key in settled} == {key: before[key] for key in settled}
    [row] = await unit.rows(entered.due[0][0].ref)
    assert row.due_on == date(2026, 12, 24)


async def test_an_event_long_past_says_what_is_not_planned(unit: Unit) -> None:
    who, here = unit.manager.id, unit.organisation.id
    seen = await unit.events.preview(who, here, LIFE_MEETING, date(2026, 9, 1))
    assert seen.unplanned == {clause.ref for clause, _ in seen.due}
    old = await unit.events.add(who, here, LIFE_MEETING, date(2026, 9, 1))
    await unit.planner.run()
    assert await unit.rows(old.due[0][0].ref) == []
    assert (await unit.events.get(who, old.event.id)).unplanned == seen.unplanned

    new = await unit.events.add(who, here, LIFE_MEETING, date(2026, 11, 20))
    await unit.planner.run()
    assert (await unit.events.get(who, new.event.id)).unplanned == frozenset()


async def test_what_was_planned_in_time_is_still_planned_when_it_is_long_past(
    unit: Unit, clock: ManualClock
) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, LIFE_MEETING, date(2026, 12, 12))
    await unit.planner.run()
    clock.advance(timedelta(days=90))
    await unit.planner.run()
    assert (await unit.events.get(who, entered.event.id)).unplanned == frozenset()


async def test_what_is_done_stays_where_it_is_when_the_event_moves(unit: Unit) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, APPLICATION, date(2026, 11, 20))
    await unit.planner.run()
    [row] = await unit.rows(TALK)
    await unit.completions.complete(
        OccurrenceId(row.id), by=unit.secretary.id, held_on=date(2026, 11, 22)
    )
    await unit.events.move(who, entered.event.id, date(2026, 11, 10))
    await unit.planner.run()
    [row] = await unit.rows(TALK)
    assert row.period_end == date(2026, 12, 21)


async def test_what_a_closing_statement_has_ended_stays_in_its_period_when_the_event_moves(
    unit: Unit, database: Database, clock: ManualClock
) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, LIFE_MEETING, date(2026, 12, 12))
    await unit.planner.run()
    clock.advance(timedelta(days=145))
    quarter = period_containing(Per.QUARTER, date(2026, 12, 12))
    drawn = await ClosingStatements(database, clock).draw(here, quarter, by=who)
    await unit.events.move(who, entered.event.id, date(2027, 5, 10))
    await unit.planner.run()
    [row] = await unit.rows(entered.due[0][0].ref)
    assert row.id in {line.occurrence_id for line in drawn.lines}
    assert (row.due_on, row.period_end) == (date(2026, 12, 12), date(2026, 12, 13))


async def test_what_is_done_after_the_earlier_day_of_a_moved_event_counts(unit: Unit) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, APPLICATION, date(2026, 11, 23))
    await unit.planner.run()
    moved = await unit.events.move(who, entered.event.id, date(2026, 11, 2))
    await unit.planner.run()

    assert moved.event.began_on == date(2026, 11, 2)
    [row] = await unit.rows(TALK)
    assert (row.period_start, row.due_on) == (date(2026, 11, 2), date(2026, 12, 2))
    done = await unit.completions.complete(
        OccurrenceId(row.id), by=unit.secretary.id, held_on=date(2026, 11, 10)
    )
    assert done.occurrence.remaining == 0

    # What is met goes along with the first day, so that nothing is owed twice.
    await unit.events.move(who, entered.event.id, date(2026, 10, 30))
    await unit.planner.run()
    [row] = await unit.rows(TALK)
    assert (row.period_start, row.period_end) == (date(2026, 10, 30), date(2026, 12, 3))
    assert not await unit.planner.run_for(here)


async def test_nothing_is_entered_for_what_is_owed_no_longer(unit: Unit) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, APPLICATION, date(2026, 11, 20))
    await unit.planner.run()
    [row] = await unit.rows(TALK)
    await unit.events.call_off(who, entered.event.id)
    with pytest.raises(UnknownOccurrence):
        await unit.completions.complete(
            OccurrenceId(row.id), by=unit.secretary.id, held_on=date(2026, 11, 22)
        )


async def test_an_event_called_off_ends_what_is_open_and_can_take_place_after_all(
    unit: Unit, make: Factory
) -> None:
    who, here = unit.manager.id, unit.organisation.id
    entered = await unit.events.add(who, here, LIFE_MEETING, date(2026, 12, 12))
    await unit.planner.run()
    ref = entered.due[0][0].ref
    off = await unit.events.call_off(who, entered.event.id)
    await unit.planner.run()

    assert off.event.called_off
    assert await unit.states(ref) == [Release.CALLED_OFF]
    [row] = await unit.rows(ref)
    states = {s for k, (s, _) in (await make.notices()).items() if k.startswith(f"r/{row.id}/")}
    assert states == {"superseded"}
    assert (await unit.events.of(who, here)).events == ()
    assert [act for act, _ in await unit.acts()][-1] is Act.EVENT_CALLED_OFF

    await unit.events.move(who, entered.event.id, date(2026, 12, 12))
    await unit.planner.run()
    assert await unit.states(ref) == [None]
    assert len((await unit.events.of(who, here)).events) == 1


async def test_planning_twice_changes_nothing_with_rules_and_events(unit: Unit) -> None:
    await unit.events.add(unit.manager.id, unit.organisation.id, LIFE_MEETING, date(2026, 12, 12))
    await unit.say(COMMITTEE, 0)
    await unit.set_aside(ClauseRef("party-regulations", "E10"), "与机关党委合办")
    assert not await unit.planner.run_for(unit.organisation.id)


async def test_events_are_for_those_who_lead_and_within_reason(unit: Unit, make: Factory) -> None:
    here = unit.organisation.id
    member = await make.holder(unit.organisation, post="party-member")
    entered = await unit.events.add(unit.manager.id, here, LIFE_MEETING, date(2026, 12, 12))
    with pytest.raises(NotManager):
        await unit.events.add(member.id, here, LIFE_MEETING, date(2026, 12, 13))
    with pytest.raises(UnknownEvent):
        await unit.events.call_off(member.id, entered.event.id)
    with pytest.raises(UnknownEvent):
        await unit.events.add(
            unit.manager.id, here, EventKindId("branch-application"), date(2026, 12, 13)
        )
    with pytest.raises(DayOutOfReach):
        await unit.events.add(unit.manager.id, here, LIFE_MEETING, date(2036, 12, 13))
    assert [each.id for each in await unit.events.places(unit.secretary.id)] == [here]
    assert await unit.events.places(member.id) == []
