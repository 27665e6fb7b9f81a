"""``dutybot bench search``: how fast clauses are found, beside other search libraries."""

from __future__ import annotations

from typing import Annotated

import typer


def search(
    sizes: Annotated[
        str, typer.Option(help="Numbers of clauses, with commas between.")
    ] = "100,1000,10000,100000",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure build, memory and latency of the search beside RapidFuzz, bm25s and tantivy."""
