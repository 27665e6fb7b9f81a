"""Queries: which rows are somebody's, by the paths of ``scheduler.store.personal``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import Address
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.personal import Attribute, Path, column_of
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, ClerkRow, GroupRow, ManagerRow
from scheduler.store.types import AddressText


@dataclass(frozen=True)
class Subject:
    """Who is asked about, and the organisations with which they had to do."""

    person_id: PersonId
    address: Address
    name: str
    organisations: frozenset[OrganisationId]

    def owns(self, path: Path) -> ColumnElement[bool]:
        """Whether a row is theirs."""
        last = path[-1]
        return along(path, last == self._value(last))

    def concerns(self, path: Path) -> ColumnElement[bool]:
        """Whether a row is of one of those organisations."""
        return along(path, path[-1].in_(self.organisations))

    def _value(self, last: Attribute) -> Any:
        column = column_of(last)
        if column.foreign_keys:
            return self.person_id
        return self.address if isinstance(column.type, AddressText) else self.address.id


def along(path: Path, last: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on the first table of the path, from one on the last column of it."""
    condition = last
    for column, beyond in zip(path[-2::-1], path[:0:-1], strict=True):
        condition = column.in_(select(_joined(column, beyond)).where(condition))
    return condition


def _joined(column: Attribute, beyond: Attribute) -> Any:
    """What the column stands for in the table beyond: its key, or what refers back to the column."""
    table: Table = column_of(beyond).table
    target = next(iter(column_of(column).foreign_keys), None)
    if target is not None and target.column.table is table:
        return target.column
    own = column_of(column)
    return next(
        each for each in table.columns if any(key.column is own for key in each.foreign_keys)
    )


async def organisations_of(session: AsyncSession, person_id: PersonId) -> frozenset[OrganisationId]:
    """The organisations in which the person held a post, managed, entered something or bound a group."""
    entered = select(LedgerRow.occurrence_id).where(LedgerRow.person_id == person_id)
    found: set[OrganisationId] = set()
    for of, theirs in (
        (AssignmentRow.organisation_id, AssignmentRow.person_id == person_id),
        (ManagerRow.organisation_id, ManagerRow.person_id == person_id),
        (ClerkRow.organisation_id, ClerkRow.person_id == person_id),
        (GroupRow.organisation_id, GroupRow.bound_by == person_id),
        (OccurrenceRow.organisation_id, OccurrenceRow.id.in_(entered)),
    ):
        ids = await session.scalars(select(of).where(theirs, of.is_not(None)).distinct())
        found.update(OrganisationId(each) for each in ids if each is not None)
    return frozenset(found)
