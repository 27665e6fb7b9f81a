"""The way of commands and buttons to their acts: seals, dialogues, acknowledgement."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.conversation.addresses import TelegramId, telegram, telegram_id
from bot.conversation.buttons.settings import GroupPayload
from bot.conversation.chats import GROUP_TYPES
from bot.conversation.commands import Command
from bot.conversation.context import Act, DutyContext
from bot.conversation.filters import FRESH
from bot.conversation.payloads import Payload, StaleButton
from bot.conversation.sealing import BrokenSeal
from bot.texts.catalogue import Texts
from bot.views import refusals
from clauses.errors import ClausesError
from scheduler.errors import SchedulerError

P = TypeVar("P", bound=Payload)

ALERT_CHARACTERS = 200
"""Telegram's limit for the text of a pop-up."""

_TOO_OLD = "query is too old"


def commanded(command: Command, act: Act) -> CommandHandler[DutyContext, Any]:
    """The command, written by a real person just now."""

    async def obey(update: Update, context: DutyContext) -> None:
        if command.ends_dialogue:
            await end_dialogue(update, context)
        await act(update, context)

    return CommandHandler(command.name, obey, filters=FRESH)


def pressed(
    payload: type[P], act: Callable[[Update, DutyContext, P], Awaitable[str | None]]
) -> CallbackQueryHandler[DutyContext, Any]:
    """A button with this payload. The text that ``act`` returns is shown as a passing note.

    Every press is acknowledged exactly once: with the note, with a refusal, or with nothing.
    Telegram shows a clock on the button until then.
    """

    async def press(update: Update, context: DutyContext) -> None:
        query = update.callback_query
        if query is None:
            return
        t = await context.texts_for(update)
        try:
            button = payload.unpack(await _opened(update.update_id, query, context))
            if isinstance(button, GroupPayload) and button.owner_id != query.from_user.id:
                await acknowledge(update, t.plain("group-foreign-button"), alert=True)
                return
            note = await act(update, context, button)
        except (SchedulerError, ClausesError, StaleButton) as refusal:
            await acknowledge(update, _pop_up(refusal, t), alert=True)
        else:
            await acknowledge(update, note)

    return CallbackQueryHandler(press, pattern=payload.pattern())


async def acknowledge(update: Update, text: str | None = None, *, alert: bool = False) -> None:
    """Answer the press; one that Telegram has forgotten meanwhile is passed over."""
    query = update.callback_query
    if query is None:
        return
    try:
        await query.answer(text, show_alert=alert)
    except BadRequest as error:
        if _TOO_OLD not in error.message.lower():
            raise


async def end_dialogue(update: Update, context: DutyContext) -> bool:
    """Wait no longer for this person's answer in this chat; False when none was waited for."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or not (await context.meeting(update)).awaited:
        return False
    return await context.services.dialogues.end(telegram(chat.id), telegram(user.id))


async def expect(update: Update, context: DutyContext, step: str, payload: dict[str, Any]) -> None:
    """Wait for this person to write in this chat; ``step`` is what their next message is for."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        raise ValueError("an update that nobody sent")
    await context.services.dialogues.expect(telegram(chat.id), telegram(user.id), step, payload)


async def _opened(update_id: int, query: CallbackQuery, context: DutyContext) -> str:
    """The data of the button, if the bot sealed it for this chat, or for the chat before it moved.

    Raises:
        StaleButton: it did not, or too long ago.
    """
    chat = query.message.chat if query.message is not None else None
    if chat is None or query.data is None:
        raise StaleButton(query.data)
    try:
        return context.seal.opened(query.data, TelegramId(chat.id), update_id=update_id)
    except BrokenSeal as error:
        group = None
        if chat.type in GROUP_TYPES:
            group = await context.services.groups.find(telegram(chat.id))
        if group is None or group.former_address is None:
            raise StaleButton(query.data) from error
        return _opened_for(update_id, query.data, telegram_id(group.former_address), context)


def _opened_for(update_id: int, data: str, chat_id: TelegramId, context: DutyContext) -> str:
    try:
        return context.seal.opened(data, chat_id, update_id=update_id)
    except BrokenSeal as error:
        raise StaleButton(data) from error


def _pop_up(refusal: Exception, t: Texts) -> str:
    return refusals.sentence(refusal, t)[:ALERT_CHARACTERS]
