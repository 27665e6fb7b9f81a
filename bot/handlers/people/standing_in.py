"""Managers say who stands in for a post, from when to when."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.people import (
    StandInButton,
    StandInEndButton,
    StandInPostButton,
    StandInsButton,
)
from bot.conversation.buttons.units import short_number
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import UnclearDay
from bot.conversation.days.reading import read_range
from bot.conversation.payloads import StaleButton
from bot.handlers.people.unit_people import people_of
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood, said
from bot.views.people import standing_in as views
from clauses.model import PostId
from scheduler.handover.unit_people import UnitPeople
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import OrganisationId, PersonId

STEP = "standin-days"
"""Of the dialogue: the days from when to when are typed."""


async def list_stand_ins(update: Update, context: DutyContext, button: StandInsButton) -> None:
    """Show who stands in, and for what somebody could."""
    await end_dialogue(update, context)
    people = await people_of(update, context, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.stand_in_list(people, context.services.library, t))


async def ask_who(update: Update, context: DutyContext, button: StandInPostButton) -> None:
    """Ask who."""
    person, services = await context.person(update), context.services
    people = await people_of(update, context, button.organisation_id)
    post = _post(people, button.post_number)
    around = await services.people.candidates(person.id, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.ask_who(people, around, button, post, services.library, t))


async def ask_days(update: Update, context: DutyContext, button: StandInButton) -> None:
    """Ask from when to when."""
    people = await people_of(update, context, button.organisation_id)
    post = _post(people, button.post_number)
    name = await _name(update, context, button.organisation_id, button.person_id)
    payload = {
        "organisation_id": button.organisation_id,
        "post_number": button.post_number,
        "person_id": button.person_id,
    }
    await expect(update, context, STEP, payload)
    t = await context.texts_for(update)
    await show(update, views.ask_days(people, post, name, context.services.library, t))


async def take_days(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Let the person stand in on the days that were typed."""
    services, t = context.services, await context.texts_for(update)
    payload = dialogue.payload
    organisation_id, person_id = (
        OrganisationId(payload["organisation_id"]),
        PersonId(payload["person_id"]),
    )
    people = await people_of(update, context, organisation_id)
    post = _post(people, payload["post_number"])
    calendar = await services.agenda.calendar()
    try:
        first, last = read_range(said(update), today=people.today, calendar=calendar)
    except UnclearDay as unclear:
        raise NotUnderstood(views.unclear_days(t)) from unclear
    by = await context.person(update)
    name = await _name(update, context, organisation_id, person_id)
    async with services.transaction():
        taken = await services.stand_ins.add(by.id, organisation_id, post, person_id, first, last)
        await end_dialogue(update, context)
    await services.planner.run_for(organisation_id)
    await say(update, views.stand_in_set(taken, name, people, services.library, t))


async def end(update: Update, context: DutyContext, button: StandInEndButton) -> None:
    """Let a stand-in end today."""
    person, services = await context.person(update), context.services
    ended = await services.stand_ins.end(person.id, button.assignment_id)
    await services.planner.run_for(ended.organisation.id)
    people = await people_of(update, context, ended.organisation.id)
    t = await context.texts_for(update)
    await show(update, views.stand_in_list(people, services.library, t))


async def _name(
    update: Update, context: DutyContext, organisation_id: OrganisationId, person_id: PersonId
) -> str:
    by = await context.person(update)
    around = await context.services.people.candidates(by.id, organisation_id)
    return next((each.name for each in around if each.id == person_id), "")


def _post(people: UnitPeople, number: int) -> PostId:
    for each in people.posts:
        if short_number(each.post) == number:
            return each.post
    raise StaleButton(str(number))


HANDLERS = [
    pressed(StandInsButton, list_stand_ins),
    pressed(StandInPostButton, ask_who),
    pressed(StandInButton, ask_days),
    pressed(StandInEndButton, end),
]

STEPS = {STEP: take_days}
