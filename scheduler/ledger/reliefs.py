"""Use cases: let somebody off an item, or give them a later date for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.errors import (
    AlreadyDecided,
    AlreadyDone,
    NotAssigned,
    NotLater,
    TooLate,
    UnknownOccurrence,
    UnknownRelief,
)
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.queries.reliefs import Relief, ReliefId, ReliefKind, StoredReliefs
from scheduler.planning.duties import LeadTimes
from scheduler.planning.notices import NoticeKind
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.chases import end_chase
from scheduler.planning.queries.news import NewsQueue
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.timetables import local_instant
from scheduler.roster.model import Organisation, PersonId
from scheduler.roster.names import reason_text
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar
from scheduler.workdays.queries.overrides import WorkdayOverrides

__all__ = ["ItemReliefs", "Relief", "ReliefId", "ReliefKind", "Reliefs"]

EXCUSED = "excused"
"""Why nobody need be reminded any more."""

EXTENDED = "extended"
"""Why nobody is reminded before the later date comes near."""


LONGEST_EXTENSION = timedelta(days=366)
"""After the item's own date, however often it is extended: a later date that lies further off is a slip.

The statement waits for it, and ``scheduler.closing.drawing`` looks back so far.
"""


@dataclass(frozen=True)
class ItemReliefs:
    """An item with its reliefs in the order asked, and what the reader may do about it.

    ``may_ask``: they owe it. ``may_excuse``, ``may_extend``: as a manager. ``deciders`` is how many
    managers there are to decide about what its holder asks for.
    """

    occurrence: Occurrence
    reliefs: tuple[Relief, ...]
    may_ask: bool
    may_excuse: bool
    may_extend: bool
    deciders: int


class Reliefs:
    """Each method is one transaction. Every step is in the trail, without the reasons.

    Who owes an item asks; the managers of its organisation and of those above decide. Nobody excuses
    what they owe themselves.
    """

    def __init__(self, database: Database, clock: Clock, leads: LeadTimes | None = None) -> None:
        self._database = database
        self._clock = clock
        self._at: time = (leads or LeadTimes()).at

    async def of(self, occurrence_id: OccurrenceId, by: PersonId) -> list[Relief]:
        """The reliefs of an item in the order asked, for those who owe it or manage there."""
        async with self._database.read() as session:
            await Access(session, self._clock.now()).as_reader(occurrence_id, by)
            return await StoredReliefs(session).of(occurrence_id)

    async def open(self, occurrence_id: OccurrenceId, by: PersonId) -> ItemReliefs:
        """The same with what the reader may do; raises as :meth:`of`."""
        now = self._clock.now()
        async with self._database.read() as session:
            access = Access(session, now)
            occurrence = await access.as_reader(occurrence_id, by)
            owes = await access.owes(occurrence, by)
            manages = await Organisations(session).manages(by, occurrence.organisation)
            return ItemReliefs(
                occurrence,
                tuple(await StoredReliefs(session).of(occurrence_id)),
                may_ask=owes,
                may_excuse=manages and not owes,
                may_extend=manages,
                deciders=len(await _deciders(session, occurrence, now)),
            )

    async def get(self, relief_id: ReliefId, by: PersonId) -> ItemReliefs:
        """The item of a relief, for who may decide about it; :class:`UnknownRelief` for others."""
        async with self._database.read() as session:
            relief = await StoredReliefs(session).get(relief_id)
        try:
            found = await self.open(relief.occurrence_id, by)
        except (NotAssigned, UnknownOccurrence) as error:
            raise UnknownRelief(relief_id) from error
        if not found.may_extend:
            raise UnknownRelief(relief_id)
        return found

    async def ask(
        self, occurrence_id: OccurrenceId, *, by: PersonId, reason: str, until: date | None = None
    ) -> Relief:
        """Ask to be let off or, with ``until``, for a later date.

        What is asked already is changed by nothing; of what somebody is let off there is nothing to ask.

        Raises:
            NotAssigned, UnknownOccurrence: ``by`` does not owe it.
            AlreadyDone: nothing of it is owed.
            NoReason, TooLong: the reason.
            TooLate: ``until`` is more than a year after the item's own date.
            NotLater: it is not after the old date, or past.
        """
        why, now = reason_text(reason), self._clock.now()
        async with self._database.write() as session:
            await Ledger(session).lock(occurrence_id)
            occurrence = await Access(session, now).as_holder(occurrence_id, by)
            standing = await _excuse_of(session, occurrence) if until is None else None
            if standing is not None:
                return standing
            relief = await self._ask(session, occurrence, by, why, until, now)
            await _tell_deciders(session, occurrence, relief, now)
            return relief

    async def grant(
        self, occurrence_id: OccurrenceId, *, by: PersonId, reason: str, until: date | None = None
    ) -> Relief:
        """Grant it as a manager, whether or not it was asked for; letting off twice is once.

        What was asked for until another day is granted until this one.

        Raises:
            NotManager: ``by`` may not; UnknownOccurrence: it is none of ``by``'s business.
            AlreadyDone: nothing of it is owed.
            NoReason, TooLong, TooLate, NotLater: as for :meth:`ask`.
        """
        why, now = reason_text(reason), self._clock.now()
        async with self._database.write() as session:
            await Ledger(session).lock(occurrence_id)
            occurrence = await _judged(session, occurrence_id, by, until, now)
            standing = await _excuse_of(session, occurrence) if until is None else None
            if standing is not None:
                return standing
            relief = await self._ask(session, occurrence, by, why, until, now, moves=True)
            return await self._decide(session, occurrence, relief, by, None, now, granted=True)

    async def decide(
        self, relief_id: ReliefId, *, by: PersonId, granted: bool, answer: str = ""
    ) -> Relief:
        """Answer what was asked for; a refusal says why.

        Raises:
            UnknownRelief: there is none, or it is none of ``by``'s business.
            NotManager: ``by`` may not.
            AlreadyDecided: somebody was quicker.
            AlreadyDone: it was done meanwhile, and nobody need be let off it.
            NoReason: a refusal without one; TooLong.
        """
        now = self._clock.now()
        why = None if granted and not answer.strip() else reason_text(answer)
        async with self._database.write() as session:
            relief, occurrence = await self._found(session, relief_id, by, now)
            if relief.granted is not None:
                raise AlreadyDecided(relief_id)
            if granted and relief.until is None and occurrence.completed >= occurrence.needed:
                raise AlreadyDone(occurrence.id)
            return await self._decide(session, occurrence, relief, by, why, now, granted=granted)

    async def end(self, relief_id: ReliefId, *, by: PersonId) -> Relief:
        """Let a granted relief stand no longer; twice is harmless.

        What is owed again is reminded of again.

        Raises:
            UnknownRelief: it was not granted, or is none of ``by``'s business; NotManager.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            relief, occurrence = await self._found(session, relief_id, by, now)
            if not relief.granted:
                raise UnknownRelief(relief_id)
            if not relief.stands:
                return relief
            ended = await StoredReliefs(session).end(relief_id, by=by, now=now)
            _enter(session, Act.RELIEF_ENDED, occurrence, ended, by, now)
            if (await Occurrences(session).get(occurrence.id)).remaining > 0:
                why = EXCUSED if ended.kind is ReliefKind.EXCUSE else EXTENDED
                await Notices(session).renew_of_occurrence(occurrence.id, why, now)
            await _tell(session, occurrence, ended, by, now, once=f"{ended.id}-ended")
            return ended

    async def _ask(
        self,
        session: AsyncSession,
        occurrence: Occurrence,
        by: PersonId,
        reason: str,
        until: date | None,
        now: datetime,
        *,
        moves: bool = False,
    ) -> Relief:
        """What is asked for already, or a new one; ``moves``: it is until this day then."""
        if occurrence.completed >= occurrence.needed:
            raise AlreadyDone(occurrence.id)
        if until is not None:
            deadline = occurrence.deadline
            yesterday = occurrence.organisation.today(now) - timedelta(days=1)
            if until <= max(deadline, yesterday):
                raise NotLater(until, max(deadline, yesterday))
            if until > (latest := occurrence.due_on + LONGEST_EXTENSION):
                raise TooLate(until, latest)
        kind = ReliefKind.EXCUSE if until is None else ReliefKind.EXTENSION
        stored = StoredReliefs(session)
        for each in await stored.of(occurrence.id):
            if each.kind is kind and each.granted is None:
                return await stored.move(each.id, until) if moves else each
        relief = await stored.ask(occurrence.id, by=by, reason=reason, until=until, now=now)
        _enter(session, Act.RELIEF_ASKED, occurrence, relief, by, now)
        return relief

    async def _decide(
        self,
        session: AsyncSession,
        occurrence: Occurrence,
        relief: Relief,
        by: PersonId,
        answer: str | None,
        now: datetime,
        *,
        granted: bool,
    ) -> Relief:
        decided = await StoredReliefs(session).decide(
            relief.id, by=by, granted=granted, answer=answer, now=now
        )
        _enter(session, Act.RELIEF_DECIDED, occurrence, decided, by, now, granted=granted)
        if granted and decided.until is None:
            await Notices(session).supersede_of_occurrence(occurrence.id, EXCUSED, now)
        elif granted and decided.until is not None:
            await end_chase(session, occurrence.id, now)
            await self._remind_later(session, occurrence, decided.until, now)
        await _tell(session, occurrence, decided, by, now)
        return decided

    async def _remind_later(
        self, session: AsyncSession, occurrence: Occurrence, until: date, now: datetime
    ) -> None:
        """Remind who owes it once more, a workday before the later date, and not before."""
        organisation = occurrence.organisation
        today = organisation.today(now)
        calendar = WorkdayCalendar(await WorkdayOverrides(session).all_days())
        on = max(calendar.workdays_before(until, 1), today + timedelta(days=1))
        send_at = local_instant(on, self._at, organisation.zone)
        end = local_instant(until + timedelta(days=1), time(0), organisation.zone)
        roster, notices = Organisations(session), Notices(session)
        holders = await roster.holders_of(organisation.id, occurrence.post, today)
        for holder_id in holders:
            if occurrence.holder_id in (None, holder_id):
                await notices.supersede_until(occurrence.id, holder_id, send_at, EXTENDED, now)
                await notices.add_later(
                    occurrence.id, holder_id, on=on, send_at=send_at, expires_at=end, now=now
                )

    async def _found(
        self, session: AsyncSession, relief_id: ReliefId, by: PersonId, now: datetime
    ) -> tuple[Relief, Occurrence]:
        """The relief, its occurrence locked, if ``by`` may decide on it."""
        relief = await StoredReliefs(session).get(relief_id)
        await Ledger(session).lock(relief.occurrence_id)
        try:
            occurrence = await _judged(session, relief.occurrence_id, by, relief.until, now)
        except UnknownOccurrence as error:
            raise UnknownRelief(relief_id) from error
        return await StoredReliefs(session).get(relief_id), occurrence


