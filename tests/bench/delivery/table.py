"""The figures as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from tests.bench.delivery.lines import Line
from tests.bench.delivery.running import DeliveryReport

_HEAD = f"{'part':<9}{'case':<58}{'ours':>12}{'peer':>12}  {'unit':<10}{'ratio':>9}{'target':>11}"


def table(report: DeliveryReport) -> str:
    """One line for each comparison, after the seed and what was left out."""
    return "\n".join(
        [
            f"Seed {report.seed}; every figure from processes of their own; ratio is ours / peer.",
            *report.left_out,
            "",
            lines_table(report.lines),
        ]
    )


def lines_table(lines: Iterable[Line]) -> str:
    """One line for each comparison, under their heads."""
    return "\n".join([_HEAD, *(_line(each) for each in lines)])


def _line(line: Line) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.1%}"
    missed = "  missed" if line.met is False else ""
    return (
        f"{line.part:<9}{line.case:<58}{_figure(line.ours):>12}{_figure(line.peer):>12}  "
        f"{line.unit:<10}{ratio:>9}{_target(line):>11}{missed}"
    ).rstrip()


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def _target(line: Line) -> str:
    target = line.target
    if target is None:
        return ""
    bound = f"{target.bound:g}" if target.absolute else f"{target.bound:.0%}"
    return f"{target.sign} {bound}"
