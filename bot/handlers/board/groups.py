"""``/board`` in a group: numbers, and when they are sent by themselves."""

from __future__ import annotations

from datetime import time

from telegram import Update

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.board import GroupNamesButton, GroupWeekButton, GroupWeekSetButton
from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.board.board import show_board
from bot.handlers.groups import managed_group, this_group
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views.board import group as views
from scheduler.board.groups import WEEKDAYS
from scheduler.errors import GroupNotBound, SchedulerError

_HOURS = range(8, 21)
"""Outside of these a group is left in peace."""


async def show_board_here(update: Update, context: DutyContext) -> None:
    """Answer ``/board``: to a manager their board, to a group numbers."""
    if is_private(update):
        await show_board(update, context)
        return
    user, t = update.effective_user, await context.texts_for(update)
    group = await this_group(update, context)
    numbers = await context.services.group_boards.numbers(group.address)
    screen = views.numbers_screen(
        numbers,
        group,
        TelegramId(user.id if user else 0),
        t,
        bot_username=context.bot.username,
        manages=user is not None and await _manages(update, context),
    )
    await say(update, screen)


async def ask_week(update: Update, context: DutyContext, button: GroupWeekButton) -> None:
    """Offer some hours of the week."""
    group = await managed_group(update, context)
    if group.organisation is None:
        raise GroupNotBound
    await show(update, views.ask_week(button.owner_id, await context.texts_for(update)))


async def set_week(update: Update, context: DutyContext, button: GroupWeekSetButton) -> None:
    """Let it be this one."""
    if button.hour not in _HOURS and button.weekday:
        raise StaleButton(str(button.hour))
    if button.weekday not in (0, *WEEKDAYS):
        raise StaleButton(str(button.weekday))
    weekday, at = button.weekday or None, time(button.hour)
    person, group = await context.person(update), await this_group(update, context)
    await context.services.group_boards.set_week(group.address, person.id, weekday, at)
    await show(update, views.week_set(weekday, at, await context.texts_for(update)))


async def set_names(update: Update, context: DutyContext, button: GroupNamesButton) -> None:
    """Let names stand in what the group is told, or not."""
    person, group = await context.person(update), await this_group(update, context)
    boards = context.services.group_boards
    changed = await boards.set_names(group.address, person.id, shown=button.shown)
    await show(update, views.names_set(changed, await context.texts_for(update)))


async def _manages(update: Update, context: DutyContext) -> bool:
    try:
        return (await managed_group(update, context)).organisation is not None
    except SchedulerError:
        return False


HANDLERS = [
    pressed(GroupWeekButton, ask_week),
    pressed(GroupWeekSetButton, set_week),
    pressed(GroupNamesButton, set_names),
]
