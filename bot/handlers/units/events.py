"""``/events``: the days of events, entered, moved and called off."""

from __future__ import annotations

from datetime import date

from telegram import Update

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
    short_number,
)
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.days import today_there, typed_day
from bot.views.screen import Screen
from bot.views.units import events as views
from clauses.cadence import Per, Quota
from clauses.conditions import EventKind
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.events import UnitCalendar, UnitEvent
from scheduler.planning.events import EventId
from scheduler.roster.model import Organisation, OrganisationId

_DAY_STEP, _MOVE_STEP = "event-day", "event-move"


async def list_events(update: Update, context: DutyContext) -> None:
    """``/events``: those of one's organisation, or which organisation is meant."""
    person = await context.person(update)
    places = await context.services.events.places(person.id)
    if len(places) == 1:
        await say(update, await _calendar(update, context, CalendarButton(places[0].id)))
    else:
        await say(update, views.place_list(places, 0, await context.texts_for(update)))


async def turn(update: Update, context: DutyContext, button: PlacesButton) -> None:
    """Show another page of organisations."""
    person = await context.person(update)
    places = await context.services.events.places(person.id)
    await show(update, views.place_list(places, button.page, await context.texts_for(update)))


async def show_calendar(update: Update, context: DutyContext, button: CalendarButton) -> None:
    """Show the events of an organisation; whatever was being asked is given up."""
    await end_dialogue(update, context)
    await show(update, await _calendar(update, context, button))


async def ask_kind(update: Update, context: DutyContext, button: EventKindsButton) -> None:
    """Offer the kinds of event."""
    await end_dialogue(update, context)
    calendar = await _calendar_of(update, context, button.organisation_id)
    await show(update, views.kind_choices(calendar, await context.texts_for(update)))


async def ask_day(update: Update, context: DutyContext, button: EventAddButton) -> None:
    """Ask for the day: tapped or typed."""
    calendar = await _calendar_of(update, context, button.organisation_id)
    kind = _kind(calendar, button.kind)
    payload = {"organisation_id": button.organisation_id, "kind": button.kind}
    await expect(update, context, _DAY_STEP, payload)
    today = today_there(calendar.organisation, context)
    t = await context.texts_for(update)
    await show(update, views.ask_day(calendar.organisation, kind, t, today=today))


async def take_typed_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show what the typed day would set; one that is not understood is asked again."""
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    calendar = await _calendar_of(update, context, organisation_id)
    kind = _kind(calendar, dialogue.payload["kind"])
    day = await typed_day(update, context, calendar.organisation)
    await say(update, await _preview(update, context, organisation_id, kind, day))


async def take_day(update: Update, context: DutyContext, button: EventOnButton) -> None:
    """Show what the day would set, or enter the event."""
    services, person = context.services, await context.person(update)
    organisation_id = button.organisation_id
    kind = _kind(await _calendar_of(update, context, organisation_id), button.kind)
    if not button.sure:
        await show(update, await _preview(update, context, organisation_id, kind, button.day))
        return
    async with services.transaction():
        event = await services.events.add(person.id, organisation_id, kind.id, button.day)
        await end_dialogue(update, context)
    await _changed(update, context, event)


async def show_event(update: Update, context: DutyContext, button: EventButton) -> None:
    """Show one event."""
    await end_dialogue(update, context)
    person = await context.person(update)
    event = await context.services.events.get(person.id, button.event_id)
    await show(update, await _event_screen(update, context, event))


async def ask_move(update: Update, context: DutyContext, button: EventMoveButton) -> None:
    """Ask for the other day: tapped or typed."""
    person = await context.person(update)
    event = await context.services.events.get(person.id, button.event_id)
    await expect(update, context, _MOVE_STEP, {"event_id": event.event.id})
    today = today_there(event.organisation, context)
    await show(update, views.ask_other_day(event, await context.texts_for(update), today=today))


async def take_typed_move(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show the day that was typed, to be confirmed; one that is not understood is asked again."""
    person = await context.person(update)
    event = await context.services.events.get(person.id, EventId(dialogue.payload["event_id"]))
    day = await typed_day(update, context, event.organisation)
    t, today = await context.texts_for(update), today_there(event.organisation, context)
    await say(update, views.confirm_move(event, day, t, today=today))


