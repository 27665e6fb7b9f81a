"""``dutybot take-updates``: for a bot whose webhook still leads to a machine that is gone."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.settings import make_data_folder, settings_or_exit
from bot.texts.catalogue import texts
from bot.texts.operator import operator_locale

FAILED = 1


def take_updates() -> None:
    """Let this bot have the updates; first make sure that no other program uses the token."""
    from telegram.error import TelegramError

    from bot.wiring.telegram import build_telegram

    settings = settings_or_exit()
    t = texts(operator_locale())
    if settings.token is None:
        typer.echo(t.plain("take-updates-no-token"), err=True)
        raise typer.Exit(FAILED)
    make_data_folder(settings)
    program = build_telegram(settings, settings.token)

    async def take() -> str:
        try:
            return await program.take_updates()
        finally:
            await program.stop()

    try:
        before = asyncio.run(take())
    except TelegramError as error:
        typer.echo(t.plain("take-updates-failed", reason=type(error).__name__), err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(t.plain("take-updates-done", before=before or "-"))
