"""Use case: what nobody could answer, and what operators say to it; at once in every process."""

from __future__ import annotations

from datetime import date
from typing import Any

from clauses.answering.answer import Answer
from clauses.answering.given import GivenAnswer, GivenAnswers
from clauses.errors import UnknownRef
from clauses.library import Library
from clauses.model import ClauseRef
from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.errors import UnknownQuestion
from scheduler.inbox.queries.updates import Updates
from scheduler.questions.open_questions import (
    OpenGroup,
    OpenQuestionId,
    WhyOpen,
    group_of,
    grouped,
)
from scheduler.questions.queries.log import StoredQuestions
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

_MOST_READ = 500
"""Open questions put together; those asked least wait."""

MOST_OPEN = 2000
"""Open questions that are kept; whoever asks without end fills no more than this."""


class QuestionLog:
    """Each method is one transaction. Who asked is nowhere kept; ranking learns nothing from it."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._given = GivenAnswers(library, ())
        self._newest = 0
        self._packs = library.packs

    async def given(self, question: str) -> Answer | None:
        """What an operator answered to this question, in this process or another; None: nothing."""
        async with self._database.read() as session:
            stored = StoredQuestions(session)
            newest = await stored.newest_given()
            if newest != self._newest or self._packs is not self._library.packs:
                every = [given for given, _, _ in await stored.given()]
                self._packs = self._library.packs
                self._given, self._newest = GivenAnswers(self._library, every), newest
        return self._given.answer(question)

    async def asked_in(self, update_id: int, chat: Address) -> dict[str, Any] | None:
        """The update of this chat in which something was asked; None where it is kept no longer."""
        async with self._database.read() as session:
            return await Updates(session).payload(update_id, chat)

    async def note(self, question: str, outcome: WhyOpen, on: date) -> None:
        """Put a question on the list."""
        async with self._database.write() as session:
            await StoredQuestions(session).note(question, outcome, on)

    async def prune(self) -> None:
        """Forget what is more than ``MOST_OPEN``."""
        async with self._database.write() as session:
            await StoredQuestions(session).prune(MOST_OPEN)

    async def groups(self) -> list[OpenGroup]:
        """The open questions put together by likeness, those asked most first."""
        async with self._database.survey() as session:
            return grouped(await StoredQuestions(session).open(limit=_MOST_READ))

    async def group(self, id_: OpenQuestionId) -> OpenGroup:
        """The group of an open question.

        Raises:
            UnknownQuestion: it is settled.
        """
        found = group_of(id_, await self.groups())
        if found is None:
            raise UnknownQuestion(id_)
        return found

    async def point_to(self, id_: OpenQuestionId, ref: ClauseRef, *, operator: str) -> None:
        """Answer the group by a statement of the packs from now on.

        Raises:
            UnknownQuestion: it is settled.
            UnknownRef: nothing has this ref.
        """
        if self._library.find(ref) is None:
            raise UnknownRef(str(ref))
        group = await self.group(id_)
        await self._give(group, GivenAnswer(0, _words(group), ref=ref), operator)

    async def write(self, id_: OpenQuestionId, answer: str, source: str, *, operator: str) -> None:
        """Answer the group in an operator's own words, with their source.

        Raises:
            UnknownQuestion: it is settled.
        """
        group = await self.group(id_)
        given = GivenAnswer(0, _words(group), answer=answer, source=source)
        await self._give(group, given, operator)

    async def call_next_door(self, id_: OpenQuestionId, *, operator: str) -> None:
        """Answer the group by saying that it is not what the packs are about.

        Raises:
            UnknownQuestion: it is settled.
        """
        group = await self.group(id_)
        await self._give(group, GivenAnswer(0, _words(group)), operator)

    async def pass_over(self, id_: OpenQuestionId) -> None:
        """Take the group off the list without an answer.

        Raises:
            UnknownQuestion: it is settled.
        """
        group = await self.group(id_)
        async with self._database.write() as session:
            await StoredQuestions(session).settle([each.id for each in group.questions])

    async def _give(self, group: OpenGroup, given: GivenAnswer, operator: str) -> None:
        now = self._clock.now()
        async with self._database.write() as session:
            stored = StoredQuestions(session)
            await stored.give(given, operator, now)
            await stored.settle([each.id for each in group.questions])
            Trail(session).add(Act.ANSWER_GIVEN, now, operator=operator, times=group.times)


def _words(group: OpenGroup) -> tuple[str, ...]:
    return tuple(each.words for each in group.questions)
