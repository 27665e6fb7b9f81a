"""Choosing a person by name, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.texts.catalogue import Texts
from bot.views.layout import in_rows, shortened
from bot.views.names import person_name
from bot.views.screen import Button
from scheduler.handover.model import Colleague

PER_PAGE = 8
_LABEL_CHARACTERS = 12


def people_rows(
    people: Sequence[Colleague],
    page: int,
    t: Texts,
    *,
    choose: Callable[[Colleague], str],
    turn: Callable[[int], str],
) -> tuple[tuple[Button, ...], ...]:
    """Two names in a row, and under them the way to other pages. Both functions give a button's data."""
    first = page * PER_PAGE
    shown = people[first : first + PER_PAGE]
    names = (
        Button(shortened(person_name(each.name, t), _LABEL_CHARACTERS), choose(each))
        for each in shown
    )
    pages = []
    if page > 0:
        pages.append(Button(t.plain("people-earlier"), turn(page - 1)))
    if first + PER_PAGE < len(people):
        pages.append(Button(t.plain("people-later"), turn(page + 1)))
    return (*in_rows(names, 2), *([tuple(pages)] if pages else []))
