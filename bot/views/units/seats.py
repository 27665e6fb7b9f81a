"""The posts of an organisation, for its managers: there from a day, or until one."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversation.buttons.units import (
    SeatAddButton,
    SeatButton,
    SeatKeepButton,
    SeatKindsButton,
    SeatLastButton,
    SeatOffButton,
    SeatsButton,
    SeatSinceButton,
    UnitButton,
    short_number,
)
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import person_name, post_name
from bot.views.screen import Button, Screen
from clauses.cadence import Per
from clauses.library import Library
from clauses.model import Post
from scheduler.membership.seats import UnitPosts, UnitSeat
from scheduler.periods import period_containing
from scheduler.roster.model import Organisation

_MOST_NAMES = 3
_LABEL_CHARACTERS = 24


def seat_list(posts: UnitPosts, library: Library, t: Texts) -> Screen:
    """All posts with their holders, one on each button."""
    organisation = posts.organisation
    every = [
        t("seats-line", post=post_name(each.seat.post, library), state=_state(each, t))
        for each in posts.seats
    ]
    text = paragraphs(
        lines(t("seats-title"), t("unit-name", organisation=organisation.name)),
        lines(*every) if every else t("seats-none"),
        t("seats-hint"),
    )
    buttons = [
        Button(
            shortened(t.called(post_name(each.seat.post, library)), _LABEL_CHARACTERS),
            SeatButton(each.seat.id).pack(),
        )
        for each in posts.seats
    ]
    rows = list(in_rows(buttons, 2))
    if posts.absent:
        add = SeatKindsButton(organisation.id).pack()
        rows.append((Button(t.plain("seats-add"), add),))
    rows.append((Button(t.plain("button-back"), UnitButton(organisation.id).pack()),))
    return Screen(text, tuple(rows))


def seat_screen(seat: UnitSeat, library: Library, t: Texts) -> Screen:
    """One post, and what can be done with it."""
    state: Html | None = t("seats-state", state=_state(seat, t))
    hint: Html | None = None
    rows: list[tuple[Button, ...]] = []
    if seat.seat.is_empty:
        state, hint = None, t("seats-never-came")
    elif seat.last_day is not None:
        hint = t("seats-will-end")
        rows.append((Button(t.plain("seats-keep"), SeatKeepButton(seat.seat.id).pack()),))
    elif any(each.end_on is None for each in seat.holdings):
        hint = t("seats-held-hint")
    else:
        rows.append((Button(t.plain("seats-take-off"), SeatOffButton(seat.seat.id).pack()),))
    back = Button(t.plain("button-back"), SeatsButton(seat.organisation.id).pack())
    return Screen(paragraphs(_head(seat, library, t), state, hint), (*rows, (back,)))


def post_choices(posts: UnitPosts, t: Texts) -> Screen:
    """Offer the posts that can be added."""
    organisation_id = posts.organisation.id
    buttons = [
        Button(t.called(post.name), SeatAddButton(organisation_id, short_number(post.id)).pack())
        for post in posts.absent
    ]
    back = Button(t.plain("button-back"), SeatsButton(organisation_id).pack())
    return Screen(t("seats-which"), (*in_rows(buttons, 2), (back,)))


def ask_since(organisation: Organisation, post: Post, t: Texts, *, today: date) -> Screen:
    """Ask from which day the post is to be there: tapped or typed."""
    month, year = (period_containing(per, today).end for per in (Per.MONTH, Per.YEAR))
    offered = [
        Button(
            _day(day, t, today),
            SeatSinceButton(organisation.id, short_number(post.id), day).pack(),
        )
        for day in dict.fromkeys((today, month, year))
    ]
    question = t("seats-ask-since", example=t.bare_day(month + timedelta(days=14)))
    back = Button(t.plain("button-back"), SeatKindsButton(organisation.id).pack())
    head = lines(t("item-title", name=post.name), t("unit-name", organisation=organisation.name))
    return Screen(paragraphs(head, question), (*in_rows(offered, 2), (back,)))


def ask_last_day(seat: UnitSeat, library: Library, t: Texts) -> Screen:
    """Ask for the last day of the post: tapped or typed."""
    today = seat.today
    month, year = (period_containing(per, today).last_day for per in (Per.MONTH, Per.YEAR))
    offered = [
        Button(_day(day, t, today), SeatLastButton(seat.seat.id, day).pack())
        for day in dict.fromkeys((today, month, year))
    ]
    question = t("seats-ask-last", example=t.bare_day(month + timedelta(days=15)))
    back = Button(t.plain("button-back"), SeatButton(seat.seat.id).pack())
    return Screen(paragraphs(_head(seat, library, t), question), (*in_rows(offered, 2), (back,)))


def _head(seat: UnitSeat, library: Library, t: Texts) -> Html:
    return lines(
        t("item-title", name=post_name(seat.seat.post, library)),
        t("unit-name", organisation=seat.organisation.name),
    )


def _state(seat: UnitSeat, t: Texts) -> str:
    """Who holds it, from when it is there if it is not yet, and until when if it is to end."""
    names = [person_name(name, t) for name in seat.holders]
    if len(names) > _MOST_NAMES:
        held = t.plain("seats-many", name=names[0], count=len(names))
    else:
        held = t.plain("list-comma").join(names) or t.plain("seats-vacant")
    said = [held]
    if seat.seat.since > seat.today:
        said = [t.plain("seats-from", day=day_name(seat.seat.since, t, today=seat.today))]
    if seat.last_day is not None:
        said.append(t.plain("seats-until", day=day_name(seat.last_day, t, today=seat.today)))
    return t.plain("seats-comma").join(said)


def _day(day: date, t: Texts, today: date) -> str:
    if day == today:
        return t.plain("seats-today", day=t.bare_day(day))
    return t.bare_day(day) if day.year == today.year else t.day(day)
