"""Use cases: a list of duties from a file, looked through row by row and taken as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Quota
from clauses.library import Library
from clauses.loading.writing import cadence_values, quota_of
from scheduler.clock import Clock
from scheduler.errors import UnknownDuty
from scheduler.membership.leading import Leading
from scheduler.membership.own.steps import OwnDutySteps, begins_on
from scheduler.membership.queries.own_duties import WrittenOwnDuties
from scheduler.membership.queries.own_lists import StoredOwnLists, ended
from scheduler.planning.coming import ComingDay, coming_days
from scheduler.planning.own_duties import OwnDutyId
from scheduler.planning.queries.looks import Looks
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.planning import OwnListRow
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

OwnListId = NewType("OwnListId", int)

LONGEST_NAME, LONGEST_WORDS, LONGEST_TITLE = 60, 200, 120


class ListChange(StrEnum):
    """What a row is beside the list of the same title that counts already."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class ListedDuty:
    """A row. ``quota`` is None where ``said`` could not be read, ``who`` are the words for who owes it.

    ``listed`` is what the file says in place of ``said``, which may have been put right.
    ``own_duty_id`` is what it has become, or what it would take the place of.
    """

    number: str
    name: str
    text: str
    who: str
    said: str
    quota: Quota | None
    owed_by: str
    listed: str = ""
    matched: bool = False
    skipped: bool = False
    own_duty_id: OwnDutyId | None = None
    change: ListChange = ListChange.NEW
    days: tuple[ComingDay, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether it is taken with the whole."""
        return self.quota is not None and not self.skipped


@dataclass(frozen=True)
class OwnList:
    """Rows in the order of the file. ``gone``: names that the former list of this title has beside."""

    id: OwnListId
    organisation: Organisation
    title: str
    rows: tuple[ListedDuty, ...]
    gone: tuple[str, ...]
    confirmed: bool
    today: date

    @property
    def to_take(self) -> int:
        """Number of rows that would be taken, changed ones included."""
        return sum(row.is_taken and row.change is not ListChange.SAME for row in self.rows)


class OwnLists:
    """For managers (``NotManager``); each method is one transaction."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def open(
        self, by: PersonId, organisation_id: OrganisationId, title: str, rows: Sequence[ListedDuty]
    ) -> OwnList:
        """Take a list down to be looked through; nothing counts before it is confirmed."""
        now = self._clock.now()
        async with self._database.write() as session:
            await self._leading(session).managed(by, organisation_id)
            stored = [_values(each) for each in rows]
            row = await StoredOwnLists(session).add(
                organisation_id, title[:LONGEST_TITLE], stored, by, now
            )
            return await self._read(session, row)

    async def get(self, by: PersonId, id_: OwnListId) -> OwnList:
        """The list."""
        async with self._database.read() as session:
            return await self._read(session, await self._managed(session, by, id_))

    async def reword(
        self, by: PersonId, id_: OwnListId, at: int, said: str, quota: Quota
    ) -> OwnList:
        """Say otherwise how often a row is owed."""
        return await self._change(
            by, id_, at, said=said[:LONGEST_WORDS], cadence=cadence_values(quota), skipped=False
        )

    async def say_who(self, by: PersonId, id_: OwnListId, at: int, owed_by: str) -> OwnList:
        """Say who owes a row."""
        return await self._change(by, id_, at, owed_by=owed_by, matched=True)

    async def skip(self, by: PersonId, id_: OwnListId, at: int, *, skipped: bool) -> OwnList:
        """Leave a row out, or not."""
        return await self._change(by, id_, at, skipped=skipped)

    async def drop(self, by: PersonId, id_: OwnListId) -> None:
        """Give the list up."""
        async with self._database.write() as session:
            row = await self._open(session, by, id_)
            ended(row, self._clock.now().date())

    async def confirm(self, by: PersonId, id_: OwnListId) -> OwnList:
        """Let the rows count that are read and not left out; once is enough.

        Of a former list of this title what is the same goes on, what is changed gives way after its
        running period, and what is not listed any more ends.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            row = await self._managed(session, by, id_)
            # Of two who confirm at once, or two lists of one title, the second sees the first.
            await Looks(session).of([OrganisationId(row.organisation_id)], lock=True)
            await session.refresh(row)
            if row.confirmed_at is not None:
                return await self._read(session, row)
            row = await self._open(session, by, id_)
            found = await self._read(session, row)
            former = await StoredOwnLists(session).former(found.organisation.id, found.title)
            steps = OwnDutySteps(session, found.organisation, now)
            written = WrittenOwnDuties(session)
            listed = {each.own_duty_id for each in found.rows}
            chains: dict[OwnDutyId | None, tuple[OwnDutyId, ...]] = {None: ()}
            for duty_id in await self._standing_of(session, former):
                old = await written.find(duty_id)
                if old is None:
                    continue
                chains[duty_id] = (*old.own.replaces, duty_id)
                if duty_id not in listed:
                    await steps.end(old.own)
                elif any(
                    each.own_duty_id == duty_id
                    and each.is_taken
                    and each.change is ListChange.CHANGED
                    for each in found.rows
                ):
                    await steps.take_off(old)
            await self._take(session, row, found, chains, by, now)
            if former is not None:
                ended(former, found.organisation.today(now))
            row.confirmed_at = now
            await session.flush()
            await written.plan_again(found.organisation.id, subtree=False)
            Trail(session).add(
                Act.OWN_LIST_CONFIRMED,
                now,
                by=by,
                organisation_id=found.organisation.id,
                subject_id=id_,
                title=found.title,
                taken=found.to_take,
                ended=list(found.gone),
            )
            return replace(await self._read(session, row), gone=found.gone)

    async def _take(
        self,
        session: AsyncSession,
        row: OwnListRow,
        found: OwnList,
        chains: Mapping[OwnDutyId | None, tuple[OwnDutyId, ...]],
        by: PersonId,
        now: datetime,
    ) -> None:
        """Make the rows duties, in one statement."""
        taken = [
            (at, each)
            for at, each in enumerate(found.rows)
            if each.is_taken and each.change is not ListChange.SAME
        ]
        today = found.organisation.today(now)
        values = [
            {
                "organisation_id": found.organisation.id,
                "subtree": False,
                "owed_by": each.owed_by,
                "name": each.name[:LONGEST_NAME],
                "words": _words(each, found.title),
                "cadence": cadence_values(each.quota),
                "workdays_before": None,
                "replaces": list(chains.get(each.own_duty_id, ())),
                "since": begins_on(each.quota, each.days, today),
            }
            for _, each in taken
            if each.quota is not None
        ]
        ids = await StoredOwnLists(session).add_duties(values, by, now)
        rows = [_values(each) for each in found.rows]
        for (at, _), id_ in zip(taken, ids, strict=True):
            rows[at]["own_duty_id"] = id_
        row.rows = rows

    async def _change(self, by: PersonId, id_: OwnListId, at: int, **values: Any) -> OwnList:
        async with self._database.write() as session:
            row = await self._open(session, by, id_)
            if not 0 <= at < len(row.rows):
                raise UnknownDuty(str(at))
            row.rows = [
                each | values if place == at else each for place, each in enumerate(row.rows)
            ]
            await session.flush()
            return await self._read(session, row)

    async def _read(self, session: AsyncSession, row: OwnListRow) -> OwnList:
        organisation = await Organisations(session).get_organisation(
            OrganisationId(row.organisation_id)
        )
        rows = tuple(map(_listed, row.rows))
        gone: tuple[str, ...] = ()
        if row.confirmed_at is None:
            former = await StoredOwnLists(session).former(organisation.id, row.title)
            standing = await self._standing_of(session, former)
            old = [] if former is None else [_listed(each) for each in former.rows]
            old = [each for each in old if each.own_duty_id in standing]
            rows, gone = _compared(rows, old)
        timetables = Timetables(calendar_with(await WorkdayOverrides(session).all_days()))
        today = organisation.today(self._clock.now())
        dated = tuple(
            each
            if each.quota is None
            else replace(
                each,
                days=coming_days(
                    each.quota, today, timetables, term_started_on=organisation.term_started_on
                ),
            )
            for each in rows
        )
        return OwnList(
            OwnListId(row.id),
            organisation,
            row.title,
            dated,
            gone,
            row.confirmed_at is not None,
            today,
        )

    async def _standing_of(
        self, session: AsyncSession, former: OwnListRow | None
    ) -> list[OwnDutyId]:
        """What has become of the former list and is asked still."""
        if former is None:
            return []
        ids = [each["own_duty_id"] for each in former.rows if each.get("own_duty_id")]
        standing = await StoredOwnLists(session).standing(ids)
        return [OwnDutyId(id_) for id_ in ids if id_ in standing]

    async def _managed(self, session: AsyncSession, by: PersonId, id_: OwnListId) -> OwnListRow:
        row = await StoredOwnLists(session).find(id_)
        if row is None:
            raise UnknownDuty(str(id_))
        await self._leading(session).managed(by, OrganisationId(row.organisation_id))
        return row

    async def _open(self, session: AsyncSession, by: PersonId, id_: OwnListId) -> OwnListRow:
        row = await self._managed(session, by, id_)
        if row.confirmed_at is not None or row.ended_on is not None:
            raise UnknownDuty(str(id_))
        return row

    def _leading(self, session: AsyncSession) -> Leading:
        return Leading(session, self._library, self._clock.now())


def _compared(
    rows: Sequence[ListedDuty], old: Sequence[ListedDuty]
) -> tuple[tuple[ListedDuty, ...], tuple[str, ...]]:
    """The rows with what they are beside the old ones, told by name, else by number; the names left."""
    by_name = {each.name: each for each in old}
    by_number = {each.number: each for each in old}
    named = {each.name for each in rows}
    seen: set[OwnDutyId | None] = set()
    compared = []
    for each in rows:
        before = by_name.get(each.name)
        if before is None:
            other = by_number.get(each.number)
            before = None if other is None or other.name in named else other
        if before is None or before.own_duty_id in seen:
            compared.append(replace(each, own_duty_id=None, change=ListChange.NEW))
            continue
        seen.add(before.own_duty_id)
        if each.quota is None and (each.text, each.listed) == (before.text, before.listed):
            each = replace(each, quota=before.quota, said=before.said)  # it was put right then
        owed_by = each.owed_by if each.matched or not before.matched else before.owed_by
        same = (before.name, before.quota, before.owed_by) == (each.name, each.quota, owed_by)
        change = ListChange.SAME if same else ListChange.CHANGED
        compared.append(
            replace(each, owed_by=owed_by, own_duty_id=before.own_duty_id, change=change)
        )
    return tuple(compared), tuple(each.name for each in old if each.own_duty_id not in seen)


def _words(each: ListedDuty, title: str) -> str:
    """What stands in the list, with where it stands."""
    said = f"，{each.said}" if each.said and each.said != each.text else ""
    return f"{title} {each.number}：{each.text}{said}"[:LONGEST_WORDS]


def _values(each: ListedDuty) -> dict[str, Any]:
    return {
        "number": each.number,
        "name": each.name,
        "text": each.text,
        "who": each.who,
        "said": each.said,
        "cadence": None if each.quota is None else cadence_values(each.quota),
        "owed_by": each.owed_by,
        "listed": each.listed,
        "matched": each.matched,
        "skipped": each.skipped,
        "own_duty_id": each.own_duty_id,
    }


def _listed(values: dict[str, Any]) -> ListedDuty:
    fields = {**values, "quota": None if values["cadence"] is None else quota_of(values["cadence"])}
    del fields["cadence"]
    return ListedDuty(**fields)
