"""Managers add a post to their organisation, held by nobody yet, and take one off."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons.units import (
    SeatAddButton,
    SeatButton,
    SeatKeepButton,
    SeatKindsButton,
    SeatLastButton,
    SeatOffButton,
    SeatsButton,
    SeatSinceButton,
    short_number,
)
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.days import today_there, typed_day
from bot.texts.catalogue import Texts
from bot.views.screen import Screen
from bot.views.typed_days import read_as
from bot.views.units import seats as views
from clauses.library import Library
from clauses.model import Post
from scheduler.inbox.dialogues import Dialogue
from scheduler.membership.seats import UnitPosts, UnitSeat, within_reach
from scheduler.roster.model import Organisation, OrganisationId, SeatId

_SINCE_STEP, _LAST_STEP = "seat-since", "seat-last"


async def list_seats(update: Update, context: DutyContext, button: SeatsButton) -> None:
    """Show the posts of an organisation."""
    posts = await _posts(update, context, button.organisation_id)
    await show(update, views.seat_list(posts, *await _shown(update, context)))


async def show_seat(update: Update, context: DutyContext, button: SeatButton) -> None:
    """Show one post; whatever was being asked about it is given up."""
    await end_dialogue(update, context)
    await show(update, await _screen(update, context, await _seat(update, context, button.seat_id)))


async def ask_post(update: Update, context: DutyContext, button: SeatKindsButton) -> None:
    """Offer the posts that can be added."""
    await end_dialogue(update, context)
    posts = await _posts(update, context, button.organisation_id)
    await show(update, views.post_choices(posts, await context.texts_for(update)))


async def ask_since(update: Update, context: DutyContext, button: SeatAddButton) -> None:
    """Ask from which day: tapped or typed."""
    posts = await _posts(update, context, button.organisation_id)
    post = _post(context, posts.organisation, button.post_number)
    payload = {"organisation_id": button.organisation_id, "post_number": button.post_number}
    await expect(update, context, _SINCE_STEP, payload)
    today = today_there(posts.organisation, context)
    t = await context.texts_for(update)
    await show(update, views.ask_since(posts.organisation, post, t, today=today))


async def take_since(update: Update, context: DutyContext, button: SeatSinceButton) -> None:
    """Add the post from the day that was pressed."""
    added = await _add(
        update, context, button.organisation_id, button.post_number, since=button.day
    )
    await show(update, await _changed(update, context, added))


async def take_typed_since(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show the day that was typed; one that is not understood is asked again."""
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    posts = await _posts(update, context, organisation_id)
    day = await typed_day(update, context, posts.organisation)
    today = today_there(posts.organisation, context)
    within_reach(day, today)
    yes = SeatSinceButton(organisation_id, dialogue.payload["post_number"], day).pack()
    await say(update, read_as(day, await context.texts_for(update), today=today, yes=yes))


async def ask_last_day(update: Update, context: DutyContext, button: SeatOffButton) -> None:
    """Ask for the last day: tapped or typed."""
    seat = await _seat(update, context, button.seat_id)
    await expect(update, context, _LAST_STEP, {"seat_id": seat.seat.id})
    await show(update, views.ask_last_day(seat, *await _shown(update, context)))


async def take_last_day(update: Update, context: DutyContext, button: SeatLastButton) -> None:
    """Take the post off after the day that was pressed."""
    taken = await _take_off(update, context, button.seat_id, button.day)
    await show(update, await _changed(update, context, taken))


async def take_typed_last_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show the day that was typed; one that is not understood is asked again."""
    seat = await _seat(update, context, SeatId(dialogue.payload["seat_id"]))
    day = await typed_day(update, context, seat.organisation)
    within_reach(day, seat.today)
    yes = SeatLastButton(seat.seat.id, day).pack()
    await say(update, read_as(day, await context.texts_for(update), today=seat.today, yes=yes))


async def keep(update: Update, context: DutyContext, button: SeatKeepButton) -> None:
    """The post stays after all."""
    person = await context.person(update)
    kept = await context.services.seats.keep(person.id, button.seat_id)
    await show(update, await _changed(update, context, kept))


async def _add(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    number: int,
    *,
    since: date,
) -> UnitSeat:
    services, person = context.services, await context.person(update)
    posts = await _posts(update, context, organisation_id)
    post = _post(context, posts.organisation, number)
    async with services.transaction():
        added = await services.seats.add(person.id, organisation_id, post.id, since)
        await end_dialogue(update, context)
    return added


async def _take_off(
    update: Update, context: DutyContext, seat_id: SeatId, last_day: date
) -> UnitSeat:
    services, person = context.services, await context.person(update)
    async with services.transaction():
        taken = await services.seats.take_off(person.id, seat_id, last_day)
        await end_dialogue(update, context)
    return taken


async def _changed(update: Update, context: DutyContext, seat: UnitSeat) -> Screen:
    await context.services.planner.run_for(seat.organisation.id)
    return await _screen(update, context, seat)


async def _screen(update: Update, context: DutyContext, seat: UnitSeat) -> Screen:
    return views.seat_screen(seat, *await _shown(update, context))


async def _shown(update: Update, context: DutyContext) -> tuple[Library, Texts]:
    """What every screen of posts is made with."""
    return context.services.library, await context.texts_for(update)


async def _posts(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> UnitPosts:
    person = await context.person(update)
    return await context.services.seats.of(person.id, organisation_id)


async def _seat(update: Update, context: DutyContext, seat_id: SeatId) -> UnitSeat:
    person = await context.person(update)
    return await context.services.seats.get(person.id, seat_id)


def _post(context: DutyContext, organisation: Organisation, number: int) -> Post:
    for post in context.services.library.posts_of(organisation.body):
        if short_number(post.id) == number:
            return post
    raise StaleButton(str(number))


HANDLERS = [
    pressed(SeatsButton, list_seats),
    pressed(SeatButton, show_seat),
    pressed(SeatKindsButton, ask_post),
    pressed(SeatAddButton, ask_since),
    pressed(SeatSinceButton, take_since),
    pressed(SeatOffButton, ask_last_day),
    pressed(SeatLastButton, take_last_day),
    pressed(SeatKeepButton, keep),
]

STEPS = {_SINCE_STEP: take_typed_since, _LAST_STEP: take_typed_last_day}
