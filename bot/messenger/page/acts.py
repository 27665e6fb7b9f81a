"""Acts of the page; each names the person, the chat, and its own arguments."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.messenger.errors import NotPossible
from bot.messenger.people import talk, taps
from bot.messenger.world import groups
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json

ANSWER_SECONDS = 15
"""Longest time for which a pressed button shows that it waits."""


class Wish:
    """The JSON body of an act, read with types."""

    def __init__(self, body: object) -> None:
        if not isinstance(body, dict):
            raise NotPossible("expected a JSON object")
        self._body: dict[str, Any] = body

    def number(self, name: str) -> int:
        """A whole number; NotPossible when there is none."""
        value = self._body.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise NotPossible(f"expected a number for {name!r}")
        return value

    def find_number(self, name: str) -> int | None:
        """A whole number, or None."""
        return None if self._body.get(name) is None else self.number(name)

    def text(self, name: str) -> str:
        """A text, empty when it is missing."""
        return str(self._body.get(name) or "")

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers; NotPossible for anything else."""
        value = self._body.get(name)
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise NotPossible(f"expected a list of numbers for {name!r}")
        return value


Act = Callable[[MessengerState, Wish], Awaitable[Json]]


async def send(state: MessengerState, wish: Wish) -> Json:
    """Write a text."""
    message = talk.send_text(
        state,
        wish.number("as"),
        wish.number("chat"),
        wish.text("text"),
        reply_to=wish.find_number("reply_to"),
    )
    return {"message": message.id}


async def edit(state: MessengerState, wish: Wish) -> Json:
    """Correct one's own text."""
    talk.edit(
        state, wish.number("as"), wish.number("chat"), wish.number("message"), wish.text("text")
    )
    return {}


async def delete(state: MessengerState, wish: Wish) -> Json:
    """Delete a message."""
    talk.delete(state, wish.number("as"), wish.number("chat"), wish.number("message"))
    return {}


async def forward(state: MessengerState, wish: Wish) -> Json:
    """Forward a message to another chat."""
    message = talk.forward(
        state, wish.number("as"), wish.number("chat"), wish.number("message"), wish.number("to")
    )
    return {"message": message.id}


async def read(state: MessengerState, wish: Wish) -> Json:
    """Mark the chat as read."""
    talk.mark_read(state, wish.number("as"), wish.number("chat"))
    return {}


async def press(state: MessengerState, wish: Wish) -> Json:
    """Press the inline button at a row and a column, and wait for the answer."""
    chat_id, message_id = wish.number("chat"), wish.number("message")
    markup = state.get_message(chat_id, message_id).markup or {}
    try:
        button = markup["inline_keyboard"][wish.number("row")][wish.number("column")]
        data = button["callback_data"]
    except (KeyError, IndexError):
        raise NotPossible("this button is no longer there") from None
    waiting = taps.press(state, wish.number("as"), chat_id, message_id, data)
    await _answered(waiting.answered)
    answer = waiting.answer
    if answer is None:
        return {"is_answered": False}
    return {
        "is_answered": True,
        "text": answer.text,
        "is_alert": answer.is_alert,
        "url": answer.url,
    }


async def vote(state: MessengerState, wish: Wish) -> Json:
    """Choose options of a poll; none takes the vote back."""
    taps.vote(
        state,
        wish.number("as"),
        wish.number("chat"),
        wish.number("message"),
        wish.numbers("options"),
    )
    return {}


async def inline(state: MessengerState, wish: Wish) -> Json:
    """Ask the bot's inline mode, and wait for its results."""
    question = taps.ask_inline(state, wish.number("as"), wish.number("chat"), wish.text("query"))
    await _answered(question.answered)
    shown = ("id", "title", "description")
    return {
        "query": question.id,
        "results": [{name: result[name] for name in shown} for result in question.results or ()],
    }


async def choose(state: MessengerState, wish: Wish) -> Json:
    """Send an inline result."""
    message = taps.choose_inline(
        state, wish.number("as"), wish.number("chat"), wish.text("query"), wish.text("result")
    )
    return {"message": message.id}


async def open_link(state: MessengerState, wish: Wish) -> Json:
    """Open a link to the bot; the chat that it leads to."""
    message = taps.open_link(state, wish.number("as"), wish.text("url"))
    return {"chat": message.chat_id}


async def membership(state: MessengerState, wish: Wish) -> Json:
    """Add the bot to a group, remove or promote it; block it or take it back."""
    person_id, chat_id, act = wish.number("as"), wish.number("chat"), wish.text("act")
    if act == "add":
        groups.add_bot(state, person_id, chat_id)
    elif act == "remove":
        groups.remove_bot(state, person_id, chat_id)
    elif act == "promote":
        groups.promote_bot(state, person_id, chat_id)
    elif act == "block":
        groups.block(state, person_id)
    elif act == "unblock":
        groups.unblock(state, person_id)
    else:
        raise NotPossible(f"there is no act {act!r}")
    return {}


async def _answered(event: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(event.wait(), ANSWER_SECONDS)
    except TimeoutError:
        return


ACTS: dict[str, Act] = {
    "send": send,
    "edit": edit,
    "delete": delete,
    "forward": forward,
    "read": read,
    "press": press,
    "vote": vote,
    "inline": inline,
    "choose": choose,
    "open": open_link,
    "membership": membership,
}
