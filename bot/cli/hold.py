"""``dutybot hold`` and ``dutybot resume``: stop the sending, and let it go on."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.lang import OperatorLang, operator_texts
from bot.cli.settings import make_data_folder, settings_or_exit

if TYPE_CHECKING:
    from scheduler.delivery.holds import Holds

Result = TypeVar("Result")


def hold(
    reason: Annotated[
        str, typer.Argument(help="Shown wherever it is asked why nothing is sent.")
    ] = "",
    lang: OperatorLang = None,
) -> None:
    """Send nothing until `dutybot resume`; planning and answering go on."""
    from scheduler.delivery.holds import HoldCause

    t = operator_texts(lang)
    new = _with_holds(lambda holds: holds.hold(HoldCause.OPERATOR, reason, by=operator_name()))
    typer.echo(t.plain("hold-done" if new else "hold-already"))


def resume(lang: OperatorLang = None) -> None:
    """Lift every hold: an operator's, a restore's, the clock's."""
    t = operator_texts(lang)
    lifted = _with_holds(lambda holds: holds.resume(by=operator_name()))
    if lifted:
        causes = "; ".join(t.plain(f"hold-{each.cause.value}") for each in lifted)
        typer.echo(t.plain("resume-done", causes=causes))
    else:
        typer.echo(t.plain("resume-nothing"))


def _with_holds(act: Callable[[Holds], Awaitable[Result]]) -> Result:
    from scheduler.clock import SystemClock
    from scheduler.delivery.holds import Holds
    from scheduler.store.engine import Database

    settings = settings_or_exit()
    make_data_folder(settings)

    async def acted() -> Result:
        database = Database.open(settings.store_url)
        try:
            await database.migrate()
            return await act(Holds(database, SystemClock()))
        finally:
            await database.close()

    return asyncio.run(acted())


def operator_name() -> str:
    """The user of the machine, for the trail."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"
