"""What was typed for a day, shown with its weekday before it counts."""

from __future__ import annotations

from datetime import date

from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import paragraphs
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button


def read_as(day: date, t: Texts, *, today: date, yes: str, about: Html | None = None) -> Screen:
    """The day as it was understood; ``yes`` is what the button does that takes it.

    Another one may be typed instead.
    """
    return _asked(t("typed-day", day=day_name(day, t, today=today)), t, yes=yes, about=about)


def range_read_as(first: date, last: date, t: Texts, *, yes: str) -> Screen:
    """The same of a range of days."""
    return _asked(t("typed-range", first=t.day(first), last=t.day(last)), t, yes=yes)


def _asked(question: Html, t: Texts, *, yes: str, about: Html | None = None) -> Screen:
    rows = ((Button(t.plain("typed-yes"), yes), cancel_button(t)),)
    return Screen(paragraphs(about, question), rows)
