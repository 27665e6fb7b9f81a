"""Rows of buttons that lists of items share: which day it was done, and turning pages."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.buttons.duties import DaysAgoButton, OtherDayButton
from bot.texts.catalogue import Texts
from bot.views.screen import Button


def day_row(scope: str, t: Texts) -> tuple[Button, ...]:
    """Done today, yesterday, on another day; ``scope`` as in ``bot.conversation.scopes``."""
    return (
        Button(t.plain("done-today-button"), DaysAgoButton(0, scope).pack()),
        Button(t.plain("done-yesterday-button"), DaysAgoButton(1, scope).pack()),
        Button(t.plain("done-other-button"), OtherDayButton(scope).pack()),
    )


def page_row(
    page: int, pages: int, to: Callable[[int], str], t: Texts
) -> tuple[tuple[Button, ...], ...]:
    """A row that turns to the page before and after; none for a single page."""
    if pages == 1:
        return ()
    row = [Button(t.plain("duties-page", page=page + 1, pages=pages), to(page))]
    if page > 0:
        row.insert(0, Button(t.plain("duties-previous"), to(page - 1)))
    if page < pages - 1:
        row.append(Button(t.plain("duties-next"), to(page + 1)))
    return (tuple(row),)
