"""``dutybot migrate``: bring the database to the newest revision without starting the bot."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.settings import make_data_folder, settings_or_exit
from bot.texts.catalogue import texts
from bot.texts.operator import operator_locale


def migrate() -> None:
    """Bring the database to the newest revision (`run` does it by itself)."""
    from scheduler.store.engine import Database

    settings = settings_or_exit()
    make_data_folder(settings)

    async def to_head() -> None:
        database = Database.open(settings.store_url)
        try:
            await database.migrate()
        finally:
            await database.close()

    asyncio.run(to_head())
    typer.echo(texts(operator_locale()).plain("program-migrated"))