async def take_move(update: Update, context: DutyContext, button: EventMoveOnButton) -> None:
    """Move it to the day that was pressed."""
    services, person = context.services, await context.person(update)
    async with services.transaction():
        moved = await services.events.move(person.id, button.event_id, button.day)
        await end_dialogue(update, context)
    await _changed(update, context, moved)


async def turn_month(update: Update, context: DutyContext, button: EventMonthButton) -> None:
    """Show another month for a new event."""
    calendar = await _calendar_of(update, context, button.organisation_id)
    organisation, kind = calendar.organisation, _kind(calendar, button.kind)
    t, today = await context.texts_for(update), today_there(organisation, context)
    await show(update, views.ask_day(organisation, kind, t, today=today, month=button.month))


async def turn_move_month(
    update: Update, context: DutyContext, button: EventMoveMonthButton
) -> None:
    """Show another month to move the event to."""
    person = await context.person(update)
    event = await context.services.events.get(person.id, button.event_id)
    t, today = await context.texts_for(update), today_there(event.organisation, context)
    await show(update, views.ask_other_day(event, t, today=today, month=button.month))


async def call_off(update: Update, context: DutyContext, button: EventOffButton) -> None:
    """It does not take place."""
    person = await context.person(update)
    event = await context.services.events.call_off(person.id, button.event_id)
    await _changed(update, context, event)


async def _changed(update: Update, context: DutyContext, event: UnitEvent) -> None:
    await context.services.planner.run_for(event.organisation.id)
    await show(update, await _event_screen(update, context, event))


async def _event_screen(update: Update, context: DutyContext, event: UnitEvent) -> Screen:
    today = today_there(event.organisation, context)
    return views.event_screen(event, await context.texts_for(update), today=today)


async def _preview(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    kind: EventKind,
    day: date,
) -> Screen:
    person = await context.person(update)
    event = await context.services.events.preview(person.id, organisation_id, kind.id, day)
    today = today_there(event.organisation, context)
    return views.confirm(event, await context.texts_for(update), today=today)


async def _calendar(update: Update, context: DutyContext, shown: CalendarButton) -> Screen:
    services, person = context.services, await context.person(update)
    calendar = await _calendar_of(update, context, shown.organisation_id)
    organisation = calendar.organisation
    return views.calendar_screen(
        calendar,
        shown.page,
        await context.texts_for(update),
        today=today_there(organisation, context),
        has_term=_has_term(organisation, context),
        managed=await services.local_duties.manages(person.id, organisation),
    )


async def _calendar_of(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> UnitCalendar:
    person = await context.person(update)
    return await context.services.events.of(person.id, organisation_id)


def _kind(calendar: UnitCalendar, number: int) -> EventKind:
    for kind in calendar.kinds:
        if short_number(kind.id) == number:
            return kind
    raise StaleButton(str(number))


def _has_term(organisation: Organisation, context: DutyContext) -> bool:
    library = context.services.library
    return any(
        isinstance(clause.cadence, Quota) and clause.cadence.per is Per.TERM
        for post in library.posts_of(organisation.body)
        for clause in library.duties_of(post.id)
    )


HANDLERS = [
    pressed(PlacesButton, turn),
    pressed(CalendarButton, show_calendar),
    pressed(EventKindsButton, ask_kind),
    pressed(EventAddButton, ask_day),
    pressed(EventOnButton, take_day),
    pressed(EventButton, show_event),
    pressed(EventMoveButton, ask_move),
    pressed(EventMoveOnButton, take_move),
    pressed(EventMonthButton, turn_month),
    pressed(EventMoveMonthButton, turn_move_month),
    pressed(EventOffButton, call_off),
]

STEPS = {_DAY_STEP: take_typed_day, _MOVE_STEP: take_typed_move}