async def pass_on_reliefs(session: AsyncSession, organisation: Organisation, now: datetime) -> None:
    """Tell those who decide now of what is asked for there and below, unless they were told."""
    undecided = await StoredReliefs(session).undecided_below(organisation.id)
    items = await Occurrences(session).many({each.occurrence_id for each in undecided})
    for each in undecided:
        occurrence = items[each.occurrence_id]
        if occurrence.remaining:
            await _tell_deciders(session, occurrence, each, now)


async def _tell_deciders(
    session: AsyncSession, occurrence: Occurrence, relief: Relief, now: datetime
) -> None:
    await NewsQueue(session).tell(
        NoticeKind.RELIEF_ASKED,
        await _deciders(session, occurrence, now),
        occurrence.organisation,
        relief.id,
        now,
    )


async def _excuse_of(session: AsyncSession, occurrence: Occurrence) -> Relief | None:
    """By what somebody is let off it already."""
    found = await StoredReliefs(session).of(occurrence.id)
    return next((each for each in found if each.stands and each.until is None), None)


async def _judged(
    session: AsyncSession,
    occurrence_id: OccurrenceId,
    by: PersonId,
    until: date | None,
    now: datetime,
) -> Occurrence:
    return await Access(session, now).as_manager(occurrence_id, by, but_holder=until is None)


