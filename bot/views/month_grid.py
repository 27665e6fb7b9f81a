"""A month as buttons: one for each day that may be chosen, a week in a row, from Monday."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable
from datetime import date

from bot.texts.catalogue import Texts
from bot.views.screen import Button

_BLANK = "·"
_WEEKS = Calendar()


def month_grid(
    month: date,
    first: date | None,
    last: date | None,
    t: Texts,
    *,
    day: Callable[[date], str],
    turn: Callable[[date], str],
) -> tuple[tuple[Button, ...], ...]:
    """The days from ``first`` to ``last`` (None: no bound) in the month of ``month``.

    ``day`` and ``turn`` give the data of a day's button and of one that shows another month, which
    is named by its first day. A day that may not be chosen is a dot, which shows the month again.
    """
    here = month.replace(day=1)
    weeks = _WEEKS.monthdatescalendar(here.year, here.month)

    def cell(each: date) -> Button:
        out = (first is not None and each < first) or (last is not None and each > last)
        if each.month != here.month or out:
            return Button(_BLANK, turn(here))
        return Button(str(each.day), day(each))

    before, after = _shifted(here, -1), _shifted(here, 1)
    heading = [Button(t.months(here, here), turn(here))]
    if first is None or first < here:
        heading.insert(0, Button(t.plain("duties-previous"), turn(before)))
    if last is None or last >= after:
        heading.append(Button(t.plain("duties-next"), turn(after)))
    return (tuple(heading), *(tuple(cell(each) for each in week) for week in weeks))


def _shifted(month: date, by: int) -> date:
    year, number = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(year, number + 1, 1)
