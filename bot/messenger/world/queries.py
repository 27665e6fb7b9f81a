"""Button presses and inline queries that wait for the bot's answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.messenger.errors import bad_request

Json = dict[str, Any]

PRESS_SECONDS = 150
INLINE_SECONDS = 30


@dataclass(frozen=True)
class CallbackAnswer:
    """Answer to a press, shown to the person who pressed; an empty text shows nothing."""

    text: str = ""
    is_alert: bool = False
    url: str | None = None


@dataclass
class Press:
    """A button press."""

    id: str
    person_id: int
    asked_at: float
    answer: CallbackAnswer | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class InlineQuestion:
    """An inline query and the results that came for it."""

    id: str
    person_id: int
    query: str
    asked_at: float
    results: list[Json] | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class OpenQueries:
    """All presses and inline queries; ``elapsed`` counts real seconds, as their lifetimes do."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._presses: dict[str, Press] = {}
        self._questions: dict[str, InlineQuestion] = {}

    def press(self, query_id: str, person_id: int) -> Press:
        """A new press."""
        press = self._presses[query_id] = Press(query_id, person_id, self._elapsed())
        return press

    def question(self, query_id: str, person_id: int, query: str) -> InlineQuestion:
        """A new inline query."""
        question = InlineQuestion(query_id, person_id, query, self._elapsed())
        self._questions[query_id] = question
        return question

    def find_question(self, query_id: str) -> InlineQuestion | None:
        """The inline query, answered or not."""
        return self._questions.get(query_id)

    def answer_press(self, query_id: str, answer: CallbackAnswer) -> None:
        """Store the bot's answer to a press; there is one only.

        Raises:
            ApiError: 400, no such press waits.
        """
        press = self._presses.get(query_id)
        if (
            press is None
            or press.answer is not None
            or self._elapsed() - press.asked_at > PRESS_SECONDS
        ):
            raise _too_old()
        press.answer = answer
        press.answered.set()

    def answer_question(self, query_id: str, results: list[Json]) -> None:
        """Store the bot's results for an inline query; they come once only.

        Raises:
            ApiError: 400, no such query waits.
        """
        question = self._questions.get(query_id)
        if (
            question is None
            or question.results is not None
            or self._elapsed() - question.asked_at > INLINE_SECONDS
        ):
            raise _too_old()
        question.results = results
        question.answered.set()


def _too_old() -> Exception:
    return bad_request("query is too old and response timeout expired or query ID is invalid")
