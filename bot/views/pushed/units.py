"""The organisations below, in numbers, in the messages of a group."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Html, Texts
from bot.views.duties.listing import MOST_LISTED
from bot.views.duties.names import LINE_CELLS, clipped, width
from bot.views.layout import lines
from scheduler.planning.notices import UnitBelow


def units_block(units: Sequence[UnitBelow], t: Texts) -> Html:
    """How many are overdue and near their date, of all together and of those that have any."""
    urgent = [unit for unit in units if unit.red or unit.yellow]
    if not urgent:
        return t("units-none", count=len(units))
    red, yellow = sum(unit.red for unit in urgent), sum(unit.yellow for unit in urgent)
    left = len(urgent) - MOST_LISTED
    return lines(
        t("units-title", count=len(units)),
        t("lamp-line", line=_counts(red, yellow, t)),
        *(_line(unit, t) for unit in urgent[:MOST_LISTED]),
        t("units-more", count=left) if left > 0 else None,
    )


def _line(unit: UnitBelow, t: Texts) -> Html:
    counts = t.plain("units-counts", red=unit.red, yellow=unit.yellow)
    room = LINE_CELLS - width(t.plain("units-line", name="", counts=counts))
    return t("units-line", name=clipped(unit.name, room), counts=counts)


def _counts(red: int, yellow: int, t: Texts) -> str:
    lamps = (t.plain("lamp-red", count=red), t.plain("lamp-yellow", count=yellow))
    return t.plain("units-apart", red=lamps[0], yellow=lamps[1])
