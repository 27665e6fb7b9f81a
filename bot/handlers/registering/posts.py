"""The posts of a person: the list, changing and leaving one, the start of the term of office."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons.registering import (
    AssignmentButton,
    ChangeButton,
    ChangeToButton,
    LeaveButton,
    PostsButton,
    TermButton,
    TermOnButton,
    post_chosen,
)
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import typed_day
from bot.views.duties.day_question import in_writing
from bot.views.registering import posts as views
from bot.views.registering import registration
from bot.views.screen import Screen
from bot.views.typed_days import read_as
from scheduler.errors import NotManager, UnknownAssignment
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import Assignment, AssignmentId, Organisation, OrganisationId

STEP = "term"
"""Of the dialogue: the first day of the term of office is typed."""


async def show_posts(update: Update, context: DutyContext) -> None:
    """Show the posts that the person holds, and those that they have asked for."""
    person, services = await context.person(update), context.services
    held = await services.registration.assignments_of(person.id)
    asked = await services.registration.asked_by(person.id)
    t = await context.texts_for(update)
    await show(update, views.post_list(held, asked, services.library, t))


async def list_posts(update: Update, context: DutyContext, _: PostsButton) -> None:
    """Show the list again."""
    await show_posts(update, context)


async def show_post(update: Update, context: DutyContext, button: AssignmentButton) -> None:
    """Show one post, with what can be done about it."""
    held = await _held(update, context, button.assignment_id)
    person = await context.person(update)
    managed = await context.services.registration.managed_by(person.id)
    t = await context.texts_for(update)
    mine = held.organisation.id in {organisation.id for organisation in managed}
    place = {each.id for each in await context.services.events.places(person.id)}
    screen = views.post_screen(
        held, context.services.library, t, managed=mine, leads=held.organisation.id in place
    )
    await show(update, screen)


async def ask_change(update: Update, context: DutyContext, button: ChangeButton) -> None:
    """Offer the posts of the organisation that the person does not hold."""
    held = await _held(update, context, button.assignment_id)
    person = await context.person(update)
    mine = {
        other.post
        for other in await context.services.registration.assignments_of(person.id)
        if other.organisation.id == held.organisation.id
    }
    posts = await context.services.registration.posts_of(held.organisation.id, person.id)
    others = [post for post in posts if post.id not in mine]
    t = await context.texts_for(update)
    await show(update, views.change_question(held, others, context.services.library, t))


async def change(update: Update, context: DutyContext, button: ChangeToButton) -> None:
    """Leave one post for another; a manager may have to agree to the new one."""
    services = context.services
    person = await context.person(update)
    held = await _held(update, context, button.assignment_id)
    posts = await services.registration.posts_of(held.organisation.id, person.id)
    post = post_chosen(button.post, posts)
    taken = await services.registration.change_post(person.id, button.assignment_id, post)
    await services.planner.run_for(held.organisation.id)
    if isinstance(taken, Assignment):
        await show_posts(update, context)
        return
    t = await context.texts_for(update)
    screen = registration.requested(held.organisation, post, services.library, t)
    await show(update, screen)


async def leave(update: Update, context: DutyContext, button: LeaveButton) -> None:
    """Give up a post, after asking."""
    services = context.services
    t = await context.texts_for(update)
    held = await _held(update, context, button.assignment_id)
    if not button.sure:
        await show(update, views.leave_question(held, services.library, t))
        return
    person = await context.person(update)
    ended = await services.registration.leave(person.id, button.assignment_id)
    await services.planner.run_for(ended.organisation.id)
    await show(update, views.left(ended, services.library, t))


async def ask_term(update: Update, context: DutyContext, button: TermButton) -> None:
    """Ask from which day the present term counts."""
    organisation = await _managed(update, context, button.organisation_id)
    await expect(update, context, STEP, {"organisation_id": button.organisation_id})
    t = await context.texts_for(update)
    example = _example(organisation.today(context.services.clock.now()))
    await say(update, in_writing(t("term-ask", organisation=organisation.name, example=example), t))


async def take_term(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Show the day that was typed; one that is not understood is asked again."""
    t = await context.texts_for(update)
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    organisation = await _managed(update, context, organisation_id)
    today = organisation.today(context.services.clock.now())
    day = await typed_day(update, context, DayAsked.DONE, today=today)
    yes = TermOnButton(organisation.id, day).pack()
    about = t("term-read", organisation=organisation.name)
    await say(update, read_as(day, t, today=today, yes=yes, about=about))


async def set_term(update: Update, context: DutyContext, button: TermOnButton) -> None:
    """Let the term count from the day that was shown."""
    services, person = context.services, await context.person(update)
    t = await context.texts_for(update)
    async with services.transaction():
        organisation = await services.registration.set_term_start(
            person.id, button.organisation_id, button.day
        )
        await end_dialogue(update, context)
    await services.planner.run_for(organisation.id)
    await show(update, Screen(t("term-set", organisation=organisation.name, day=t.day(button.day))))


def _example(today: date) -> str:
    return today.replace(month=1, day=15).isoformat()


async def _held(update: Update, context: DutyContext, assignment_id: AssignmentId) -> Assignment:
    person = await context.person(update)
    for held in await context.services.registration.assignments_of(person.id):
        if held.id == assignment_id:
            return held
    raise UnknownAssignment(assignment_id)


async def _managed(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> Organisation:
    person = await context.person(update)
    for managed in await context.services.registration.managed_by(person.id):
        if managed.id == organisation_id:
            return managed
    raise NotManager(organisation_id)


HANDLERS = [
    pressed(PostsButton, list_posts),
    pressed(AssignmentButton, show_post),
    pressed(ChangeButton, ask_change),
    pressed(ChangeToButton, change),
    pressed(LeaveButton, leave),
    pressed(TermButton, ask_term),
    pressed(TermOnButton, set_term),
]

STEPS = {STEP: take_term}
