"""What is said once somebody holds a post."""

from __future__ import annotations

from telegram import Update

from bot.conversation.context import DutyContext
from bot.handlers.units.facts import with_question
from bot.views.registering import registration as views
from bot.views.screen import Screen
from scheduler.roster.model import Assignment, Organisation


async def taken_screen(
    update: Update,
    context: DutyContext,
    taken: Assignment,
    *,
    created: bool = False,
    parent: Organisation | None = None,
) -> Screen:
    """The post with its duties, which are planned at once; ``created`` and ``parent`` as in the view."""
    services, organisation = context.services, taken.organisation
    person, t = await context.person(update), await context.texts_for(update)
    await services.planner.run_for(organisation.id)
    reminder = await services.agenda.next_reminder(person.id)
    of_packs = services.library.listed_duties(taken.post, acts_for=organisation.acts_for)
    screen = views.registered(
        organisation,
        taken.post,
        duties=len(of_packs) + await services.own_duties.number_owed(taken),
        next_reminder=organisation.today(reminder) if reminder else None,
        created=created,
        parent=parent,
        library=services.library,
        t=t,
    )
    return await with_question(update, context, screen)
