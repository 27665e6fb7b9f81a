"""Use case: an organisation and what stands under it, with who holds what, for its managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.board.queries.outline import Outlines
from scheduler.board.seats import EmptySeat, GroupCount, Seated
from scheduler.clock import Clock
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database

NO_GROUPS = GroupCount(0, 0)


@dataclass(frozen=True)
class OutlinedUnit:
    """An organisation; ``below`` is how many stand directly under it."""

    organisation: Organisation
    seated: tuple[Seated, ...]
    empty: tuple[EmptySeat, ...]
    groups: GroupCount
    managers: tuple[str, ...]
    clerks: tuple[str, ...]
    below: int

    @property
    def unreached(self) -> tuple[str, ...]:
        """The names of holders whom nothing reaches."""
        return tuple(dict.fromkeys(each.name for each in self.seated if not each.reached))


@dataclass(frozen=True)
class OrganisationOutline:
    """One organisation and those directly under it, by id. ``above``: the one over it, if that is managed too."""

    unit: OutlinedUnit
    children: tuple[OutlinedUnit, ...]
    above: Organisation | None
    today: date


class OrganisationTree:
    """For managers of the organisation, or of one above it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, organisation_id: OrganisationId, by: PersonId) -> OrganisationOutline:
        """The outline of an organisation, in a fixed number of statements.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.read() as session:
            roster = Organisations(session)
            organisation = await roster.get_managed(by, organisation_id)
            children = await roster.children(organisation.id)
            today = organisation.today(self._clock.now())
            units = await _units(session, [organisation, *children], today)
            above = None
            if organisation.parent_id is not None:
                parent = await roster.get_organisation(organisation.parent_id)
                above = parent if await roster.manages(by, parent) else None
            return OrganisationOutline(units[0], tuple(units[1:]), above, today)


async def _units(
    session: AsyncSession, organisations: list[Organisation], today: date
) -> list[OutlinedUnit]:
    outlines = Outlines(session, [each.id for each in organisations], today)
    seated, empty = await outlines.seated(), await outlines.empty()
    groups, managers = await outlines.groups(), await outlines.managers()
    clerks, below = await outlines.clerks(), await outlines.below()
    return [
        OutlinedUnit(
            each,
            tuple(seated.get(each.id, ())),
            tuple(empty.get(each.id, ())),
            groups.get(each.id, NO_GROUPS),
            tuple(managers.get(each.id, ())),
            tuple(clerks.get(each.id, ())),
            below.get(each.id, 0),
        )
        for each in organisations
    ]
