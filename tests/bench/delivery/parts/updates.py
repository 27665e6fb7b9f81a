"""Updates stored and answered by the real program, beside the library's echo bot."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.delivery import processes, server
from tests.bench.delivery.lines import AT_LEAST, Line, Target
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.updates import DUTIES, HELP, PRESS, WARM_UP, answered_per_second
from tests.bench.fresh import in_fresh_process

CONCURRENT = (0, 8)
"""The echo bot's settings: one update after the other, and eight at once."""


def lines(setting: Setting) -> Iterator[Line]:
    """A command, a list and a press, by polling and by webhook."""
    rounds = range(setting.amounts.rounds)
    for way, webhook in (("polling", False), ("webhook", True)):
        setting.tell(f"updates: {way}, the echo bot")
        echo = max(_echo(setting, each, webhook=webhook) for each in CONCURRENT for _ in rounds)
        for kind in setting.stores.kinds:
            for what, name in ((HELP, HELP), (DUTIES, DUTIES), (PRESS, "entering as done")):
                setting.tell(f"updates: {way}, {kind}, {name}")
                ours = max(_ours(setting, kind, what, webhook=webhook) for _ in rounds)
                case = f"{way}, {kind}, {name}; echo bot"
                yield Line("updates", case, ours, echo, "updates/s", Target(AT_LEAST, 0.8))


def _echo(setting: Setting, concurrent: int, *, webhook: bool) -> float:
    with (
        server.running() as address,
        processes.bare_echo(address, concurrent, webhook=webhook) as running,
    ):
        return answered_per_second(address, running, HELP, setting.amounts.updates, peer=True)


def _ours(setting: Setting, kind: str, what: str, *, webhook: bool) -> float:
    count = setting.amounts.updates
    with setting.stores.new(kind) as url, server.running() as address:
        in_fresh_process("tests.bench.delivery.updates:fill", url, str(count + WARM_UP))
        with processes.ours(address, url, webhook=webhook) as running:
            return answered_per_second(address, running, what, count)
