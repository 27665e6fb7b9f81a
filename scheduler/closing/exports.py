"""Files of statements: asked for, made one after the other, and sent by the outbox.

All that is known of one is a row. A process that is killed leaves its claim, which lapses; the next
one makes the file anew, and nobody has to ask again.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.clock import Clock
from scheduler.closing.queries.exports import (
    Export,
    ExportFormat,
    ExportId,
    ExportState,
    StoredExports,
)
from scheduler.closing.queries.statements import TreeStatements
from scheduler.errors import NotManager, TooManyFiles, TooManyItems
from scheduler.periods import Period
from scheduler.planning.notices import NoticeKind
from scheduler.planning.queries.news import LIFE, NewsQueue
from scheduler.roster.model import Organisation, OrganisationId, Person, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

__all__ = ["Export", "ExportFormat", "ExportId", "ExportState", "Exports", "FilePass", "FileTask"]

MOST_WAITING = 3
MOST_A_DAY = 30
"""Files that one person may wait for, and ask for within 24 hours."""

MOST_PRINTED = 5000
"""Items of a document for printing; more would be a book that no office program opens."""

MOST_TRIES = 3
"""Of making one file; those that ended with the whole process count."""

CLAIMED = timedelta(seconds=30)
"""A claim lapses so long after the last word of whoever makes the file."""

Progress = Callable[[int, int], Awaitable[None]]
"""Told how many items of how many are in the file."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileTask:
    """A file to be made: of this organisation and all below, at ``path``, for this reader."""

    export: Export
    organisation: Organisation
    person: Person
    path: Path


class FileMaker(Protocol):
    """Makes files, in a process of its own."""

    async def make(self, task: FileTask, progress: Progress) -> None:
        """Write the file; any exception means that there is none."""
        ...


class ProgressScreen(Protocol):
    """Shows in the chat how far a file is."""

    async def show(self, task: FileTask, done: int, total: int) -> None:
        """Show it; failing to is no reason to stop."""
        ...

    async def end(self, task: FileTask, state: ExportState) -> None:
        """Show how it ended."""
        ...


class Exports:
    """Each method is one transaction, for managers of the organisation or of one above it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def ask(
        self,
        organisation_id: OrganisationId,
        period: Period,
        format_: ExportFormat,
        *,
        by: PersonId,
    ) -> Export:
        """Ask for a file; the same again while it is waited for is the same.

        Raises:
            NotManager: ``by`` does not manage the organisation.
            TooManyFiles: ``by`` waits for several, or has asked for many today.
            TooManyItems: a document for printing would be too long.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            await Organisations(session).get_managed(by, organisation_id)
            # Of two presses at once the second sees the first.
            await Persons(session).lock(by)
            stored = StoredExports(session)
            waiting = await stored.open_of(by)
            for each in waiting:
                if (each.organisation_id, each.period, each.format) == (
                    organisation_id,
                    period,
                    format_,
                ):
                    return each
            if len(waiting) >= MOST_WAITING:
                raise TooManyFiles(MOST_WAITING, daily=False)
            if await stored.count_since(by, now - timedelta(days=1)) >= MOST_A_DAY:
                raise TooManyFiles(MOST_A_DAY, daily=True)
            if format_ is ExportFormat.DOCX:
                items = await TreeStatements(session, organisation_id, period).items()
                if items > MOST_PRINTED:
                    raise TooManyItems(items, MOST_PRINTED)
            export = await stored.add(organisation_id, by, period, format_, now)
            Trail(session).add(
                Act.EXPORT_ASKED,
                now,
                by=by,
                organisation_id=organisation_id,
                subject_id=export.id,
                format=format_.value,
                first=period.start.isoformat(),
                last=period.last_day.isoformat(),
            )
            return export

    async def show_in(self, export_id: ExportId, message_id: int) -> None:
        """Note which message of the person's chat shows how far it is."""
        async with self._database.write() as session:
            await StoredExports(session).show_in(export_id, message_id)


class FilePass:
    """Makes what is asked for, one file at a time; may be cut short anywhere and run again."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        maker: FileMaker,
        screen: ProgressScreen,
        folder: Path,
    ) -> None:
        self._database = database
        self._clock = clock
        self._maker = maker
        self._screen = screen
        self._folder = folder

    async def run(self) -> int:
        """Make all that is waited for; how many files came to their end."""
        ended = 0
        while (task := await self._next()) is not None:
            if task.export.tries > MOST_TRIES:
                # Whoever made it was killed each time, and could not say that it failed.
                await self._end(task, ExportState.FAILED, None)
                ended += 1
            else:
                ended += await self._make(task)
        return ended

    async def clear(self) -> None:
        """Remove files that were made so long ago that nobody waits for them."""
        async with self._database.read() as session:
            names = await StoredExports(session).ended_before(self._clock.now() - LIFE)
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    async def _next(self) -> FileTask | None:
        """The next one, if who asked for it may still see it."""
        now = self._clock.now()
        async with self._database.read() as session:
            if not await StoredExports(session).any_free(now):
                return None
        while True:
            async with self._database.write() as session:
                export = await StoredExports(session).claim(now, CLAIMED)
                if export is None:
                    return None
                person = await Persons(session).get(export.person_id)
                organisation = await Organisations(session).get_organisation(export.organisation_id)
                path = self._folder / f"{export.id}.{export.format.value}"
                task = FileTask(export, organisation, person, path)
                if await _may(session, task):
                    return task
                await StoredExports(session).end(export.id, ExportState.REFUSED, None, now)
            await self._screen.end(task, ExportState.REFUSED)

    async def _make(self, task: FileTask) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            await self._maker.make(task, lambda done, total: self._note(task, done, total))
        except Exception:
            log.exception("a file could not be made", extra={"export": task.export.id})
            return await self._failed(task)
        await self._end(task, ExportState.MADE, task.path.name)
        return True

    async def _failed(self, task: FileTask) -> bool:
        if task.export.tries < MOST_TRIES:
            async with self._database.write() as session:
                await StoredExports(session).let_go(task.export.id)
            return False
        await self._end(task, ExportState.FAILED, None)
        return True

    async def _note(self, task: FileTask, done: int, total: int) -> None:
        async with self._database.write() as session:
            await StoredExports(session).note(
                task.export.id, done, total, self._clock.now() + CLAIMED
            )
        await self._screen.show(task, done, total)

    async def _end(self, task: FileTask, state: ExportState, name: str | None) -> None:
        """Note it and let it be sent, in one transaction; what may not be seen any more is not."""
        now = self._clock.now()
        async with self._database.write() as session:
            if not await _may(session, task):
                state, name = ExportState.REFUSED, None
            await StoredExports(session).end(task.export.id, state, name, now)
            if state is not ExportState.REFUSED:
                await NewsQueue(session).tell(
                    NoticeKind.FILE_MADE,
                    [task.person.id],
                    task.organisation,
                    task.export.id,
                    now,
                )
        if name is None:
            task.path.unlink(missing_ok=True)
        await self._screen.end(task, state)


async def _may(session: AsyncSession, task: FileTask) -> bool:
    try:
        await Organisations(session).get_managed(task.person.id, task.organisation.id)
    except NotManager:
        return False
    return True
