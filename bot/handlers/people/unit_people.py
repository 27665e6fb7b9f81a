"""Who does what in an organisation; its clerks and managers."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.people import (
    PeopleButton,
    Task,
    TaskAddButton,
    TasksButton,
    TaskSetButton,
)
from bot.conversation.context import DutyContext
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import show
from bot.views.people import unit_people as views
from scheduler.handover.unit_people import UnitPeople
from scheduler.roster.model import OrganisationId


async def show_people(update: Update, context: DutyContext, button: PeopleButton) -> None:
    """Show who does what."""
    await end_dialogue(update, context)
    people = await people_of(update, context, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.people_screen(people, context.services.library, t))


async def show_task(update: Update, context: DutyContext, button: TasksButton) -> None:
    """Show the clerks, or the managers."""
    people = await people_of(update, context, button.organisation_id)
    await show(update, views.task_screen(people, button.task, await context.texts_for(update)))


async def choose(update: Update, context: DutyContext, button: TaskAddButton) -> None:
    """Offer those who could be another one."""
    person, services = await context.person(update), context.services
    people = await people_of(update, context, button.organisation_id)
    around = await services.people.candidates(person.id, button.organisation_id)
    t = await context.texts_for(update)
    await show(update, views.task_choices(people, around, button.task, button.page, t))


async def give(update: Update, context: DutyContext, button: TaskSetButton) -> None:
    """Give the task to somebody, or take it away."""
    person, here = await context.person(update), context.services.people
    act = here.set_clerk if button.task is Task.CLERK else here.set_manager
    people = await act(person.id, button.organisation_id, button.person_id, on=button.given)
    t = await context.texts_for(update)
    if people is None:
        await show(update, views.no_more_manager(t))
    else:
        await show(update, views.task_screen(people, button.task, t))


async def people_of(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> UnitPeople:
    """Who does what there, for a manager."""
    person = await context.person(update)
    return await context.services.people.of(person.id, organisation_id)


HANDLERS = [
    pressed(PeopleButton, show_people),
    pressed(TasksButton, show_task),
    pressed(TaskAddButton, choose),
    pressed(TaskSetButton, give),
]
