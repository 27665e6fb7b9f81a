"""The real program under Telegram's limits, with people who ask meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.delivery import processes, server
from tests.bench.delivery.burst import ASKING
from tests.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from tests.bench.delivery.processes import Running
from tests.bench.delivery.setting import Setting
from tests.bench.delivery.stores import SQLITE
from tests.bench.delivery.updates import HELP, update
from tests.bench.fresh import MeasurementFailed, in_fresh_process

LIMIT = 30.0
_GROUPS_SHARE = 0.2
_ASK_EVERY = 0.5
_PATIENCE = 3.0
"""The measurement is given up after this multiple of the time that the limit allows."""


@dataclass(frozen=True)
class _Found:
    per_second: float
    refused: int
    p95: float
    peak_mb: float


def lines(setting: Setting) -> Iterator[Line]:
    """Private chats alone, then with groups: speed, refusals, answers meanwhile, memory."""
    burst = setting.amounts.burst
    groups = int(burst * _GROUPS_SHARE)
    cases = {
        f"{burst:,} private chats": (burst, 0),
        f"mixed: {burst - groups:,} private, {groups} groups": (
            burst - groups,
            groups,
        ),
    }
    for case, (people, of_groups) in cases.items():
        setting.tell(f"limits: {case}")
        found = _burst(setting, people, of_groups)
        yield Line("limits", f"{case}; the limit", found.per_second, LIMIT, "msg/s", Target(AT_LEAST, 0.97))  # fmt: skip
        yield Line("limits", f"{case}: refused with 429", found.refused, None, "messages", Target(AT_MOST, 0, absolute=True))  # fmt: skip
        yield Line("limits", f"{case}: /help meanwhile, p95", found.p95, None, "s", Target(AT_MOST, 1, absolute=True))  # fmt: skip
        yield Line("limits", f"{case}: peak memory", found.peak_mb, None, "MiB", Target(AT_MOST, 250, absolute=True))  # fmt: skip


def _burst(setting: Setting, people: int, groups: int) -> _Found:
    total = people + groups
    with setting.stores.new(SQLITE) as url, server.running(limits=True) as address:
        in_fresh_process("tests.bench.delivery.burst:fill", url, str(people), str(groups))
        with processes.ours(address, url, unlimited=False) as running:
            asked = _ask_until_sent(address, running, people, total)
            _, peak = running.memory_mb()
        accepted, refused = server.report_of(address)
    burst = [at for at, chat in accepted if chat <= people]
    within = [at for at, _ in accepted if burst[0] <= at <= burst[-1]]
    answered = {chat: at for at, chat in accepted if chat in asked}
    waits = sorted(answered[chat] - at for chat, at in asked.items() if chat in answered)
    return _Found(
        per_second=(len(within) - 1) / (burst[-1] - burst[0]),
        refused=refused,
        p95=waits[len(waits) * 95 // 100],
        peak_mb=peak,
    )


def _ask_until_sent(address: str, running: Running, people: int, total: int) -> dict[int, float]:
    """Seconds, by the server's clock, at which each asker asked, by chat."""
    asked: dict[int, float] = {}
    end = time.monotonic() + 60 + _PATIENCE * total / LIMIT
    while time.monotonic() < end and running.process.poll() is None:
        sent = _sent(address)
        if sent - len(asked) >= total:
            time.sleep(1.5)  # for the answer to the last asker
            return asked
        if len(asked) < ASKING:
            person = people + len(asked) + 1
            told = server.order(address, "ask", updates=[update(person, HELP)])
            asked[person] = told["now"]
        time.sleep(_ASK_EVERY)
    raise MeasurementFailed(f"{_sent(address)} of {total} messages sent in time")


def _sent(address: str) -> int:
    """Number of messages sent so far, refused ones and answers included."""
    return int(server.order(address, "progress")["calls"].get("sendMessage", 0))
