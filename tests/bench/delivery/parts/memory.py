"""Memory of the running program at rest, beside the smallest bot of the same library."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.delivery import processes, server
from tests.bench.delivery.lines import AT_MOST, Line, Target
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.stores import SQLITE
from tests.bench.fresh import in_fresh_process


def lines(setting: Setting) -> Iterator[Line]:
    """With nobody registered, then with many."""
    setting.tell("memory: the echo bot")
    with server.running() as address, processes.bare_echo(address, 0) as running:
        time.sleep(setting.amounts.rest_seconds)
        peer, _ = running.memory_mb()
    for people in (0, setting.amounts.people):
        setting.tell(f"memory: {people} people")
        with setting.stores.new(SQLITE) as url, server.running() as address:
            in_fresh_process("tests.bench.delivery.updates:fill", url, str(people))
            with processes.ours(address, url) as running:
                time.sleep(setting.amounts.rest_seconds)
                ours, _ = running.memory_mb()
        target = None if people else Target(AT_MOST, 3)
        yield Line("memory", f"at rest, {people:,} people; echo bot", ours, peer, "MiB", target)
