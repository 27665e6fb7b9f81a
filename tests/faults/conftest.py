"""The rig of the experiments, and the one table at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.faults.messenger import Messenger
from tests.faults.rig import Fork, Rig, Row

ROWS: list[Row] = []


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest, rig: Rig) -> str:
    """Each experiment runs on both."""
    name: str = request.param
    if name == "postgresql" and rig.templates.postgres_url is None:
        rig.templates.postgres_url = request.getfixturevalue("postgres_url")
    return name


@pytest.fixture(scope="session")
async def rig(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rig]:
    from tests.faults.store import Templates

    folder: Path = tmp_path_factory.mktemp("faults")
    messenger = Messenger()
    await messenger.open()
    fork = await Fork.start(folder)
    yield Rig(messenger, fork, Templates(folder), ROWS)
    await fork.stop()
    await messenger.close()


@pytest.fixture(autouse=True)
def failed_rows() -> Iterator[None]:
    """A test fails with whatever it has entered as a fault."""
    before = {id(row): len(row.faults) for row in ROWS}
    yield
    faults = [
        f"{row.experiment} on {row.database}, {fault}"
        for row in ROWS
        for fault in row.faults[before.get(id(row), 0) :]
    ]
    assert not faults, "\n".join(faults)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if not ROWS:
        return
    heads = ("experiment", "database", "seed", "count", "lost", "doubled", "flagged", "late s", "")
    lines = [heads]
    lines += [
        (
            row.experiment,
            row.database,
            "-".join(str(seed) for seed in sorted({min(row.seeds), max(row.seeds)})),
            str(row.count),
            str(row.lost),
            str(row.doubled),
            str(row.flagged),
            f"{row.lateness:.1f}",
            "FAIL" if row.faults else "pass",
        )
        for row in ROWS
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    terminalreporter.write_sep("=", "faults")
    for line in lines:
        cells = [
            cell.ljust(width) if index < 2 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        terminalreporter.write_line("  ".join(cells))
    for row in ROWS:
        for fault in row.faults[:5]:
            terminalreporter.write_line(f"{row.experiment} on {row.database}, {fault}")
