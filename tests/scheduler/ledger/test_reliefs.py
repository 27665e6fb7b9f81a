from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest

from clauses.cadence import Per
from scheduler.errors import (
    AlreadyDecided,
    AlreadyDone,
    EnteredElsewhere,
    NoReason,
    NotAssigned,
    NotLater,
    NotManager,
    TooLate,
    TooLong,
    UnknownOccurrence,
    UnknownRelief,
)
from scheduler.ledger.agenda import Agenda
from scheduler.ledger.completion import Completions
from scheduler.ledger.queries.reliefs import ReliefId, ReliefKind
from scheduler.ledger.reliefs import Reliefs
from scheduler.periods import period_containing
from scheduler.roster.queries.trail import Act, Trail

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, Person, PersonId
    from scheduler.store.engine import Database

NOVEMBER = period_containing(Per.MONTH, date(2026, 11, 1))
LATER = date(2026, 12, 4)


class Case(NamedTuple):
    """A branch below a committee; the manager manages the committee."""

    organisation: Organisation
    person: Person
    manager: PersonId
    item: OccurrenceId

    @property
    def holder(self) -> PersonId:
        return self.person.id


@pytest.fixture
def reliefs(database: Database, clock: ManualClock) -> Reliefs:
    return Reliefs(database, clock)


@pytest.fixture
async def case(make: Factory) -> Case:
    manager = await make.person("周敏")
    above = await make.organisation(manager=manager)
    branch = await make.organisation("一支部", body="branch", parent=above)
    holder = await make.holder(branch, post="branch-secretary")
    item = await make.occurrence(branch, post="branch-secretary", period=NOVEMBER)
    await make.notice(item, holder)
    return Case(branch, holder, manager.id, item)


async def reminders(make: Factory) -> dict[str, tuple[str, str | None]]:
    """All notices but the news of the relief itself."""
    return {
        key: state
        for key, state in (await make.notices()).items()
        if not key.startswith(("l/", "la/"))
    }


async def test_what_is_asked_for_counts_once_it_is_granted(
    reliefs: Reliefs, case: Case, make: Factory, database: Database, clock: ManualClock
) -> None:
    asked = await reliefs.ask(case.item, by=case.holder, reason="处室搬迁，资料未到")
    assert (asked.kind, asked.granted, asked.stands) == (ReliefKind.EXCUSE, None, False)
    completions = Completions(database, clock)
    assert (await completions.occurrence(case.item, case.holder)).remaining == 1

    granted = await reliefs.decide(asked.id, by=case.manager, granted=True)

    assert granted.stands
    assert await reliefs.of(case.item, case.holder) == [granted]
    occurrence = await completions.occurrence(case.item, case.holder)
    assert (occurrence.excused, occurrence.remaining) == (True, 0)
    assert set((await reminders(make)).values()) == {("superseded", "excused")}
    async with database.read() as session:
        trail = await Trail(session).entries()
    assert [each.act for each in trail] == [Act.RELIEF_ASKED, Act.RELIEF_DECIDED]
    assert trail[1].details == {
        "occurrence": case.item,
        "kind": "excuse",
        "until": None,
        "granted": True,
    }
    assert "搬迁" not in str(trail)


async def test_a_relief_that_ended_is_owed_again_and_reminded_of(
    reliefs: Reliefs, case: Case, make: Factory, database: Database, clock: ManualClock
) -> None:
    granted = await reliefs.grant(case.item, by=case.manager, reason="无发展对象")
    ended = await reliefs.end(granted.id, by=case.manager)
    assert not ended.stands
    assert await reliefs.end(granted.id, by=case.manager) == ended
    occurrence = await Completions(database, clock).occurrence(case.item, case.holder)
    assert (occurrence.excused, occurrence.remaining) == (False, 1)
    assert set((await reminders(make)).values()) == {("due", None)}


@pytest.mark.parametrize("until", [None, LATER])
async def test_of_what_is_done_nobody_is_let_off(
    reliefs: Reliefs, case: Case, database: Database, clock: ManualClock, until: date | None
) -> None:
    clock.set(datetime(2026, 11, 24, 1, tzinfo=UTC))
    await Completions(database, clock).complete(
        case.item, by=case.holder, held_on=date(2026, 11, 20)
    )
    with pytest.raises(AlreadyDone):
        await reliefs.ask(case.item, by=case.holder, reason="资料未到", until=until)
    with pytest.raises(AlreadyDone):
        await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=until)
    assert await reliefs.of(case.item, case.holder) == []


