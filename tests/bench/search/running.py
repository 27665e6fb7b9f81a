"""The whole benchmark: every system at every size, and the start from nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.fresh import in_fresh_process
from tests.bench.search.corpus import SEED, corpus
from tests.bench.search.systems import OURS, SYSTEMS

_MEASURING = "tests.bench.search.measuring"
_STARTING = "tests.bench.search.starting:ready_to_answer"
_STARTS = 3

SIZES = (100, 1_000, 10_000, 100_000)
"""Numbers of clauses, unless others are asked for."""


@dataclass(frozen=True)
class SearchFigures:
    """One system at one size. ``cached_s`` (the index from a cache file) is known for ours alone."""

    clauses: int
    system: str
    build_s: float
    memory_mb: float
    p50_ms: float
    p99_ms: float
    questions: int
    cached_s: float | None = None


@dataclass(frozen=True)
class Start:
    """Seconds from nothing imported until the shipped packs can be asked; the best of a few."""

    cold_s: float
    cached_s: float


@dataclass(frozen=True)
class SearchReport:
    """All figures of one run."""

    seed: int
    start: Start
    figures: tuple[SearchFigures, ...]

    def values(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def measured(sizes: Sequence[int], tell: Callable[[str], None]) -> SearchReport:
    """Measure at each of these numbers of clauses, one process after the other.

    ``tell`` is called with each step before it is measured.

    Raises:
        MeasurementFailed: a measuring process ended with an error.
    """
    tell("ready to answer")
    start = _start()
    figures: list[SearchFigures] = []
    with TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.json"
        for size in sizes:
            corpus(size).write(file)
            for system in SYSTEMS:
                tell(f"{size}: {system}")
                figures.append(_figures(size, system, file))
    return SearchReport(SEED, start, tuple(figures))


def _figures(size: int, system: str, file: Path) -> SearchFigures:
    found = in_fresh_process(f"{_MEASURING}:measure", system, str(file))
    found.pop("peak_mb", None)
    cached = None
    if system == OURS:
        with TemporaryDirectory() as folder:
            in_fresh_process(f"{_MEASURING}:keep", str(file), folder)
            again = in_fresh_process(f"{_MEASURING}:from_cache", str(file), folder)
            cached = again["cached_s"]
    return SearchFigures(size, system, **found, cached_s=cached)


def _start() -> Start:
    cold, cached = [], []
    for _ in range(_STARTS):
        with TemporaryDirectory() as folder:
            cold.append(in_fresh_process(_STARTING, folder)["ready_s"])
            cached.append(in_fresh_process(_STARTING, folder)["ready_s"])
    return Start(min(cold), min(cached))
