"""Presses of people: inline buttons, poll options, inline results, links to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from bot.messenger.errors import NotPossible
from bot.messenger.people.talk import insert, send_text
from bot.messenger.world import objects
from bot.messenger.world.groups import add_bot
from bot.messenger.world.queries import InlineQuestion, Press
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import BOT_ID, Json, Message, Poll

INLINE_QUERY_CHARACTERS = 256


def press(
    messenger: MessengerState, person_id: int, chat_id: int, message_id: int, data: str
) -> Press:
    """Press a button; ``data`` is not checked against the message, as in Telegram.

    Raises:
        NotPossible: they are not in this chat, or there is no such message.
    """
    person = messenger.get_person(person_id)
    chat = messenger.get_chat(chat_id)
    if not chat.has(person_id) or (chat.is_private and person.has_blocked):
        raise NotPossible(f"{person_id} cannot press buttons in chat {chat_id}")
    message = messenger.get_message(chat_id, message_id)
    waiting = messenger.queries.press(messenger.next_query_id(), person_id)
    query: Json = {
        "id": waiting.id,
        "from": objects.person_user(person),
        "chat_instance": str(chat_id * 31),
        "data": data,
    }
    if message.inline_id is not None:
        query["inline_message_id"] = message.inline_id
    else:
        query["message"] = objects.message(messenger.world, message)
    messenger.updates.push("callback_query", query)
    messenger.changed("press", chat_id)
    return waiting


def vote(
    messenger: MessengerState, person_id: int, chat_id: int, message_id: int, options: Sequence[int]
) -> None:
    """Choose options of a poll by number; none takes the vote back.

    Raises:
        NotPossible: no open poll there, a choice that it does not offer, a second vote where the
            first one stands, or not in this chat.
    """
    chat = messenger.get_chat(chat_id)
    message = messenger.get_message(chat_id, message_id)
    if message.poll_id is None or not chat.has(person_id):
        raise NotPossible(f"{person_id} finds no poll in message {message_id}")
    poll = messenger.world.polls[message.poll_id]
    _check_vote(poll, person_id, options)
    if options:
        poll.votes[person_id] = sorted(set(options))
    else:
        poll.votes.pop(person_id, None)
    if not poll.is_anonymous:
        answer: Json = {
            "poll_id": poll.id,
            "user": objects.person_user(messenger.get_person(person_id)),
            "option_ids": sorted(set(options)),
            "option_persistent_ids": [
                poll.options[number]["persistent_id"] for number in sorted(set(options))
            ],
        }
        messenger.updates.push("poll_answer", answer)
    messenger.updates.push("poll", objects.poll(poll))
    messenger.changed("poll", chat_id)


def ask_inline(
    messenger: MessengerState, person_id: int, chat_id: int, query: str, offset: str = ""
) -> InlineQuestion:
    """Type ``@bot query`` in a chat.

    Raises:
        NotPossible: they are not in this chat, or the query is over 256 characters.
    """
    person = messenger.get_person(person_id)
    chat = messenger.get_chat(chat_id)
    if not chat.has(person_id):
        raise NotPossible(f"{person_id} is not in chat {chat_id}")
    if len(query) > INLINE_QUERY_CHARACTERS:
        raise NotPossible(f"an inline query has at most {INLINE_QUERY_CHARACTERS} characters")
    waiting = messenger.queries.question(messenger.next_query_id(), person_id, query)
    messenger.updates.push(
        "inline_query",
        {
            "id": waiting.id,
            "from": objects.person_user(person),
            "query": query,
            "offset": offset,
            "chat_type": "sender" if chat.is_private else chat.kind,
        },
    )
    messenger.changed("inline", chat_id)
    return waiting


def choose_inline(
    messenger: MessengerState, person_id: int, chat_id: int, query_id: str, result_id: str
) -> Message:
    """Pick a result, which is sent in the person's name.

    Raises:
        NotPossible: no such query of theirs, no such result, or not in this chat.
    """
    question = messenger.queries.find_question(query_id)
    chat = messenger.get_chat(chat_id)
    if question is None or question.person_id != person_id or not chat.has(person_id):
        raise NotPossible(f"{person_id} has asked no inline query {query_id}")
    for result in question.results or ():
        if result["id"] == result_id:
            return insert(
                messenger,
                chat,
                person_id,
                dict(result["content"]),
                markup=result["markup"],
                inline_id=f"inline{query_id}:{result_id}",
            )
    raise NotPossible(f"the inline query {query_id} has no result {result_id!r}")


def open_link(messenger: MessengerState, person_id: int, url: str) -> Message:
    """Open ``t.me/<bot>?start=…`` and press Start, or ``?startgroup=…`` for the group.

    Raises:
        NotPossible: the link leads elsewhere.
    """
    parts = urlsplit(url if "://" in url else f"https://{url}")
    bot = messenger.world.bot.username
    if parts.hostname not in {"t.me", "telegram.me"} or parts.path.strip("/") != bot:
        raise NotPossible(f"{url} does not lead to the bot")
    wishes = parse_qs(parts.query, keep_blank_values=True)
    if "startgroup" in wishes:
        group = next(chat for chat in messenger.world.chats.values() if not chat.is_private)
        add_bot(messenger, person_id, group.id)
        return send_text(
            messenger, person_id, group.id, f"/start@{bot} {wishes['startgroup'][0]}".strip()
        )
    payload = wishes.get("start", [""])[0]
    return send_text(messenger, person_id, person_id, f"/start {payload}".strip())


def _check_vote(poll: Poll, person_id: int, options: Sequence[int]) -> None:
    if poll.is_closed:
        raise NotPossible("the poll is closed")
    if any(not 0 <= number < len(poll.options) for number in options):
        raise NotPossible(f"the poll has no such options: {options}")
    if len(set(options)) > 1 and not poll.takes_several:
        raise NotPossible("the poll takes one option only")
    if person_id in poll.votes and not poll.allows_revoting:
        raise NotPossible("the first vote stands")
    if person_id == BOT_ID:
        raise NotPossible("bots do not vote")
