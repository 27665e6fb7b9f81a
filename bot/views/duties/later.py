"""Screens on which a reminder is put off."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.buttons import CloseButton, ItemButton, LaterOnButton, LaterOtherButton
from bot.texts.catalogue import Texts
from bot.views.days import day_name, period_name
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.ledger.postponement import Postponed, latest_day
from scheduler.planning.occurrences import Occurrence

_WEEK = timedelta(days=7)


def ask_when(
    occurrence: Occurrence, library: Library, t: Texts, *, today: date, anew: bool = False
) -> Screen:
    """When to remind again; only days that are allowed are offered."""
    if anew:
        leave = Button(t.plain("button-cancel"), CloseButton().pack())
    else:
        leave = Button(t.plain("button-back"), ItemButton(occurrence.id).pack())
    latest = latest_day(occurrence, today)
    if latest <= today:
        due = day_name(occurrence.due_on, t, today=today)
        return Screen(t("later-no-day", due=due), ((leave,),))
    offered = {"tomorrow": today + timedelta(days=1), "week": today + _WEEK}
    rows = [
        (
            Button(
                t.plain(f"later-{name}", day=t.bare_day(day)),
                LaterOnButton(occurrence.id, day).pack(),
            ),
        )
        for name, day in offered.items()
        if day <= latest
    ]
    rows.append((Button(t.plain("later-other"), LaterOtherButton(occurrence.id).pack()),))
    rows.append((leave,))
    return Screen(t("later-ask", duty=library.get(occurrence.ref).duty), tuple(rows))


def type_later_day(occurrence: Occurrence, library: Library, t: Texts, *, today: date) -> Screen:
    """Ask for the day in writing."""
    latest = latest_day(occurrence, today)
    return Screen(
        t(
            "later-type-day",
            duty=library.get(occurrence.ref).duty,
            example=t.bare_day(min(today + _WEEK, latest)),
            latest=day_name(latest, t, today=today),
        ),
        ((Button(t.plain("button-cancel"), CloseButton().pack()),),),
    )


def put_off(
    postponed: Postponed, until: date, library: Library, t: Texts, *, today: date
) -> Screen:
    """When the person hears of it again; or that nothing is owed any more."""
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
    duty = library.get(occurrence.ref).duty
    return Screen(t("later-set", day=day_name(until, t, today=today), duty=duty))
