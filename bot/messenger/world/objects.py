"""Our records as the Bot API's JSON objects, with every field that PTB 22.8 insists on."""

from __future__ import annotations

from bot.messenger.world.world import (
    BOT_ID,
    GROUP_ANONYMOUS_BOT_ID,
    Chat,
    Json,
    Message,
    Persona,
    Poll,
    World,
)

_ADMIN_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
]


def bot_user(world: World) -> Json:
    """The bot as a sender."""
    return {
        "id": BOT_ID,
        "is_bot": True,
        "first_name": world.bot.name,
        "username": world.bot.username,
    }


def me(world: World) -> Json:
    """The answer to getMe: privacy mode is on, inline mode too."""
    return {
        **bot_user(world),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def person_user(person: Persona) -> Json:
    """A person as a sender."""
    user: Json = {
        "id": person.id,
        "is_bot": False,
        "first_name": person.first_name,
        "language_code": person.language_code,
    }
    if person.last_name:
        user["last_name"] = person.last_name
    if person.username:
        user["username"] = person.username
    return user


def user(world: World, user_id: int) -> Json:
    """Any user as a sender."""
    if user_id == BOT_ID:
        return bot_user(world)
    if user_id == GROUP_ANONYMOUS_BOT_ID:
        return {
            "id": GROUP_ANONYMOUS_BOT_ID,
            "is_bot": True,
            "first_name": "Group",
            "username": "GroupAnonymousBot",
        }
    return person_user(world.people[user_id])


def chat(world: World, record: Chat) -> Json:
    """A chat as it appears inside messages."""
    if not record.is_private:
        forum = {} if record.topics is None else {"is_forum": True}
        return {"id": record.id, "type": record.kind, "title": record.title, **forum}
    known = person_user(world.people[record.id])
    kept = ("first_name", "last_name", "username")
    return {
        "id": record.id,
        "type": "private",
        **{name: known[name] for name in kept if name in known},
    }


def chat_member(world: World, record: Chat, user_id: int) -> Json:
    """Status of a user in a chat; a user who never was there has left."""
    status = record.members.get(user_id, "left")
    member: Json = {"status": status, "user": user(world, user_id)}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False}
        member |= dict.fromkeys(_ADMIN_RIGHTS, True)
    elif status == "kicked":
        member["until_date"] = 0
    return member


def poll(record: Poll) -> Json:
    """A poll with its present counts."""
    counts = [
        sum(number in chosen for chosen in record.votes.values())
        for number in range(len(record.options))
    ]
    body: Json = {
        "id": record.id,
        **record.question,
        "options": [
            {**option, "voter_count": count}
            for option, count in zip(record.options, counts, strict=True)
        ],
        "total_voter_count": sum(bool(chosen) for chosen in record.votes.values()),
        "is_closed": record.is_closed,
        "is_anonymous": record.is_anonymous,
        "type": record.kind,
        "allows_multiple_answers": record.takes_several,
        "allows_revoting": record.allows_revoting,
        "members_only": False,
    }
    if record.kind == "quiz":
        body["correct_option_ids"] = record.right_options
        body |= record.explanation
    if record.open_period is not None:
        body["open_period"] = record.open_period
    if record.close_date is not None:
        body["close_date"] = record.close_date
    return body


def message(world: World, record: Message, *, with_reply: bool = True) -> Json:
    """A message, with the one that it replies to, which comes without its own reply."""
    home = world.chats[record.chat_id]
    body: Json = {
        "message_id": record.id,
        "date": record.date,
        "chat": chat(world, home),
        **_sender(world, record, home),
        **record.content,
    }
    if record.edited_at is not None:
        body["edit_date"] = record.edited_at
    if record.origin is not None:
        body["forward_origin"] = record.origin
    if record.via_bot:
        body["via_bot"] = bot_user(world)
    if record.poll_id is not None:
        body["poll"] = poll(world.polls[record.poll_id])
    if record.markup is not None and "inline_keyboard" in record.markup:
        body["reply_markup"] = record.markup
    if record.topic is not None:
        body |= {"message_thread_id": record.topic, "is_topic_message": True}
    # In a topic whatever answers nothing else answers the message that made it.
    replied = home.messages.get(record.reply_to or record.topic or 0)
    if replied is record:
        replied = None
    if with_reply and replied is not None:
        body["reply_to_message"] = message(world, replied, with_reply=False)
    return body


def _sender(world: World, record: Message, home: Chat) -> Json:
    if record.anonymous:
        return {"from": user(world, GROUP_ANONYMOUS_BOT_ID), "sender_chat": chat(world, home)}
    return {"from": user(world, record.sender_id)}
