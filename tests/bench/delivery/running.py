"""The whole benchmark: its parts, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.bench.delivery.lines import Line
from bot.bench.delivery.parts import floor, limits, memory, plan, send, start, updates
from bot.bench.delivery.setting import Amounts, Setting
from bot.bench.delivery.stores import AUTO, stores
from bot.cluster.postgres import NoPostgres

SEED = 0
"""Nothing is left to chance: people, duties and updates are numbered."""

PARTS: dict[str, Callable[[Setting], Iterator[Line]]] = {
    "start": start.lines,
    "plan": plan.lines,
    "send": send.lines,
    "limits": limits.lines,
    "updates": updates.lines,
    "floor": floor.lines,
    "memory": memory.lines,
}
"""By the names that ``--only`` knows, in order."""


class MissingPeer(Exception):
    """A library to compare with is not installed; the text is its name."""


@dataclass(frozen=True)
class Report:
    """Everything measured in one run; ``left_out`` says what was not, and why."""

    seed: int
    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """As plain values, with ratios and verdicts."""
        lines = [asdict(each) | {"ratio": each.ratio, "met": each.met} for each in self.lines]
        return {"seed": self.seed, "left_out": list(self.left_out), "lines": lines}


def measured(
    parts: Sequence[str], amounts: Amounts, postgres: str, tell: Callable[[str], None]
) -> Report:
    """Run these parts of :data:`PARTS`; ``postgres`` as in :func:`~bot.bench.delivery.stores.stores`.

    Raises:
        MissingPeer: a peer of one of the parts is not installed.
        MeasurementFailed: a measuring process ended with an error.
    """
    if "start" in parts and find_spec("apscheduler") is None:
        raise MissingPeer("apscheduler")
    with TemporaryDirectory() as folder:
        try:
            return _run(parts, amounts, Path(folder), postgres, tell)
        except NoPostgres as error:
            if postgres != AUTO:
                raise
            report = _run(parts, amounts, Path(folder), "", tell)
            return Report(SEED, report.lines, (f"Without PostgreSQL: {error}",))


def _run(
    parts: Sequence[str],
    amounts: Amounts,
    folder: Path,
    postgres: str,
    tell: Callable[[str], None],
) -> Report:
    with stores(folder, postgres) as available:
        setting = Setting(available, amounts, tell)
        return Report(SEED, tuple(line for part in parts for line in PARTS[part](setting)))
