"""The asker's own items behind an answer: by when, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.texts.catalogue import Texts
from bot.views.days import due_name
from bot.views.duties.listing import Listed, state_message, workdays_words
from bot.views.duties.names import item_name
from bot.views.layout import lines, paragraphs
from bot.views.questions.pack_text import field_text, fitting
from bot.views.screen import Screen
from clauses.library import Library
from scheduler.planning.lamps import lamp_of
from scheduler.planning.occurrences import Occurrence
from scheduler.workdays.calendar import WorkdayCalendar


def with_own_items(
    screen: Screen,
    items: Sequence[Occurrence],
    library: Library,
    calendar: WorkdayCalendar,
    t: Texts,
    *,
    today: date,
) -> Screen:
    """The screen of an answer with the state of these items below it."""
    if not items:
        return screen
    told = []
    for item in items:
        left = calendar.workdays_until(today, item.deadline)
        listed = Listed(item, left, lamp_of(item, today, left))
        told.append(
            t(
                "answer-own-item",
                name=field_text(item_name(item, library, t, today=today)),
                state=t.plain(state_message(listed), days=workdays_words(listed, t, today=today)),
                due=due_name(item, t, today=today),
                completed=item.completed,
                needed=item.needed,
            )
        )
    own = lines(t("answer-own", organisation=field_text(items[0].organisation.name)), *told)
    return replace(screen, text=fitting(paragraphs(own, screen.text)))
