"""``dutybot hand-over``: let the database belong to another bot, on purpose."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.cli.hold import operator_name
from bot.cli.settings import make_data_folder, settings_or_exit
from bot.texts.catalogue import texts
from bot.texts.operator import operator_locale

if TYPE_CHECKING:
    from bot.config import Settings

FAILED = 1


def hand_over() -> None:
    """Let the database be that of the bot whose token is set; its people have to start that bot."""
    settings = settings_or_exit()
    t = texts(operator_locale())
    owner = settings.owner
    if settings.token is None:
        typer.echo(t.plain("take-updates-no-token"), err=True)
        raise typer.Exit(FAILED)
    make_data_folder(settings)
    former = asyncio.run(_hand_over(settings, owner))
    if former is None:
        typer.echo(t.plain("hand-over-nothing", owner=owner))
    else:
        typer.echo(t.plain("hand-over-done", former=former, owner=owner))


async def _hand_over(settings: Settings, owner: str) -> str | None:
    from scheduler.clock import SystemClock
    from scheduler.store.engine import Database
    from scheduler.watch.installation import Installations

    database = Database.open(settings.store_url)
    try:
        await database.migrate()
        return await Installations(database, SystemClock()).hand_over(owner, by=operator_name())
    finally:
        await database.close()
