"""``dutybot run``: start the bot and let it work until SIGINT or SIGTERM."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.settings import BAD_SETTINGS, make_data_folder, settings_or_exit
from bot.cli.sole_use import sole_use
from bot.config import Settings
from bot.texts.catalogue import Texts, texts
from bot.texts.operator import operator_locale

if TYPE_CHECKING:
    from bot.web.listening import Listener

CANNOT_START = 1


def run() -> None:
    """Start the bot; without DUTYBOT_TOKEN, the local messenger on a web page."""
    from bot.operating import logs
    from bot.texts.faults import fault_lines
    from clauses.errors import PackFaults

    settings = settings_or_exit()
    logs.set_up(settings.log_level, settings.log_format)
    t = texts(operator_locale())
    make_data_folder(settings)
    _say_what_lies_open(settings, t)
    try:
        with sole_use(settings.store_url) as alone:
            if not alone:
                typer.echo(t.plain("program-not-alone", folder=str(settings.data_dir)), err=True)
                raise typer.Exit(CANNOT_START)
            asyncio.run(_run(settings, t))
    except PackFaults as error:
        typer.echo(t.plain("program-bad-packs"), err=True)
        typer.echo(fault_lines(error, t), err=True)
        raise typer.Exit(BAD_SETTINGS) from None


def _say_what_lies_open(settings: Settings, t: Texts) -> None:
    from bot.operating.doctor import exposures

    for check in exposures(settings):
        typer.echo(check.said(t), err=True)


async def _run(settings: Settings, t: Texts) -> None:
    from telegram.error import InvalidToken

    from bot.web.listening import listen
    from bot.web.server import ending_signals, serve, web_app
    from bot.wiring import build_program
    from clauses.answering.ready import CACHE_FOLDER
    from scheduler.watch.installation import ForeignDatabase

    try:
        listener = listen(settings.listen)
    except OSError as error:
        reason = error.strerror or str(error)
        message = t.plain("program-cannot-listen", address=settings.listen, reason=reason)
        typer.echo(message, err=True)
        raise typer.Exit(CANNOT_START) from None
    if listener.elsewhere:
        taken = listener.address.port
        typer.echo(t.plain("program-port-taken", wanted=settings.listen.port, taken=taken))
    ending = ending_signals()
    if not (settings.data_dir / CACHE_FOLDER).exists():
        typer.echo(t.plain("program-first-reading"))
    # The local messenger leads to the port that was found free.
    program = build_program(settings.model_copy(update={"listen": listener.address}))
    try:
        username = await _unless_ending(program.start(), ending)
        if username is not None:
            _say_ready(settings, listener, username, t)
            app = web_app(program.unready, program.routes)
            await serve(app, listener, ending, program.end_streams)
    except ForeignDatabase as foreign:
        message = t.plain("program-foreign-database", owner=foreign.owner, given=foreign.given)
        typer.echo(message, err=True)
        raise typer.Exit(CANNOT_START) from None
    except InvalidToken:
        # The exception's own text holds the token.
        typer.echo(t.plain("program-token-refused"), err=True)
        raise typer.Exit(CANNOT_START) from None
    finally:
        await program.stop()
        listener.socket.close()
    typer.echo(t.plain("program-ended"))


async def _unless_ending(starting: Coroutine[Any, Any, str], ending: asyncio.Event) -> str | None:
    """The result of ``starting``; None when the program is told to end before that."""
    start = asyncio.create_task(starting)
    end = asyncio.create_task(ending.wait())
    await asyncio.wait({start, end}, return_when=asyncio.FIRST_COMPLETED)
    end.cancel()
    if start.done():
        return start.result()
    start.cancel()
    await asyncio.gather(start, return_exceptions=True)
    return None


def _say_ready(settings: Settings, listener: Listener, username: str, t: Texts) -> None:
    if settings.token is None:
        typer.echo(t.plain("program-messenger", address=f"http://{listener.address}/"))
        typer.echo(t.plain("program-messenger-hint"))
    else:
        typer.echo(t.plain("program-telegram", username=username))
