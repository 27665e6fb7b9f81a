"""``dutybot bench delivery``: planning, sending and receiving, beside other libraries and limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

REFUSED = 2
"""Exit status for an option that makes no sense, and for a peer that is missing."""

FAILED = 1

_FEWEST = 1_000
"""So many reminders are in the burst after the start."""


def delivery(
    only: Annotated[
        list[str] | None,
        typer.Option(help="A part: start, plan, send, limits, updates, floor or memory."),
    ] = None,
    sizes: Annotated[
        str, typer.Option(help="Reminders at the start and assignments to plan, commas between.")
    ] = "1000,10000",
    burst: Annotated[
        int, typer.Option(min=60, help="Messages under the limits, 30 of them a second.")
    ] = 1_500,
    postgres: Annotated[
        str, typer.Option(help="A server to make databases on; `auto` starts one; empty for none.")
    ] = "auto",
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write every figure to this file, too.")
    ] = None,
) -> None:
    """Measure start-up, planning, sending, receiving and memory, in one run with the peers."""
    # Lazily, as every benchmark: `dutybot bench --help` shall not wait for the bot.
    from bot.bench.delivery.running import MissingPeer, measured
    from bot.bench.delivery.setting import Amounts
    from bot.bench.delivery.table import table
    from bot.bench.fresh import MeasurementFailed

    parts = _parts(only or [])
    amounts = Amounts(sizes=_sizes(sizes), burst=burst)
    try:
        report = measured(
            parts, amounts, postgres, lambda step: typer.echo(f"... {step}", err=True)
        )
    except MissingPeer as error:
        _refuse(f"{error} is not installed: it comes with the extra `bench`.")
    except MeasurementFailed as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(table(report))
    if as_json is not None:
        values = json.dumps(report.values(), ensure_ascii=False, indent=2)
        as_json.write_text(values + "\n", "utf-8")


def _parts(only: list[str]) -> list[str]:
    """Those that were named, in the order of the benchmark; all without any."""
    from bot.bench.delivery.running import PARTS

    unknown = sorted(set(only) - PARTS.keys())
    if unknown:
        _refuse(f"--only: there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return [part for part in PARTS if not only or part in only]


def _sizes(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) >= _FEWEST for part in parts):
        _refuse("--sizes: expected numbers from 1000 on with commas between, such as 1000,10000")
    return tuple(int(part) for part in parts)


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(REFUSED)
