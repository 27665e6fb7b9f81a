"""Use cases: managers confirm entries, or return them, where their organisation wants that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import PostId
from scheduler.clock import Clock
from scheduler.errors import (
    AlreadyDecided,
    OwnEntry,
    UnknownEntry,
    UnknownOccurrence,
)
from scheduler.ledger.access import Access
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.queries.reviews import Reviews
from scheduler.ledger.recording import MET, enter
from scheduler.planning.notices import NoticeKind
from scheduler.planning.occurrences import (
    EntryId,
    Evidence,
    LedgerEntry,
    Occurrence,
)
from scheduler.planning.queries.looks import Looks
from scheduler.planning.queries.news import NewsQueue
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.names import reason_text
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

GATHERED = timedelta(days=1)
"""A manager is told at once of what is to be confirmed, and of all that follows once a day."""


@dataclass(frozen=True)
class Confirming:
    """Whether entries are confirmed in an organisation, by its own word or by that of ``above``."""

    organisation: Organisation
    wanted: bool
    above: Organisation | None = None


@dataclass(frozen=True)
class ToReview:
    """An entry with all that a manager decides by; ``may_decide``: by this very one.

    ``nobody``: it waits, and there is no manager who may decide.
    """

    occurrence: Occurrence
    entry: LedgerEntry
    files: tuple[Evidence, ...]
    may_decide: bool
    nobody: bool = False


class Reviewing:
    """Each method is one transaction, for managers of the organisation and of those above it.

    Nobody decides about what they entered, or owe, themselves, nor about what a clerk entered for them.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def confirming(self, by: PersonId, organisation_id: OrganisationId) -> Confirming:
        """Whether it is wanted there; :class:`NotManager` for others."""
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            return await _confirming(session, organisation)

    async def want(
        self, by: PersonId, organisation_id: OrganisationId, *, wanted: bool
    ) -> Confirming:
        """Let entries there and below be confirmed from now on, or not any more.

        What waits then waits no longer. Raises as above.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            reviews = Reviews(session)
            # Of two who want it at once, the second sees that it is so.
            await Looks(session).of([organisation_id], lock=True)
            before = bool(await reviews.wanted_by([organisation_id]))
            if before != wanted:
                if wanted:
                    await reviews.want(organisation_id, by, now)
                else:
                    await reviews.want_no_more(organisation_id)
                    if (await _confirming(session, organisation)).above is None:
                        await reviews.forget_below(await reviews.tree_below(organisation))
                Trail(session).add(
                    Act.CONFIRMING_SET, now, by=by, organisation_id=organisation_id, wanted=wanted
                )
            return await _confirming(session, organisation)

    async def waiting(self, by: PersonId, below: OrganisationId | None = None) -> list[ToReview]:
        """What ``by`` may confirm, the oldest first; of all that they manage, or ``below`` one of it."""
        now = self._clock.now()
        async with self._database.read() as session:
            roster = Organisations(session)
            if below is not None:
                await roster.get_managed(by, below)
            held = {(each.organisation.id, each.post) for each in await roster.held_by(by, now)}
            ids = await Reviews(session).waiting_for(by, below=below)
            entries = await Ledger(session).many(ids)
            found = await Occurrences(session).many({each.occurrence_id for each in entries})
            waiting = [
                ToReview(found[each.occurrence_id], each, (), may_decide=True) for each in entries
            ]
            return [each for each in waiting if not _is_owed(each.occurrence, by, held)]

    async def open(self, entry_id: EntryId, *, by: PersonId) -> ToReview:
        """One entry as a manager sees it, decided or not.

        Raises:
            UnknownEntry: there is none, or it is none of ``by``'s business.
            NotManager: ``by`` owes it, or holds another post there, and does not manage it.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            entry = await Ledger(session).get(entry_id)
            occurrence = await _managed(session, entry, by, now)
            own = await _is_own(session, occurrence, entry, by, now)
            files = tuple(await Ledger(session).evidence(entry_id))
            nobody = entry.waits and not await _reviewers(session, occurrence, entry, now)
            return ToReview(
                occurrence, entry, files, may_decide=entry.waits and not own, nobody=nobody
            )

    async def unreviewable(self, occurrence: Occurrence, entries: Sequence[LedgerEntry]) -> bool:
        """Whether one of these waits and there is no manager who may decide about it."""
        waiting = [each for each in entries if each.waits]
        if not waiting:
            return False
        async with self._database.read() as session:
            return not await _reviewers(session, occurrence, waiting[-1], self._clock.now())

    async def confirm(self, entry_id: EntryId, *, by: PersonId) -> ToReview:
        """Say that it was so.

        Raises:
            UnknownEntry, NotManager: as :meth:`open`; it was withdrawn, or nobody is to confirm it.
            OwnEntry: ``by`` entered or owes it.
            AlreadyDecided: somebody was quicker.
        """
        return await self._decide(entry_id, by=by, reason=None)

    async def give_back(self, entry_id: EntryId, *, by: PersonId, reason: str) -> ToReview:
        """Return it: it counts no more, and what is owed again is reminded of again.

        Who entered it, and who owes it, is told the reason.

        Raises:
            NoReason, TooLong: the reason. Else as :meth:`confirm`.
        """
        return await self._decide(entry_id, by=by, reason=reason_text(reason))

    async def _decide(self, entry_id: EntryId, *, by: PersonId, reason: str | None) -> ToReview:
        now = self._clock.now()
        async with self._database.write() as session:
            ledger = Ledger(session)
            found = await ledger.get(entry_id)
            await ledger.lock(found.occurrence_id)
            occurrence = await _managed(session, found, by, now)
            entry = await ledger.get(entry_id)
            if entry.review is not None and entry.review.confirmed is not None:
                raise AlreadyDecided(entry_id)
            if not entry.waits:
                raise UnknownEntry(entry_id)
            if await _is_own(session, occurrence, entry, by, now):
                raise OwnEntry(
                    entry_id, others=bool(await _reviewers(session, occurrence, entry, now))
                )
            await Reviews(session).decide(entry_id, by=by, reason=reason, now=now)
            act = Act.ENTRY_CONFIRMED if reason is None else Act.ENTRY_RETURNED
            enter(session, act, occurrence, entry_id, by, now)
            if reason is not None:
                await self._undo(session, occurrence, entry, by, now)
            occurrence = await Occurrences(session).get(occurrence.id)
            return ToReview(occurrence, await ledger.get(entry_id), (), may_decide=False)

    async def _undo(
        self,
        session: AsyncSession,
        occurrence: Occurrence,
        entry: LedgerEntry,
        by: PersonId,
        now: datetime,
    ) -> None:
        await Ledger(session).withdraw(entry.id, by=by, now=now)
        if (await Occurrences(session).get(occurrence.id)).remaining > 0:
            await Notices(session).renew_of_occurrence(occurrence.id, MET, now)
        told = {entry.person_id, *await _holders(session, occurrence, now)} - {by}
        await NewsQueue(session).tell(
            NoticeKind.ENTRY_RETURNED, sorted(told), occurrence.organisation, entry.id, now
        )


