"""The command line: ``dutybot``, also ``python -m bot``. One module for each command."""

from __future__ import annotations

import typer

from bot.cli.ask import ask
from bot.cli.migrate import migrate
from bot.cli.packs import packs
from bot.cli.plan import plan
from bot.cli.run import run

app = typer.Typer(
    name="dutybot",
    help="Knows what each post owes, reminds in good time, and answers with the clause.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(ask)
app.command()(plan)
app.command()(migrate)
app.add_typer(packs)


def main() -> None:
    """Run the command line."""
    app()
