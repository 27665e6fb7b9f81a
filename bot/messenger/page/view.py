"""Views of the page: the people, their chats, and one chat with its messages."""

from __future__ import annotations

from bot.messenger.world import objects
from bot.messenger.world.commands import commands_for
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Chat, Json, Message, Persona, Poll

_SHOWN_MESSAGES = 300
FILES = "/messenger/files"


def overview(state: MessengerState) -> Json:
    """All people, each with their chats and numbers of unread messages."""
    return {
        "bot": {
            "id": BOT_ID,
            "name": objects.bot_user(state.world)["first_name"],
            "username": state.world.bot.username,
        },
        "people": [_person(state, person) for person in state.world.people.values()],
    }


def chat_view(state: MessengerState, person: Persona, chat: Chat) -> Json:
    """One chat as a person sees it; its newest 300 messages, oldest first."""
    return {
        **_chat(state, person, chat),
        "members": [
            {
                "name": _name(state, user_id),
                "status": status,
                "is_bot": user_id == BOT_ID,
            }
            for user_id, status in chat.members.items()
            if chat.has(user_id)
        ],
        "messages": [
            _message(state, person, chat, message)
            for message in list(chat.messages.values())[-_SHOWN_MESSAGES:]
        ],
        "commands": commands_for(state.world, chat, person) if _bot_is_there(chat) else [],
        "keyboard": _reply_keyboard(chat),
        "description": _described(state, person),
        "runs_it": chat.is_run_by(person.id),
    }


def _person(state: MessengerState, person: Persona) -> Json:
    chats = [
        _chat(state, person, chat) for chat in state.world.chats.values() if chat.has(person.id)
    ]
    return {
        "id": person.id,
        "key": person.key,
        "name": person.full_name,
        "post": person.post,
        "language": person.language_code,
        "unread": sum(chat["unread"] for chat in chats),
        "chats": sorted(chats, key=lambda chat: -chat["last"]["date"] if chat["last"] else 0),
    }


def _chat(state: MessengerState, person: Persona, chat: Chat) -> Json:
    last = next(reversed(chat.messages.values()), None)
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title or objects.bot_user(state.world)["first_name"],
        "member_count": sum(chat.has(user_id) for user_id in chat.members),
        "bot_status": chat.members.get(BOT_ID, "left"),
        "is_blocked": chat.is_private and person.has_blocked,
        "is_started": not chat.is_private or person.has_started,
        "unread": _unread(person, chat),
        "last": None if last is None else _preview(state, person, last),
    }


def _unread(person: Persona, chat: Chat) -> int:
    seen = chat.read.get(person.id, 0)
    return sum(
        message.id > seen and message.sender_id != person.id for message in chat.messages.values()
    )


def _preview(state: MessengerState, person: Persona, message: Message) -> Json:
    return {
        "date": message.date,
        "is_mine": message.sender_id == person.id,
        "sender": _name(state, message.sender_id),
        "text": _text(message)[:120],
        "kind": _kind(message),
    }


def _message(state: MessengerState, person: Persona, chat: Chat, message: Message) -> Json:
    content = message.content
    is_mine = message.sender_id == person.id and not message.anonymous
    view: Json = {
        "id": message.id,
        "kind": _kind(message),
        "date": message.date,
        "is_edited": message.edited_at is not None,
        "is_mine": is_mine,
        "is_bot": message.sender_id == BOT_ID,
        "sender_id": message.sender_id,
        "sender": chat.title if message.anonymous else _name(state, message.sender_id),
        "text": _text(message),
        "entities": content.get("entities") or content.get("caption_entities") or [],
        "rows": _rows(message),
        "can_edit": is_mine
        and message.origin is None
        and not message.via_bot
        and bool({"text", "photo", "document"} & content.keys()),
        "can_forward": bool({"text", "photo", "document"} & content.keys()),
        "can_delete": is_mine or chat.is_private or chat.is_run_by(person.id),
    }
    if message.via_bot:
        view["via"] = state.world.bot.username
    if message.origin is not None:
        user = message.origin["sender_user"]
        view["origin"] = " ".join(
            part for part in (user["first_name"], user.get("last_name")) if part
        )
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None:
        view["reply"] = {
            "id": replied.id,
            "sender": _name(state, replied.sender_id),
            "text": _text(replied)[:120],
            "kind": _kind(replied),
        }
    return {**view, **_medium(state, person, message)}


