from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from clauses.cadence import Continuous, NotStated, OnEvent, Regular
from clauses.library import Library
from clauses.model import ClauseRef
from scheduler.errors import NotRegistered
from scheduler.ledger.agenda import Agenda, AgendaItem, Section
from scheduler.ledger.completion import Completions
from scheduler.membership.registration import Registration
from scheduler.planning.planner import Planner
from scheduler.store.tables.delivery import NoticeRow

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

A14 = "sichuan-three-levels-five-posts:A14"  # the secretary convenes the committee: every quarter
F14 = "party-regulations:F14"  # met by A14
F31 = "party-regulations:F31"  # the general branch's secretary reports: yearly, their own duty
E04 = "party-regulations:E04"  # the branch committee meets: every month
F24 = "party-regulations:F24"  # the branch's secretary reports: yearly, by March of the next year
E12 = "party-regulations:E12"  # the branch's meeting on its own life: yearly, October to December
C27 = "party-regulations:C27"  # the committee is elected anew: every term
C28 = "party-regulations:C28"  # the general branch is elected anew: every term
C29 = "party-regulations:C29"  # met by C27

NUMBERED = [Section.OVERDUE, Section.DUE, Section.DONE, Section.COMING]


@pytest.fixture
def agenda(database: Database, library: Library, clock: ManualClock) -> Agenda:
    return Agenda(database, library, clock)


@pytest.fixture
def planner(database: Database, library: Library, clock: ManualClock) -> Planner:
    return Planner(database, library, clock)


async def of_ref(agenda: Agenda, person: Person, ref: str) -> list[AgendaItem]:
    return [item for item in (await agenda.of(person)).items if str(item.clause.ref) == ref]


async def branch(make: Factory, **changes: object) -> tuple[Organisation, Person]:
    organisation = await make.organisation("一支部", body="branch", **changes)
    return organisation, await make.holder(organisation, post="branch-secretary")


async def test_who_holds_no_post_has_no_agenda(agenda: Agenda, make: Factory) -> None:
    with pytest.raises(NotRegistered):
        await agenda.of(await make.person())


