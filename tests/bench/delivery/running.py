"""The whole benchmark: its parts, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.cluster.postgres import NoPostgres
from tests.bench.delivery.lines import Line
from tests.bench.delivery.parts import (
    days,
    floor,
    light,
    limits,
    memory,
    names,
    old,
    plan,
    province,
    send,
    start,
    updates,
    years,
)
from tests.bench.delivery.setting import Amounts, Setting
from tests.bench.delivery.stores import AUTO, stores

SEED = 0
"""Printed as of every benchmark; nothing is random: people, duties and updates are numbered."""

PARTS: dict[str, Callable[[Setting], Iterator[Line]]] = {
    "start": start.lines,
    "plan": plan.lines,
    "province": province.lines,
    "send": send.lines,
    "limits": limits.lines,
    "updates": updates.lines,
    "light": light.lines,
    "floor": floor.lines,
    "memory": memory.lines,
    "old": old.lines,
    "years": years.lines,
    "names": names.lines,
    "days": days.lines,
}
"""By name, in the order in which they run."""


@dataclass(frozen=True)
class DeliveryReport:
    """All lines of one run; ``left_out`` names the parts that could not be measured, and why."""

    seed: int
    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """As plain values, with ratios and verdicts."""
        lines = [asdict(each) | {"ratio": each.ratio, "met": each.met} for each in self.lines]
        return {"seed": self.seed, "left_out": list(self.left_out), "lines": lines}


def measured(
    parts: Sequence[str], amounts: Amounts, postgres: str, tell: Callable[[str], None]
) -> DeliveryReport:
    """Run these parts of :data:`PARTS`; ``postgres`` as in :func:`~tests.bench.delivery.stores.stores`.

    Raises:
        MeasurementFailed: a measuring process ended with an error.
    """
    with TemporaryDirectory() as folder:
        try:
            return _run(parts, amounts, Path(folder), postgres, tell)
        except NoPostgres as error:
            if postgres != AUTO:
                raise
            report = _run(parts, amounts, Path(folder), "", tell)
            return DeliveryReport(SEED, report.lines, (f"Without PostgreSQL: {error}",))


def _run(
    parts: Sequence[str],
    amounts: Amounts,
    folder: Path,
    postgres: str,
    tell: Callable[[str], None],
) -> DeliveryReport:
    with stores(folder, postgres) as available:
        setting = Setting(available, amounts, tell)
        return DeliveryReport(SEED, tuple(line for part in parts for line in PARTS[part](setting)))
