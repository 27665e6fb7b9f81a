"""A press proves that the message above the button has arrived."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation.chats import place
from bot.conversation.context import DutyContext
from scheduler.delivery.references import ALPHABET, LENGTH

_REFERENCE = re.compile(rf"(?<![{ALPHABET}])[{ALPHABET}]{{{LENGTH}}}\Z")
"""Ends the last line of every pushed message."""


def is_pushed(update: Update) -> bool:
    """Whether the button that was pressed is under a pushed message, which has to stay."""
    query = update.callback_query
    message = query.message if query else None
    return (
        isinstance(message, Message)
        and message.text is not None
        and _REFERENCE.search(message.text) is not None
    )


async def note_arrival(update: Update, context: DutyContext) -> None:
    """Mend the record of the pressed reminder; the message of another attempt then points to it."""
    query = update.callback_query
    message = query.message if query else None
    if not isinstance(message, Message) or message.text is None:
        return
    reference = _REFERENCE.search(message.text)
    if reference is None:
        return
    here = place(update)
    repeat_id = await context.services.confirmations.seen(
        reference[0], here, str(message.message_id)
    )
    if repeat_id is None:
        return
    t = await context.texts_for(update)
    try:
        await context.bot.edit_message_text(
            t("reminder-see-above"), message.chat.id, int(repeat_id), parse_mode=ParseMode.HTML
        )
    except BadRequest:
        return  # too old, or gone