async def _holders(session: AsyncSession, occurrence: Occurrence, now: datetime) -> set[PersonId]:
    organisation = occurrence.organisation
    held = await Organisations(session).holders_of(
        organisation.id, occurrence.post, organisation.today(now)
    )
    return {id_ for id_ in held if occurrence.holder_id in (None, id_)}


async def _deciders(session: AsyncSession, occurrence: Occurrence, now: datetime) -> list[PersonId]:
    """The managers who do not owe it themselves, or those of the nearest organisation above."""
    own = await _holders(session, occurrence, now)
    found = await Organisations(session).managers_but(occurrence.organisation, own)
    return [each.id for each in found]


async def _tell(
    session: AsyncSession,
    occurrence: Occurrence,
    relief: Relief,
    by: PersonId,
    now: datetime,
    *,
    once: str | None = None,
) -> None:
    """Tell who asked, and who owes it, what was decided."""
    told = {relief.asked_by, *await _holders(session, occurrence, now)} - {by}
    await NewsQueue(session).tell(
        NoticeKind.RELIEF_ANSWERED,
        sorted(told),
        occurrence.organisation,
        relief.id,
        now,
        once=once,
    )


def _enter(
    session: AsyncSession,
    act: Act,
    occurrence: Occurrence,
    relief: Relief,
    by: PersonId,
    now: datetime,
    **details: Any,
) -> None:
    Trail(session).add(
        act,
        now,
        by=by,
        organisation_id=occurrence.organisation.id,
        subject_id=relief.id,
        occurrence=occurrence.id,
        kind=relief.kind.value,
        until=None if relief.until is None else relief.until.isoformat(),
        **details,
    )
