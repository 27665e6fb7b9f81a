"""How own duties begin, give way and end: steps of one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per, Quota
from scheduler.membership.queries.own_duties import Written, WrittenOwnDuties
from scheduler.periods import period_containing
from scheduler.planning.coming import ComingDay
from scheduler.planning.own_duties import OwnDuty
from scheduler.roster.model import Organisation

PERIODS_WITH_A_START = (Per.TERM, Per.EVENT)
"""What no calendar dates."""


class OwnDutySteps:
    """Of duties that were written in one organisation, on its day."""

    def __init__(self, session: AsyncSession, organisation: Organisation, now: datetime) -> None:
        self._written = WrittenOwnDuties(session)
        self._organisation = organisation
        self._today = organisation.today(now)

    async def take_off(self, former: Written) -> None:
        """Let it give way: its running period goes on, unless it was confirmed today."""
        own = former.own
        await self._written.change(own.id, ended_on=self._today)
        if former.confirmed_at is not None and self._of_today(former.confirmed_at):
            await self._written.release(own, own.since, self._today)
        await self._written.plan_again(own.organisation_id, subtree=own.subtree)

    async def end(self, own: OwnDuty) -> None:
        """Ask it no more: what is open of running periods ends, what is past stays as it is."""
        await self._written.change(own.id, ended_on=self._today)
        running = date.min
        if own.quota.per not in PERIODS_WITH_A_START:
            running = period_containing(own.quota.per, self._today).start
        await self._written.release(own, running, self._today)
        await self._written.plan_again(own.organisation_id, subtree=own.subtree)

    def _of_today(self, at: datetime) -> bool:
        return self._organisation.today(at) == self._today


def begins_on(quota: Quota, days: Sequence[ComingDay], today: date) -> date:
    """The first day of the first period for which it is owed; a term may have begun long ago."""
    if quota.per is Per.TERM:
        return date.min
    # An event that lies ahead may have been entered before.
    return min(day.begins_on for day in days) if days else today
