"""Processor time of an answer, which differs less from run to run than the clock on a shared machine.

The echo bot only parses and answers; the bare press commits twice and calls twice besides. A start is
measured beside the imports that no bot of the library over aiohttp can do without.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.delivery import processes, server, starting
from tests.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from tests.bench.delivery.processes import Running
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.stores import SQLITE
from tests.bench.delivery.updates import DUTIES, HELP, PRESS, WARM_UP, answered_per_cpu_second
from tests.bench.fresh import in_fresh_process

_UNIT = "/cpu s"


def lines(setting: Setting) -> Iterator[Line]:
    """A command and a list beside the echo bot, a press beside the bare one; by polling."""
    rounds = range(setting.amounts.rounds)
    setting.tell("light: the echo bot")
    echo = max(_echo(setting) for _ in rounds)
    for kind in setting.stores.kinds:
        sqlite = kind == SQLITE
        setting.tell(f"light: {kind}, the bare press")
        bare = max(_bare_press(setting, kind) for _ in rounds)
        for what, name, peer, bound in (
            (HELP, "/help; echo bot", echo, 1.2 if sqlite else 1.0),
            (DUTIES, "/myduties; echo bot", echo, 0.7 if sqlite else 0.6),
            (PRESS, "entering as done; bare press", bare, 0.7 if sqlite else 0.6),
        ):
            setting.tell(f"light: {kind}, {name}")
            ours = max(_ours(setting, kind, what) for _ in rounds)
            yield Line("light", f"{kind}, {name}", ours, peer, _UNIT, Target(AT_LEAST, bound))
    setting.tell("light: starts")
    imports = starting.importing()
    asked = starting.asking()
    yield Line("light", "dutybot ask; imports", asked, imports, "cpu s", Target(AT_MOST, 1.0))
    with setting.stores.new(SQLITE) as url:
        polled = starting.polling(url)
    yield Line(
        "light", "run until it polls; imports", polled, imports, "cpu s", Target(AT_MOST, 3.5)
    )


def _echo(setting: Setting) -> float:
    with server.running() as address, processes.bare_echo(address, 0) as running:
        return _rate(setting, address, running, HELP, peer=True)


def _bare_press(setting: Setting, kind: str) -> float:
    with setting.stores.new(kind) as url, server.running() as address:
        count = str(setting.amounts.updates)
        found = in_fresh_process(
            "tests.bench.delivery.bare_press:bare_presses", address, url, count
        )
        return float(found["per_cpu_second"])


def _ours(setting: Setting, kind: str, what: str) -> float:
    with setting.stores.new(kind) as url, server.running() as address:
        people = str(setting.amounts.updates + WARM_UP)
        in_fresh_process("tests.bench.delivery.updates:fill", url, people)
        with processes.ours(address, url) as running:
            return _rate(setting, address, running, what)


def _rate(
    setting: Setting, address: str, running: Running, what: str, *, peer: bool = False
) -> float:
    return answered_per_cpu_second(address, running, what, setting.amounts.updates, peer=peer)
