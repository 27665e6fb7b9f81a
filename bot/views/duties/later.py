"""Screens on which a reminder is put off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.conversation.buttons.duties import (
    LaterMonthButton,
    LaterOnButton,
    LaterOtherButton,
    PickButton,
    PickFor,
    SnoozeByButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name, period_name
from bot.views.duties.listing import item_lines
from bot.views.duties.names import item_name
from bot.views.layout import lines, paragraphs
from bot.views.month_grid import month_grid
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button
from bot.views.typed_days import read_as
from clauses.library import Library
from scheduler.ledger.postponement import Postponed, latest_day, waited
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import QuietHours

_WEEK = timedelta(days=7)


def other_day(
    occurrence: Occurrence, month: date, library: Library, t: Texts, *, today: date
) -> Screen:
    """Ask for the day: on the buttons of a month, or in writing."""
    latest = latest_day(occurrence, today)
    question = t(
        "later-type-day",
        duty=clause_of(occurrence, library).duty,
        example=t.bare_day(min(today + _WEEK, latest)),
        latest=day_name(latest, t, today=today),
    )
    grid = month_grid(
        month,
        today + timedelta(days=1),
        latest,
        t,
        day=lambda day: LaterOnButton(occurrence.id, day).pack(),
        turn=lambda first: LaterMonthButton(occurrence.id, first).pack(),
    )
    return Screen(question, (*grid, (cancel_button(t),)))


HOURS = (1, 3)
"""A reminder may be put off by so many hours."""


def confirm_day(
    occurrence: Occurrence, day: date, library: Library, t: Texts, *, today: date
) -> Screen:
    """The day that was typed, before anything is put off."""
    about = t("later-read", duty=item_name(occurrence, library, t, today=today))
    yes = LaterOnButton(occurrence.id, day).pack()
    return read_as(day, t, today=today, yes=yes, about=about)


def ask_how_long(
    occurrences: Sequence[Occurrence],
    scope: str,
    library: Library,
    t: Texts,
    *,
    quiet_hours: QuietHours | None,
    now: datetime,
) -> Screen:
    """Ask when to remind again of one item or of several; only what is possible is offered."""
    today = occurrences[0].organisation.today(now)
    offered = [
        Button(t.plain("later-hours", hours=hours), SnoozeByButton(hours, scope).pack())
        for hours in HOURS
        if any(waited(it, quiet_hours, timedelta(hours=hours), now) for it in occurrences)
    ]
    tomorrow = today + timedelta(days=1)
    if all(tomorrow <= latest_day(each, today) for each in occurrences):
        offered.append(Button(t.plain("later-tomorrow"), SnoozeByButton(0, scope).pack()))
    rows = [tuple(offered)] if offered else []
    if len(occurrences) > 1:
        question = t("later-ask-several", count=len(occurrences))
        rows.append((Button(t.plain("later-only-one"), PickButton(PickFor.LATER, scope).pack()),))
    else:
        [occurrence] = occurrences
        item = item_name(occurrence, library, t, today=today)
        due = day_name(occurrence.deadline, t, today=today)
        question = t("later-ask", item=item) if offered else t("later-no-day", due=due)
        if latest_day(occurrence, today) > tomorrow:
            other = LaterOtherButton(occurrence.id).pack()
            rows.append((Button(t.plain("later-other"), other),))
    return Screen(question, (*rows, (cancel_button(t),)))


def snoozed(
    postponed: Sequence[Postponed],
    library: Library,
    t: Texts,
    *,
    wanted: datetime | None,
    quiet_hours: QuietHours | None,
    now: datetime,
) -> Screen:
    """Say when the person hears of each again, and of which no more.

    ``wanted`` is the instant that was asked for, if one was: when quiet hours moved it, that is said.
    """
    blocks: list[Html] = []
    put_off = [each for each in postponed if each.remind_at is not None]
    for remind_at, together in groupby(put_off, key=lambda it: it.remind_at):
        assert remind_at is not None  # noqa: S101 - see above
        group = [each.occurrence for each in together]
        zone = group[0].organisation.zone
        local, today = remind_at.astimezone(zone), group[0].organisation.today(now)
        at = t.clock_time(local.time())
        day = day_name(local.date(), t, today=today)
        said = (
            t("later-today", time=at) if local.date() == today else t("later-day", day=day, time=at)
        )
        moved = None
        if wanted is not None and remind_at != wanted and quiet_hours is not None:
            start, end = t.clock_time(quiet_hours.start), t.clock_time(quiet_hours.end)
            moved = t(
                "later-quiet",
                time=t.clock_time(wanted.astimezone(zone).time()),
                start=start,
                end=end,
            )
        blocks.append(lines(moved, said, *item_lines(group, library, t, today)))
    late = [
        each.occurrence
        for each in postponed
        if each.remind_at is None and each.occurrence.remaining
    ]
    if late:
        today = late[0].organisation.today(now)
        blocks.append(lines(t("later-too-late"), *item_lines(late, library, t, today)))
    return Screen(
        paragraphs(*blocks) if blocks else t("completion-list-none"), ((my_duties_button(t),),)
    )


def put_off(postponed: Postponed, library: Library, t: Texts, *, today: date) -> Screen:
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
    at = postponed.remind_at.astimezone(occurrence.organisation.zone)
    day = day_name(at.date(), t, today=today)
    return Screen(t("later-set", day=day, time=t.clock_time(at.time()), duty=duty))
