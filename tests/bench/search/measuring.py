"""One system over one corpus; runs in a process of its own."""

from __future__ import annotations

import gc
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench.search.corpus import Corpus, as_statements
from tests.bench.search.systems import prepared

_SECONDS = 8.0
"""Time for the questions to one system: a slow one is asked fewer, but not fewer than ``_FEWEST``."""

_FEWEST = 5
_WARM_UP = 3
_KEY = "bench"


def measure(system: str, file: str) -> dict[str, Any]:
    """Build time, memory and latencies of one system over the corpus in this file.

    ``memory_mb`` is the growth of the process by building, imports included.
    """
    made = Corpus.read(Path(file))
    build = prepared(system, made)
    gc.collect()
    before, start = _resident_mb(), perf_counter()
    search = build()
    built = perf_counter() - start
    gc.collect()
    memory = _resident_mb() - before
    for question in made.questions[:_WARM_UP]:
        search(question)
    taken: list[float] = []
    end = perf_counter() + _SECONDS
    for question in made.questions:
        if len(taken) >= _FEWEST and perf_counter() > end:
            break
        start = perf_counter()
        search(question)
        taken.append(perf_counter() - start)
    taken.sort()
    return {
        "build_s": built,
        "memory_mb": memory,
        "p50_ms": 1000 * taken[len(taken) // 2],
        "p99_ms": 1000 * taken[len(taken) * 99 // 100],
        "questions": len(taken),
    }


def keep(file: str, folder: str) -> dict[str, Any]:
    """Build our index over the corpus and keep it in a cache file of this folder."""
    from clauses.cache.store import Cache
    from clauses.searching.search import ClauseIndex

    index = ClauseIndex(as_statements(Corpus.read(Path(file))))
    Cache(Path(folder)).write(_KEY, index.postings.as_bytes())
    return {}


def from_cache(file: str, folder: str) -> dict[str, Any]:
    """Seconds until the index is there from the cache that :func:`keep` wrote, imports included."""
    statements = as_statements(Corpus.read(Path(file)))
    start = perf_counter()
    from clauses.cache.store import Cache
    from clauses.searching.postings import Postings
    from clauses.searching.search import ClauseIndex

    runs = Cache(Path(folder)).read(_KEY)
    assert runs is not None
    ClauseIndex(statements, Postings.from_bytes(len(statements), runs))
    return {"cached_s": perf_counter() - start}


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20
