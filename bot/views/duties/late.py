"""Screens on which an act of a period that has ended is entered: in it (补登), or after it (补办)."""

from __future__ import annotations

from datetime import date

from bot.conversation.buttons.duties import DoneButton, DoneOnButton
from bot.conversation.buttons.entries import SureOnButton
from bot.texts.catalogue import Texts
from bot.views.days import day_name, period_name
from bot.views.layout import lines
from bot.views.screen import Button, Screen
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence


def ask_to_fill_in(
    occurrence: Occurrence,
    day: date,
    library: Library,
    t: Texts,
    *,
    today: date,
    reminder_id: int = 0,
) -> Screen:
    """Say that the act lay in the period, which has ended, and counts as done in time."""
    sure = SureOnButton(occurrence.id, day, late=False, reminder_id=reminder_id)
    return Screen(
        lines(
            t(
                "late-fill-in",
                duty=duty_name(clause_of(occurrence, library).duty),
                period=period_name(occurrence.period, t),
            ),
            t("late-within", day=day_name(day, t, today=today)),
        ),
        ((Button(t.plain("late-fill-in-button"), sure.pack()), _other_day(occurrence, t)),),
    )


def ask_which_period(
    occurrence: Occurrence,
    other: Occurrence | None,
    day: date,
    library: Library,
    t: Texts,
    *,
    today: date,
    reminder_id: int = 0,
) -> Screen:
    """Ask whether an act after the period is made up for it, or is that of ``other``, whose day it is."""
    duty = duty_name(clause_of(occurrence, library).duty)
    period = period_name(occurrence.period, t)
    sure = SureOnButton(occurrence.id, day, late=True, reminder_id=reminder_id)
    choices = [Button(t.plain("late-made-up-button", period=period), sure.pack())]
    question = t("late-made-up-only", period=period)
    if other is not None:
        own = period_name(other.period, t)
        own_button = DoneOnButton(other.id, day, reminder_id).pack()
        choices.append(Button(t.plain("late-own-button", own=own), own_button))
        question = t("late-made-up-or-own", period=period, own=own, duty=duty)
    return Screen(
        lines(
            t("late-title", duty=duty, period=period),
            t("late-after", day=day_name(day, t, today=today), period=period),
            question,
        ),
        (*((each,) for each in choices), (_other_day(occurrence, t),)),
    )


def _other_day(occurrence: Occurrence, t: Texts) -> Button:
    return Button(t.plain("late-other-day-button"), DoneButton(occurrence.id).pack())
