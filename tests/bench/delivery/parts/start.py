"""Start-up and a burst, beside APScheduler with a job for each reminder in its SQLAlchemy store."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.delivery.lines import AT_MOST, Line, Target
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.stores import SQLITE
from tests.bench.fresh import in_fresh_process

_STARTUP = "tests.bench.delivery.startup"
_WAIT_SECONDS = "3"
_TARGETS_FROM = 100_000
"""Number of reminders that the targets are about; with fewer, the fixed cost of a start weighs more."""


def lines(setting: Setting) -> Iterator[Line]:
    """Seconds, memory above an empty start, and lateness of a burst of 1,000, at each size."""
    with setting.stores.new(SQLITE) as url, setting.stores.new(SQLITE) as jobs:
        in_fresh_process(f"{_STARTUP}:prepare", url, "0")
        empty = in_fresh_process(f"{_STARTUP}:ours", url)["mb"]
        empty_peer = in_fresh_process(f"{_STARTUP}:apscheduler_again", _sync(jobs))["mb"]
    for size in setting.amounts.sizes:
        setting.tell(f"start: {size} reminders")
        with setting.stores.new(SQLITE) as url, setting.stores.new(SQLITE) as jobs:
            in_fresh_process(f"{_STARTUP}:prepare", url, str(size))
            ours = in_fresh_process(f"{_STARTUP}:ours", url, _WAIT_SECONDS)
            peer = in_fresh_process(
                f"{_STARTUP}:apscheduler", _sync(jobs), str(size), _WAIT_SECONDS
            )
            again = in_fresh_process(f"{_STARTUP}:apscheduler_again", _sync(jobs))
        full = size >= _TARGETS_FROM
        seconds = Target(AT_MOST, 0.01) if full else None
        memory = Target(AT_MOST, 0.1) if full else None
        case = f"{size:,} reminders"
        yield Line("start", f"{case}: ready; peer adds its jobs", ours["seconds"], peer["seconds"], "s", seconds)  # fmt: skip
        yield Line("start", f"{case}: ready; peer's store has the jobs", ours["seconds"], again["seconds"], "s")  # fmt: skip
        above = max(ours["mb"] - empty, 0.0)
        yield Line("start", f"{case}: memory above an empty start", above, peer["mb"] - empty_peer, "MiB", memory)  # fmt: skip
        yield Line("start", f"{case}: p99 lateness, burst of 1,000", ours["p99"], peer["p99"], "s")


def _sync(url: str) -> str:
    """The same file for APScheduler, whose store knows no asyncio."""
    return url.replace("sqlite+aiosqlite", "sqlite")
