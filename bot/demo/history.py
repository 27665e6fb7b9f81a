"""Making the tree and its history: by the use cases, with a clock that goes from then to now."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.demo.cast import EXCUSED, EXTENDED, LEFT_VACANT, ROOT, UNITS, DemoUnit
from clauses.cadence import Per
from clauses.library import Library
from scheduler.address import Address
from scheduler.board.boards import Boards
from scheduler.board.standing import ItemStanding
from scheduler.board.values import BoardLine, Listing
from scheduler.clock import ManualClock
from scheduler.closing.drawing import Drawing
from scheduler.delivery.channels import Channel
from scheduler.delivery.dispatcher import Dispatcher
from scheduler.delivery.ports import Receipt
from scheduler.errors import SchedulerError
from scheduler.ledger.completion import Completions
from scheduler.ledger.reliefs import Reliefs
from scheduler.membership.registration import Registration
from scheduler.periods import Period, period_containing
from scheduler.planning.notices import Parcel
from scheduler.planning.planner import Planner
from scheduler.roster.model import Assignment, Organisation, PersonId
from scheduler.store.engine import Database

_MORNING, _AFTERNOON = time(12), time(17)
_VACANT_FOR = timedelta(days=16)
_WORKING_DAYS = 5
_ASKED_AHEAD = 11
"""Workdays before its date on which a relief is given."""

log = logging.getLogger(__name__)


class AlreadyThere(Exception):
    """The database has organisations already; made-up ones are not put among them."""


class _Taken:
    """A courier whose messages all arrive, and are read by nobody."""

    async def deliver(self, parcel: Parcel) -> Receipt:
        return Receipt(str(parcel.delivery_id))


@dataclass(frozen=True)
class _Seated:
    """A unit, its organisation, and who holds its post."""

    unit: DemoUnit
    organisation: Organisation
    assignment: Assignment

    @property
    def holder(self) -> PersonId:
        return self.assignment.person_id


class Demo:
    """Makes it once. ``people`` are the addresses of everybody by key, ``until`` is now."""

    def __init__(
        self,
        database: Database,
        library: Library,
        people: Mapping[str, Address],
        *,
        until: datetime,
        zone: ZoneInfo,
    ) -> None:
        self._people = people
        self._until = until
        self._zone = zone
        self._clock = ManualClock(until)
        self._registration = Registration(database, library, self._clock)
        self._planner = Planner(database, library, self._clock)
        self._completions = Completions(database, self._clock)
        self._reliefs = Reliefs(database, self._clock)
        self._drawing = Drawing(database, self._clock)
        self._boards = Boards(database, library, self._clock)
        channel = next(iter(people.values())).channel
        self._dispatcher = Dispatcher(database, self._clock, [Channel(channel, _Taken())])

    async def make(self) -> Organisation:
        """Make all of it; the organisation at the top.

        Raises:
            AlreadyThere: somebody manages an organisation already.
        """
        chief = await self._introduced(UNITS[0])
        if await self._registration.managed_by(chief):
            raise AlreadyThere
        today = self._until.astimezone(self._zone).date()
        quarter = period_containing(Per.QUARTER, today)
        before = period_containing(Per.QUARTER, quarter.start - timedelta(days=1))
        self._set(before.start, _MORNING)
        seated = await self._tree(chief)
        root = seated[ROOT].organisation
        for day in _days(before.start, today):
            self._set(day, _MORNING)
            await self._planner.run()
            await self._drawing.run()
            while await self._dispatcher.run_once():
                pass
            if day.isoweekday() <= _WORKING_DAYS:
                self._set(day, _AFTERNOON)
                await self._work(day, today, root, chief, seated)
        await self._dispatcher.stop()
        return root

    def _set(self, day: date, at: time) -> None:
        self._clock.set(min(datetime.combine(day, at, self._zone), self._until))

    async def _introduced(self, unit: DemoUnit) -> PersonId:
        address = self._people[unit.key]
        person = await self._registration.introduce(address, name=unit.holder, locale="zh-Hans")
        return person.id

    async def _tree(self, chief: PersonId) -> dict[str, _Seated]:
        seated: dict[str, _Seated] = {}
        for unit in UNITS:
            holder = await self._introduced(unit)
            organisation = await self._registration.create_organisation(
                chief,
                name=unit.name,
                body=unit.body,
                level=unit.level,
                zone=self._zone,
                parent_id=None if unit.below is None else seated[unit.below].organisation.id,
            )
            taken = await self._registration.take_post(holder, organisation.id, unit.post)
            if not isinstance(taken, Assignment):
                await self._registration.decide(taken, chief, approve=True)
                (taken,) = [
                    each
                    for each in await self._registration.assignments_of(holder)
                    if each.organisation.id == organisation.id
                ]
            seated[unit.name] = _Seated(unit, organisation, taken)
        return seated

    async def _work(
        self,
        day: date,
        today: date,
        root: Organisation,
        chief: PersonId,
        seated: Mapping[str, _Seated],
    ) -> None:
        """What happens on a workday: entries, reliefs, a post left."""
        if today - _VACANT_FOR <= day <= today - _VACANT_FOR + timedelta(days=2):
            await self._leave(seated[LEFT_VACANT])
        quarter = period_containing(Per.QUARTER, day)
        for period in _worked(quarter, day):
            listing = Listing((ItemStanding.OVERDUE, ItemStanding.NEAR, ItemStanding.OPEN), 10_000)
            board = await self._boards.of(root.id, period, listing, by=chief)
            for line in board.lines:
                await self._act(line, day, seated[line.unit.name], chief)

    async def _act(self, line: BoardLine, day: date, seated: _Seated, chief: PersonId) -> None:
        occurrence = line.occurrence
        if line.vacant or day < occurrence.period.start:
            return
        luck = crc32(f"{seated.unit.name}{occurrence.ref}{occurrence.period.start}".encode())
        lag = _lag(luck, seated.unit.zeal)
        try:
            if seated.unit.name == EXCUSED and luck % 3 == 0 and line.workdays_left == _ASKED_AHEAD:
                await self._reliefs.grant(occurrence.id, by=chief, reason="与联合党支部合并开展")
            elif seated.unit.name == EXTENDED and luck % 2 and line.workdays_left == _ASKED_AHEAD:
                until = day + timedelta(days=20)
                relief = await self._reliefs.ask(
                    occurrence.id, by=seated.holder, reason="处室搬迁，资料未到", until=until
                )
                await self._reliefs.decide(relief.id, by=chief, granted=True)
            elif lag is not None and line.workdays_left <= lag:
                late = day > occurrence.last_day
                await self._completions.complete(
                    occurrence.id, by=seated.holder, held_on=day, late=late
                )
        except SchedulerError:
            # Such as a day that another period counts already: then it is not done on this one.
            log.debug("left out of the made-up history", exc_info=True)

    async def _leave(self, seated: _Seated) -> None:
        held = await self._registration.assignments_of(seated.holder)
        if held:
            await self._registration.leave(seated.holder, seated.assignment.id)


def _lag(luck: int, zeal: int) -> int | None:
    """How many workdays before its date an item is done, negative for after it; None for never."""
    if luck % 10 < zeal:
        return 5 + luck // 10 % 6
    return (None, -2, None)[luck // 10 % 3]


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def _worked(quarter: Period, day: date) -> Iterator[Period]:
    """This quarter, and in its first month the one before, of which something may still be owed."""
    if day.month == quarter.start.month:
        yield period_containing(Per.QUARTER, quarter.start - timedelta(days=1))
    yield quarter
