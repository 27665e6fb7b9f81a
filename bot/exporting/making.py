"""Making one file, in whatever process."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.exporting.document import Print
from bot.exporting.plain_table import write_csv
from bot.exporting.words import Wording
from bot.exporting.workbook import Workbook
from bot.texts.naming import texts_of
from clauses.library import Library
from scheduler.closing.contents import Contents
from scheduler.closing.exports import ExportFormat
from scheduler.periods import Period
from scheduler.roster.model import Organisation
from scheduler.store.engine import Database


async def make_file(
    database: Database,
    library: Library,
    organisation: Organisation,
    period: Period,
    format_: ExportFormat,
    locale: str,
    path: Path,
    now: datetime,
    progress: Callable[[int, int], Awaitable[None]],
) -> None:
    """Write the file in one go: it stands at ``path`` only when it is complete."""
    t = texts_of(library, locale)
    wording = Wording(library, t)
    contents = Contents(database, organisation.id, period, now)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        match format_:
            case ExportFormat.XLSX:
                with Workbook(part, wording, t, organisation.zone, library) as book:
                    await book.write(contents, organisation, period, now, progress)
            case ExportFormat.DOCX:
                printed = Print(wording, t, organisation.today(now))
                await printed.write(contents, period, progress)
                printed.save(part)
            case ExportFormat.CSV:
                await write_csv(part, contents, wording, t, progress)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