async def test_an_extension_moves_the_last_day(
    reliefs: Reliefs, case: Case, database: Database, clock: ManualClock
) -> None:
    asked = await reliefs.ask(case.item, by=case.holder, reason="资料未到", until=LATER)
    await reliefs.decide(asked.id, by=case.manager, granted=True)
    clock.set(datetime(2026, 12, 4, 1, tzinfo=UTC))
    done = await Completions(database, clock).complete(case.item, by=case.holder, held_on=LATER)
    assert not done.entry.made_up
    assert done.occurrence.extended_to == LATER


async def test_an_act_by_the_later_date_counts_for_one_period_only(
    reliefs: Reliefs, case: Case, make: Factory, database: Database, clock: ManualClock
) -> None:
    period = period_containing(Per.MONTH, date(2026, 12, 1))
    december = await make.occurrence(case.organisation, post="branch-secretary", period=period)
    await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=LATER)
    clock.set(datetime(2026, 12, 4, 1, tzinfo=UTC))
    completions = Completions(database, clock)
    await completions.complete(case.item, by=case.holder, held_on=LATER)
    with pytest.raises(EnteredElsewhere):
        await completions.complete(december, by=case.holder, held_on=LATER)


async def test_the_reminder_comes_before_the_later_date(
    reliefs: Reliefs, case: Case, make: Factory
) -> None:
    granted = await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=LATER)
    key = f"r/{case.item}/{case.holder}/later:2026-12-03"
    notices = await reminders(make)
    assert notices.pop(key) == ("due", None)
    assert set(notices.values()) == {("superseded", "extended")}
    assert (await make.send_times())[key] == datetime(2026, 12, 3, 1, tzinfo=UTC)
    await reliefs.end(granted.id, by=case.manager)
    assert set((await reminders(make)).values()) == {("due", None)}


async def test_a_later_date_is_after_the_old_one_and_not_past(
    reliefs: Reliefs, case: Case, clock: ManualClock
) -> None:
    for until in (date(2026, 11, 30), date(2026, 11, 25)):
        with pytest.raises(NotLater):
            await reliefs.ask(case.item, by=case.holder, reason="资料未到", until=until)
    for until in (date(2028, 1, 1), date.max):
        with pytest.raises(TooLate) as refused:
            await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=until)
        assert refused.value.latest == date(2027, 12, 1)
    clock.set(datetime(2026, 12, 3, 1, tzinfo=UTC))
    with pytest.raises(NotLater):
        await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=date(2026, 12, 2))
    # Both may be asked for at any time.
    await reliefs.ask(case.item, by=case.holder, reason="资料未到", until=LATER)
    await reliefs.ask(case.item, by=case.holder, reason="资料未到")


async def test_what_is_open_is_not_asked_twice(reliefs: Reliefs, case: Case) -> None:
    first = await reliefs.ask(case.item, by=case.holder, reason="搬迁")
    assert await reliefs.ask(case.item, by=case.holder, reason="另一个理由") == first
    extension = await reliefs.ask(case.item, by=case.holder, reason="搬迁", until=LATER)
    assert await reliefs.of(case.item, case.manager) == [first, extension]


async def test_who_is_let_off_twice_is_let_off_once_until_it_ends(
    reliefs: Reliefs, case: Case
) -> None:
    granted = await reliefs.grant(case.item, by=case.manager, reason="处室搬迁")
    assert await reliefs.grant(case.item, by=case.manager, reason="再免一次") == granted
    assert await reliefs.ask(case.item, by=case.holder, reason="再免一次") == granted
    await reliefs.end(granted.id, by=case.manager)
    assert not any(each.stands for each in await reliefs.of(case.item, case.manager))


async def test_a_manager_grants_the_day_they_name_and_not_the_one_asked_for(
    reliefs: Reliefs, case: Case
) -> None:
    asked = await reliefs.ask(case.item, by=case.holder, reason="处室搬迁", until=date(2027, 3, 1))
    granted = await reliefs.grant(case.item, by=case.manager, reason="尽快办理", until=LATER)
    assert granted.until == LATER
    assert (await reliefs.open(case.item, case.manager)).occurrence.extended_to == LATER
    assert [each.id for each in await reliefs.of(case.item, case.manager)] == [asked.id]


async def test_two_who_decide_at_once_decide_once(reliefs: Reliefs, case: Case) -> None:
    asked = await reliefs.ask(case.item, by=case.holder, reason="处室搬迁")
    results = await asyncio.gather(
        reliefs.decide(asked.id, by=case.manager, granted=True),
        reliefs.decide(asked.id, by=case.manager, granted=False, answer="不行的"),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in results) == ["AlreadyDecided", "Relief"]


