"""An entry in words: when it was done and entered, who was there, who confirmed it."""

from __future__ import annotations

from datetime import date

from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.names import person_name
from scheduler.planning.occurrences import EntryDetails, LedgerEntry, Occurrence


def entered_line(occurrence: Occurrence, entry: LedgerEntry, t: Texts, *, today: date) -> Html:
    """On which day it was done, and when that was entered."""
    recorded_on = occurrence.organisation.today(entry.recorded_at)
    kind = "review-entered"
    if entry.held_on > occurrence.last_day:
        kind = "review-entered-made-up"
    elif recorded_on > occurrence.last_day:
        kind = "review-entered-later"
    elif recorded_on == entry.held_on:
        kind = "review-entered-same-day"
    return t(
        kind,
        day=day_name(entry.held_on, t, today=today),
        recorded=day_name(recorded_on, t, today=today),
    )


def detail_lines(details: EntryDetails | None, t: Texts) -> list[Html]:
    """How many were there, and the number of the minutes; [] where nothing was said."""
    if details is None:
        return []
    said = []
    if details.present is not None and details.absent is not None:
        said.append(t("details-both", present=details.present, absent=details.absent))
    elif details.present is not None:
        said.append(t("details-present", present=details.present))
    elif details.absent is not None:
        said.append(t("details-absent", absent=details.absent))
    if details.minutes is not None:
        said.append(t("details-minutes", minutes=details.minutes))
    return said


def review_line(entry: LedgerEntry, t: Texts, *, today: date) -> Html | None:
    """Whether it waits to be confirmed, or who decided when, and why; None where nobody is to."""
    review = entry.review
    if review is None or (review.confirmed is None and entry.withdrawn):
        return None
    if review.confirmed is None:
        return t("review-waits")
    day = "" if review.at is None else day_name(review.at.date(), t, today=today)
    name = person_name(review.by_name or "", t)
    if review.confirmed:
        return t("review-was-confirmed", day=day, name=name)
    return t("review-was-returned", day=day, name=name, reason=review.reason or "")
