"""Commits a second, as the floor that all stored work stands on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.bench.delivery.lines import Line
from bot.bench.delivery.setting import Setting
from bot.bench.fresh import in_fresh_process


def lines(setting: Setting) -> Iterator[Line]:
    """One small insert in each transaction."""
    for kind in setting.stores.kinds:
        setting.tell(f"floor: {kind}")
        with setting.stores.new(kind) as url:
            found = in_fresh_process(
                "bot.bench.delivery.commits:commits", url, str(setting.amounts.commits)
            )
        yield Line("floor", f"{kind}, one insert each", found["per_second"], None, "commits/s")