async def test_a_refusal_says_why_and_is_final(reliefs: Reliefs, case: Case) -> None:
    asked = await reliefs.ask(case.item, by=case.holder, reason="搬迁")
    with pytest.raises(NoReason):
        await reliefs.decide(asked.id, by=case.manager, granted=False)
    refused = await reliefs.decide(
        asked.id, by=case.manager, granted=False, answer="可与联合支部合办"
    )
    assert (refused.granted, refused.answer) == (False, "可与联合支部合办")
    with pytest.raises(AlreadyDecided):
        await reliefs.decide(asked.id, by=case.manager, granted=True)
    with pytest.raises(UnknownRelief):
        await reliefs.end(asked.id, by=case.manager)
    assert (await reliefs.ask(case.item, by=case.holder, reason="再问一次")).id != asked.id


@pytest.mark.parametrize(("reason", "error"), [(" 急 ", NoReason), ("长" * 501, TooLong)])
async def test_a_reason_is_needed(
    reliefs: Reliefs, case: Case, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await reliefs.ask(case.item, by=case.holder, reason=reason)
    with pytest.raises(error):
        await reliefs.grant(case.item, by=case.manager, reason=reason)


async def test_managers_decide_and_nobody_excuses_themselves(
    reliefs: Reliefs, case: Case, make: Factory
) -> None:
    excuse = await reliefs.ask(case.item, by=case.holder, reason="搬迁")
    extension = await reliefs.ask(case.item, by=case.holder, reason="搬迁", until=LATER)
    colleague = await make.holder(case.organisation, post="branch-deputy")
    stranger = await make.person()
    for relief in (excuse, extension):
        for by, error in ((case.holder, NotManager), (colleague.id, NotManager)):
            with pytest.raises(error):
                await reliefs.decide(relief.id, by=by, granted=True)
        with pytest.raises(UnknownRelief):
            await reliefs.decide(relief.id, by=stranger.id, granted=True)
    with pytest.raises(UnknownRelief):
        await reliefs.decide(ReliefId(99), by=case.manager, granted=True)
    with pytest.raises(NotAssigned):
        await reliefs.ask(case.item, by=case.manager, reason="搬迁")
    with pytest.raises(UnknownOccurrence):
        await reliefs.grant(case.item, by=stranger.id, reason="搬迁")

    # Whoever owes it and manages there may give a later date, and not let themselves off.
    await make.manager(case.organisation, case.person)
    with pytest.raises(NotManager):
        await reliefs.decide(excuse.id, by=case.holder, granted=True)
    assert (await reliefs.decide(extension.id, by=case.holder, granted=True)).stands
    assert (await reliefs.decide(excuse.id, by=case.manager, granted=True)).stands


async def test_what_is_excused_is_neither_owed_nor_done(
    reliefs: Reliefs, case: Case, library: Library, database: Database, clock: ManualClock
) -> None:
    await reliefs.grant(case.item, by=case.manager, reason="处室搬迁，资料未到")

    agenda = await Agenda(database, library, clock).of(case.person)

    assert case.item not in {each.occurrence.id for each in agenda.items if each.occurrence}
    assert agenda.done == ()


async def test_however_often_it_is_extended_it_is_by_a_year_at_most(
    reliefs: Reliefs, case: Case
) -> None:
    for until in (LATER, date(2027, 12, 1)):
        await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=until)
    with pytest.raises(TooLate) as refused:
        await reliefs.grant(case.item, by=case.manager, reason="资料未到", until=date(2027, 12, 2))
    assert refused.value.latest == date(2027, 12, 1)


async def test_of_what_was_done_meanwhile_nobody_is_let_off_but_more_time_may_be_granted(
    reliefs: Reliefs, case: Case, database: Database, clock: ManualClock
) -> None:
    excuse = await reliefs.ask(case.item, by=case.holder, reason="资料未到")
    extension = await reliefs.ask(case.item, by=case.holder, reason="资料未到", until=LATER)
    await Completions(database, clock).complete(
        case.item, by=case.holder, held_on=date(2026, 11, 20)
    )
    with pytest.raises(AlreadyDone):
        await reliefs.decide(excuse.id, by=case.manager, granted=True)
    refused = await reliefs.decide(excuse.id, by=case.manager, granted=False, answer="已办结")
    assert refused.granted is False
    assert (await reliefs.decide(extension.id, by=case.manager, granted=True)).stands
