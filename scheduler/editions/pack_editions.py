"""Use cases: operators make an edition of a file, put it right, approve it, or give it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.loading.schema import DAMAGED
from clauses.model import Pack
from clauses.revising.drafting import DraftedRevision
from clauses.revising.revision import RevisedClause
from scheduler.clock import Clock
from scheduler.editions.in_force import note_in_force, revision_of
from scheduler.editions.pack_edition import (
    EditionState,
    FileReport,
    PackEdition,
    PackEditionId,
    clause_of,
    clause_values,
    report_of,
    report_values,
)
from scheduler.editions.queries.pack_editions import StoredPackEditions
from scheduler.errors import EditionRefusal, EditionRefused
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.editions import PackEditionRow

_LONGEST_NAME = 200
_LISTED = 10


class PackEditions:
    """For operators; each method is one transaction.

    Made before an edition is put over the library: it notes what the packs' files say.
    """

    def __init__(self, database: Database, library: Library, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._zone = zone
        self._on_file = {pack.id: pack.edition for pack in library.packs}

    def today(self) -> date:
        """The day in the zone of the installation: editions come into force at its beginning."""
        return self._clock.now().astimezone(self._zone).date()

    def pack(self, id_: str) -> Pack:
        """The pack as it is in force.

        Raises:
            EditionRefused: it is not loaded.
        """
        found = next((pack for pack in self._library.packs if pack.id == id_), None)
        if found is None:
            raise EditionRefused(EditionRefusal.UNKNOWN)
        return found

    async def latest(self) -> list[PackEdition]:
        """The last ones that were not given up, the newest first."""
        async with self._database.read() as session:
            rows = await StoredPackEditions(session).latest(_LISTED)
        return [self._edition(row) for row in rows]

    async def get(self, id_: PackEditionId) -> PackEdition:
        """The edition.

        Raises:
            EditionRefused: it is unknown, or was given up.
        """
        async with self._database.read() as session:
            return self._edition(await self._row(session, id_, lock=False))

    async def open(
        self, drafted: DraftedRevision, file_name: str, report: FileReport, by: str
    ) -> PackEdition:
        """Take down what a file changes; nothing counts before it is approved and its day has come.

        Raises:
            EditionRefused: another edition of the pack is in hand.
        """
        now, revision = self._clock.now(), drafted.revision
        async with self._database.write() as session:
            stored = StoredPackEditions(session)
            await note_in_force(session, self.today(), now)
            id_ = await stored.add(
                pack=revision.pack,
                document=revision.document,
                of_edition=self._on_file[revision.pack],
                file_name=file_name[:_LONGEST_NAME],
                report=report_values(report),
                clauses=[clause_values(each) for each in revision.clauses],
                revision=0,
                sent_by=by,
                sent_at=now,
            )
            if id_ is None:
                raise EditionRefused(EditionRefusal.IN_HAND)
            Trail(session).add(
                Act.EDITION_SENT,
                now,
                operator=by,
                subject_id=id_,
                pack=revision.pack,
                document=revision.document,
                clauses=len(revision.clauses),
            )
            return self._edition(await self._row(session, id_))

    async def correct(
        self,
        id_: PackEditionId,
        at: int,
        by: str,
        correct: Callable[[RevisedClause], RevisedClause],
    ) -> PackEdition:
        """Put one of its clauses right.

        Raises:
            EditionRefused: it is no draft any more.
        """
        async with self._database.write() as session:
            row = await self._draft(session, id_)
            if not 0 <= at < len(row.clauses):
                raise EditionRefused(EditionRefusal.CHANGED)
            values = list(row.clauses)
            values[at] = clause_values(correct(clause_of(values[at])))
            row.clauses = values
            return self._changed(session, row, by, clause=values[at]["local"])

    async def set_day(self, id_: PackEditionId, day: date, by: str) -> PackEdition:
        """Say from which day it is to hold.

        Raises:
            EditionRefused: it is no draft any more, or the day does not lie ahead.
        """
        async with self._database.write() as session:
            row = await self._draft(session, id_)
            self._must_lie_ahead(day)
            row.in_force_on = day
            return self._changed(session, row, by, in_force_on=day.isoformat())

    async def hand_over(self, id_: PackEditionId, by: str) -> PackEdition:
        """Let it be approved as it is now.

        Raises:
            EditionRefused: it is no draft any more, has no day, or what it brings is damaged.
        """
        async with self._database.write() as session:
            row = await self._draft(session, id_)
            self._must_be_sound(row)
            row.handed_at = self._clock.now()
            return self._changed(session, row, by, handed=True)

    async def take_back(self, id_: PackEditionId, by: str) -> PackEdition:
        """Make it a draft again, so that it can be put right.

        Raises:
            EditionRefused: it is approved.
        """
        async with self._database.write() as session:
            row = await self._row(session, id_)
            if row.approved_at is not None:
                raise EditionRefused(EditionRefusal.CHANGED)
            row.handed_at = None
            return self._changed(session, row, by, handed=False)

    async def approve(self, id_: PackEditionId, shown: int, by: str, *, alone: bool) -> PackEdition:
        """Let it come into force on its day; ``alone``: there is no other operator than ``by``.

        Raises:
            EditionRefused: it is not as it was shown, is not to be approved yet, or its day is past;
                ``by`` sent it, and there is somebody else.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            row = await self._row(session, id_)
            if row.revision != shown or row.approved_at is not None:
                raise EditionRefused(EditionRefusal.CHANGED)
            if not alone and row.sent_by == by:
                raise EditionRefused(EditionRefusal.OWN)
            if not alone and row.handed_at is None:
                raise EditionRefused(EditionRefusal.CHANGED)
            self._must_be_sound(row)
            row.approved_by, row.approved_at = by, now
            row.revision += 1
            Trail(session).add(
                Act.EDITION_APPROVED,
                now,
                operator=by,
                subject_id=id_,
                in_force_on=row.in_force_on and row.in_force_on.isoformat(),
                alone=alone,
            )
            return self._edition(row)

    async def give_up(self, id_: PackEditionId, by: str) -> PackEdition:
        """Give a draft up, or go back on one that is approved, as long as its day has not come.

        Raises:
            EditionRefused: it is in force.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            row = await self._row(session, id_)
            if self._state(row) is EditionState.IN_FORCE:
                raise EditionRefused(EditionRefusal.IN_FORCE)
            was_approved = row.approved_at is not None
            row.ended_at, row.open_pack = now, None
            row.revision += 1
            Trail(session).add(
                Act.EDITION_GIVEN_UP, now, operator=by, subject_id=id_, was_approved=was_approved
            )
            return self._edition(row)

    def _changed(
        self, session: AsyncSession, row: PackEditionRow, by: str, **details: Any
    ) -> PackEdition:
        row.revision += 1
        Trail(session).add(
            Act.EDITION_CHANGED, self._clock.now(), operator=by, subject_id=row.id, **details
        )
        return self._edition(row)

    async def _draft(self, session: AsyncSession, id_: PackEditionId) -> PackEditionRow:
        row = await self._row(session, id_)
        if row.handed_at is not None or row.approved_at is not None:
            raise EditionRefused(EditionRefusal.HANDED)
        return row

    async def _row(
        self, session: AsyncSession, id_: PackEditionId, *, lock: bool = True
    ) -> PackEditionRow:
        row = await StoredPackEditions(session).find(id_, lock=lock)
        if row is None or row.ended_at is not None:
            raise EditionRefused(EditionRefusal.UNKNOWN)
        return row

    def _must_lie_ahead(self, day: date) -> None:
        if day <= self.today():
            raise EditionRefused(EditionRefusal.DAY_PAST)

    def _must_be_sound(self, row: PackEditionRow) -> None:
        if self._state(row) is EditionState.OVERTAKEN:
            raise EditionRefused(EditionRefusal.CHANGED)
        if row.in_force_on is None:
            raise EditionRefused(EditionRefusal.NO_DAY)
        self._must_lie_ahead(row.in_force_on)
        clauses = map(clause_of, row.clauses)
        if any(each.taken and DAMAGED in f"{each.duty}{each.text}" for each in clauses):
            raise EditionRefused(EditionRefusal.DAMAGED)

    def _state(self, row: PackEditionRow) -> EditionState:
        if row.ended_at is not None:
            return EditionState.GIVEN_UP
        if self._on_file.get(row.pack) != row.of_edition:
            return EditionState.OVERTAKEN
        if row.approved_at is not None and row.in_force_on is not None:
            in_force = row.in_force_on <= self.today()
            return EditionState.IN_FORCE if in_force else EditionState.APPROVED
        return EditionState.DRAFT if row.handed_at is None else EditionState.HANDED

    def _edition(self, row: PackEditionRow) -> PackEdition:
        return PackEdition(
            PackEditionId(row.id),
            self._state(row),
            revision_of(row),
            row.file_name,
            report_of(row.report),
            row.in_force_on,
            row.revision,
            row.sent_by,
            row.approved_by,
        )