def _medium(state: MessengerState, person: Persona, message: Message) -> Json:
    content = message.content
    if "photo" in content:
        photo = content["photo"][-1]
        return {
            "photo": {
                "url": f"{FILES}/{photo['file_id']}",
                "width": photo["width"],
                "height": photo["height"],
            }
        }
    if "document" in content:
        document = content["document"]
        return {
            "document": {
                "url": f"{FILES}/{document['file_id']}",
                "name": document["file_name"],
                "size": document["file_size"],
            }
        }
    if message.poll_id is not None:
        return {"poll": _poll(state.world.polls[message.poll_id], person)}
    for kind in ("new_chat_members", "left_chat_member"):
        if kind in content:
            return {"notice": kind}
    return {}


def _poll(poll: Poll, person: Persona) -> Json:
    body = objects.poll(poll)
    mine = poll.votes.get(person.id, [])
    shows_result = bool(mine) or poll.is_closed
    return {
        "question": body["question"],
        "options": [
            {
                "text": option["text"],
                "votes": option["voter_count"] if shows_result else None,
                "is_mine": number in mine,
                "is_right": number in poll.right_options if shows_result else None,
            }
            for number, option in enumerate(body["options"])
        ],
        "kind": poll.kind,
        "voters": body["total_voter_count"],
        "is_anonymous": poll.is_anonymous,
        "is_closed": poll.is_closed,
        "takes_several": poll.takes_several,
        "has_voted": bool(mine),
        "can_retract": bool(mine) and poll.allows_revoting and not poll.is_closed,
        "explanation": body.get("explanation", "") if shows_result else "",
    }


def _rows(message: Message) -> list[list[Json]]:
    """The inline keyboard; the payload of a button stays with the server."""
    keyboard = (message.markup or {}).get("inline_keyboard") or []
    return [
        [
            {
                "text": button["text"],
                "style": button.get("style", ""),
                "kind": next(kind for kind in button if kind not in {"text", "style"}),
                "value": button.get("url")
                or button.get("web_app", {}).get("url")
                or button.get("copy_text", {}).get("text")
                or button.get("switch_inline_query_current_chat")
                or button.get("switch_inline_query")
                or "",
            }
            for button in row
        ]
        for row in keyboard
    ]


def _reply_keyboard(chat: Chat) -> Json | None:
    """The newest keyboard that the bot has put in place of the person's, unless taken away."""
    for message in reversed(chat.messages.values()):
        markup = message.markup or {}
        if markup.get("remove_keyboard"):
            return None
        if "keyboard" in markup:
            rows = [
                [key if isinstance(key, str) else key.get("text", "") for key in row]
                for row in markup["keyboard"]
            ]
            return {"rows": rows, "placeholder": markup.get("input_field_placeholder", "")}
    return None


def _text(message: Message) -> str:
    return str(message.content.get("text") or message.content.get("caption") or "")


def _kind(message: Message) -> str:
    for kind in ("photo", "document", "new_chat_members", "left_chat_member"):
        if kind in message.content:
            return kind
    return "poll" if message.poll_id is not None else "text"


def _name(state: MessengerState, user_id: int) -> str:
    if user_id == BOT_ID:
        return str(objects.bot_user(state.world)["first_name"])
    return state.world.people[user_id].full_name


def _described(state: MessengerState, person: Persona) -> str:
    texts = state.world.bot.descriptions
    return texts.get(person.language_code.split("-")[0]) or texts.get("") or ""


def _bot_is_there(chat: Chat) -> bool:
    return chat.has(BOT_ID) or chat.is_private
