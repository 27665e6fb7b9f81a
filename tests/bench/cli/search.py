"""``dutybot bench search``: how fast clauses are found, beside other search libraries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

REFUSED = 2
"""Exit status for an option that makes no sense, and for a peer that is missing."""


def search(
    sizes: Annotated[
        str, typer.Option(help="Numbers of clauses, with commas between.")
    ] = "100,1000,10000,100000",
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write every figure to this file, too.")
    ] = None,
) -> None:
    """Measure build, memory and latency of the search, in one run with the peers."""
    # Lazily, as every benchmark: `dutybot bench --help` shall not wait for the search.
    from bot.bench.search.running import measured
    from bot.bench.search.systems import MissingPeers
    from bot.bench.search.table import table

    try:
        report = measured(_sizes(sizes), lambda step: typer.echo(f"... {step}", err=True))
    except MissingPeers as error:
        _refuse(f"{error} is not installed: it comes with the extra `bench`.")
    typer.echo(table(report))
    if as_json is not None:
        values = json.dumps(report.values(), ensure_ascii=False, indent=2)
        as_json.write_text(values + "\n", "utf-8")


def _sizes(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        _refuse("--sizes: expected numbers above 0 with commas between, such as 100,10000")
    return [int(part) for part in parts]


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(REFUSED)
