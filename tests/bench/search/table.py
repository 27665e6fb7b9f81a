"""The figures as plain text."""

from __future__ import annotations

from tests.bench.search.running import SearchFigures, SearchReport
from tests.bench.search.systems import OURS

_HEAD = f"{'clauses':>8}  {'system':<24}{'build s':>9}{'cache s':>9}{'MB':>8}{'p50 ms':>10}{'p99 ms':>10}{'p50 / ours':>12}"


def table(report: SearchReport) -> str:
    """One line for each size and system, after the seed and the seconds of a start."""
    ours = {each.clauses: each.p50_ms for each in report.figures if each.system == OURS}
    lines = [
        f"Seed {report.seed}; each line from a process of its own; MB is memory held after building.",
        f"Ready to answer from the shipped packs: {report.start.cold_s:.2f} s without a cache, "
        f"{report.start.cached_s:.2f} s with it.",
        "",
        _HEAD,
        *(_line(each, ours[each.clauses]) for each in report.figures),
    ]
    return "\n".join(lines)


def _line(each: SearchFigures, ours_ms: float) -> str:
    cached = "" if each.cached_s is None else f"{each.cached_s:.2f}"
    return (
        f"{each.clauses:>8}  {each.system:<24}{each.build_s:>9.2f}{cached:>9}{each.memory_mb:>8.0f}"
        f"{each.p50_ms:>10.3f}{each.p99_ms:>10.3f}{each.p50_ms / ours_ms:>12.2f}"
    )
