"""Texts: send, edit, delete, forward, copy, pin."""

from __future__ import annotations

from bot.messenger.api.formatting import CAPTION_UNITS, caption_content, text_content
from bot.messenger.api.keyboards import inline_markup
from bot.messenger.api.methods.sending import known_chat, open_chat, own_message, send, sent
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.markup.entities import utf16_length
from bot.messenger.world import objects
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Json, Message

DELETE_WITHIN_SECONDS = 48 * 3600

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_MEDIA = ("photo", "document")


def send_message(messenger: MessengerState, params: Params) -> Json:
    """Send a text."""
    chat = open_chat(messenger, params)
    return sent(messenger, send(messenger, chat, text_content(messenger.world, params), params))


def edit_message_text(messenger: MessengerState, params: Params) -> Json | bool:
    """Replace a text; a keyboard that is not sent again goes away."""
    message = own_message(messenger, params, to="edit")
    content = text_content(messenger.world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(messenger, message, content, inline_markup(params))


def edit_message_caption(messenger: MessengerState, params: Params) -> Json | bool:
    """Replace the caption of a picture or file, likewise."""
    message = own_message(messenger, params, to="edit")
    medium = {name: message.content[name] for name in _MEDIA if name in message.content}
    if not medium:
        raise bad_request("there is no caption in the message to edit")
    content = {**medium, **caption_content(messenger.world, params)}
    return _edited(messenger, message, content, inline_markup(params))


def edit_message_reply_markup(messenger: MessengerState, params: Params) -> Json | bool:
    """Replace the keyboard alone; none takes it away."""
    message = own_message(messenger, params, to="edit")
    return _edited(messenger, message, message.content, inline_markup(params))


def delete_message(messenger: MessengerState, params: Params) -> bool:
    """Delete one message."""
    chat = open_chat(messenger, params)
    message = chat.messages.get(params.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(messenger, chat, message):
        raise bad_request("message can't be deleted")
    del chat.messages[message.id]
    messenger.changed("delete", chat.id)
    return True


def delete_messages(messenger: MessengerState, params: Params) -> bool:
    """Delete up to 100 messages; those that are not there are passed over."""
    chat = open_chat(messenger, params)
    numbers = params.json("message_ids", called="message identifiers")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        message = chat.messages.get(int(number))
        if message is not None and _may_delete(messenger, chat, message):
            del chat.messages[message.id]
    messenger.changed("delete", chat.id)
    return True


def forward_message(messenger: MessengerState, params: Params) -> Json:
    """Forward a message, its author named."""
    chat = open_chat(messenger, params)
    original = _original(messenger, params, "forward")
    origin = original.origin or {
        "type": "user",
        "date": original.date,
        "sender_user": objects.user(messenger.world, original.sender_id),
    }
    return sent(messenger, send(messenger, chat, dict(original.content), params, origin=origin))


def copy_message(messenger: MessengerState, params: Params) -> Json:
    """Send a message again as one's own; answers only its number."""
    chat = open_chat(messenger, params)
    original = _original(messenger, params, "copy")
    content = dict(original.content)
    if params.has("caption"):
        content = {name: content[name] for name in _MEDIA if name in content}
        content |= caption_content(messenger.world, params)
    message = send(messenger, chat, content, params)
    return {"message_id": sent(messenger, message)["message_id"]}


def pin_chat_message(messenger: MessengerState, params: Params) -> bool:
    """Pin a message; in a group only as its administrator."""
    chat = _chat_to_pin_in(messenger, params)
    message_id = params.integer("message_id") or 0
    if message_id not in chat.messages:
        raise bad_request("message to pin not found")
    if message_id not in chat.pinned:
        chat.pinned.append(message_id)
        pinned = objects.message(messenger.world, chat.messages[message_id], with_reply=False)
        messenger.add(chat, BOT_ID, {"pinned_message": pinned})
    messenger.changed("pin", chat.id)
    return True


def unpin_chat_message(messenger: MessengerState, params: Params) -> bool:
    """Unpin a message, by default the one pinned last."""
    chat = _chat_to_pin_in(messenger, params)
    message_id = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    messenger.changed("pin", chat.id)
    return True


def _edited(
    messenger: MessengerState, message: Message, content: Json, markup: Json | None
) -> Json | bool:
    if message.content == content and message.markup == markup:
        raise bad_request(_NOT_MODIFIED)
    if utf16_length(str(content.get("caption", ""))) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    message.content, message.markup = content, markup
    message.edited_at = messenger.now()
    answer = sent(messenger, message, "edit")
    return True if message.inline_id is not None else answer


def _may_delete(messenger: MessengerState, chat: Chat, message: Message) -> bool:
    if not chat.is_private and message.sender_id != BOT_ID and not chat.is_run_by(BOT_ID):
        return False
    return messenger.now() - message.date <= DELETE_WITHIN_SECONDS or chat.is_run_by(BOT_ID)


def _original(messenger: MessengerState, params: Params, to: str) -> Message:
    source = known_chat(messenger, params, "from_chat_id")
    original = source.messages.get(params.integer("message_id") or 0)
    if original is None:
        raise bad_request(f"message to {to} not found")
    if not {"text", *_MEDIA} & original.content.keys():
        raise bad_request(f"message can't be {'forwarded' if to == 'forward' else 'copied'}")
    return original


def _chat_to_pin_in(messenger: MessengerState, params: Params) -> Chat:
    chat = open_chat(messenger, params)
    if not chat.is_private and not chat.is_run_by(BOT_ID):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


METHODS = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
}
