"""Entering a duty as done: which day, then a note or files; and taking an entry back."""

from __future__ import annotations

from datetime import date

from telegram import Message, Update
from telegram.error import BadRequest

from bot.conversation.buttons.duties import ALL_POSTS, DoneButton, DoneOnButton
from bot.conversation.buttons.entries import SureOnButton, WithdrawButton
from bot.conversation.context import DutyContext
from bot.conversation.scopes import ItemScope
from bot.handlers.confirmations import note_arrival
from bot.handlers.duties import evidence, late
from bot.handlers.duties.awaited_day import await_day
from bot.handlers.duties.item import item_of, opened
from bot.handlers.routes import end_dialogue, pressed
from bot.handlers.screens import say, show
from bot.views.duties import completion as views
from bot.views.duties import several as several_views
from bot.views.screen import Screen
from scheduler.errors import UnknownEntry
from scheduler.ledger.agenda import Section
from scheduler.ledger.completion import NotAsked
from scheduler.planning.occurrences import OccurrenceId

_OPEN = (Section.OVERDUE, Section.DUE)


async def list_open(update: Update, context: DutyContext) -> None:
    """``/done``: the day first, then what is open."""
    services = context.services
    agenda = await services.agenda.of(await context.person(update))
    t = await context.texts_for(update)
    if not any(item.section in _OPEN for item in agenda.items):
        await say(update, several_views.nothing_open(t))
        return
    today = agenda.assignments[0].organisation.today(services.clock.now())
    scope = ItemScope(assignment_id=ALL_POSTS).pack()
    await await_day(update, context, scope)
    await say(update, several_views.which_day(scope, t, today=today))


async def open_done(update: Update, context: DutyContext, occurrence_id: OccurrenceId) -> None:
    """Ask for the day in a new message: the link of a group's reminder was followed.

    Raises:
        UnknownOccurrence: there is none, or it is none of this person's business.
    """
    await _ask_day(update, context, DoneButton(occurrence_id, anew=True))


async def ask_day(update: Update, context: DutyContext, button: DoneButton) -> None:
    """Ask on which day it was done; nothing is entered yet."""
    await note_arrival(update, context)
    await _ask_day(update, context, button)


async def take_day(update: Update, context: DutyContext, button: DoneOnButton) -> None:
    """Enter the day that was pressed, or ask first what it is to count as."""
    day, reminder_id = button.day, button.reminder_id
    try:
        screen = await enter(update, context, button.occurrence_id, day, asked=False)
    except NotAsked as first:
        occurrence = first.occurrence
        screen = await late.ask(update, context, occurrence, day, reminder_id=reminder_id)
        await show(update, screen)
        return
    await show(update, screen)
    await take_buttons_off(update, context, button.reminder_id)


async def take_sure_day(update: Update, context: DutyContext, button: SureOnButton) -> None:
    """Enter the day; what it counts as was said before."""
    screen = await enter(update, context, button.occurrence_id, button.day, made_up=button.late)
    await show(update, screen)
    await take_buttons_off(update, context, button.reminder_id)


async def withdraw(update: Update, context: DutyContext, button: WithdrawButton) -> str | None:
    """Take an entry back, after asking."""
    services = context.services
    person = await context.person(update)
    t = await context.texts_for(update)
    if button.sure:
        async with services.transaction():
            withdrawn = await services.completions.withdraw(button.entry_id, by=person.id)
            await end_dialogue(update, context)
        await show(update, await item_of(update, context, withdrawn.occurrence.id))
        return t.plain("withdraw-done", day=t.bare_day(withdrawn.entry.held_on))
    occurrence, today = await opened(update, context, button.occurrence_id)
    entries = await services.completions.entries(button.occurrence_id, person.id)
    standing = {entry.id: entry for entry in entries if not entry.withdrawn}
    if button.entry_id not in standing:
        raise UnknownEntry(button.entry_id)
    entry, library = standing[button.entry_id], context.services.library
    await show(update, views.ask_withdrawal(occurrence, entry, library, t, today=today))
    return None


async def _ask_day(update: Update, context: DutyContext, button: DoneButton) -> None:
    occurrence, today = await opened(update, context, button.occurrence_id)
    await await_day(update, context, ItemScope(occurrence_id=occurrence.id).pack())
    screen = views.ask_day(
        occurrence,
        context.services.library,
        await context.texts_for(update),
        today=today,
        reminder_id=_reminder_id(update) if button.anew else 0,
        anew=button.anew,
    )
    await (say if button.anew else show)(update, screen)


async def enter(
    update: Update,
    context: DutyContext,
    occurrence_id: OccurrenceId,
    day: date,
    *,
    made_up: bool = False,
    asked: bool = True,
) -> Screen:
    """Enter it, and wait for a note or files; ``made_up``: also on a day after the period.

    Raises:
        NotAsked: the period has ended, and without ``asked``.
    """
    services = context.services
    person = await context.person(update)
    async with services.transaction():
        completion = await services.completions.complete(
            occurrence_id, by=person.id, held_on=day, late=made_up, asked=asked
        )
        files = await evidence.add_waiting(update, context, completion.entry)
        await evidence.expect_for(update, context, completion.entry)
    today = completion.occurrence.organisation.today(services.clock.now())
    t = await context.texts_for(update)
    return views.recorded(completion, services.library, t, today=today, files=files)


def _reminder_id(update: Update) -> int:
    """The pressed message, if it is about this one duty only; else 0."""
    query = update.callback_query
    message = query.message if query else None
    if not isinstance(message, Message) or message.reply_markup is None:
        return 0
    about = [
        button
        for row in message.reply_markup.inline_keyboard
        for button in row
        if str(button.callback_data or "").startswith(f"{DoneButton.ACTION}:")
    ]
    return message.message_id if len(about) == 1 else 0


async def take_buttons_off(update: Update, context: DutyContext, message_id: int) -> None:
    """Leave the settled reminder without buttons, unless it is too old for that or has none."""
    chat = update.effective_chat
    if not message_id or chat is None:
        return
    try:
        await context.bot.edit_message_reply_markup(chat.id, message_id)
    except BadRequest:
        return


HANDLERS = [
    pressed(DoneButton, ask_day),
    pressed(DoneOnButton, take_day),
    pressed(SureOnButton, take_sure_day),
    pressed(WithdrawButton, withdraw),
]
