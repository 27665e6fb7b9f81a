"""Start of a new process until it can answer. Imports nothing before the clock runs."""

from __future__ import annotations

from time import perf_counter
from typing import Any

_QUESTION = "支委会多久开一次"


def ready_to_answer(folder: str) -> dict[str, Any]:
    """Seconds from nothing imported to ready, with the cache in this folder; then to the first answer."""
    start = perf_counter()
    from pathlib import Path

    from clauses.answering.ready import ready

    _, answerer = ready((), Path(folder))
    prepared = perf_counter()
    answerer.answer(_QUESTION)
    return {"ready_s": prepared - start, "first_answer_s": perf_counter() - prepared}
