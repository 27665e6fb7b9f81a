"""The days that an operator enters as worked or off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation.buttons.operators import WorkdaysButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs, shortened
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.workday_notice import NoticeFault, NoticeFaultKind
from scheduler.workdays.replacing import WorkdayChanges

_MOST_FAULTS = 8
_WORDS_CHARACTERS = 60


def ask_workdays(t: Texts) -> Screen:
    """Ask for the notice, or a table."""
    return Screen(t("workdays-ask"), ((cancel_button(t),),))


def bad_notice(faults: Sequence[NoticeFault], t: Texts) -> Screen:
    """What is wrong with it; nothing of it was taken."""
    more = len(faults) - _MOST_FAULTS
    return Screen(
        paragraphs(
            t("workdays-bad"),
            lines(
                *(_fault(each, t) for each in faults[:_MOST_FAULTS]),
                t("workdays-more-faults", count=more) if more > 0 else None,
            ),
        ),
        ((cancel_button(t),),),
    )


def preview(changes: WorkdayChanges, t: Texts) -> Screen:
    """What would change, and whether to enter it."""
    off = [day for day, worked in changes.days if not worked]
    worked = [day for day, worked in changes.days if worked]
    text = paragraphs(
        t("workdays-preview"),
        lines(
            t("workdays-off", days=_listed(off, t), count=len(off)) if off else None,
            t("workdays-worked", days=_listed(worked, t), count=len(worked)) if worked else None,
            None if changes.days else t("workdays-nothing-new"),
        ),
        lines(*(t("workdays-published", year=year) for year in changes.published)),
        t("workdays-follows"),
    )
    confirm = Button(t.plain("workdays-enter-button"), WorkdaysButton().pack())
    return Screen(text, ((confirm, cancel_button(t)),))


def entered(t: Texts) -> Screen:
    """It was entered."""
    return Screen(t("workdays-entered"))


def _fault(fault: NoticeFault, t: Texts) -> Html:
    said, actual = fault.said, fault.actual
    if fault.kind is NoticeFaultKind.WEEKDAY:
        said, actual = t.weekday(int(said)), t.weekday(int(actual))
    words = shortened(fault.words, _WORDS_CHARACTERS)
    return t(f"workdays-fault-{fault.kind.value}", words=words, said=said, actual=actual)


def _listed(days: Sequence[date], t: Texts) -> str:
    return t.plain("list-comma").join(t.short_day(day) for day in days)
