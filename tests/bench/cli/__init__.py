"""``dutybot bench``: measures this program beside others. One module for each benchmark."""

from __future__ import annotations

import typer

from bot.cli.bench.answers import answers
from bot.cli.bench.delivery import delivery
from bot.cli.bench.search import search

bench = typer.Typer(
    name="bench",
    help="Measure this program beside others.",
    no_args_is_help=True,
)
bench.command()(search)
bench.command()(answers)
bench.command()(delivery)


@bench.callback()
def _bench() -> None:
    """Keep this a group even while it has a single command."""
