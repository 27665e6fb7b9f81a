"""``dutybot trail``: who changed what, one line of JSON for each change."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.settings import make_data_folder, settings_or_exit

if TYPE_CHECKING:
    from scheduler.roster.queries.trail import TrailEntry


def trail(
    since: Annotated[
        datetime | None, typer.Option(help="Only changes from this day on (UTC).")
    ] = None,
) -> None:
    """Print the trail of changes, oldest first; it names persons by id only."""
    for entry in asyncio.run(_entries(since)):
        typer.echo(json.dumps(_values(entry), ensure_ascii=False))


async def _entries(since: datetime | None) -> list[TrailEntry]:
    from scheduler.roster.queries.trail import Trail
    from scheduler.store.engine import Database

    settings = settings_or_exit()
    make_data_folder(settings)
    database = Database.open(settings.store_url)
    try:
        await database.migrate()
        async with database.read() as session:
            return await Trail(session).entries(since and since.replace(tzinfo=UTC))
    finally:
        await database.close()


def _values(entry: TrailEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "act": entry.act.value,
        "person": entry.by,
        "operator": entry.operator,
        "organisation": entry.organisation_id,
        "subject": entry.subject_id,
        "details": entry.details,
    }
