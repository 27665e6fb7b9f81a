"""``dutybot backup`` and ``dutybot restore``: the whole database in one file, and back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.lang import OperatorLang, operator_texts
from bot.cli.settings import settings_or_exit
from bot.cli.sole_use import sole_use
from bot.texts.catalogue import Texts

if TYPE_CHECKING:
    from scheduler.watch.backup import BackupFailed

FAILED = 1


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; readable by you only.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    lang: OperatorLang = None,
) -> None:
    """Save the database in one file, while the bot runs."""
    from scheduler.watch.backup import BackupFailed, back_up, trail_end

    settings, t = settings_or_exit(), operator_texts(lang)
    try:
        size = back_up(settings.store_url, file, force=force)
        last = asyncio.run(trail_end(settings.store_url))
    except BackupFailed as failure:
        if failure.kind == "exists":
            typer.echo(t.plain("backup-exists", file=file), err=True)
        else:
            typer.echo(t.plain("backup-failed", reason=_reason(failure, t)), err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(t.plain("backup-done", file=file, size=size // 1000))
    if last:
        typer.echo(t.plain("backup-trail", last=last))


def restore(
    file: Annotated[Path, typer.Argument(help="What `dutybot backup` saved.")],
    force: Annotated[bool, typer.Option("--force", help="Replace the database.")] = False,
    lang: OperatorLang = None,
) -> None:
    """Put a saved database back; nothing is sent until `dutybot resume`."""
    from scheduler.clock import SystemClock
    from scheduler.watch.backup import BackupFailed
    from scheduler.watch.backup import restore as put_back

    settings, t = settings_or_exit(), operator_texts(lang)
    try:
        with sole_use(settings.store_url) as alone:
            if not alone:
                raise BackupFailed("running")
            repeats = asyncio.run(
                put_back(
                    settings.store_url, file, SystemClock(), folder=settings.data_dir, force=force
                )
            )
    except BackupFailed as failure:
        if failure.kind in ("not-empty", "running"):
            typer.echo(t.plain(f"restore-{failure.kind}"), err=True)
        else:
            typer.echo(t.plain("restore-failed", reason=_reason(failure, t)), err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(t.plain("restore-done"))
    if repeats:
        typer.echo(t.plain("restore-repeats", count=repeats))
    typer.echo(t.plain("restore-next"))


def _reason(failure: BackupFailed, t: Texts) -> str:
    return t.plain(f"reason-{failure.kind}", detail=failure.detail)
