"""Use cases: what is known of an organisation, asked once where a duty depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.conditions import Fact, FactId, FactKind
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import Clause
from scheduler.clock import Clock
from scheduler.errors import UnknownFact
from scheduler.membership.leading import Leading
from scheduler.membership.queries.local_rules import SaidFacts
from scheduler.planning.duties import duties_among
from scheduler.planning.local_rules import StartDays, duties_here, facts_asked_by, span_of
from scheduler.planning.occurrences import Release
from scheduler.planning.queries.local_rules import StoredRules
from scheduler.planning.queries.releases import ReleasedItems
from scheduler.roster.model import Assignment, Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

LARGEST = 100_000
"""The largest number that a fact may have."""


@dataclass(frozen=True)
class UnitFact:
    """A fact on which duties of ``organisation`` depend; ``value`` is None while it is not known.

    Yes is 1 and no is 0.
    """

    organisation: Organisation
    fact: Fact
    value: int | None = None


class UnitFacts:
    """Each method is one transaction.

    Managers say how things are in an organisation; whoever leads it may too where the pack says so
    of the fact.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, by: PersonId, organisation_id: OrganisationId) -> list[UnitFact]:
        """Every fact that ``by`` may say of the organisation, in pack order.

        Raises:
            NotManager: ``by`` neither manages nor leads it.
        """
        async with self._database.read() as session:
            return await self._of(session, by, organisation_id)

    async def get(self, by: PersonId, organisation_id: OrganisationId, fact: FactId) -> UnitFact:
        """One of them.

        Raises:
            NotManager: as above.
            UnknownFact: nothing there depends on it, or it is not for ``by`` to say.
        """
        async with self._database.read() as session:
            return await self._get(session, by, organisation_id, fact)

    async def next_question(
        self, by: PersonId, held: Sequence[Assignment] | None = None
    ) -> UnitFact | None:
        """The first fact that reminders of ``by`` depend on, theirs to say, that nobody was asked yet.

        From then on it counts as asked, whether it is answered or not. ``held`` are the posts that
        ``by`` holds now, where the caller has read them.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            if held is None:
                held = await Organisations(session).held_by(by, now)
            found = await self._unasked(session, by, held, now)
        if found is not None:
            async with self._database.write() as session:
                await SaidFacts(session, found.organisation).ask(found.fact.id, by, now)
        return found

    async def say(
        self, by: PersonId, organisation_id: OrganisationId, fact: FactId, value: int
    ) -> UnitFact:
        """Say how it is.

        What is said first, or corrected on the same day, counts for every period: what is open and
        is not owed by it ends. A later change counts for periods that begin from then on.

        Raises:
            NotManager, UnknownFact: as :meth:`get`.
            ValueError: the fact cannot have this value.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            asked = await self._get(session, by, organisation_id, fact)
            if not 0 <= value <= (1 if asked.fact.kind is FactKind.YES_NO else LARGEST):
                raise ValueError(value)
            if value != asked.value:
                said = await SaidFacts(session, asked.organisation).say(fact, value, by, now)
                Trail(session).add(
                    Act.FACT_SAID,
                    now,
                    by=by,
                    organisation_id=organisation_id,
                    fact=fact,
                    before=asked.value,
                    after=value,
                    since=None if said.since is None else said.since.isoformat(),
                )
                await self._settle(session, asked.organisation, fact, said.since, now)
        return UnitFact(asked.organisation, asked.fact, value)

    async def _of(
        self, session: AsyncSession, by: PersonId, organisation_id: OrganisationId
    ) -> list[UnitFact]:
        leading = Leading(session, self._library, self._clock.now())
        organisation = await leading.led(by, organisation_id)
        manages = await leading.manages(by, organisation)
        clauses = await leading.clauses_of(organisation)
        known = (await StoredRules(session).facts([organisation_id])).get(organisation_id, {})
        return [
            UnitFact(organisation, fact, known[fact.id].value if fact.id in known else None)
            for fact in self._facts(facts_asked_by(clauses.values()))
            if manages or fact.leader_may_say
        ]

    async def _get(
        self, session: AsyncSession, by: PersonId, organisation_id: OrganisationId, fact: FactId
    ) -> UnitFact:
        for each in await self._of(session, by, organisation_id):
            if each.fact.id == fact:
                return each
        raise UnknownFact(fact)

    async def _unasked(
        self, session: AsyncSession, by: PersonId, held: Sequence[Assignment], now: datetime
    ) -> UnitFact | None:
        leading = Leading(session, self._library, now)
        for assignment in held:
            organisation = assignment.organisation
            needed = await self._needed(session, assignment)
            if not needed:
                continue
            asked = await SaidFacts(session, organisation).asked()
            manages = await leading.manages(by, organisation)
            leads = await leading.leads(by, organisation)
            for fact in self._facts(needed):
                if fact.id not in asked and (manages or (leads and fact.leader_may_say)):
                    return UnitFact(organisation, fact)
        return None

    async def _needed(self, session: AsyncSession, held: Assignment) -> tuple[FactId, ...]:
        """The facts on which reminders of this post depend."""
        organisation = held.organisation
        try:
            post = self._library.post(held.post)
        except UnknownPost:  # of a pack that is not loaded any more
            return ()
        acting = await Organisations(session).effective_acts_for(
            [organisation], self._library.acting()
        )
        clauses = self._library.duties_of(post.id, acts_for=acting[organisation.id])
        duties = [duty for duty in duties_among(clauses, post) if duty.clause.applies_when]
        if not duties:
            return ()
        stored, ids = StoredRules(session), [organisation.id]
        facts = (await stored.facts(ids)).get(organisation.id, {})
        rules = (await stored.rules(ids)).get(organisation.id, {})
        dated = organisation.term_started_on is not None
        return facts_asked_by(
            duty.clause
            for duty in duties_here(duties, facts, rules)
            if duty.quota.per is not Per.EVENT and (dated or duty.quota.per is not Per.TERM)
        )

    async def _settle(
        self,
        session: AsyncSession,
        organisation: Organisation,
        fact: FactId,
        since: date | None,
        now: datetime,
    ) -> None:
        """End what is open and is not owed by the facts, and let what is owed after all be open.

        A change ``since`` a day leaves periods alone that began before: of their first days no more
        is known than the last value, which need not be the one with which they began.
        """
        changed = StartDays(date.min if since is None else since, date.max)
        facts = (await StoredRules(session).facts([organisation.id])).get(organisation.id, {})
        items = ReleasedItems(session, organisation, now)
        clauses = await Leading(session, self._library, now).clauses_of(organisation)
        for clause in _depending_on(fact, clauses.values()):
            own = (each for each in clause.applies_when if each.fact == fact)
            if not all(each.holds(facts[fact].value) for each in own):
                await items.end([clause.ref], Release.CONDITION, changed)
            elif (span := span_of(clause.applies_when, facts)) is not None:
                owed = StartDays(max(span.first, changed.first), span.end)
                await items.restore([clause.ref], Release.CONDITION, owed)

    def _facts(self, ids: Iterable[FactId]) -> Iterator[Fact]:
        for id_ in ids:
            if (fact := self._library.fact(id_)) is not None:
                yield fact


def _depending_on(fact: FactId, clauses: Iterable[Clause]) -> Iterator[Clause]:
    return (c for c in clauses if any(condition.fact == fact for condition in c.applies_when))
