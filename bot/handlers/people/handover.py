"""``/handover``: a post goes to somebody else, to whoever is invited, or to nobody, on a day."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons.people import (
    INVITED,
    NOBODY,
    HandoverButton,
    HandoverDayButton,
    HandoverListButton,
    HandoverOffButton,
    HandoverToButton,
)
from bot.conversation.context import DutyContext
from bot.handlers.people.invites import hand_out
from bot.handlers.people.unit_people import people_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.days import typed_day
from bot.views.people import handover as views
from bot.views.screen import Screen
from scheduler.handover.handing_over import Handing
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import AssignmentId

STEP = "handover-day"
"""Of the dialogue: the day from which somebody else holds the post is typed."""


async def begin(update: Update, context: DutyContext) -> None:
    """Show the posts that one holds, and the organisations that one manages."""
    person, registration = await context.person(update), context.services.registration
    held = await registration.assignments_of(person.id)
    managed = [each for each in await registration.managed_by(person.id) if not each.dissolved]
    t = await context.texts_for(update)
    await say(update, views.own_posts(held, managed, context.services.library, t))


async def list_posts(update: Update, context: DutyContext, button: HandoverListButton) -> None:
    """Show the posts of an organisation that somebody holds."""
    people = await people_of(update, context, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.unit_posts(people, context.services.library, t))


async def ask_day(update: Update, context: DutyContext, button: HandoverButton) -> None:
    """Ask from which day: tapped or typed."""
    handing = await _handing(update, context, button.assignment_id)
    if handing.assignment.end_on is None:
        await expect(update, context, STEP, {"assignment_id": button.assignment_id})
    t = await context.texts_for(update)
    await show(update, views.ask_day(handing, context.services.library, t))


async def take_typed_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Take the day that was typed; one that is not understood is asked again."""
    assignment_id = AssignmentId(dialogue.payload["assignment_id"])
    handing = await _handing(update, context, assignment_id)
    day = await typed_day(update, context, handing.assignment.organisation)
    handing.see_that_possible(day)
    await end_dialogue(update, context)
    await say(update, await _successors(update, context, handing, day, 0))


async def ask_successor(update: Update, context: DutyContext, button: HandoverDayButton) -> None:
    """Ask to whom."""
    await end_dialogue(update, context)
    handing = await _handing(update, context, button.assignment_id)
    handing.see_that_possible(button.day)
    await show(update, await _successors(update, context, handing, button.day, button.page))


async def hand_over(update: Update, context: DutyContext, button: HandoverToButton) -> None:
    """Settle it, once it was shown."""
    services, t = context.services, await context.texts_for(update)
    handing = await _handing(update, context, button.assignment_id)
    to = None if button.person_id in (NOBODY, INVITED) else button.person_id
    if not button.sure:
        handing.see_that_possible(button.day, to)
        await show(update, views.confirm(handing, button, services.library, t))
        return
    person = await context.person(update)
    done = await services.handing_over.hand_over(
        person.id,
        button.assignment_id,
        button.day,
        to=to,
        invites=button.person_id == INVITED,
    )
    await services.planner.run_for(done.ended.organisation.id)
    await show(update, views.handed_over(done, services.library, t, today=handing.today))
    if done.invite is not None:
        await hand_out(update, context, done.invite)


async def call_off(update: Update, context: DutyContext, button: HandoverOffButton) -> None:
    """Let it not take place, once that was asked."""
    services, t = context.services, await context.texts_for(update)
    if not button.sure:
        handing = await _handing(update, context, button.assignment_id)
        await show(update, views.ask_off(handing, services.library, t))
        return
    person = await context.person(update)
    done = await services.calling_off.call_off(person.id, button.assignment_id)
    await services.planner.run_for(done.kept.organisation.id)
    await show(update, views.called_off(done, services.library, t))


async def _successors(
    update: Update, context: DutyContext, handing: Handing, day: date, page: int
) -> Screen:
    t = await context.texts_for(update)
    if handing.assignment.end_on is not None:
        return views.ask_day(handing, context.services.library, t)
    return views.ask_successor(handing, day, page, context.services.library, t)


async def _handing(update: Update, context: DutyContext, assignment_id: AssignmentId) -> Handing:
    person = await context.person(update)
    return await context.services.handing_over.get(person.id, assignment_id)


HANDLERS = [
    pressed(HandoverListButton, list_posts),
    pressed(HandoverButton, ask_day),
    pressed(HandoverDayButton, ask_successor),
    pressed(HandoverToButton, hand_over),
    pressed(HandoverOffButton, call_off),
]

STEPS = {STEP: take_typed_day}
