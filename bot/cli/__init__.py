"""The command line: ``dutybot``, also ``python -m bot``. One module for each command."""

from __future__ import annotations

import typer

from bot.cli.commands import Commands
from bot.operating.redaction import redact
from bot.texts.catalogue import texts
from bot.texts.operator import operator_locale

CANNOT_START = 1

app = typer.Typer(
    name="dutybot",
    cls=Commands,
    help="Knows what each post owes, reminds in good time, and answers with the clause.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _dutybot() -> None:
    """Make this a group: its commands are found by :class:`Commands`."""


def main() -> None:
    """Run the command line; a database that cannot be used is said in one line."""
    try:
        app()
    except Exception as error:
        from scheduler.store.engine import DatabaseUnusable

        if not isinstance(error, DatabaseUnusable):
            raise
        t = texts(operator_locale())
        typer.echo(t.plain("program-no-database", reason=redact(str(error))), err=True)
        raise SystemExit(CANNOT_START) from None
