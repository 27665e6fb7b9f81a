"""Chats and their members."""

from __future__ import annotations

from bot.messenger.api.methods.sending import known_chat, open_chat
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request, forbidden
from bot.messenger.world import objects
from bot.messenger.world.groups import bot_leaves
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Json

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def get_chat(messenger: MessengerState, params: Params) -> Json:
    """All about a chat."""
    return objects.full_chat(messenger.world, _inside(messenger, params))


def get_chat_member(messenger: MessengerState, params: Params) -> Json:
    """What somebody is in a chat."""
    chat = _inside(messenger, params)
    user_id = params.integer("user_id") or 0
    if user_id != BOT_ID and user_id not in messenger.world.people:
        raise bad_request("invalid user_id specified")
    if chat.is_private and user_id not in {chat.id, BOT_ID}:
        raise bad_request("member not found")
    return objects.chat_member(messenger.world, chat, user_id)


def get_chat_administrators(messenger: MessengerState, params: Params) -> list[Json]:
    """Those who run a group, other bots left out."""
    chat = _inside(messenger, params)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        objects.chat_member(messenger.world, chat, user_id)
        for user_id in chat.members
        if chat.is_run_by(user_id)
    ]


def get_chat_member_count(messenger: MessengerState, params: Params) -> int:
    """How many are in a chat, the bot included."""
    chat = _inside(messenger, params)
    return sum(chat.has(user_id) for user_id in chat.members)


def leave_chat(messenger: MessengerState, params: Params) -> bool:
    """Go from a group."""
    chat = _inside(messenger, params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    bot_leaves(messenger, chat)
    return True


def send_chat_action(messenger: MessengerState, params: Params) -> bool:
    """Show "typing" for five seconds."""
    chat = open_chat(messenger, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    messenger.show_typing(chat.id)
    return True


def _inside(messenger: MessengerState, params: Params) -> Chat:
    chat = known_chat(messenger, params)
    if not chat.is_private and not chat.has(BOT_ID):
        if chat.members.get(BOT_ID) == "kicked":
            raise forbidden("bot was kicked from the supergroup chat")
        raise forbidden("bot is not a member of the supergroup chat")
    return chat


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "sendChatAction": send_chat_action,
}
