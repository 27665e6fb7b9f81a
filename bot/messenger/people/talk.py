"""Messages of people: texts, pictures, files, corrections, forwarded messages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messenger.errors import NotPossible
from bot.messenger.markup.entities import Entity, found_entities, ordered, trimmed, utf16_length
from bot.messenger.world import objects
from bot.messenger.world.files import keep_document, keep_photo
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Json, Message

TEXT_UNITS = 4096
CAPTION_UNITS = 1024

_MEDIA = ("photo", "document")


def send_text(
    messenger: MessengerState,
    person_id: int,
    chat_id: int,
    text: str,
    *,
    reply_to: int | None = None,
    anonymous: bool = False,
    topic: int | None = None,
) -> Message:
    """Send a text of a person; ``anonymous`` is an administrator writing as the group.

    Raises:
        NotPossible: not a member, has blocked the bot, no such topic or one that is closed, an empty
            text, or one over 4096 UTF-16 units (Telegram's apps would make two messages of it).
    """
    chat = _chat_to_write_in(messenger, person_id, chat_id)
    body, _ = trimmed(text, ())
    if not body:
        raise NotPossible("an empty text cannot be sent")
    if utf16_length(body) > TEXT_UNITS:
        raise NotPossible(f"a text over {TEXT_UNITS} units cannot be sent as one message")
    if anonymous and not chat.is_run_by(person_id):
        raise NotPossible("only an administrator of a group writes as the group")
    if topic is not None:
        found = (chat.topics or {}).get(topic)
        if found is None or (found.is_closed and not chat.is_run_by(person_id)):
            raise NotPossible(f"nobody but administrators writes in topic {topic}")
    return _sent(
        messenger,
        chat,
        person_id,
        _text(body),
        reply_to=reply_to,
        anonymous=anonymous,
        topic=topic,
    )


def send_photo(
    messenger: MessengerState,
    person_id: int,
    chat_id: int,
    picture: bytes,
    *,
    caption: str = "",
    reply_to: int | None = None,
) -> Message:
    """Send a picture of a person (PNG, JPEG or GIF).

    Raises:
        NotPossible: as :func:`send_text`, or the bytes are no picture.
    """
    chat = _chat_to_write_in(messenger, person_id, chat_id)
    photo = keep_photo(messenger, picture)
    if photo is None:
        raise NotPossible("these bytes are not a PNG, JPEG or GIF picture")
    content = {"photo": photo, **_caption(caption)}
    return _sent(messenger, chat, person_id, content, reply_to=reply_to)


def send_document(
    messenger: MessengerState,
    person_id: int,
    chat_id: int,
    name: str,
    content: bytes,
    *,
    caption: str = "",
    reply_to: int | None = None,
) -> Message:
    """Send a file of a person.

    Raises:
        NotPossible: as :func:`send_text`.
    """
    chat = _chat_to_write_in(messenger, person_id, chat_id)
    document = keep_document(messenger, name, content)
    body = {"document": document, **_caption(caption)}
    return _sent(messenger, chat, person_id, body, reply_to=reply_to)


def edit(
    messenger: MessengerState, person_id: int, chat_id: int, message_id: int, text: str
) -> Message:
    """Correct a text or a caption of the person's own.

    Raises:
        NotPossible: the message is another's, or not there, or the text is empty or too long.
    """
    chat = _chat_to_write_in(messenger, person_id, chat_id)
    message = messenger.get_message(chat_id, message_id)
    if message.sender_id != person_id or message.origin is not None or message.via_bot:
        raise NotPossible("only one's own message can be edited")
    if "text" in message.content:
        body, _ = trimmed(text, ())
        if not body or utf16_length(body) > TEXT_UNITS:
            raise NotPossible("an empty or overlong text cannot replace the old one")
        message.content = _text(body)
    else:
        kept: Json = {
            name: message.content[name] for name in ("photo", "document") if name in message.content
        }
        message.content = {**kept, **_caption(text)}
    message.edited_at = messenger.now()
    if bot_hears(messenger, chat, message):
        messenger.push_message(message, "edited_message")
    messenger.changed("edit", chat_id)
    return message


def forward(
    messenger: MessengerState, person_id: int, from_chat_id: int, message_id: int, to_chat_id: int
) -> Message:
    """Forward a message to another chat of the person, or to the same one.

    Raises:
        NotPossible: not a member of both chats, no such message, or it is a poll or a notice.
    """
    _chat_to_read(messenger, person_id, from_chat_id)
    target = _chat_to_write_in(messenger, person_id, to_chat_id)
    original = messenger.get_message(from_chat_id, message_id)
    if not {"text", "photo", "document"} & original.content.keys():
        raise NotPossible("only texts, pictures and files can be forwarded")
    origin = original.origin or {
        "type": "user",
        "date": original.date,
        "sender_user": objects.user(messenger.world, original.sender_id),
    }
    return _sent(messenger, target, person_id, dict(original.content), origin=origin)


def delete(messenger: MessengerState, person_id: int, chat_id: int, message_id: int) -> None:
    """Delete a message for everybody; the bot is not told, as in Telegram.

    Raises:
        NotPossible: another's message in a group that they do not run, or no such message.
    """
    chat = _chat_to_read(messenger, person_id, chat_id)
    message = messenger.get_message(chat_id, message_id)
    if message.sender_id != person_id and not (chat.is_private or chat.is_run_by(person_id)):
        raise NotPossible("only an administrator deletes what others wrote")
    del chat.messages[message_id]
    messenger.changed("delete", chat_id)


def mark_read(messenger: MessengerState, person_id: int, chat_id: int) -> None:
    """Mark the chat as read by the person.

    Raises:
        NotPossible: they are not in this chat.
    """
    chat = _chat_to_read(messenger, person_id, chat_id)
    last = max(chat.messages, default=0)
    if chat.read.get(person_id, 0) < last:
        chat.read[person_id] = last
        messenger.changed("read", chat_id)


def bot_hears(messenger: MessengerState, chat: Chat, message: Message) -> bool:
    """Whether Telegram passes a message on to the bot, whose privacy mode is on.

    In a group it passes on commands not meant for another bot, replies to the bot's messages,
    messages of its inline mode, and everything once the bot is an administrator. A plain mention
    does not reach it.
    """
    if chat.is_private:
        return not messenger.get_person(chat.id).has_blocked
    if not chat.has(BOT_ID):
        return False
    if chat.is_run_by(BOT_ID) or message.via_bot:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and (replied.sender_id == BOT_ID or replied.via_bot):
        return True
    return _is_command_for(messenger.world.bot.username, message.content)


def insert(
    messenger: MessengerState,
    chat: Chat,
    sender_id: int,
    content: Json,
    *,
    markup: Json | None = None,
    inline_id: str,
) -> Message:
    """Add a message that was sent through the bot's inline mode."""
    message = messenger.add(chat, sender_id, content)
    message.via_bot, message.markup, message.inline_id = True, markup, inline_id
    _told(messenger, chat, message)
    return message


def _sent(
    messenger: MessengerState,
    chat: Chat,
    person_id: int,
    content: Json,
    *,
    reply_to: int | None = None,
    anonymous: bool = False,
    origin: Json | None = None,
    topic: int | None = None,
) -> Message:
    if reply_to is not None:
        messenger.get_message(chat.id, reply_to)
    message = messenger.add(chat, person_id, content)
    message.topic = topic
    message.reply_to, message.anonymous, message.origin = reply_to, anonymous, origin
    _told(messenger, chat, message)
    return message


def _told(messenger: MessengerState, chat: Chat, message: Message) -> None:
    if chat.is_private:
        messenger.get_person(chat.id).has_started = True
    if bot_hears(messenger, chat, message):
        messenger.push_message(message)
    messenger.changed("message", chat.id)


def _chat_to_read(messenger: MessengerState, person_id: int, chat_id: int) -> Chat:
    messenger.get_person(person_id)
    chat = messenger.get_chat(chat_id)
    if not chat.has(person_id):
        raise NotPossible(f"{person_id} is not in chat {chat_id}")
    return chat


def _chat_to_write_in(messenger: MessengerState, person_id: int, chat_id: int) -> Chat:
    chat = _chat_to_read(messenger, person_id, chat_id)
    if chat.is_private and messenger.get_person(person_id).has_blocked:
        raise NotPossible("the bot is blocked; unblock it first")
    return chat


def _text(text: str) -> Json:
    return _marked("text", "entities", text)


def _caption(text: str) -> Json:
    body, _ = trimmed(text, ())
    if utf16_length(body) > CAPTION_UNITS:
        raise NotPossible(f"a caption over {CAPTION_UNITS} units cannot be sent")
    return _marked("caption", "caption_entities", body) if body else {}


def _marked(name: str, entities_name: str, text: str) -> Json:
    entities: Sequence[Entity] = ordered(found_entities(text))
    return {name: text, entities_name: list(entities)} if entities else {name: text}


def _is_command_for(username: str, content: Json) -> bool:
    text = str(content.get("text") or content.get("caption") or "")
    entities = content.get("entities") or content.get("caption_entities") or []
    if not any(entity["type"] == "bot_command" and entity["offset"] == 0 for entity in entities):
        return False
    _, _, addressee = text.split(maxsplit=1)[0].partition("@")
    return addressee.lower() in {"", username.lower()}
