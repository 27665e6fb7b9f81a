"""Common steps of all methods that send or edit a message."""

from __future__ import annotations

from bot.messenger.api.keyboards import any_markup
from bot.messenger.api.params import Params
from bot.messenger.errors import ApiError, bad_request, forbidden
from bot.messenger.world import objects
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Json, Message


def known_chat(messenger: MessengerState, params: Params, name: str = "chat_id") -> Chat:
    """A chat that the bot has met: of a person who started it or shares a group, or a group it was in.

    Raises:
        ApiError: 400 when it is not given or not known, or has become another chat.
    """
    if not params.has(name):
        raise bad_request(f"{name} is empty")
    chat = messenger.world.chats.get(params.integer(name) or 0)
    if chat is None or not _has_met(messenger, chat):
        raise bad_request("chat not found")
    if chat.moved_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.moved_to},
        )
    return chat


def open_chat(messenger: MessengerState, params: Params) -> Chat:
    """A chat that the bot can write in.

    Raises:
        ApiError: 400 for an unknown one, 403 where the bot is shut out.
    """
    chat = known_chat(messenger, params)
    if chat.is_private:
        person = messenger.world.people[chat.id]
        if person.has_blocked:
            raise forbidden("bot was blocked by the user")
        if not person.has_started:
            raise forbidden("bot can't initiate conversation with a user")
    elif chat.members.get(BOT_ID) == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    elif not chat.has(BOT_ID):
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    if chat.refusal is not None:
        raise bad_request(chat.refusal)
    _topic(chat, params)
    return chat


def _topic(chat: Chat, params: Params) -> int | None:
    """The topic that a call is for; None in the general one, and where there are none.

    A reply without the number of a topic goes where the message is that it answers. The general topic
    has the number 1 in Telegram's apps; the Bot API knows no thread of this number.

    Raises:
        ApiError: 400, there is no such topic, or it is closed to the bot.
    """
    topics = chat.topics or {}
    id_ = params.integer("message_thread_id")
    if not id_:
        replied = chat.messages.get(_wished_reply(params) or 0)
        id_ = None if replied is None else replied.topic
    if id_ is None:
        return None
    if id_ not in topics:
        raise bad_request("message thread not found")
    if topics[id_].is_closed and not chat.is_run_by(BOT_ID):
        raise bad_request("TOPIC_CLOSED")
    return id_


def _wished_reply(params: Params) -> int | None:
    wish = params.json("reply_parameters", called="reply parameters") or {}
    target = wish.get("message_id") or params.integer("reply_to_message_id")
    return int(target) if target else None


def _reply_target(chat: Chat, params: Params) -> int | None:
    """The message to reply to, by ``reply_parameters`` or the older ``reply_to_message_id``.

    Raises:
        ApiError: 400, it is not there and the call insists on it.
    """
    wish = params.json("reply_parameters", called="reply parameters") or {}
    target = _wished_reply(params)
    if not target:
        return None
    if target in chat.messages:
        return target
    if wish.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def send(
    messenger: MessengerState,
    chat: Chat,
    content: Json,
    params: Params,
) -> Message:
    """Add the bot's message, once every other check has passed.

    Raises:
        ApiError: 400 for its reply or keyboard.
    """
    reply_to = _reply_target(chat, params)
    markup = any_markup(params)
    message = messenger.add(chat, BOT_ID, content)
    message.reply_to, message.markup = reply_to, markup
    message.topic = _topic(chat, params)
    return message


def sent(messenger: MessengerState, message: Message, kind: str = "message") -> Json:
    """Tell the pages of a message; return it as the answer to the call."""
    messenger.changed(kind, message.chat_id)
    return objects.message(messenger.world, message)


def own_message(messenger: MessengerState, params: Params) -> Message:
    """The bot's message that a call edits, by chat and number or by its inline id.

    Raises:
        ApiError: 400, it is not there or another's; 403 as :func:`open_chat`.
    """
    inline_id = params.text("inline_message_id")
    if inline_id:
        for chat in messenger.world.chats.values():
            for message in chat.messages.values():
                if message.inline_id == inline_id:
                    return message
        raise bad_request("MESSAGE_ID_INVALID")
    chat = open_chat(messenger, params)
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    found = chat.messages.get(message_id)
    if found is None:
        raise bad_request("message to edit not found")
    if found.sender_id != BOT_ID or found.origin is not None:
        raise bad_request("message can't be edited")
    return found


def _has_met(messenger: MessengerState, chat: Chat) -> bool:
    if not chat.is_private:
        return BOT_ID in chat.members
    return messenger.world.people[chat.id].has_started or any(
        other.has(chat.id) and other.has(BOT_ID)
        for other in messenger.world.chats.values()
        if not other.is_private
    )