async def test_a_secretary_sees_the_quarter_and_the_next(
    agenda: Agenda, planner: Planner, make: Factory
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    await planner.run()

    due, coming = await of_ref(agenda, holder, A14)

    assert (due.section, coming.section) == (Section.DUE, Section.COMING)
    assert due.occurrence is not None
    assert due.occurrence.period.start == date(2026, 10, 1)
    assert due.occurrence.due_on == date(2026, 12, 31)
    assert coming.occurrence is not None
    assert coming.occurrence.period.start == date(2027, 1, 1)
    assert due.organisation == organisation
    assert due.post == "agency-committee-secretary"
    found = await agenda.of(holder)
    assert found.person == holder
    assert [held.id for held in found.assignments] == [due.assignment_id]


async def test_what_was_done_moves_to_done_and_back(
    agenda: Agenda, planner: Planner, make: Factory, database: Database, clock: ManualClock
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    await planner.run()
    due = (await of_ref(agenda, holder, A14))[0]
    assert due.occurrence is not None
    completions = Completions(database, clock)

    done = await completions.complete(due.occurrence.id, by=holder.id, held_on=date(2026, 11, 20))
    shown = (await of_ref(agenda, holder, A14))[0]
    assert (shown.section, shown.occurrence) == (Section.DONE, done.occurrence)

    await completions.withdraw(done.entry.id, by=holder.id)
    assert (await of_ref(agenda, holder, A14))[0].section is Section.DUE


async def test_a_period_that_ended_unmet_is_overdue_and_a_met_one_is_gone(
    agenda: Agenda, planner: Planner, make: Factory, database: Database, clock: ManualClock
) -> None:
    _, holder = await branch(make)
    await planner.run()
    october = next(
        item.occurrence
        for item in await of_ref(agenda, holder, E04)
        if item.section is Section.OVERDUE
    )
    assert october is not None
    assert october.period.start == date(2026, 10, 1)
    assert [item.section for item in await of_ref(agenda, holder, E04)] == [
        Section.OVERDUE,
        Section.DUE,
        Section.COMING,
    ]
    await Completions(database, clock).complete(
        october.id, by=holder.id, held_on=date(2026, 10, 30)
    )
    assert [item.section for item in await of_ref(agenda, holder, E04)] == [
        Section.DUE,
        Section.COMING,
    ]


@pytest.mark.parametrize(
    ("zone", "sections"),
    [
        ("Asia/Shanghai", [Section.OVERDUE, Section.OVERDUE, Section.DUE, Section.COMING]),
        ("Europe/London", [Section.OVERDUE, Section.DUE, Section.COMING]),
    ],
)
async def test_the_day_is_that_of_the_organisation(
    agenda: Agenda,
    planner: Planner,
    make: Factory,
    clock: ManualClock,
    zone: str,
    sections: list[Section],
) -> None:
    clock.set(datetime(2026, 11, 30, 16, 30, tzinfo=UTC))  # December has begun in Shanghai only
    _, holder = await branch(make, zone=ZoneInfo(zone))
    await planner.run()
    items = await of_ref(agenda, holder, E04)
    due = next(item.occurrence for item in items if item.section is Section.DUE)
    assert due is not None
    assert due.period.start.month == (12 if zone == "Asia/Shanghai" else 11)
    assert [item.section for item in items] == sections


@pytest.mark.parametrize(
    ("instant", "section"),
    [
        (datetime(2026, 9, 30, 1, tzinfo=UTC), Section.COMING),
        (datetime(2026, 10, 1, 1, tzinfo=UTC), Section.DUE),
        (datetime(2027, 1, 1, 1, tzinfo=UTC), Section.OVERDUE),
    ],
    ids=["before the season", "in the season", "after the year"],
)
async def test_a_seasonal_duty_is_due_in_its_season(
    agenda: Agenda,
    planner: Planner,
    make: Factory,
    clock: ManualClock,
    instant: datetime,
    section: Section,
) -> None:
    clock.set(instant)
    _, holder = await branch(make)
    await planner.run()
    assert (await of_ref(agenda, holder, E12))[0].section is section


async def test_a_season_may_end_in_the_next_year(
    agenda: Agenda, planner: Planner, database: Database, make: Factory, clock: ManualClock
) -> None:
    clock.set(datetime(2026, 11, 30, 1, tzinfo=UTC))
    where, holder = await branch(make)

    async def report_of_2026(day: date) -> AgendaItem:
        clock.set(datetime.combine(day, time(1), UTC))
        await planner.run()
        return (await of_ref(agenda, holder, F24))[0]

    assert (await report_of_2026(date(2026, 11, 30))).section is Section.COMING
    assert (await report_of_2026(date(2026, 12, 1))).section is Section.DUE
    later = await report_of_2026(date(2027, 2, 19))
    assert later.section is Section.DUE
    occurrence = later.occurrence
    assert occurrence is not None
    assert (occurrence.period.start, occurrence.due_on) == (date(2026, 1, 1), date(2027, 3, 31))
    successor = await make.person()
    await make.assignment(successor, where, post="branch-secretary", start_on=date(2027, 2, 20))
    assert (await report_of_2026(date(2027, 2, 22))).occurrence == occurrence
    assert (await of_ref(agenda, successor, F24))[0].occurrence == occurrence
    async with database.read() as session:
        reminded = await session.scalars(
            select(NoticeRow.stage)
            .where(NoticeRow.occurrence_id == occurrence.id, NoticeRow.person_id == successor.id)
            .order_by(NoticeRow.send_at)
        )
        assert next(iter(reminded)) == "before-30"

    recorded = await Completions(database, clock).complete(
        occurrence.id, by=holder.id, held_on=date(2027, 2, 19)
    )

    assert not recorded.entry.made_up
    assert (await report_of_2026(date(2027, 3, 31))).section is Section.DONE
    following = (await report_of_2026(date(2027, 4, 1))).occurrence
    assert following is not None
    assert following.period.start == date(2027, 1, 1)


async def test_clauses_without_a_number_have_their_own_sections(
    agenda: Agenda, planner: Planner, make: Factory, library: Library
) -> None:
    _, holder = await branch(make)
    await planner.run()
    items = (await agenda.of(holder)).items
    kinds = {Section.REGULAR: Regular, Section.ON_EVENT: OnEvent, Section.CONTINUOUS: Continuous}
    for section, kind in kinds.items():
        shown = [item for item in items if item.section is section]
        assert any(isinstance(item.clause.cadence, kind) for item in shown)
        assert all(item.occurrence is None for item in shown)
    assert not any(isinstance(item.clause.cadence, NotStated) for item in items)
    assert all(item.occurrence is not None for item in items if item.section in NUMBERED)


async def test_every_duty_of_the_post_is_shown_or_met_by_one_that_is(
    agenda: Agenda, planner: Planner, make: Factory, library: Library
) -> None:
    _, holder = await branch(make)
    await planner.run()
    shown = {item.clause.ref for item in (await agenda.of(holder)).items}
    for clause in library.duties_of("branch-secretary"):
        if not isinstance(clause.cadence, NotStated):
            assert clause.ref in shown or library.met_by(clause.ref) in shown, clause.ref


async def test_a_clause_met_by_another_is_not_shown_beside_it(
    agenda: Agenda, planner: Planner, make: Factory
) -> None:
    holder = await make.holder(await make.organisation())
    await planner.run()
    for shown, met in [(A14, F14), (C27, C29)]:
        assert await of_ref(agenda, holder, shown) != []
        assert await of_ref(agenda, holder, met) == []


async def test_a_term_waits_until_its_start_is_known(
    agenda: Agenda,
    planner: Planner,
    make: Factory,
    database: Database,
    library: Library,
    clock: ManualClock,
) -> None:
    boss = await make.person()
    organisation = await make.organisation(manager=boss)
    await make.assignment(boss, organisation)
    await planner.run()
    (unknown,) = await of_ref(agenda, boss, C27)
    assert (unknown.section, unknown.occurrence) == (Section.ON_EVENT, None)

    registration = Registration(database, library, clock)
    for started_on, section in [
        (date(2024, 3, 1), Section.COMING),
        (date(2022, 3, 1), Section.DUE),  # ends in February 2027: time to prepare
    ]:
        await registration.set_term_start(boss.id, organisation.id, started_on)
        await planner.run_for(organisation.id)
        (known,) = await of_ref(agenda, boss, C27)
        assert known.section is section
        assert known.occurrence is not None
        assert known.occurrence.period.start == started_on


async def test_items_are_in_order_of_section_urgency_post_and_pack(
    agenda: Agenda, planner: Planner, make: Factory, library: Library
) -> None:
    person = await make.person()
    committee = await make.organisation()
    below = await make.organisation("一支部", body="branch", parent=committee)
    await make.assignment(person, below, post="branch-secretary", start_on=date(2026, 5, 1))
    await make.assignment(person, committee, start_on=date(2026, 2, 1))
    await planner.run()

    found = await agenda.of(person)

    assert [held.organisation.id for held in found.assignments] == [committee.id, below.id]
    sections = list(Section)
    posts = [held.id for held in found.assignments]
    pack_order = [clause.ref for clause in library.all_clauses()]
    keys = [
        (
            sections.index(item.section),
            (date.max,) if item.occurrence is None else item.occurrence.urgency,
            posts.index(item.assignment_id),
            pack_order.index(item.clause.ref),
        )
        for item in found.items
    ]
    assert keys == sorted(keys)
    assert len({key[0] for key in keys}) == 6  # nothing is done yet


async def test_an_acting_secretary_owes_what_the_missing_committee_would(
    agenda: Agenda, planner: Planner, make: Factory
) -> None:
    organisation = await make.organisation(
        "某局党总支", body="general-branch", acts_for=("agency-committee",)
    )
    holder = await make.holder(organisation, post="general-branch-secretary")
    await planner.run()
    assert [item.section for item in await of_ref(agenda, holder, A14)] == [
        Section.DUE,
        Section.COMING,
    ]
    assert await of_ref(agenda, holder, C28) != []


async def test_acting_ends_when_the_committee_is_there(
    agenda: Agenda, planner: Planner, make: Factory
) -> None:
    above = await make.organisation("某局党组", body="leading-group")
    organisation = await make.organisation(
        "某局党总支", body="general-branch", parent=above, acts_for=("agency-committee",)
    )
    holder = await make.holder(organisation, post="general-branch-secretary")
    await planner.run()
    assert await of_ref(agenda, holder, A14) != []
    assert "due" in {state for state, _ in (await make.notices()).values()}

    await make.organisation("某局机关党委", parent=above)

    assert await of_ref(agenda, holder, A14) == []
    await planner.run()
    own = {str(i.occurrence.id) for i in await of_ref(agenda, holder, F31) if i.occurrence}
    notices = await make.notices()
    carried = {state for key, (state, _) in notices.items() if key.split("/")[1] not in own}
    assert carried == {"superseded"}


async def test_each_member_sees_their_own_completion(
    make: Factory, database: Database, library: Library, clock: ManualClock
) -> None:
    pack = library.packs[0]
    mine = replace(
        library.get(ClauseRef.parse(A14)),
        ref=ClauseRef(pack.id, "of-each"),
        subject="leading-group-member",
        meets=(),
    )
    extended = Library([replace(pack, clauses=(*pack.clauses, mine)), *library.packs[1:]])
    agenda = Agenda(database, extended, clock)
    organisation = await make.organisation("某局党组", body="leading-group")
    ann = await make.holder(organisation, post="leading-group-member")
    bob = await make.holder(organisation, post="leading-group-member")
    await Planner(database, extended, clock).run()
    due = (await of_ref(agenda, ann, str(mine.ref)))[0]
    assert due.occurrence is not None

    await Completions(database, clock).complete(
        due.occurrence.id, by=ann.id, held_on=date(2026, 11, 2)
    )

    assert (await of_ref(agenda, ann, str(mine.ref)))[0].section is Section.DONE
    assert (await of_ref(agenda, bob, str(mine.ref)))[0].section is Section.DUE


async def test_the_same_post_in_two_organisations_is_shown_for_each(
    agenda: Agenda, planner: Planner, make: Factory
) -> None:
    person = await make.person()
    first, second = await make.organisation("甲"), await make.organisation("乙")
    for organisation in (first, second):
        await make.assignment(person, organisation)
    await planner.run()
    due = [item for item in await of_ref(agenda, person, A14) if item.section is Section.DUE]
    assert [item.organisation for item in due] == [first, second]


async def test_nobody_sees_what_others_owe(agenda: Agenda, planner: Planner, make: Factory) -> None:
    theirs, own = await make.organisation("甲"), await make.organisation("乙")
    await make.holder(theirs)
    person = await make.holder(own, post="agency-committee-deputy")
    await planner.run()
    assert {item.organisation.id for item in (await agenda.of(person)).items} <= {own.id}


async def test_a_post_that_no_pack_has_any_more_shows_nothing(
    agenda: Agenda, make: Factory
) -> None:
    holder = await make.holder(await make.organisation(), post="abolished-post")
    found = await agenda.of(holder)
    assert (len(found.assignments), found.items) == (1, ())


async def test_a_post_left_takes_its_duties_along(
    agenda: Agenda,
    planner: Planner,
    make: Factory,
    database: Database,
    library: Library,
    clock: ManualClock,
) -> None:
    organisation = await make.organisation()
    person = await make.person()
    secretary = await make.assignment(person, organisation)
    await make.assignment(person, organisation, post="agency-committee-deputy")
    await planner.run()
    before = Counter(item.post for item in (await agenda.of(person)).items)
    assert before["agency-committee-secretary"] > 0
    await Registration(database, library, clock).leave(person.id, secretary.id)
    after = Counter(item.post for item in (await agenda.of(person)).items)
    assert "agency-committee-secretary" not in after


@pytest.mark.parametrize("post", ["agency-committee-secretary", "abolished-post"])
async def test_what_no_pack_has_any_more_stays_until_it_ends(
    agenda: Agenda, make: Factory, database: Database, clock: ManualClock, post: str
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation, post=post)
    gone = await make.occurrence(organisation, ref="party-regulations:gone", post=post)

    (item,) = await of_ref(agenda, holder, "party-regulations:gone")
    assert (item.section, item.clause.duty) == (Section.DUE, "party-regulations:gone")
    assert item.occurrence is not None

    clock.set(datetime(2028, 1, 1, 1, tzinfo=UTC))
    (item,) = await of_ref(agenda, holder, "party-regulations:gone")
    assert item.section is Section.OVERDUE

    await Completions(database, clock).complete(gone, by=holder.id, held_on=date(2026, 11, 2))
    assert await of_ref(agenda, holder, "party-regulations:gone") == []


async def test_what_is_owed_stays_overdue_for_years_and_can_be_entered(
    agenda: Agenda, planner: Planner, make: Factory, database: Database, clock: ManualClock
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    await planner.run()
    clock.set(datetime(2028, 3, 1, 1, tzinfo=UTC))

    first = (await of_ref(agenda, holder, A14))[0]
    assert (first.section, first.occurrence and first.occurrence.period.start) == (
        Section.OVERDUE,
        date(2026, 10, 1),
    )
    assert first.occurrence is not None
    done = await Completions(database, clock).complete(
        first.occurrence.id, by=holder.id, held_on=date(2026, 12, 1)
    )
    assert done.occurrence.remaining == 0
    shown = [item.occurrence for item in await of_ref(agenda, holder, A14)]
    assert done.occurrence.id not in {each.id for each in shown if each is not None}
