"""Queries: everything that is kept of somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from scheduler.address import Address
from scheduler.forgetting.kept import Row
from scheduler.forgetting.queries.paths import Subject
from scheduler.store.personal import PERSONAL, Deleted, Emptied, Path, Replaced, Stays, column_of
from scheduler.store.tables.inbox import InboxRow
from scheduler.store.tables.planning import OccurrenceRow, WordingRow
from scheduler.store.tables.roster import ManagerRow, OrganisationRow, PersonRow

_SECRET = {"hash", "hashed", "link_hash", "code_hash", "key", "locked"}
"""Of no meaning to anybody, and not to be shown."""


class KeptRows:
    """Reads what is kept of one person."""

    def __init__(self, session: AsyncSession, subject: Subject) -> None:
        self._session = session
        self._subject = subject

    async def settings(self) -> Row:
        """Their own row."""
        row = await self._session.get_one(PersonRow, self._subject.person_id)
        return {
            column.name: _plain(getattr(row, column.name)) for column in PersonRow.__table__.columns
        }

    async def all(self) -> dict[str, list[Row]]:
        """By table the rows, in the order of their keys; tables without any are left out."""
        found: dict[str, list[dict[str, Any]]] = {}
        for table, conditions in self._theirs().items():
            rows = await self._session.execute(
                select(table).where(or_(*conditions)).order_by(*table.primary_key)
            )
            values = [_values(table, dict(row)) for row in rows.mappings()]
            if values:
                found[table.name] = values
        await self._explain([row for rows in found.values() for row in rows])
        return {name: list(rows) for name, rows in found.items()}

    async def managed_alone(self) -> tuple[str, ...]:
        """The names of the organisations that nobody else manages, by id."""
        other = aliased(ManagerRow)
        names = await self._session.scalars(
            select(OrganisationRow.name)
            .join(ManagerRow, ManagerRow.organisation_id == OrganisationRow.id)
            .where(
                ManagerRow.person_id == self._subject.person_id,
                OrganisationRow.dissolved_at.is_(None),
                ~exists().where(
                    other.organisation_id == OrganisationRow.id,
                    other.person_id != self._subject.person_id,
                ),
            )
            .order_by(OrganisationRow.id)
        )
        return tuple(names)

    def _theirs(self) -> dict[Table, list[ColumnElement[bool]]]:
        paths: list[Path] = [(InboxRow.chat,)]
        for each in PERSONAL:
            match each:
                case Deleted(whose) | Emptied(whose):
                    paths.append(whose)
                case Stays(column) | Replaced(column):
                    paths.append((column,))
        conditions: dict[Table, list[ColumnElement[bool]]] = defaultdict(list)
        for path in paths:
            table = column_of(path[0]).table
            if isinstance(table, Table):
                conditions[table].append(self._subject.owns(path))
        return conditions

    async def _explain(self, rows: list[dict[str, Any]]) -> None:
        """Say beside the ids of organisations and items what they stand for."""
        owed = {row["occurrence_id"] for row in rows if row.get("occurrence_id") is not None}
        items = await self._session.execute(
            select(
                OccurrenceRow.id,
                OccurrenceRow.ref,
                OccurrenceRow.organisation_id,
                OccurrenceRow.period_start,
                WordingRow.duty,
            )
            .outerjoin(WordingRow, WordingRow.id == OccurrenceRow.wording_id)
            .where(OccurrenceRow.id.in_(owed))
        )
        about = {item.id: item for item in items}
        for row in rows:
            if (item := about.get(row.get("occurrence_id"))) is not None:
                row |= {
                    "duty": item.duty or item.ref,
                    "period_start": item.period_start.isoformat(),
                    "organisation_id": item.organisation_id,
                }
        ids = {row["organisation_id"] for row in rows if row.get("organisation_id") is not None}
        named = await self._session.execute(
            select(OrganisationRow.id, OrganisationRow.name).where(OrganisationRow.id.in_(ids))
        )
        names: dict[int, str] = {row.id: row.name for row in named}
        for row in rows:
            if "organisation_id" in row:
                row["organisation"] = names.get(row["organisation_id"])


def _values(table: Table, row: dict[Any, Any]) -> dict[str, Any]:
    shown: Iterable[str] = (each.name for each in table.columns if each.name not in _SECRET)
    return {name: _plain(row[name]) for name in shown if row[name] is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Address) else value
