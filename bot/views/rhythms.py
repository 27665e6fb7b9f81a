"""A rhythm given back: in words, with its next days, and why one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines
from clauses.cadence import Per, Quota
from clauses.rhythms.kinds import kind_of
from clauses.rhythms.readings import (
    MovableFeast,
    NoNumber,
    NoSuchPeriod,
    SeveralDueDays,
    UnclearRhythm,
)
from clauses.rhythms.sentence import NoDutySaid
from scheduler.planning.coming import ComingDay

_REFUSALS: dict[type[UnclearRhythm], str] = {
    NoSuchPeriod: "rhythm-no-period",
    SeveralDueDays: "rhythm-several-days",
    MovableFeast: "rhythm-movable",
    NoNumber: "rhythm-no-number",
    NoDutySaid: "rhythm-no-duty",
}
_WEEK = timedelta(weeks=1)


def coming_lines(days: Sequence[ComingDay], t: Texts) -> Html:
    """The next days on which it is due; those that may still move are marked."""
    if not days:
        return t("rhythm-no-days")
    return lines(
        t("rhythm-days"),
        *(
            t("rhythm-day-provisional" if day.provisional else "rhythm-day", day=t.day(day.due_on))
            for day in days
        ),
    )


def refused(unclear: UnclearRhythm, words: str, t: Texts, *, sentence: bool = False) -> Html:
    """Why it is not taken, and how it can be said: an example like the words, a ``sentence`` or a rhythm."""
    example = "rhythm-example-sentence" if sentence else "rhythm-example"
    return lines(
        t(_REFUSALS.get(type(unclear), "rhythm-unclear")), t(example, rhythm=like(words, t))
    )


def like(words: str, t: Texts) -> str:
    """A rhythm that can be read, of the kind of these words."""
    return t.plain(f"rhythm-like-{kind_of(words) or Per.QUARTER}")


def first_days(quota: Quota, today: date) -> tuple[date, date]:
    """What is offered as the first of every second week: the next two days of its weekday.

    Without one, today and the same day of next week.
    """
    weekday = quota.due.weekday if quota.due is not None else None
    first = today
    if weekday is not None:
        first = today + timedelta(days=(weekday - today.isoweekday()) % 7)
    return first, first + _WEEK
