"""Screens on which the day of an act is chosen, and shown before anything is entered."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.buttons.duties import (
    ALL_POSTS,
    HeldOnButton,
    MonthButton,
    OtherDayButton,
    TicksButton,
)
from bot.conversation.scopes import ItemScope
from bot.texts.catalogue import Texts
from bot.views.days import day_name
from bot.views.duties.names import item_name
from bot.views.duties.several import which_day
from bot.views.layout import lines, paragraphs
from bot.views.month_grid import month_grid
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.library import Library
from scheduler.planning.occurrences import Occurrence


def other_day(scope: str, month: date, t: Texts, *, today: date, reminder_id: int = 0) -> Screen:
    """Ask for the day: on the buttons of a month, or in writing."""
    grid = month_grid(
        month,
        None,
        today,
        t,
        day=lambda day: HeldOnButton(day, scope, reminder_id).pack(),
        turn=lambda first: MonthButton(first, scope, reminder_id).pack(),
    )
    example = t.bare_day(today - timedelta(days=2))
    words = t.plain("day-words-done")
    question = t("several-other-day", example=example, words=words)
    return Screen(question, (*grid, (cancel_button(t),)))


def confirm(
    occurrence: Occurrence,
    day: date,
    library: Library,
    t: Texts,
    *,
    today: date,
    reminder_id: int = 0,
) -> Screen:
    """What would be entered, with the weekday, before it is."""
    alone = ItemScope(occurrence_id=occurrence.id).pack()
    every = ItemScope(assignment_id=ALL_POSTS).pack()
    after = min(occurrence.completed + 1, occurrence.needed)
    met = occurrence.remaining <= 1
    return Screen(
        lines(
            t("confirm-title"),
            t("confirm-item", item=item_name(occurrence, library, t, today=today)),
            t("confirm-day", day=day_name(day, t, today=today)),
            t("confirm-met" if met else "confirm-after", after=after, needed=occurrence.needed),
        ),
        (
            (
                Button(t.plain("confirm-yes"), HeldOnButton(day, alone, reminder_id).pack()),
                Button(t.plain("confirm-other-day"), OtherDayButton(alone).pack()),
                Button(t.plain("confirm-other-item"), TicksButton(day, every).pack()),
            ),
        ),
    )


def asked_again(
    scope: str, occurrence: Occurrence | None, library: Library, t: Texts, *, today: date
) -> Screen:
    """Ask for the day again, after something else was answered."""
    item = None if occurrence is None else item_name(occurrence, library, t, today=today)
    asked = which_day(scope, t, today=today, item=item)
    return Screen(paragraphs(t("again-record"), asked.text), asked.rows)
