"""A rhythm given back: in words, with its next days, and why one is refused."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines
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


def refused(unclear: UnclearRhythm, t: Texts) -> Html:
    """Why it is not taken, and how it can be said."""
    return lines(t(_REFUSALS.get(type(unclear), "rhythm-unclear")), t("rhythm-example"))
