"""Entering several items for one day; see ``bot.views.duties.several``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from telegram import Update

from bot.conversation.buttons.duties import (
    DaysAgoButton,
    TickButton,
    TickedButton,
    TicksButton,
    WhichDayButton,
)
from bot.conversation.buttons.entries import EntriesButton, EntryFor, ProofButton, WithdrawButton
from bot.conversation.context import DutyContext
from bot.conversation.scopes import ItemScope
from bot.handlers.confirmations import is_pushed, note_arrival
from bot.handlers.duties import completion, evidence, late
from bot.handlers.duties.awaited_day import await_day
from bot.handlers.duties.scopes import items_of
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.views.duties import several as views
from bot.views.screen import Screen
from scheduler.ledger.several import DayChoice
from scheduler.planning.occurrences import OccurrenceId


async def take_days_ago(update: Update, context: DutyContext, button: DaysAgoButton) -> None:
    """Today or yesterday was pressed: enter the one item, or let items be ticked."""
    await evidence.end_unless_waiting(update, context)
    await note_arrival(update, context)
    day = await today_of(update, context) - timedelta(days=button.days)
    reminder_id = await settled_reminder(update, context, button.scope)
    screen = await begin(update, context, button.scope, day)
    await (say if is_pushed(update) else show)(update, screen)
    await completion.take_buttons_off(update, context, reminder_id)


async def ask_which_day(update: Update, context: DutyContext, button: WhichDayButton) -> None:
    """Ask for the day again."""
    await await_day(update, context, button.scope)
    t = await context.texts_for(update)
    await show(update, views.which_day(button.scope, t, today=await today_of(update, context)))


async def tick(update: Update, context: DutyContext, button: TickButton) -> str | None:
    """Enter one item; what is entered already stays, and a passing note says so.

    Where it has to be asked first what the day is to count as, a message of its own asks.
    """
    person = await context.person(update)
    question = await late.question(update, context, button.occurrence_id, button.day)
    if question is not None:
        await say(update, question)
        return None
    async with context.services.transaction():
        completed = await context.services.completions.complete(
            button.occurrence_id, by=person.id, held_on=button.day
        )
        await evidence.add_waiting(update, context, completed.entry)
    choices = await _choices(update, context, button.scope, button.day)
    await show(
        update, await _ticks(update, context, choices, button.day, button.scope, button.page)
    )
    t = await context.texts_for(update)
    return t.plain("several-already") if completed.repeated else None


async def turn(update: Update, context: DutyContext, button: TicksButton) -> None:
    """Show the items again, or another page of them."""
    await evidence.end_unless_waiting(update, context)
    choices = await _choices(update, context, button.scope, button.day)
    await show(
        update, await _ticks(update, context, choices, button.day, button.scope, button.page)
    )


async def finish(update: Update, context: DutyContext, button: TickedButton) -> None:
    """Leave the list of what was entered, without its buttons."""
    await end_dialogue(update, context)
    choices = await _choices(update, context, button.scope, button.day)
    entered = [each.occurrence for each in choices if each.entry_id is not None]
    t, today = await context.texts_for(update), await today_of(update, context)
    library = context.services.library
    await show(update, views.ticked_screen(entered, button.day, library, t, today=today))


async def choose_entry(update: Update, context: DutyContext, button: EntriesButton) -> None:
    """Choose an entry of the day; where there is one only, go on with it."""
    choices = await _choices(update, context, button.scope, button.day)
    entered = [(each.occurrence, each.entry_id) for each in choices if each.entry_id is not None]
    if not entered:  # withdrawn meanwhile
        await turn(update, context, TicksButton(button.day, button.scope))
        return
    if len(entered) > 1:
        t, today = await context.texts_for(update), await today_of(update, context)
        library = context.services.library
        screen = views.pick_entry(
            entered, button.purpose, button.day, button.scope, library, t, today=today
        )
        await show(update, screen)
        return
    [(occurrence, entry_id)] = entered
    if button.purpose is EntryFor.PROOF:
        await evidence.ask(update, context, ProofButton(occurrence.id, entry_id))
    else:
        await completion.withdraw(update, context, WithdrawButton(occurrence.id, entry_id))


async def settled_reminder(update: Update, context: DutyContext, scope: str) -> int:
    """The pressed reminder, if it is about one item only, which the day settles; else 0."""
    query = update.callback_query
    if query is None or query.message is None or not is_pushed(update):
        return 0
    about = await items_of(update, context, scope)
    return query.message.message_id if len(about) == 1 else 0


async def begin(update: Update, context: DutyContext, scope: str, day: date) -> Screen:
    """Enter the one item for the day, ask what that is to count as, or let items be ticked."""
    one, choices = await meant(update, context, scope, day)
    if one is not None:
        question = await late.question(update, context, one, day)
        # The dialogue for the day, if there is one, is followed by that for notes and files.
        return question or await completion.enter(update, context, one, day)
    return await pick(update, context, scope, day, choices)


async def pick(
    update: Update, context: DutyContext, scope: str, day: date, choices: Sequence[DayChoice]
) -> Screen:
    """Let items be ticked for the day, or say that there is nothing to tick."""
    await evidence.end_unless_waiting(update, context)
    if not choices:
        return views.nothing_open(await context.texts_for(update))
    return await _ticks(update, context, choices, day, scope)


async def meant(
    update: Update, context: DutyContext, scope: str, day: date
) -> tuple[OccurrenceId | None, list[DayChoice]]:
    """The one item that can be meant; None where there are several, or none, and these."""
    named = ItemScope.unpack(scope).occurrence_id
    if named is not None:  # also where it is refused with the reason, or said to be entered already
        return named, []
    choices = await _choices(update, context, scope, day)
    if len(choices) == 1 and choices[0].entry_id is None:
        return choices[0].occurrence.id, choices
    return None, choices


async def _ticks(
    update: Update,
    context: DutyContext,
    choices: Sequence[DayChoice],
    day: date,
    scope: str,
    page: int = 0,
) -> Screen:
    t, today = await context.texts_for(update), await today_of(update, context)
    library = context.services.library
    return views.tick_screen(choices, day, scope, library, t, today=today, page=page)


async def _choices(update: Update, context: DutyContext, scope: str, day: date) -> list[DayChoice]:
    services = context.services
    person = await context.person(update)
    ids = await items_of(update, context, scope)
    return await services.several.choices(ids, by=person.id, day=day)


async def today_of(update: Update, context: DutyContext) -> date:
    """The day it is where the person holds a post."""
    services = context.services
    person = await context.person(update)
    held = await services.registration.assignments_of(person.id)
    now = services.clock.now()
    return held[0].organisation.today(now) if held else now.astimezone(services.zone).date()


HANDLERS = [
    pressed(DaysAgoButton, take_days_ago),
    pressed(WhichDayButton, ask_which_day),
    pressed(TickButton, tick),
    pressed(TicksButton, turn),
    pressed(TickedButton, finish),
    pressed(EntriesButton, choose_entry),
]
