"""The board of a unit and of the whole province, its picture, and ``/myduties`` beside a smaller place."""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.conversation.addresses import telegram
from bot.drawing.font import FAMILIES, FONT_FILE
from bot.drawing.render import png
from bot.texts.naming import texts_of
from bot.views.board.text import board_screen, wanted
from bot.views.pictures.board import board_picture
from clauses.cadence import Per
from clauses.library import Library
from scheduler.board.boards import Boards
from scheduler.clock import ManualClock
from scheduler.ledger.agenda import Agenda
from scheduler.membership.registration import Registration
from scheduler.periods import period_containing
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.engine import Database
from tests.bench.board.chasing import chased
from tests.bench.board.exporting import exported
from tests.bench.board.filling import EARLY, HOLDERS, NOW, fill
from tests.bench.delivery.lines import AT_MOST, Line, Target
from tests.bench.delivery.province import FAN_OUT
from tests.bench.delivery.stores import stores
from tests.bench.fresh import in_fresh_process

ORGANISATIONS = 2_000
TENTH = 10
_ROUNDS = 20
_UNIT = OrganisationId(FAN_OUT + 2)
"""Under it stand ``FAN_OUT`` organisations, and under those none, while there are 2,000 in all."""


@dataclass(frozen=True)
class BoardReport:
    """All lines of one run."""

    organisations: int
    lines: tuple[Line, ...]

    def values(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "organisations": self.organisations,
            "lines": [{**asdict(line), "met": line.met} for line in self.lines],
        }


def measured(organisations: int, postgres: str, tell: Callable[[str], None]) -> BoardReport:
    """Measure on each database that can be measured here.

    Raises:
        MeasurementFailed: a process ended with an error.
    """
    lines: list[Line] = []
    with TemporaryDirectory() as folder, stores(Path(folder), postgres) as databases:
        for kind in databases.kinds:
            found = {}
            for size in (organisations // TENTH, organisations):
                tell(f"board: {size:,} organisations, {kind}")
                with databases.new(kind) as url:
                    target = f"{__name__}:measure"
                    found[size] = in_fresh_process(target, url, str(size))
            lines += _lines(kind, found[organisations], found[organisations // TENTH])
    return BoardReport(organisations, tuple(lines))


def _lines(kind: str, large: dict[str, Any], small: dict[str, Any]) -> list[Line]:
    def at_most(bound: float, case: str, name: str, unit: str) -> Line:
        target = Target(AT_MOST, bound, absolute=True)
        return Line("board", f"{kind}: {case}", large[name], None, unit, target)

    people = f"{large['people']:,} people; {small['people']:,}"
    chasing = f"first chasing pass, {large['chased']:,} told"
    export = f"year's xlsx of {large['export_mb']:.0f} MiB"
    return [
        Line("board", f"{kind}: items", large["items"], small["items"], "items"),
        at_most(30, f"/board, {FAN_OUT} below, p95 CPU", "unit_ms", "ms"),
        at_most(250, "/board, the whole province, p95 CPU", "province_ms", "ms"),
        at_most(250, "the same early in a quarter, p95 CPU", "early_ms", "ms"),
        at_most(150, "picture, drawn in a worker, p95 CPU", "picture_ms", "ms"),
        at_most(5, f"{chasing}, CPU", "chasing_cpu_s", "s"),
        at_most(5, f"the same, wall at load {large['chasing_load']:.1f}", "chasing_s", "s"),
        at_most(50, "the same, loop held, CPU", "chasing_held_ms", "ms"),
        at_most(90, f"{export}, CPU", "export_cpu_s", "s"),
        at_most(90, f"the same, wall at load {large['export_load']:.1f}", "export_s", "s"),
        at_most(250, "the same, peak memory", "export_peak_mb", "MiB"),
        at_most(1, "/board of a unit meanwhile, p95 wall", "answer_s", "s"),
        Line(
            "board",
            f"{kind}: /myduties, p95 CPU, {people}",
            large["duties_ms"],
            small["duties_ms"],
            "ms",
            Target(AT_MOST, 1.5),
        ),
    ]


def measure(url: str, organisations: str) -> dict[str, Any]:
    """Fill a database, and measure in this process; milliseconds of CPU."""
    return asyncio.run(_measure(url, int(organisations)))


async def _measure(url: str, organisations: int) -> dict[str, Any]:
    database, library, clock = Database.open(url), Library.load(), ManualClock(NOW)
    await database.migrate()
    items = await fill(database, organisations)
    boards, t = Boards(database, library, clock), texts_of(library, "zh-Hans")
    early = Boards(database, library, ManualClock(EARLY))
    quarter = period_containing(Per.QUARTER, date(2026, 11, 25))
    agenda, registration = Agenda(database, library, clock), Registration(database, library, clock)
    chief = PersonId(1)

    async def board(id_: OrganisationId, boards: Boards = boards) -> None:
        shown = await boards.of(id_, quarter, *wanted(), by=chief)
        earlier = await boards.owed_before(shown, by=chief)
        owing = await boards.owing(shown, by=chief)
        board_screen(shown, library, t, earlier=earlier, owing=owing)

    unit = _UNIT if organisations > _UNIT else OrganisationId(organisations)
    somebody = await registration.find_person(telegram(HOLDERS + 1))
    assert somebody is not None
    whole = await boards.of(OrganisationId(1), quarter, *wanted(), by=chief)
    assert whole.total > organisations
    picture = board_picture(whole, library, t)
    gc.collect()
    gc.freeze()  # as the program does when it has started
    found = {
        "unit_ms": await _p95(lambda: board(unit)),
        "province_ms": await _p95(lambda: board(OrganisationId(1))),
        "early_ms": await _p95(lambda: board(OrganisationId(1), early)),
        "duties_ms": await _p95(lambda: agenda.of(somebody)),
        "picture_ms": await _p95(lambda: _drawn(picture.svg())),
    }
    found |= await exported(url, NOW, lambda: board(unit))
    found |= await chased(database, library, clock)
    await database.close()
    return {**found, "items": items, "people": organisations * HOLDERS}


async def _drawn(svg: str) -> None:
    png(svg, str(FONT_FILE), FAMILIES["zh-Hans"])


async def _p95(act: Callable[[], Awaitable[object]]) -> float:
    await act()
    spent = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        await act()
        spent.append((time.process_time() - began) * 1000)
    return statistics.quantiles(spent, n=20)[-1]
