"""Planning a year, beside a bare bulk insert of the same rows."""

from __future__ import annotations

from collections.abc import Iterator

from bot.bench.delivery.lines import AT_LEAST, AT_MOST, Line, Target
from bot.bench.delivery.setting import Setting
from bot.bench.fresh import in_fresh_process


def lines(setting: Setting) -> Iterator[Line]:
    """Rows a second, the pass that changes nothing, and growth from the smallest size."""
    for kind in setting.stores.kinds:
        smallest: float | None = None
        for size in setting.amounts.sizes:
            setting.tell(f"plan: {size} assignments, {kind}")
            with setting.stores.new(kind) as planned, setting.stores.new(kind) as bare:
                found = in_fresh_process(
                    "bot.bench.delivery.planning:measure", planned, bare, str(size)
                )
            rows, first = found["rows"], found["first_seconds"]
            case = f"{kind}, {size:,} assignments, {rows:,} rows"
            inserted = rows / found["bare_seconds"]
            yield Line("plan", case, rows / first, inserted, "rows/s", Target(AT_LEAST, 0.4))
            second = f"{kind}, {size:,}: second pass; the first"
            yield Line("plan", second, found["second_seconds"], first, "s", Target(AT_MOST, 0.1))
            if smallest is not None:
                grown = f"{kind}, {size:,}: growth; the smallest size"
                yield Line("plan", grown, rows / first, smallest, "rows/s")
            smallest = smallest or rows / first
