"""The one table of the experiments, whichever processes and folders they were made in."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

HEADS = ("experiment", "database", "seed", "count", "lost", "doubled", "flagged", "late s", "")


@dataclass
class Row:
    """A line of the table. ``lateness`` goes by the victims' clock, in seconds."""

    experiment: str
    database: str
    seeds: list[int] = field(default_factory=list)
    count: int = 0
    lost: int = 0
    doubled: int = 0
    flagged: int = 0
    lateness: float = 0.0
    faults: list[str] = field(default_factory=list)

    def check(self, seed: int, **conditions: bool) -> None:
        """Note the conditions that do not hold, under the seed."""
        self.faults += [f"seed {seed}: {name}" for name, holds in conditions.items() if not holds]

    def add(self, other: Row) -> None:
        """More runs of the same experiment."""
        self.seeds += other.seeds
        self.count += other.count
        self.lost += other.lost
        self.doubled += other.doubled
        self.flagged += other.flagged
        self.lateness = max(self.lateness, other.lateness)
        self.faults += other.faults

    def cells(self) -> tuple[str, ...]:
        ends = {min(self.seeds), max(self.seeds)} if self.seeds else ()
        return (
            self.experiment,
            self.database,
            "-".join(str(seed) for seed in sorted(ends)),
            str(self.count),
            str(self.lost),
            str(self.doubled),
            str(self.flagged),
            f"{self.lateness:.1f}",
            "FAIL" if self.faults else "pass",
        )


ROWS: list[Row] = []


def row(experiment: str, database: str) -> Row:
    """The line of the table for this experiment."""
    for each in ROWS:
        if (each.experiment, each.database) == (experiment, database):
            return each
    ROWS.append(Row(experiment, database))
    return ROWS[-1]


@pytest.fixture(autouse=True)
def failed_rows() -> Iterator[None]:
    """A test fails with whatever it has entered as a fault."""
    before = {id(each): len(each.faults) for each in ROWS}
    yield
    faults = [
        f"{each.experiment} on {each.database}, {fault}"
        for each in ROWS
        for fault in each.faults[before.get(id(each), 0) :]
    ]
    assert not faults, "\n".join(faults)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Enter what other folders test under the name of an experiment: a case each, no seeds."""
    report = yield
    for mark in item.iter_markers("experiment"):
        if mark.args and (report.when == "call" or report.failed):
            database = getattr(item, "callspec", None) and item.callspec.params.get("database_url")
            line = row(*mark.args, database or "")
            line.count += 1
            line.faults += [item.name] if report.failed else []
    return report


def take_over(rows: Iterable[Mapping[str, Any]]) -> None:
    """Add the lines of a process that has ended."""
    for values in rows:
        row(values["experiment"], values["database"]).add(Row(**values))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the lines on to the process that prints them, where this is not it."""
    rows = [asdict(each) for each in ROWS]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["rows"] = rows
    if file := os.environ.get("FAULT_ROWS"):
        Path(file).write_text(json.dumps(rows))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """One of several processes has ended."""
    take_over(getattr(node, "workeroutput", {}).get("rows", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    rows = sorted((each for each in ROWS if each.count), key=_place)
    if not rows:
        return
    lines = [HEADS, *(each.cells() for each in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    terminalreporter.write_sep("=", "faults")
    for line in lines:
        cells = [
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        terminalreporter.write_line("  ".join(cells))
    for each in rows:
        for fault in each.faults[:5]:
            terminalreporter.write_line(f"{each.experiment} on {each.database}, {fault}")


def _place(each: Row) -> tuple[str, int, str, bool]:
    """By the experiment's letter and number; SQLite first."""
    id_ = each.experiment.split(" ", 1)[0]
    number = int(id_[1:]) if id_[1:].isdigit() else 0
    return id_[:1], number, each.experiment, each.database != "sqlite"
