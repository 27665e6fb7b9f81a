"""Use case: the closing statement of one organisation, provisional and drawn.

What all of a tree say together is a matter of ``scheduler.closing.overview``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.errors import TooEarly
from scheduler.ledger.queries.facts import AT_ONCE, ItemFacts
from scheduler.ledger.queries.reliefs import StoredReliefs
from scheduler.ledger.queries.statements import Change, Drawn, StatementLine, StoredStatements
from scheduler.ledger.states import EndState, Facts, drawing_day, end_state
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.chases import end_chases_of_statement
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

_DONE = (EndState.IN_TIME, EndState.LATE)


@dataclass(frozen=True)
class ClosingStatement:
    """The items of an organisation whose periods end in ``period``.

    ``drawn`` is None as long as it is provisional; it may be drawn from ``drawn_from`` on. Lines are
    in order of item id.
    """

    organisation: Organisation
    period: Period
    drawn: Drawn | None
    drawn_from: date
    lines: tuple[StatementLine, ...]

    @property
    def counts(self) -> Counter[EndState]:
        """How many items have each state; the sum is that of all lines."""
        return Counter(line.state for line in self.lines)

    @property
    def changes(self) -> tuple[StatementLine, ...]:
        """The lines that differ from the statement before; none in number 1."""
        return tuple(line for line in self.lines if line.change is not None)


class ClosingStatements:
    """Each method is one transaction, for managers of the organisation or of one above it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def provisional(
        self, organisation_id: OrganisationId, period: Period, *, by: PersonId
    ) -> ClosingStatement:
        """The statement as it would be; what nothing has decided yet is open.

        Raises:
            NotManager: ``by`` does not manage the organisation.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return await judged(session, organisation, period, self._clock.now(), drawn=False)

    async def drawn(
        self, organisation_id: OrganisationId, period: Period, *, by: PersonId
    ) -> list[ClosingStatement]:
        """The statements of this period as they were drawn, in order of number; raises as above."""
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            stored = StoredStatements(session)
            return [
                _as_drawn(organisation, each, await stored.verdicts(each.id))
                for each in await stored.all_of(organisation_id, period)
            ]

    async def draw(
        self, organisation_id: OrganisationId, period: Period, *, by: PersonId
    ) -> ClosingStatement:
        """Draw number 1 or, where something has changed since, the next one.

        Number 1 ends what is still owed: it is out of sight then, and can be entered all the same. Of
        a next one the changed lines say why. Without a change, it is the last one again.

        Raises:
            NotManager: ``by`` does not manage the organisation.
            TooEarly: number 1, before the 10th workday after the last day that counts for any of the items.
        """
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            statement, _ = await draw(session, organisation, period, self._clock.now(), by=by)
            return statement


async def draw(
    session: AsyncSession,
    organisation: Organisation,
    period: Period,
    now: datetime,
    *,
    by: PersonId | None,
) -> tuple[ClosingStatement, bool]:
    """Draw number 1 or the next one, as :meth:`ClosingStatements.draw`, and whether it is new.

    ``by`` None: it draws itself.
    """
    stored = StoredStatements(session)
    await stored.lock(organisation.id)
    today = organisation.today(now)
    statement = await judged(session, organisation, period, now, drawn=True)
    earlier = await stored.all_of(organisation.id, period)
    # What was extended after number 1 keeps nobody from correcting the rest.
    if not earlier and today < statement.drawn_from:
        raise TooEarly(statement.drawn_from)
    lines: Sequence[StatementLine] = statement.lines
    if earlier:
        before = await stored.verdicts(earlier[-1].id)
        lines = await _compared(session, lines, before, earlier[-1].drawn_at, now)
        if not any(line.change for line in lines):
            return _as_drawn(organisation, earlier[-1], before), False
    number = len(earlier) + 1
    drawn = await stored.add(organisation.id, period, number, lines, by=by, today=today, now=now)
    await end_chases_of_statement(session, drawn.id, now)
    Trail(session).add(
        Act.STATEMENT_DRAWN,
        now,
        by=by,
        organisation_id=organisation.id,
        subject_id=drawn.id,
        number=number,
        first=period.start.isoformat(),
        last=period.last_day.isoformat(),
    )
    return _as_drawn(organisation, drawn, {line.occurrence_id: line for line in lines}), True


async def judged(
    session: AsyncSession,
    organisation: Organisation,
    period: Period,
    now: datetime,
    *,
    drawn: bool,
) -> ClosingStatement:
    """The statement as it would be now; ``drawn``: nothing is left open."""
    items = await Occurrences(session).ending_in([organisation.id], period)
    found = {each.id: each for each in items}
    ids = sorted(found)
    recorded: dict[OccurrenceId, list[tuple[date, datetime]]] = {}
    for first in range(0, len(ids), AT_ONCE):
        recorded |= await StoredStatements(session).recorded(ids[first : first + AT_ONCE])
    facts = await ItemFacts(session, now).of(items, drawn=drawn)
    calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
    last_day = max([period.last_day, *(each.last_day for each in found.values())])
    lines = (
        StatementLine(
            id_,
            end_state(facts[id_], calendar),
            _entered_later(found[id_], recorded.get(id_, ())),
            found[id_].provisional,
        )
        for id_ in ids
    )
    return ClosingStatement(
        organisation, period, None, drawing_day(last_day, calendar), tuple(lines)
    )


async def _compared(
    session: AsyncSession,
    lines: Sequence[StatementLine],
    before: Mapping[OccurrenceId, StatementLine],
    drawn_at: datetime,
    now: datetime,
) -> list[StatementLine]:
    """The lines, those that differ from the statement before, drawn at that moment, with the reason."""
    changed = {
        line.occurrence_id
        for line in lines
        if (former := before.get(line.occurrence_id)) is None or former.state is not line.state
    }
    found = list((await Occurrences(session).many(changed)).values())
    facts = await ItemFacts(session, now).of(found, drawn=True)
    reliefs = await StoredReliefs(session).of_all(changed)
    lifted = {
        id_
        for id_, asked in reliefs.items()
        if any(each.ended_at is not None and each.ended_at >= drawn_at for each in asked)
    }
    return [
        _changed(
            line,
            before.get(line.occurrence_id),
            facts[line.occurrence_id],
            lifted=line.occurrence_id in lifted,
        )
        if line.occurrence_id in changed
        else line
        for line in lines
    ]


def _as_drawn(
    organisation: Organisation, drawn: Drawn, lines: Mapping[OccurrenceId, StatementLine]
) -> ClosingStatement:
    return ClosingStatement(
        organisation, drawn.period, drawn, drawn.drawn_on, tuple(lines.values())
    )


def _entered_later(occurrence: Occurrence, recorded: Sequence[tuple[date, datetime]]) -> int:
    organisation, last_day = occurrence.organisation, occurrence.last_day
    return sum(held_on <= last_day < organisation.today(at) for held_on, at in recorded)


def _changed(
    line: StatementLine, before: StatementLine | None, facts: Facts, *, lifted: bool
) -> StatementLine:
    if before is None:
        return replace(line, change=Change.ADDED)
    change, held_on = _reason(before.state, line.state, facts, lifted=lifted)
    return replace(line, former=before.state, change=change, held_on=held_on)


def _reason(
    former: EndState, state: EndState, facts: Facts, *, lifted: bool
) -> tuple[Change, date | None]:
    """``lifted``: a relief was ended since."""
    if state is EndState.EXCUSED:
        return Change.EXCUSED, None
    if former is EndState.EXCUSED or (lifted and state is EndState.LATE and former in _DONE):
        return Change.RELIEF_ENDED, None
    if state in _DONE:
        if state is EndState.LATE and facts.made_up:
            return Change.MADE_UP, max(facts.made_up)
        if former in _DONE and facts.extended_to is not None:
            return Change.EXTENDED, None
        return Change.ENTERED_LATER, max(each.on for each in facts.held)
    if former in _DONE:
        return Change.WITHDRAWN, None
    return (Change.APPLIES if EndState.NOT_LISTED in (former, state) else Change.ROSTER), None
