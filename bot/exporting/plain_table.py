"""The csv: the register alone, in a form that office programs open as it is."""

from __future__ import annotations

import csv
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.conversation.cells import guarded
from bot.exporting.words import COLUMNS, Wording, head_of
from bot.texts.catalogue import Texts
from scheduler.closing.contents import Contents


async def write_csv(
    path: Path,
    contents: Contents,
    wording: Wording,
    t: Texts,
    progress: Callable[[int, int], Awaitable[None]],
) -> None:
    """Write the register; ``progress`` hears how many items are in."""
    total, done = await contents.survey(), 0
    await progress(0, total)
    and_ = t.plain("ledger-and")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([t.plain(head_of(name)) for name in COLUMNS])
        async for unit in contents.units():
            for item in unit.items:
                done += 1
                row = wording.row(item)
                cells = (
                    row.item,
                    row.source,
                    row.place,
                    row.post,
                    row.period,
                    row.due.isoformat(),
                    and_.join(each.isoformat() for each in row.done) or "—",
                    and_.join(each.isoformat() for each in row.entered) or "—",
                    row.proof,
                    row.confirmed,
                    row.state,
                    row.note,
                )
                table.writerow([done, *map(guarded, cells)])
            await progress(done, total)
