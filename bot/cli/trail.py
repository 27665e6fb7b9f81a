"""``dutybot trail``: who changed what, one line of JSON for each change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.cli.lang import OperatorLang, operator_texts
from bot.cli.settings import make_data_folder, settings_or_exit

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.texts.catalogue import Texts
    from scheduler.watch.queries.trail_names import NamedEntry

CHANGED = 1
"""Exit status when somebody has changed the trail."""

Told = TypeVar("Told")


def trail(
    since: Annotated[
        datetime | None, typer.Option(help="Only changes from this day on (UTC).")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Say whether anybody has changed it.")
    ] = False,
    expect: Annotated[
        str, typer.Option(help="With --verify: a hash that a backup or heartbeat told.")
    ] = "",
    lang: OperatorLang = None,
) -> None:
    """Print the trail of changes, oldest first, with the names that are still known."""
    if verify:
        _verify(expect, operator_texts(lang))
        return
    for named in asyncio.run(_of_database(lambda session: _entries(session, since))):
        typer.echo(json.dumps(_values(named), ensure_ascii=False))


def _verify(expected: str, t: Texts) -> None:
    from bot.operating.doctor import judge_trail
    from scheduler.roster.queries.trail_chain import examine

    chain = asyncio.run(_of_database(lambda session: examine(session, expected=expected)))
    typer.echo(judge_trail(chain).said(t), err=not chain.sound)
    if not chain.sound:
        raise typer.Exit(CHANGED)


async def _entries(session: AsyncSession, since: datetime | None) -> list[NamedEntry]:
    from scheduler.roster.queries.trail import Trail
    from scheduler.watch.queries.trail_names import TrailNames

    entries = await Trail(session).entries(since and since.replace(tzinfo=UTC))
    return await TrailNames(session).of(entries)


async def _of_database(ask: Callable[[AsyncSession], Awaitable[Told]]) -> Told:
    from scheduler.store.engine import Database

    settings = settings_or_exit()
    make_data_folder(settings)
    database = Database.open(settings.store_url)
    try:
        await database.migrate()
        async with database.survey() as session:
            return await ask(session)
    finally:
        await database.close()


def _values(named: NamedEntry) -> dict[str, Any]:
    entry = named.entry
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "act": entry.act.value,
        "person": entry.by,
        "person_name": named.person,
        "operator": entry.operator,
        "organisation": entry.organisation_id,
        "organisation_name": named.organisation,
        "subject": entry.subject_id,
        "about": named.subject,
        "details": entry.details,
    }
