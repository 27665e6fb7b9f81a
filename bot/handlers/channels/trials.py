"""What is common to setting up robots and mailboxes: a secret is typed, and a code that was sent there."""

from __future__ import annotations

import logging

from telegram import Message, Update
from telegram.error import TelegramError

from bot.conversation.addresses import telegram
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.conversation.trials import TRIES, Channels
from bot.handlers.routes import end_dialogue, expect
from bot.handlers.typed import NotUnderstood
from bot.views.channels.trials import wrong_code
from scheduler.inbox.dialogues import Dialogue

_SECRET_CHARACTERS = 6
"""Shorter words open nothing."""

log = logging.getLogger(__name__)


def channels_of(context: DutyContext) -> Channels:
    """The other channels; a button for them is stale where there are none."""
    channels = context.services.channels
    if channels is None:
        raise StaleButton(None)
    return channels


def mail_channels(context: DutyContext) -> Channels | None:
    """The same where mail can be sent; None where it cannot."""
    channels = context.services.channels
    return channels if channels is not None and channels.has_mail else None


async def hide_typed(update: Update, context: DutyContext) -> None:
    """Keep nothing of a message that may hold a secret: neither here nor, if may be, in the chat."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or not isinstance(message, Message):
        return
    words = tuple(each for each in written(update).split() if len(each) >= _SECRET_CHARACTERS)
    await context.services.typed_secrets.hide(telegram(chat.id), words)
    try:
        await message.delete()
    except TelegramError as error:
        log.info("a typed secret stays in its chat", extra={"error": type(error).__name__})


async def take_code(update: Update, context: DutyContext, dialogue: Dialogue) -> str:
    """What was tried, locked, where the code was typed that was sent there.

    Raises:
        NotUnderstood: it is another one; after ``TRIES`` of them nothing is awaited any more.
    """
    locked = channels_of(context).tried(dialogue.payload["locked"], written(update))
    if locked is not None:
        return locked
    tries = dialogue.payload.get("tries", 0) + 1
    if tries >= TRIES:
        await end_dialogue(update, context)
    else:
        await expect(update, context, dialogue.step, {**dialogue.payload, "tries": tries})
    t = await context.texts_for(update)
    raise NotUnderstood(wrong_code(t, last=tries >= TRIES), meant=True)