async def ask_review(
    session: AsyncSession, occurrence: Occurrence, entry_id: EntryId, now: datetime
) -> bool:
    """Let a new entry wait for a manager, and tell those who may confirm it; False where nobody wants that."""
    if not (await _confirming(session, occurrence.organisation)).wanted:
        return False
    await Reviews(session).ask(entry_id, occurrence.organisation.id)
    entry = await Ledger(session).get(entry_id)
    await NewsQueue(session).tell(
        NoticeKind.ENTRY_WAITS,
        await _reviewers(session, occurrence, entry, now),
        occurrence.organisation,
        entry_id,
        now,
        gathered=GATHERED,
    )
    return True


async def take_over_returned(session: AsyncSession, entry: LedgerEntry) -> None:
    """Let a new entry have notes, files and details of a returned one that has no other in its place.

    Of several that of the same day, else the last one: nobody has to send the same things twice.
    """
    ledger = Ledger(session)
    returned = [each for each in await ledger.entries(entry.occurrence_id) if each.returned]
    left = [
        each
        for each in returned
        if each.note or each.details is not None or await ledger.count_added(each.id)
    ]
    if left:
        left.sort(key=lambda each: (each.held_on == entry.held_on, each.id))
        await ledger.hand_on(left[-1].id, entry.id)


async def end_review(session: AsyncSession, entry: LedgerEntry) -> None:
    """The entry was withdrawn: nobody is to confirm it any more."""
    if entry.waits:
        await Reviews(session).forget(entry.id)


async def _confirming(session: AsyncSession, organisation: Organisation) -> Confirming:
    above = await Organisations(session).above(organisation)
    wanting = await Reviews(session).wanted_by([organisation.id, *(each.id for each in above)])
    over = next((each for each in above if each.id in wanting), None)
    return Confirming(organisation, bool(wanting), over)


async def _managed(
    session: AsyncSession, entry: LedgerEntry, by: PersonId, now: datetime
) -> Occurrence:
    try:
        return await Access(session, now).as_manager(entry.occurrence_id, by, but_holder=False)
    except UnknownOccurrence as error:
        raise UnknownEntry(entry.id) from error


async def _is_own(
    session: AsyncSession, occurrence: Occurrence, entry: LedgerEntry, by: PersonId, now: datetime
) -> bool:
    return by in await _own(session, occurrence, entry, now)


def _is_owed(
    occurrence: Occurrence, by: PersonId, held: Collection[tuple[OrganisationId, PostId]]
) -> bool:
    """Whether ``by``, who holds these posts today, owes it."""
    seat = occurrence.organisation.id, occurrence.post
    return seat in held and occurrence.holder_id in (None, by)


async def _own(
    session: AsyncSession, occurrence: Occurrence, entry: LedgerEntry, now: datetime
) -> set[PersonId]:
    """Whose business it is: who entered it, for whom, and who owes it today."""
    said = {entry.person_id, *await _holders(session, occurrence, now)}
    return said if entry.for_id is None else said | {entry.for_id}


async def _holders(
    session: AsyncSession, occurrence: Occurrence, now: datetime
) -> Sequence[PersonId]:
    """Who owes it today."""
    organisation = occurrence.organisation
    held = await Organisations(session).holders_of(
        organisation.id, occurrence.post, organisation.today(now)
    )
    return [id_ for id_ in held if occurrence.holder_id in (None, id_)]


async def _reviewers(
    session: AsyncSession, occurrence: Occurrence, entry: LedgerEntry, now: datetime
) -> list[PersonId]:
    """The other managers there or, where there are none, those of the nearest one above."""
    own = await _own(session, occurrence, entry, now)
    found = await Organisations(session).managers_but(occurrence.organisation, own)
    return [each.id for each in found]
