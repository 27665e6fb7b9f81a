"""``/events``: what happens on a day, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil

from bot.conversation.buttons.registering import TermButton
from bot.conversation.buttons.units import (
    CalendarButton,
    EventAddButton,
    EventButton,
    EventKindsButton,
    EventMonthButton,
    EventMoveButton,
    EventMoveMonthButton,
    EventMoveOnButton,
    EventOffButton,
    EventOnButton,
    PlacesButton,
    UnitButton,
    short_number,
)
from bot.conversation.payloads import Payload
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import in_rows, leading, lines, paragraphs, shortened
from bot.views.month_grid import month_grid
from bot.views.screen import Button, Screen
from clauses.conditions import EventKind
from scheduler.membership.events import UnitCalendar, UnitEvent
from scheduler.roster.model import Organisation

PER_PAGE = 8
_LABEL_CHARACTERS = 24
_OFFERED = {"today": timedelta(0), "tomorrow": timedelta(1), "week": timedelta(7)}


def place_list(places: Sequence[Organisation], page: int, t: Texts) -> Screen:
    """A page (from 0; the last one when there are fewer) of organisations to choose from."""
    if not places:
        return Screen(t("events-nowhere"))
    pages = ceil(len(places) / PER_PAGE)
    page = min(max(page, 0), pages - 1)
    rows = [
        (Button(shortened(each.name, _LABEL_CHARACTERS), CalendarButton(each.id).pack()),)
        for each in places[page * PER_PAGE : (page + 1) * PER_PAGE]
    ]
    turning = _turning(page, pages, PlacesButton, t)
    return Screen(
        lines(t("events-title"), t("events-where")), (*rows, *([turning] if turning else ()))
    )


def calendar_screen(
    calendar: UnitCalendar, page: int, t: Texts, *, today: date, has_term: bool, managed: bool
) -> Screen:
    """A page (as of :func:`place_list`) of its events, and its term of office where it has one."""
    organisation = calendar.organisation
    pages = max(1, ceil(len(calendar.events) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = calendar.events[page * PER_PAGE : (page + 1) * PER_PAGE]
    term = None
    if has_term:
        started = organisation.term_started_on
        term = t("post-term", day=t.day(started)) if started else t("post-term-unknown")
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                t.plain(
                    "events-button",
                    day=t.bare_day(each.event.day),
                    event=shortened(_named(each.kind, t), _LABEL_CHARACTERS),
                ),
                EventButton(each.event.id).pack(),
            ),
        )
        for each in shown
    ]
    turning = _turning(page, pages, lambda to: CalendarButton(organisation.id, to), t)
    if turning:
        rows.append(turning)
    if calendar.kinds:
        add = EventKindsButton(organisation.id).pack()
        rows.append((Button(t.plain("events-add"), add),))
    if has_term and managed:
        term_button = TermButton(organisation.id).pack()
        rows.append((Button(t.plain("post-term-button"), term_button),))
    rows.append((Button(t.plain("unit-button"), UnitButton(organisation.id).pack()),))
    text = paragraphs(
        lines(t("events-title"), t("unit-name", organisation=organisation.name)),
        lines(*(_event_line(each, t, today) for each in shown)) if shown else t("events-none"),
        term,
    )
    return Screen(text, tuple(rows))


def kind_choices(calendar: UnitCalendar, t: Texts) -> Screen:
    """Offer the kinds of event on which something hangs."""
    organisation_id = calendar.organisation.id
    rows = [
        (
            Button(
                _named(kind, t),
                EventAddButton(organisation_id, short_number(kind.id)).pack(),
            ),
        )
        for kind in calendar.kinds
    ]
    rows.append((Button(t.plain("button-back"), CalendarButton(organisation_id).pack()),))
    return Screen(t("events-which"), tuple(rows))


def ask_day(
    organisation: Organisation,
    kind: EventKind,
    t: Texts,
    *,
    today: date,
    month: date | None = None,
) -> Screen:
    """Ask for the day of a new event: tapped or typed."""
    number = short_number(kind.id)
    days = {name: today + after for name, after in _OFFERED.items()}
    offered = [
        Button(
            t.plain(f"events-{name}", day=t.bare_day(day)),
            EventOnButton(organisation.id, number, day).pack(),
        )
        for name, day in days.items()
    ]
    question = t(
        "events-ask-day",
        event=_named(kind, t),
        example=t.bare_day(today + timedelta(days=18)),
    )
    back = Button(t.plain("button-back"), EventKindsButton(organisation.id).pack())
    grid = month_grid(
        month or today,
        None,
        None,
        t,
        day=lambda day: EventOnButton(organisation.id, number, day).pack(),
        turn=lambda first: EventMonthButton(organisation.id, number, first).pack(),
    )
    return Screen(question, (*in_rows(offered, 2), *grid, (back,)))


def confirm(event: UnitEvent, t: Texts, *, today: date) -> Screen:
    """What would be set, before it is."""
    organisation_id, number = event.organisation.id, short_number(event.kind.id)
    sure = EventOnButton(organisation_id, number, event.event.day, sure=True).pack()
    return Screen(
        paragraphs(
            _head(event, t, today),
            *_due_blocks(event, t, today, heading="events-will-set"),
        ),
        (
            (
                Button(t.plain("events-confirm"), sure),
                Button(t.plain("events-other-day"), EventAddButton(organisation_id, number).pack()),
            ),
            (Button(t.plain("button-back"), CalendarButton(organisation_id).pack()),),
        ),
    )


def event_screen(event: UnitEvent, t: Texts, *, today: date) -> Screen:
    """One event, with what hangs on it and what can be done with it."""
    id_, back = event.event.id, CalendarButton(event.organisation.id).pack()
    if event.event.called_off:
        again = EventMoveOnButton(id_, event.event.day).pack()
        acts: tuple[Button, ...] = (Button(t.plain("events-on-again"), again),)
        below = [t("events-off-note")]
    else:
        acts = (
            Button(t.plain("events-move"), EventMoveButton(id_).pack()),
            Button(t.plain("events-off"), EventOffButton(id_).pack()),
        )
        below = _due_blocks(event, t, today, heading="events-set")
    return Screen(
        paragraphs(_head(event, t, today), *below),
        (acts, (Button(t.plain("button-back"), back),)),
    )


def confirm_move(event: UnitEvent, day: date, t: Texts, *, today: date) -> Screen:
    """The day to which it would be moved, before it is."""
    return Screen(
        t(
            "events-move-to",
            event=_named(event.kind, t),
            day=day_name(event.event.day, t, today=today),
            to=day_name(day, t, today=today),
        ),
        (
            (
                Button(t.plain("events-confirm"), EventMoveOnButton(event.event.id, day).pack()),
                Button(t.plain("events-other-day"), EventMoveButton(event.event.id).pack()),
            ),
            (Button(t.plain("button-back"), EventButton(event.event.id).pack()),),
        ),
    )


def ask_other_day(event: UnitEvent, t: Texts, *, today: date, month: date | None = None) -> Screen:
    """Ask to which day it is moved: tapped or typed."""
    day = event.event.day
    offered = [
        Button(
            t.plain(f"events-{name}-later", day=t.bare_day(day + after)),
            EventMoveOnButton(event.event.id, day + after).pack(),
        )
        for name, after in (("day", timedelta(days=1)), ("week", timedelta(days=7)))
    ]
    back = Button(t.plain("button-back"), EventButton(event.event.id).pack())
    question = t(
        "events-ask-move",
        event=_named(event.kind, t),
        day=day_name(day, t, today=today),
        example=t.bare_day(day + timedelta(days=7)),
    )
    grid = month_grid(
        month or max(day, today),
        today,
        None,
        t,
        day=lambda chosen: EventMoveOnButton(event.event.id, chosen).pack(),
        turn=lambda first: EventMoveMonthButton(event.event.id, first).pack(),
    )
    return Screen(question, (tuple(offered), *grid, (back,)))


def _named(kind: EventKind, t: Texts) -> str:
    return leading(kind.name.in_locale(t.locale))


def _turning(
    page: int, pages: int, to_page: Callable[[int], Payload], t: Texts
) -> tuple[Button, ...]:
    return tuple(
        Button(t.plain(label), to_page(to).pack())
        for label, to in (("duties-previous", page - 1), ("duties-next", page + 1))
        if 0 <= to < pages
    )


def _head(event: UnitEvent, t: Texts, today: date) -> Html:
    message = "events-day-off" if event.day_off else "events-day"
    if event.event.called_off:
        message = "events-day-called-off"
    return lines(
        t("item-title", name=_named(event.kind, t)),
        t("unit-name", organisation=event.organisation.name),
        t(message, day=day_name(event.event.day, t, today=today)),
    )


def _event_line(event: UnitEvent, t: Texts, today: date) -> Html:
    day = day_name(event.event.day, t, today=today)
    return t("events-line", day=day, event=_named(event.kind, t))


def _due_blocks(event: UnitEvent, t: Texts, today: date, *, heading: str) -> list[Html]:
    """What is planned under its heading, then what is not: its last day is too long past."""
    blocks = []
    for title, unplanned in ((heading, False), ("events-too-late", True)):
        due = [
            t("events-due", day=day_name(day, t, today=today), duty=clause.duty)
            for clause, day in event.due
            if (clause.ref in event.unplanned) is unplanned
        ]
        if due:
            blocks.append(lines(t(title), *due))
    return blocks
