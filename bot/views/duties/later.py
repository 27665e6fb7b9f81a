"""Screens on which a reminder is put off."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.buttons import LaterOnButton, LaterOtherButton
from bot.texts.catalogue import Texts
from bot.views.days import day_name, period_name
from bot.views.duties.day_question import day_in_writing, day_question
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.ledger.postponement import Postponed, latest_day
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence

_WEEK = timedelta(days=7)


def ask_when(
    occurrence: Occurrence, library: Library, t: Texts, *, today: date, anew: bool = False
) -> Screen:
    """Ask when to remind again; only days that are allowed are offered."""
    latest = latest_day(occurrence, today)
    if latest <= today:
        due = day_name(occurrence.due_on, t, today=today)
        return day_question(t("later-no-day", due=due), (), occurrence, t, anew=anew)
    offered = {"tomorrow": today + timedelta(days=1), "week": today + _WEEK}
    days = [
        Button(
            t.plain(f"later-{name}", day=t.bare_day(day)), LaterOnButton(occurrence.id, day).pack()
        )
        for name, day in offered.items()
        if day <= latest
    ]
    days.append(Button(t.plain("later-other"), LaterOtherButton(occurrence.id).pack()))
    question = t("later-ask", duty=clause_of(occurrence, library).duty)
    return day_question(question, days, occurrence, t, anew=anew)


def type_day(occurrence: Occurrence, library: Library, t: Texts, *, today: date) -> Screen:
    """Ask for the day in writing."""
    latest = latest_day(occurrence, today)
    question = t(
        "later-type-day",
        duty=clause_of(occurrence, library).duty,
        example=t.bare_day(min(today + _WEEK, latest)),
        latest=day_name(latest, t, today=today),
    )
    return day_in_writing(question, t)


def put_off(
    postponed: Postponed, until: date, library: Library, t: Texts, *, today: date
) -> Screen:
    """Say when the person hears of it again, or that nothing is owed any more."""
    occurrence = postponed.occurrence
    if postponed.remind_at is None:
        return Screen(
            t(
                "completion-met",
                period=period_name(occurrence.period, t),
                completed=occurrence.completed,
                needed=occurrence.needed,
            )
        )
    duty = clause_of(occurrence, library).duty
    return Screen(t("later-set", day=day_name(until, t, today=today), duty=duty))
