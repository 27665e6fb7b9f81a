"""Use cases: a list of duties from a file, looked through row by row and taken as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import OnEvent, Quota
from clauses.library import Library
from clauses.loading.writing import cadence_values
from clauses.model import Post
from clauses.own_posts import find_own_post
from scheduler.clock import Clock
from scheduler.errors import NoSuchEvent, NoTermLength, UnknownDuty
from scheduler.membership.leading import Leading
from scheduler.membership.own.cadences import known_cadence
from scheduler.membership.own.listed import (
    LONGEST_NAME,
    LONGEST_TITLE,
    LONGEST_WORDS,
    ListChange,
    ListedDuty,
    OwnList,
    OwnListId,
    cadence_fields,
    compared,
    listed_duty,
    row_values,
)
from scheduler.membership.own.posts import make_posts
from scheduler.membership.own.steps import OwnDutySteps, begins_on
from scheduler.membership.queries.own_duties import WrittenOwnDuties
from scheduler.membership.queries.own_lists import StoredOwnLists, ended
from scheduler.planning.coming import ComingDay, coming_days, days_of_events
from scheduler.planning.own_duties import OwnDutyId
from scheduler.planning.queries.local_rules import StoredRules
from scheduler.planning.queries.looks import Looks
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import own_posts_of
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.planning import OwnListRow
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides


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
            organisation = await self._leading(session).managed(by, organisation_id)
            stored = [row_values(await self._known(session, organisation, each)) for each in rows]
            row = await StoredOwnLists(session).add(
                organisation_id, title[:LONGEST_TITLE], stored, by, now
            )
            return await self._read(session, row)

    async def get(self, by: PersonId, id_: OwnListId) -> OwnList:
        """The list."""
        async with self._database.read() as session:
            return await self._read(session, await self._managed(session, by, id_))

    async def begun(self, by: PersonId, organisation_id: OrganisationId) -> OwnList | None:
        """The list that ``by`` has begun to look through there."""
        async with self._database.read() as session:
            await self._leading(session).managed(by, organisation_id)
            row = await StoredOwnLists(session).draft(organisation_id, by)
            return None if row is None else await self._read(session, row)

    async def reword(
        self,
        by: PersonId,
        id_: OwnListId,
        at: int,
        said: str,
        cadence: Quota | OnEvent,
        *,
        asks_first: bool = False,
    ) -> OwnList:
        """Say otherwise how often a row is owed.

        Raises:
            NoSuchEvent, NoTermLength: see ``known_cadence``.
        """
        async with self._database.write() as session:
            row = await self._open(session, by, id_)
            place = await Organisations(session).get_organisation(
                OrganisationId(row.organisation_id)
            )
            known = await known_cadence(cadence, place, self._leading(session), self._library)
            return await self._changed(
                session,
                row,
                {at},
                said=said[:LONGEST_WORDS],
                cadence=cadence_values(known),
                asks_first=asks_first,
                skipped=False,
            )

    async def say_first(self, by: PersonId, id_: OwnListId, at: int, first: date) -> OwnList:
        """Say of a row of every second week which is the first."""
        async with self._database.write() as session:
            row = await self._open(session, by, id_)
            found = listed_duty(_at(row, at))
            if found.quota is None or not found.asks_first:
                raise UnknownDuty(str(at))
            cadence = cadence_values(replace(found.quota, every_second_from=first))
            return await self._changed(session, row, {at}, cadence=cadence, asks_first=False)

    async def say_who(self, by: PersonId, id_: OwnListId, at: int, owed_by: str) -> OwnList:
        """Say who owes a row."""
        return await self._change(by, id_, at, owed_by=owed_by, matched=True)

    async def say_post(self, by: PersonId, id_: OwnListId, who: str, owed_by: str) -> OwnList:
        """Say which post is meant by these words, wherever they stand in the list."""
        async with self._database.write() as session:
            row = await self._open(session, by, id_)
            places = {at for at, each in enumerate(row.rows) if each["who"] == who}
            return await self._changed(session, row, places, owed_by=owed_by, matched=True)

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
            await make_posts(session, found.organisation, found.new_posts, by, now)
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
            read = await self._read(session, row)
            return replace(read, gone=found.gone, new_posts=found.new_posts)

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
                "cadence": cadence_values(each.event or each.quota),
                "workdays_before": None,
                "replaces": list(chains.get(each.own_duty_id, ())),
                "since": begins_on(each.quota, each.days, today),
            }
            for _, each in taken
            if each.quota is not None
        ]
        ids = await StoredOwnLists(session).add_duties(values, by, now)
        rows = [row_values(each) for each in found.rows]
        for (at, _), id_ in zip(taken, ids, strict=True):
            rows[at]["own_duty_id"] = id_
        row.rows = rows

    async def _change(self, by: PersonId, id_: OwnListId, at: int, **values: Any) -> OwnList:
        async with self._database.write() as session:
            row = await self._open(session, by, id_)
            _at(row, at)
            return await self._changed(session, row, {at}, **values)

    async def _changed(
        self, session: AsyncSession, row: OwnListRow, places: Collection[int], **values: Any
    ) -> OwnList:
        row.rows = [
            each | values if place in places else each for place, each in enumerate(row.rows)
        ]
        await session.flush()
        return await self._read(session, row)

    async def _known(
        self, session: AsyncSession, organisation: Organisation, each: ListedDuty
    ) -> ListedDuty:
        """With what the packs know of its event or term; it is unclear where they do not."""
        if each.cadence is None:
            return each
        leading = self._leading(session)
        try:
            known = await known_cadence(each.cadence, organisation, leading, self._library)
        except (NoSuchEvent, NoTermLength):
            return replace(each, quota=None, event=None, asks_first=False)
        return replace(each, **cadence_fields(known))

    async def _read(self, session: AsyncSession, row: OwnListRow) -> OwnList:
        organisation = await Organisations(session).get_organisation(
            OrganisationId(row.organisation_id)
        )
        rows = tuple(map(listed_duty, row.rows))
        gone: tuple[str, ...] = ()
        if row.confirmed_at is None:
            former = await StoredOwnLists(session).former(organisation.id, row.title)
            standing = await self._standing_of(session, former)
            old = [] if former is None else [listed_duty(each) for each in former.rows]
            old = [each for each in old if each.own_duty_id in standing]
            rows, gone = compared(rows, old)
        now = self._clock.now()
        dated = await self._dated(session, organisation, rows, now)
        return OwnList(
            OwnListId(row.id),
            organisation,
            row.title,
            dated,
            gone,
            row.confirmed_at is not None,
            organisation.today(now),
            await self._new_posts(session, organisation, dated, now),
        )

    async def _dated(
        self,
        session: AsyncSession,
        organisation: Organisation,
        rows: Sequence[ListedDuty],
        now: datetime,
    ) -> tuple[ListedDuty, ...]:
        """With the next days of each."""
        timetables = Timetables(calendar_with(await WorkdayOverrides(session).all_days()))
        held = await StoredRules(session).events([organisation.id])
        events, today = held.get(organisation.id, ()), organisation.today(now)

        def days(each: ListedDuty) -> tuple[ComingDay, ...]:
            if each.event is not None:
                return days_of_events(each.event, events, today, timetables)
            if each.quota is None or each.asks_first:
                return ()
            began = organisation.term_started_on
            return coming_days(each.quota, today, timetables, term_started_on=began)

        return tuple(replace(each, days=days(each)) for each in rows)

    async def _new_posts(
        self,
        session: AsyncSession,
        organisation: Organisation,
        rows: Sequence[ListedDuty],
        now: datetime,
    ) -> tuple[Post, ...]:
        wanted = dict.fromkeys(find_own_post(each.owed_by) for each in rows if each.is_taken)
        standing = (await own_posts_of(session, [organisation], now)).get(organisation.id, ())
        return tuple(post for post in wanted if post is not None and post not in standing)

    async def _standing_of(
        self, session: AsyncSession, former: OwnListRow | None
    ) -> list[OwnDutyId]:
        """What has become of the former list and is asked still."""
        if former is None:
            return []
        ids = [each["own_duty_id"] for each in former.rows if each.get("own_duty_id")]
        standing = await StoredOwnLists(session).standing(ids)
        return [OwnDutyId(id_) for id_ in ids if id_ in standing]

    async def _managed(
        self, session: AsyncSession, by: PersonId, id_: OwnListId, *, lock: bool = False
    ) -> OwnListRow:
        row = await StoredOwnLists(session).find(id_, lock=lock)
        if row is None:
            raise UnknownDuty(str(id_))
        await self._leading(session).managed(by, OrganisationId(row.organisation_id))
        return row

    async def _open(self, session: AsyncSession, by: PersonId, id_: OwnListId) -> OwnListRow:
        row = await self._managed(session, by, id_, lock=True)
        if row.confirmed_at is not None or row.ended_on is not None:
            raise UnknownDuty(str(id_))
        return row

    def _leading(self, session: AsyncSession) -> Leading:
        return Leading(session, self._library, self._clock.now())


def _words(each: ListedDuty, title: str) -> str:
    """What stands in the list, with where it stands."""
    said = f"，{each.said}" if each.said and each.said != each.text else ""
    return f"{title} {each.number}：{each.text}{said}"[:LONGEST_WORDS]


def _at(row: OwnListRow, at: int) -> dict[str, Any]:
    if not 0 <= at < len(row.rows):
        raise UnknownDuty(str(at))
    return row.rows[at]
