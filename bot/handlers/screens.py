"""Putting a screen into the chat: as a new message, or in place of the one whose button was pressed."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.conversation.chats import is_private, topic
from bot.views.layout import parts
from bot.views.screen import Screen, keyboard

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited")


async def say(update: Update, screen: Screen) -> None:
    """Answer with a new message; a long text becomes several, the buttons under the last one.

    In a group it is a reply to the message that asked, and stays in its topic.
    """
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    thread_id = topic(update)
    asked = None if is_private(update) else update.message
    texts = parts(screen.text)
    for number, text in enumerate(texts, start=1):
        await chat.send_message(
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            message_thread_id=thread_id,
            reply_parameters=(
                ReplyParameters(asked.message_id, allow_sending_without_reply=True)
                if asked is not None and number == 1
                else None
            ),
            reply_markup=keyboard(screen) if number == len(texts) else None,
        )


async def show(update: Update, screen: Screen) -> None:
    """Put the screen in place of the message whose button was pressed.

    It is a new message when nothing was pressed, the old message is gone, or the text is too long
    for one.
    """
    query = update.callback_query
    texts = parts(screen.text)
    if query is None or not isinstance(query.message, Message) or len(texts) > 1:
        await say(update, screen)
        return
    try:
        await query.edit_message_text(
            texts[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(screen),
        )
    except BadRequest as error:
        reason = error.message.lower()
        if any(gone in reason for gone in _GONE):
            await say(update, screen)
        elif _UNCHANGED not in reason:
            raise
