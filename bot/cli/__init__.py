"""The command line: ``dutybot``, also ``python -m bot``. One module for each command."""

from __future__ import annotations

import typer

from bot.cli.commands import Commands

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
    """Run the command line."""
    app()
