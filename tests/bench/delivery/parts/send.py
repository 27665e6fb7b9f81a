"""Dispatch without limits, beside a loop of nothing but ``bot.send_message``."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.delivery import server
from tests.bench.delivery.lines import AT_LEAST, Line, Target
from tests.bench.delivery.setting import Setting
from tests.bench.fresh import in_fresh_process

CONCURRENT = (1, 10, 50, 100)


def lines(setting: Setting) -> Iterator[Line]:
    """Messages a second, the best of the concurrencies on either side."""
    count, rounds = str(setting.amounts.messages), range(setting.amounts.rounds)
    setting.tell("send: the bare loop")
    bare = max(_bare(count, each) for each in CONCURRENT for _ in rounds)
    for kind in setting.stores.kinds:
        ours = []
        for each in CONCURRENT:
            setting.tell(f"send: {kind}, {each} at once")
            ours += [_ours(setting, kind, count, each) for _ in rounds]
        yield Line(
            "send", f"{kind}; bare send loop", max(ours), bare, "msg/s", Target(AT_LEAST, 1.5)
        )


def _bare(count: str, concurrent: int) -> float:
    with server.running() as address:
        found = in_fresh_process(
            "tests.bench.delivery.bare:bare_loop", address, count, str(concurrent)
        )
    return float(found["per_second"])


def _ours(setting: Setting, kind: str, count: str, concurrent: int) -> float:
    with setting.stores.new(kind) as url, server.running() as address:
        found = in_fresh_process(
            "tests.bench.delivery.dispatch:dispatched", address, url, count, str(concurrent)
        )
    return float(found["per_second"])
