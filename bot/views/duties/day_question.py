"""Asking for a day: likely ones are offered on buttons, any other one is typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.conversation.buttons.duties import ItemButton
from bot.conversation.days.asked import DayAsked, NoSuchDay, SeveralDays, UnclearDay
from bot.texts.catalogue import Html, Texts
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from scheduler.planning.occurrences import Occurrence


def day_question(
    question: Html, days: Iterable[Button], occurrence: Occurrence, t: Texts, *, anew: bool
) -> Screen:
    """The days one below the other, then the way out.

    ``anew``: the question is a message of its own. Otherwise it stands in place of the duty's
    screen, to which one can go back.
    """
    back = Button(t.plain("button-back"), ItemButton(occurrence.id).pack())
    way_out = cancel_button(t) if anew else back
    return Screen(question, tuple((each,) for each in (*days, way_out)))


def in_writing(question: Html, t: Texts) -> Screen:
    """A question that only a text answers."""
    return Screen(question, ((cancel_button(t),),))


def unclear_day(unclear: UnclearDay, asked: DayAsked, t: Texts, *, today: date) -> Screen:
    """The text is no day, or not one that can be told for certain; with examples."""
    message = "day-unclear"
    if isinstance(unclear, NoSuchDay):
        message = "day-nonexistent"
    elif isinstance(unclear, SeveralDays):
        message = "day-which"
    words = t.plain("day-words-done" if asked is DayAsked.DONE else "day-words-coming")
    return Screen(t(message, example=t.bare_day(today), words=words))
