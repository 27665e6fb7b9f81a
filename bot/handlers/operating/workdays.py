"""``/admin workdays``: an operator pastes the yearly notice of workdays, or a table of days."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.addresses import telegram
from bot.conversation.buttons.operators import WorkdaysButton
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.views.operating import workdays as views
from clauses.workday_notice import BadNotice, read_workdays
from scheduler.inbox.dialogues import Dialogue

STEP = "workdays"


async def ask_workdays(update: Update, context: DutyContext) -> None:
    """Wait for the notice; whoever calls has seen that it is an operator."""
    await expect(update, context, STEP, {})
    await say(update, views.ask_workdays(await context.texts_for(update)))


async def take_notice(update: Update, context: DutyContext, _: Dialogue) -> None:
    """Read what was pasted, and show what it would change."""
    t = await context.texts_for(update)
    try:
        notice = read_workdays(written(update))
    except BadNotice as error:
        raise NotUnderstood(views.bad_notice(error.faults, t)) from error
    changes = await context.services.workdays.compare(notice.days, notice.year)
    days = {day.isoformat(): worked for day, worked in notice.days.items()}
    await expect(update, context, STEP, {"days": days, "year": notice.year})
    await say(update, views.preview(changes, t))


async def enter_workdays(update: Update, context: DutyContext, _: WorkdaysButton) -> None:
    """Enter what was shown last."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or not context.is_operator(update):
        raise StaleButton(STEP)
    services = context.services
    dialogue = await services.dialogues.find(telegram(chat.id), telegram(user.id))
    if dialogue is None or dialogue.step != STEP or not dialogue.payload:
        raise StaleButton(STEP)
    days = {date.fromisoformat(day): worked for day, worked in dialogue.payload["days"].items()}
    async with services.transaction():
        await services.workdays.replace(days, dialogue.payload["year"], operator=str(user.id))
        await end_dialogue(update, context)
    await show(update, views.entered(await context.texts_for(update)))


HANDLERS = [pressed(WorkdaysButton, enter_workdays)]

STEPS = {STEP: take_notice}
