"""Items by name, short enough for a line or a button of a phone."""

from __future__ import annotations

import unicodedata
from datetime import date

from bot.texts.catalogue import Html, Texts
from bot.views.days import short_period
from bot.views.names import post_name
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import PostId
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import AskedPost, Organisation

LINE_CELLS = 34
"""A line of a bubble: 17 full-width characters."""

BUTTON_CELLS = 32
"""A button that has the row to itself: 16 full-width characters."""


def item_name(
    occurrence: Occurrence, library: Library, t: Texts, *, today: date, cells: int | None = None
) -> str:
    """The duty with its period, such as 支委会（11月）; of a long one the duty is cut.

    ``cells`` as in :func:`clipped`.
    """
    duty = duty_name(clause_of(occurrence, library).duty)
    period = short_period(occurrence.period, t, today=today)
    name = t.plain("item-name", duty=duty, period=period)
    if cells is None or width(name) <= cells:
        return name
    rest = width(name) - width(duty)
    return t.plain("item-name", duty=clipped(duty, cells - rest), period=period)


def room_for_duty(occurrence: Occurrence, t: Texts, today: date, cells: int) -> int:
    """The cells that :func:`item_name` has left for the duty itself."""
    period = short_period(occurrence.period, t, today=today)
    return cells - width(t.plain("item-name", duty="", period=period))


def seat_name(organisation: Organisation, post: PostId, library: Library) -> str:
    """Organisation and post in one, such as 规划处党支部书记; what both say is said once."""
    name, title = organisation.name, post_name(post, library)
    for length in range(min(len(name), len(title)), 0, -1):
        if name.endswith(title[:length]):
            return name + title[length:]
    return name + title


def asked_line(asked: AskedPost, library: Library, t: Texts) -> Html:
    """A post that somebody has asked for, with its state."""
    return t("duties-asked", seat=seat_name(asked.organisation, asked.post, library))


def width(text: str) -> int:
    """The width in cells: 2 for a full-width character, 1 for a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(each) in "FWA" else 1 for each in text)


def clipped(text: str, cells: int) -> str:
    """Plain text of at most this width, with an ellipsis where it was cut."""
    text = " ".join(text.split())
    if width(text) <= cells:
        return text
    kept, used = [], width("…")
    for each in text:
        used += width(each)
        if used > cells:
            break
        kept.append(each)
    return "".join(kept).rstrip("，、；, ") + "…"
