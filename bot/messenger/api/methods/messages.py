"""Texts: send and edit; messages: delete."""

from __future__ import annotations

from bot.messenger.api.formatting import text_content
from bot.messenger.api.keyboards import inline_markup
from bot.messenger.api.methods.sending import open_chat, own_message, send, sent
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Json, Message

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def send_message(messenger: MessengerState, params: Params) -> Json:
    """Send a text."""
    chat = open_chat(messenger, params)
    return sent(messenger, send(messenger, chat, text_content(messenger.world, params), params))


def edit_message_text(messenger: MessengerState, params: Params) -> Json | bool:
    """Replace a text; a keyboard that is not sent again goes away."""
    message = own_message(messenger, params)
    content = text_content(messenger.world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(messenger, message, content, inline_markup(params))


def edit_message_reply_markup(messenger: MessengerState, params: Params) -> Json | bool:
    """Replace the keyboard alone; none takes it away."""
    message = own_message(messenger, params)
    return _edited(messenger, message, message.content, inline_markup(params))


def delete_message(messenger: MessengerState, params: Params) -> bool:
    """Take a message away: the bot's own, or in a private chat the person's."""
    chat = open_chat(messenger, params)
    message = chat.messages.get(params.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if message.sender_id != BOT_ID and not chat.is_private:
        raise bad_request("message can't be deleted")
    del chat.messages[message.id]
    messenger.changed("delete", chat.id)
    return True


def _edited(
    messenger: MessengerState, message: Message, content: Json, markup: Json | None
) -> Json | bool:
    if message.content == content and message.markup == markup:
        raise bad_request(_NOT_MODIFIED)
    message.content, message.markup = content, markup
    message.edited_at = messenger.now()
    answer = sent(messenger, message, "edit")
    return True if message.inline_id is not None else answer


METHODS = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}
