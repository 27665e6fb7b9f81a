"""The file of a province's year, made by the worker's own program, while the bot answers."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.exporting.worker import Order, obey
from clauses.answering.ready import ready
from tests.bench.fresh import in_fresh_process

_ANSWERS_EVERY_SECONDS = 0.5


async def exported(
    url: str, now: datetime, answer: Callable[[], Awaitable[object]]
) -> dict[str, Any]:
    """Make it in a process of its own; meanwhile ``answer`` again and again."""
    with TemporaryDirectory() as folder:
        # What a bot that runs has in its folder long before anybody asks for a file.
        await asyncio.to_thread(in_fresh_process, f"{__name__}:prepare", folder)
        arguments = f"{__name__}:make", url, now.isoformat(), folder
        making = asyncio.create_task(asyncio.to_thread(in_fresh_process, *arguments))
        waits = []
        while not making.done():
            began = time.perf_counter()
            await answer()
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(_ANSWERS_EVERY_SECONDS)
        found = await making
    return {
        **{name: figure for name, figure in found.items() if name != "peak_mb"},
        "export_peak_mb": found["peak_mb"],
        "export_load": os.getloadavg()[0],
        "answer_s": statistics.quantiles(waits, n=20)[-1] if len(waits) > 1 else waits[0],
    }


def prepare(folder: str) -> dict[str, Any]:
    """Keep what is worked out from the packs."""
    ready([], Path(folder))
    return {}


def make(url: str, now: str, folder: str) -> dict[str, float]:
    """Make the xlsx of the first organisation's tree and year, as the worker does."""
    year, path = datetime.fromisoformat(now).year, Path(folder) / "year.xlsx"
    order = Order(
        url=url,
        pack_dirs=[],
        packs=[],
        data_dir=folder,
        organisation_id=1,
        per="year",
        start=f"{year}-01-01",
        end=f"{year + 1}-01-01",
        format="xlsx",
        locale="zh-Hans",
        path=str(path),
        now=now,
        today=now[:10],
    )
    began, spent = time.perf_counter(), time.process_time()
    asyncio.run(obey(order))
    return {
        "export_s": time.perf_counter() - began,
        "export_cpu_s": time.process_time() - spent,
        "export_mb": path.stat().st_size / 2**20,
    }
