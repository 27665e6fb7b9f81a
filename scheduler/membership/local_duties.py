"""Use cases: the managers' word on a duty: it does not apply here, or is reminded of at other times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import OnEvent, Quota
from clauses.library import Library
from clauses.model import Clause, ClauseRef
from scheduler.clock import Clock
from scheduler.errors import UnknownDuty
from scheduler.membership.leading import Leading
from scheduler.membership.queries.local_rules import SaidRule, SaidRules
from scheduler.planning.local_rules import LocalRule
from scheduler.planning.occurrences import Release
from scheduler.planning.queries.releases import ReleasedItems
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.names import reason_text
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

LONGEST_REASON = 200
"""Characters of the reason why a duty does not apply."""

MOST_WORKDAYS = 60
"""The earliest that a reminder may come, in workdays before the last day."""


@dataclass(frozen=True)
class LocalDuty:
    """A duty in an organisation, with what its managers say of it, if anything."""

    organisation: Organisation
    clause: Clause
    said: SaidRule | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it is reminded of, so that other times make sense."""
        cadence = self.clause.cadence
        return isinstance(cadence, Quota) or (
            isinstance(cadence, OnEvent) and cadence.kind is not None
        )


class LocalDuties:
    """For managers only (``NotManager``). Each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def manages(self, by: PersonId, organisation: Organisation) -> bool:
        """Whether ``by`` may say anything of the duties there."""
        async with self._database.read() as session:
            return await Organisations(session).manages(by, organisation)

    async def all_of(self, by: PersonId, organisation_id: OrganisationId) -> list[LocalDuty]:
        """What is owed there, in the order of the packs."""
        async with self._database.read() as session:
            return await self._all(session, by, organisation_id)

    async def get(self, by: PersonId, organisation_id: OrganisationId, ref: ClauseRef) -> LocalDuty:
        """One duty; :class:`UnknownDuty` when nobody there owes it."""
        async with self._database.read() as session:
            return await self._get(session, by, organisation_id, ref)

    async def set_aside(
        self, by: PersonId, organisation_id: OrganisationId, ref: ClauseRef, reason: str
    ) -> LocalDuty:
        """Say that it does not apply there; what is open of it ends.

        Raises:
            NoReason, TooLong: the reason.
        """
        why = reason_text(reason, longest=LONGEST_REASON)
        return await self._set(by, organisation_id, ref, why, applies=False)

    async def take_up(
        self, by: PersonId, organisation_id: OrganisationId, ref: ClauseRef
    ) -> LocalDuty:
        """Say that it applies there after all; what had ended is open again."""
        return await self._set(by, organisation_id, ref, None, applies=True)

    async def remind_before(
        self,
        by: PersonId,
        organisation_id: OrganisationId,
        ref: ClauseRef,
        workdays: Sequence[int] | None,
    ) -> LocalDuty:
        """Remind so many workdays before the last one, in place of the usual; None: as usual.

        Raises:
            ValueError: none, or one below 0 or above ``MOST_WORKDAYS``.
        """
        before = None if workdays is None else tuple(sorted(set(workdays), reverse=True))
        if before is not None and not (before and before[-1] >= 0 and before[0] <= MOST_WORKDAYS):
            raise ValueError(workdays)
        async with self._database.write() as session:
            found = await self._get(session, by, organisation_id, ref)
            return await self._put(
                session, by, found, replace(_rule(found), workdays_before=before)
            )

    async def remind_at(
        self, by: PersonId, organisation_id: OrganisationId, ref: ClauseRef, at: time | None
    ) -> LocalDuty:
        """Remind at this wall time; None: as usual."""
        async with self._database.write() as session:
            found = await self._get(session, by, organisation_id, ref)
            return await self._put(session, by, found, replace(_rule(found), at=at))

    async def _set(
        self,
        by: PersonId,
        organisation_id: OrganisationId,
        ref: ClauseRef,
        reason: str | None,
        *,
        applies: bool,
    ) -> LocalDuty:
        async with self._database.write() as session:
            found = await self._get(session, by, organisation_id, ref)
            rule = replace(_rule(found), applies=applies)
            items = ReleasedItems(session, found.organisation, self._clock.now())
            if applies:
                await items.restore([ref], Release.LOCAL_RULE)
            else:
                await items.end([ref], Release.LOCAL_RULE)
            return await self._put(session, by, found, rule, reason)

    async def _put(
        self,
        session: AsyncSession,
        by: PersonId,
        found: LocalDuty,
        rule: LocalRule,
        reason: str | None = None,
    ) -> LocalDuty:
        now, organisation_id, ref = self._clock.now(), found.organisation.id, found.clause.ref
        if not rule.applies and reason is None and found.said is not None:
            reason = found.said.reason
        rules = SaidRules(session, organisation_id)
        await rules.put(ref, rule, reason, by, now)
        Trail(session).add(
            Act.DUTY_SET,
            now,
            by=by,
            organisation_id=organisation_id,
            ref=str(ref),
            before=_details(_rule(found)),
            after=_details(rule),
        )
        return replace(found, said=(await rules.all()).get(ref))

    async def _all(
        self, session: AsyncSession, by: PersonId, organisation_id: OrganisationId
    ) -> list[LocalDuty]:
        leading = Leading(session, self._library, self._clock.now())
        organisation = await leading.managed(by, organisation_id)
        said = await SaidRules(session, organisation_id).all()
        clauses = await leading.clauses_of(organisation)
        return [LocalDuty(organisation, c, said.get(c.ref)) for c in clauses.values()]

    async def _get(
        self, session: AsyncSession, by: PersonId, organisation_id: OrganisationId, ref: ClauseRef
    ) -> LocalDuty:
        for each in await self._all(session, by, organisation_id):
            if each.clause.ref == ref:
                return each
        raise UnknownDuty(str(ref))


def _rule(duty: LocalDuty) -> LocalRule:
    return LocalRule() if duty.said is None else duty.said.rule


def _details(rule: LocalRule) -> dict[str, object]:
    return {
        "applies": rule.applies,
        "workdays_before": None if rule.workdays_before is None else list(rule.workdays_before),
        "at": None if rule.at is None else rule.at.isoformat("minutes"),
    }
