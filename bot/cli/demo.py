"""``dutybot demo``: a made-up tree with a quarter's history for the local messenger."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.output import refuse
from bot.cli.settings import make_data_folder, settings_or_exit
from bot.cli.sole_use import sole_use
from bot.config import Settings
from bot.texts.catalogue import texts
from bot.texts.operator import operator_locale


def demo() -> None:
    """Fill the local messenger with a made-up tree and a quarter's history, to look at at once."""
    t, settings = texts(operator_locale()), settings_or_exit()
    if settings.token is not None:
        refuse(t.plain("demo-not-here"))
    make_data_folder(settings)
    typer.echo(t.plain("demo-begins"))
    with sole_use(settings.store_url) as alone:
        if not alone:
            refuse(t.plain("program-not-alone", folder=str(settings.data_dir)))
        if not asyncio.run(_make(settings)):
            refuse(t.plain("demo-already"))
    typer.echo(t.plain("demo-made"))


async def _make(settings: Settings) -> bool:
    from bot.demo.history import AlreadyThere, Demo
    from bot.demo.local import people_in
    from bot.messenger.messenger import Messenger
    from bot.messenger.world.store import FolderStore
    from clauses.library import Library
    from scheduler.clock import SystemClock
    from scheduler.store.engine import Database

    clock = SystemClock()
    library = Library.load(settings.pack_dirs, only=settings.packs)
    messenger = Messenger(clock, store=FolderStore(settings.data_dir / "messenger"))
    database = Database.open(settings.store_url)
    try:
        await database.migrate()
        people = people_in(messenger)
        await Demo(database, library, people, until=clock.now(), zone=settings.time_zone).make()
    except AlreadyThere:
        return False
    finally:
        await database.close()
    return True
