"""Membership: the bot in groups, and people who block it."""

from __future__ import annotations

from bot.messenger.errors import NotPossible
from bot.messenger.world import objects
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Json, Message, Topic

FIRST_SUPERGROUP_ID = -1_002_000_000_000


def add_bot(messenger: MessengerState, person_id: int, chat_id: int) -> None:
    """Add the bot to a group of the person; adding it twice changes nothing.

    Raises:
        NotPossible: it is no group, or they are not in it.
    """
    chat = _group_of(messenger, person_id, chat_id)
    if not chat.has(BOT_ID):
        _change(messenger, chat, person_id, "member")
        notice = messenger.add(
            chat, person_id, {"new_chat_members": [objects.bot_user(messenger.world)]}
        )
        messenger.push_message(notice)
    messenger.changed("members", chat_id)


def remove_bot(messenger: MessengerState, person_id: int, chat_id: int) -> None:
    """Remove the bot from a group that the person runs; it is told so and hears no more.

    Raises:
        NotPossible: they do not run the group.
    """
    chat = _group_of(messenger, person_id, chat_id)
    if not chat.is_run_by(person_id):
        raise NotPossible("only an administrator removes the bot")
    if chat.has(BOT_ID):
        _change(messenger, chat, person_id, "kicked")
        messenger.add(chat, person_id, {"left_chat_member": objects.bot_user(messenger.world)})
    messenger.changed("members", chat_id)


def promote_bot(messenger: MessengerState, person_id: int, chat_id: int) -> None:
    """Make the bot an administrator: from then on it hears everything.

    Raises:
        NotPossible: they do not run the group, or the bot is not in it.
    """
    chat = _group_of(messenger, person_id, chat_id)
    if not chat.is_run_by(person_id) or not chat.has(BOT_ID):
        raise NotPossible("only an administrator promotes a bot that is a member")
    _change(messenger, chat, person_id, "administrator")
    messenger.changed("members", chat_id)


def upgrade(messenger: MessengerState, person_id: int, chat_id: int) -> int:
    """Make a supergroup of a group that the person has made; its new id. Both chats tell the bot.

    Messages stay where they were, with their buttons; nothing more can be sent there.

    Raises:
        NotPossible: it is no group of theirs, or a supergroup already.
    """
    old = _group_of(messenger, person_id, chat_id)
    if old.members.get(person_id) != "creator" or old.kind != "group" or old.moved_to:
        raise NotPossible("only a group is upgraded, and by the one who made it")
    new = Chat(FIRST_SUPERGROUP_ID + chat_id, "supergroup", old.title, dict(old.members))
    messenger.world.chats[new.id] = new
    old.moved_to = new.id
    for chat, told in (
        (old, {"migrate_to_chat_id": new.id}),
        (new, {"migrate_from_chat_id": old.id}),
    ):
        messenger.push_message(messenger.add(chat, person_id, told))
        messenger.changed("members", chat.id)
    return new.id


def make_topic(messenger: MessengerState, person_id: int, chat_id: int, name: str) -> int:
    """Make a topic in a supergroup that the person runs, a forum from then on; its id. The bot is told.

    Raises:
        NotPossible: they do not run it, or it is no supergroup.
    """
    chat = _run_by(messenger, person_id, chat_id)
    if chat.kind != "supergroup":
        raise NotPossible("only a supergroup has topics")
    made = messenger.add(chat, person_id, {})
    made.content["forum_topic_created"] = {"name": name, "icon_color": 7322096}
    made.topic = made.id
    chat.topics = {**(chat.topics or {}), made.id: Topic(made.id, name)}
    _told_of_topic(messenger, chat, made)
    return made.id


def name_topic(
    messenger: MessengerState, person_id: int, chat_id: int, topic: int, name: str
) -> None:
    """Give a topic another name; the bot is told."""
    chat = _run_by(messenger, person_id, chat_id)
    _topic_of(chat, topic).name = name
    told = messenger.add(chat, person_id, {"forum_topic_edited": {"name": name}})
    told.topic = topic
    _told_of_topic(messenger, chat, told)


def close_topic(
    messenger: MessengerState, person_id: int, chat_id: int, topic: int, *, closed: bool = True
) -> None:
    """Close a topic, or open it again: only administrators write in a closed one. The bot is told."""
    chat = _run_by(messenger, person_id, chat_id)
    _topic_of(chat, topic).is_closed = closed
    what = "forum_topic_closed" if closed else "forum_topic_reopened"
    told = messenger.add(chat, person_id, {what: {}})
    told.topic = topic
    _told_of_topic(messenger, chat, told)


def delete_topic(messenger: MessengerState, person_id: int, chat_id: int, topic: int) -> None:
    """Delete a topic with all its messages; the bot is not told, as in Telegram."""
    chat = _run_by(messenger, person_id, chat_id)
    _topic_of(chat, topic)
    chat.topics = {id_: each for id_, each in (chat.topics or {}).items() if id_ != topic}
    for message in [each for each in chat.messages.values() if each.topic == topic]:
        del chat.messages[message.id]
    messenger.changed("delete", chat_id)


def block(messenger: MessengerState, person_id: int) -> None:
    """Block the bot in the person's private chat; twice changes nothing."""
    _set_blocked(messenger, person_id, blocked=True)


def unblock(messenger: MessengerState, person_id: int) -> None:
    """Take the bot back; twice changes nothing."""
    _set_blocked(messenger, person_id, blocked=False)


def _set_blocked(messenger: MessengerState, person_id: int, *, blocked: bool) -> None:
    person = messenger.get_person(person_id)
    if person.has_blocked == blocked:
        return
    person.has_blocked = blocked
    _change(messenger, messenger.get_chat(person_id), person_id, "kicked" if blocked else "member")
    messenger.changed("members", person_id)


def _change(messenger: MessengerState, chat: Chat, by: int, status: str) -> None:
    update: Json = {
        "chat": objects.chat(messenger.world, chat),
        "from": objects.user(messenger.world, by),
        "date": messenger.now(),
        "old_chat_member": objects.chat_member(messenger.world, chat, BOT_ID),
    }
    chat.members[BOT_ID] = status
    update["new_chat_member"] = objects.chat_member(messenger.world, chat, BOT_ID)
    messenger.updates.push("my_chat_member", update)


def _run_by(messenger: MessengerState, person_id: int, chat_id: int) -> Chat:
    chat = _group_of(messenger, person_id, chat_id)
    if not chat.is_run_by(person_id):
        raise NotPossible("only an administrator changes topics")
    return chat


def _topic_of(chat: Chat, topic: int) -> Topic:
    found = (chat.topics or {}).get(topic)
    if found is None:
        raise NotPossible(f"chat {chat.id} has no topic {topic}")
    return found


def _told_of_topic(messenger: MessengerState, chat: Chat, message: Message) -> None:
    if chat.has(BOT_ID):
        messenger.push_message(message)
    messenger.changed("message", chat.id)


def _group_of(messenger: MessengerState, person_id: int, chat_id: int) -> Chat:
    messenger.get_person(person_id)
    chat = messenger.get_chat(chat_id)
    if chat.is_private or not chat.has(person_id):
        raise NotPossible(f"{person_id} is not in a group {chat_id}")
    return chat
