"""Members of chats."""

from __future__ import annotations

from bot.messenger.api.methods.sending import known_chat
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request, forbidden
from bot.messenger.world import objects
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Json


def get_chat_member(messenger: MessengerState, params: Params) -> Json:
    """Status of a user in a chat that the bot is in."""
    chat = known_chat(messenger, params)
    if not chat.is_private and not chat.has(BOT_ID):
        if chat.members.get(BOT_ID) == "kicked":
            raise forbidden("bot was kicked from the supergroup chat")
        raise forbidden("bot is not a member of the supergroup chat")
    user_id = params.integer("user_id") or 0
    if user_id != BOT_ID and user_id not in messenger.world.people:
        raise bad_request("invalid user_id specified")
    if chat.is_private and user_id not in {chat.id, BOT_ID}:
        raise bad_request("member not found")
    return objects.chat_member(messenger.world, chat, user_id)


METHODS = {"getChatMember": get_chat_member}
