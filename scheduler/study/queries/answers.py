"""Queries: polls that were sent, and answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ClauseRef, QuizAsked
from scheduler.roster.model import PersonId
from scheduler.store.dialects import insert_into
from scheduler.store.tables.study import QuizAnswerRow, QuizPollRow
from scheduler.study.practice import Answered, QuestionKey


@dataclass(frozen=True)
class SentPoll:
    """A poll that somebody was sent; ``right`` is the index of the right option."""

    key: QuestionKey
    right: int


class QuizAnswers:
    """Reads and writes them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add_poll(
        self, poll_id: str, person_id: PersonId, poll: SentPoll, now: datetime
    ) -> None:
        """Note a poll that the person was sent."""
        await self._session.execute(
            insert_into(self._session, QuizPollRow)
            .values(
                poll_id=poll_id,
                person_id=person_id,
                ref=str(poll.key.ref),
                asked=poll.key.asked.value,
                right_option=poll.right,
                sent_at=now,
            )
            .on_conflict_do_nothing()
        )

    async def take_poll(self, poll_id: str, person_id: PersonId) -> SentPoll | None:
        """The poll, which counts as answered from now on; None where it does, or is another's."""
        row = (
            await self._session.execute(
                update(QuizPollRow)
                .where(
                    QuizPollRow.poll_id == poll_id,
                    QuizPollRow.person_id == person_id,
                    QuizPollRow.answered.is_(False),
                )
                .values(answered=True)
                .returning(QuizPollRow.ref, QuizPollRow.asked, QuizPollRow.right_option)
            )
        ).one_or_none()
        if row is None:
            return None
        return SentPoll(
            QuestionKey(ClauseRef.parse(row.ref), QuizAsked(row.asked)), row.right_option
        )

    async def open_question(self, person_id: PersonId) -> QuestionKey | None:
        """The question of the last poll that the person was sent."""
        row = (
            await self._session.execute(
                select(QuizPollRow.ref, QuizPollRow.asked)
                .where(QuizPollRow.person_id == person_id)
                .order_by(QuizPollRow.sent_at.desc(), QuizPollRow.poll_id.desc())
                .limit(1)
            )
        ).one_or_none()
        return None if row is None else QuestionKey(ClauseRef.parse(row.ref), QuizAsked(row.asked))

    async def answer(
        self, person_id: PersonId, key: QuestionKey, now: datetime, *, right: bool
    ) -> None:
        """Enter the person's answer; of each question the last one is kept."""
        turn = await self._session.scalar(
            select(func.coalesce(func.max(QuizAnswerRow.turn), 0) + 1).where(
                QuizAnswerRow.person_id == person_id
            )
        )
        values = {"turn": turn, "is_right": right, "answered_at": now}
        await self._session.execute(
            insert_into(self._session, QuizAnswerRow)
            .values(person_id=person_id, ref=str(key.ref), asked=key.asked.value, **values)
            .on_conflict_do_update(index_elements=["person_id", "ref", "asked"], set_=values)
        )

    async def of(self, person_id: PersonId) -> dict[QuestionKey, Answered]:
        """The person's last answer to each question, the oldest first."""
        rows = await self._session.execute(
            select(QuizAnswerRow.__table__)
            .where(QuizAnswerRow.person_id == person_id)
            .order_by(QuizAnswerRow.turn)
        )
        return {
            QuestionKey(ClauseRef.parse(row.ref), QuizAsked(row.asked)): Answered(
                row.turn, row.is_right
            )
            for row in rows
        }

    async def forget(self, person_id: PersonId) -> None:
        """Begin anew: none of the person's answers is kept."""
        await self._session.execute(
            delete(QuizAnswerRow).where(QuizAnswerRow.person_id == person_id)
        )

    async def prune(self, before: datetime) -> None:
        """Drop polls that were sent before then."""
        await self._session.execute(delete(QuizPollRow).where(QuizPollRow.sent_at < before))
