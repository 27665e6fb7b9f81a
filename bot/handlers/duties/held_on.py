"""The day on which it was done, where it is neither today nor yesterday: on a month's buttons or typed."""

from __future__ import annotations

from datetime import date

from telegram import Message, Update

from bot.conversation.buttons.duties import (
    DoneOtherButton,
    HeldOnButton,
    MonthButton,
    OtherDayButton,
)
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.conversation.scopes import ItemScope
from bot.handlers.confirmations import is_pushed, note_arrival
from bot.handlers.duties import completion, evidence, late, several
from bot.handlers.duties.awaited_day import STEP, await_day
from bot.handlers.duties.item import opened
from bot.handlers.routes import expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import typed_day
from bot.views.duties import held_on as views
from bot.views.layout import paragraphs
from bot.views.screen import Screen
from scheduler.errors import InTheFuture, OutsidePeriod
from scheduler.inbox.dialogues import Dialogue
from scheduler.planning.occurrences import OccurrenceId


async def ask(update: Update, context: DutyContext, button: OtherDayButton) -> None:
    """Ask for the day."""
    await note_arrival(update, context)
    reminder_id = await several.settled_reminder(update, context, button.scope)
    await _ask(update, context, button.scope, reminder_id)


async def ask_of_one(update: Update, context: DutyContext, button: DoneOtherButton) -> None:
    """The same from the question about one item."""
    scope = ItemScope(occurrence_id=button.occurrence_id).pack()
    await _ask(update, context, scope, button.reminder_id)


async def turn(update: Update, context: DutyContext, button: MonthButton) -> None:
    """Show another month."""
    t, today = await context.texts_for(update), await several.today_of(update, context)
    await show(
        update,
        views.other_day(button.scope, button.month, t, today=today, reminder_id=button.reminder_id),
    )


async def take(update: Update, context: DutyContext, button: HeldOnButton) -> None:
    """Enter the one item for the day, or let items be ticked."""
    screen = await several.begin(update, context, button.scope, button.day)
    await show(update, screen)
    await completion.take_buttons_off(update, context, button.reminder_id)


async def take_typed(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """The day was typed: it is shown with its weekday before anything is entered.

    One that cannot be read or does not count is asked for again. A photo or a file waits for it.
    """
    message = update.effective_message
    if message is not None and message.text is None:
        await _keep(update, context, dialogue, message)
        return
    scope, reminder_id = dialogue.payload["scope"], dialogue.payload["reminder_id"]
    today = await several.today_of(update, context)
    day = await typed_day(update, context, DayAsked.DONE, today=today)
    await say(update, await propose(update, context, scope, day, reminder_id=reminder_id))


async def propose(
    update: Update, context: DutyContext, scope: str, day: date, *, reminder_id: int = 0
) -> Screen:
    """What would be entered for that day, or the items of which to tick some.

    Raises:
        InTheFuture: the day has not come.
        OutsidePeriod: it is before the period of the one item.
    """
    today = await several.today_of(update, context)
    if day > today:
        raise InTheFuture(day)
    alone, choices = await several.meant(update, context, scope, day)
    if alone is None:
        return await several.pick(update, context, scope, day, choices)
    return await _propose_one(update, context, alone, day, reminder_id)


async def _propose_one(
    update: Update, context: DutyContext, alone: OccurrenceId, day: date, reminder_id: int
) -> Screen:
    question = await late.question(update, context, alone, day, reminder_id=reminder_id)
    if question is not None:
        return question
    occurrence, today = await opened(update, context, alone)
    if not occurrence.counts(day):
        raise OutsidePeriod(day, occurrence.period)
    t, library = await context.texts_for(update), context.services.library
    return views.confirm(occurrence, day, library, t, today=today, reminder_id=reminder_id)


async def _ask(update: Update, context: DutyContext, scope: str, reminder_id: int) -> None:
    await await_day(update, context, scope, reminder_id=reminder_id)
    t, today = await context.texts_for(update), await several.today_of(update, context)
    screen = views.other_day(scope, today, t, today=today, reminder_id=reminder_id)
    await (say if is_pushed(update) else show)(update, screen)


async def _keep(update: Update, context: DutyContext, dialogue: Dialogue, message: Message) -> None:
    before, t = dialogue.payload, await context.texts_for(update)
    if (refusal := evidence.no_room(message, before, t)) is not None:
        await say(update, refusal)
        return
    await expect(update, context, STEP, before | evidence.received(message, before))
    if message.media_group_id is not None and evidence.has_files(before):
        return  # said once for the whole album
    again = await asked_again(update, context, dialogue)
    await say(update, Screen(paragraphs(t("file-kept"), again.text), again.rows))


async def asked_again(update: Update, context: DutyContext, dialogue: Dialogue) -> Screen:
    """The question once more, after something else was answered."""
    scope = dialogue.payload["scope"]
    t, today = await context.texts_for(update), await several.today_of(update, context)
    occurrence_id = ItemScope.unpack(scope).occurrence_id
    if occurrence_id is None:
        return views.asked_again(scope, None, context.services.library, t, today=today)
    occurrence, today = await opened(update, context, occurrence_id)
    return views.asked_again(scope, occurrence, context.services.library, t, today=today)


HANDLERS = [
    pressed(OtherDayButton, ask),
    pressed(DoneOtherButton, ask_of_one),
    pressed(MonthButton, turn),
    pressed(HeldOnButton, take),
]

STEPS = {STEP: take_typed}

ASKED_AGAIN = {STEP: asked_again}
