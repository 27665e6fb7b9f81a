"""``/myduties``: what somebody owes; all of it page by page; picking one item by its name."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.buttons.duties import ALL_POSTS, AgendaButton, AllButton, PickButton, PickFor
from bot.conversation.buttons.questions import ItemClauseButton
from bot.conversation.context import DutyContext
from bot.conversation.scopes import ItemScope
from bot.handlers.confirmations import is_pushed, note_arrival
from bot.handlers.duties.item import explain_item
from bot.handlers.duties.scopes import items_of
from bot.handlers.people.entering import only_clerk, with_units
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.facts import with_question
from bot.views.duties.my_duties import (
    agenda_screen,
    all_screen,
    former_holder_screen,
    pick_to_open,
)
from bot.views.duties.several import nothing_open, pick_for_later, pick_source
from bot.views.screen import Screen
from scheduler.errors import NotRegistered
from scheduler.ledger.agenda import PersonAgenda
from scheduler.ledger.wording import is_known
from scheduler.roster.model import AssignmentId


async def list_duties(update: Update, context: DutyContext) -> None:
    """``/myduties``: what is owed, of all posts; to those who hold none any more, the way to the past."""
    person = await context.person(update)
    try:
        agenda = await context.services.agenda.of(person)
    except NotRegistered:
        clerk = await only_clerk(update, context)
        if clerk is not None:
            await say(update, clerk)
            return
        past = await context.services.history.of(person)
        if not past.items:
            raise
        await say(update, former_holder_screen(await context.texts_for(update)))
        return
    screen = await with_units(update, context, await _screen(update, context, agenda, ALL_POSTS))
    await say(update, await with_question(update, context, screen, agenda.assignments))


async def show_again(update: Update, context: DutyContext, button: AgendaButton) -> None:
    """Show the duties again, or those of another post."""
    await end_dialogue(update, context)
    await note_arrival(update, context)
    agenda = await context.services.agenda.of(await context.person(update))
    screen = await _screen(update, context, agenda, button.assignment_id)
    await (say if is_pushed(update) else show)(update, screen)


async def show_all(update: Update, context: DutyContext, button: AllButton) -> None:
    """Show a page of all duties."""
    services = context.services
    agenda = await services.agenda.of(await context.person(update))
    screen = all_screen(
        agenda,
        services.library,
        await context.texts_for(update),
        now=services.clock.now(),
        page=button.page,
        assignment_id=button.assignment_id,
    )
    await show(update, screen)


async def pick(update: Update, context: DutyContext, button: PickButton) -> None:
    """Show items by full name: to open one, to read its clause, to be reminded of it later."""
    await note_arrival(update, context)
    services = context.services
    person = await context.person(update)
    t = await context.texts_for(update)
    scope, now = ItemScope.unpack(button.scope), services.clock.now()
    if button.purpose is PickFor.OPEN and scope.assignment_id is not None:
        screen = pick_to_open(
            await services.agenda.of(person),
            services.library,
            t,
            now=now,
            page=button.page,
            assignment_id=scope.assignment_id,
        )
        await show(update, screen)
        return
    ids = await items_of(update, context, button.scope)
    choices = await services.several.choices(ids, by=person.id, day=date.max)
    found = [each.occurrence for each in choices if is_known(each.occurrence, services.library)]
    if not found:
        await say(update, nothing_open(t))
        return
    if button.purpose is PickFor.SOURCE and len(found) == 1:
        await explain_item(update, context, ItemClauseButton(found[0].id))
        return
    today = found[0].organisation.today(now)
    picker = pick_source if button.purpose is PickFor.SOURCE else pick_for_later
    screen = picker(found, services.library, t, today=today, scope=button.scope, page=button.page)
    await (say if is_pushed(update) else show)(update, screen)


async def _screen(
    update: Update, context: DutyContext, agenda: PersonAgenda, assignment_id: AssignmentId
) -> Screen:
    services = context.services
    return agenda_screen(
        agenda,
        services.library,
        await context.texts_for(update),
        now=services.clock.now(),
        assignment_id=assignment_id,
    )


HANDLERS = [
    pressed(AgendaButton, show_again),
    pressed(AllButton, show_all),
    pressed(PickButton, pick),
]
