"""Queries: questions that found no answer, and answers that operators gave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from hashlib import blake2b

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.answering.given import GivenAnswer
from clauses.characters.folding import fold_question
from clauses.model import ClauseRef
from scheduler.questions.open_questions import OpenQuestion, OpenQuestionId, WhyOpen
from scheduler.store.dialects import insert_into
from scheduler.store.tables.questions import GivenAnswerRow, OpenQuestionRow


class StoredQuestions:
    """Reads and writes them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note(self, words: str, outcome: WhyOpen, on: date) -> None:
        """Count a question; asked again after it was settled, it is open again."""
        mark = blake2b(fold_question(words).encode(), digest_size=16).hexdigest()
        await self._session.execute(
            insert_into(self._session, OpenQuestionRow)
            .values(
                mark=mark, words=words, outcome=outcome.value, times=1, last_on=on, settled=False
            )
            .on_conflict_do_update(
                index_elements=["mark"],
                set_={
                    "times": OpenQuestionRow.times + 1,
                    "outcome": outcome.value,
                    "last_on": on,
                    "settled": False,
                },
            )
        )

    async def open(self, *, limit: int) -> list[OpenQuestion]:
        """Open questions, those asked most first."""
        rows = await self._session.execute(
            select(OpenQuestionRow.__table__)
            .where(OpenQuestionRow.settled.is_(False))
            .order_by(OpenQuestionRow.times.desc(), OpenQuestionRow.id)
            .limit(limit)
        )
        return [
            OpenQuestion(
                OpenQuestionId(row.id), row.words, WhyOpen(row.outcome), row.times, row.last_on
            )
            for row in rows
        ]

    async def prune(self, most: int) -> None:
        """Keep so many open ones: those asked most, then those asked last."""
        kept = (
            select(OpenQuestionRow.id)
            .where(OpenQuestionRow.settled.is_(False))
            .order_by(
                OpenQuestionRow.times.desc(),
                OpenQuestionRow.last_on.desc(),
                OpenQuestionRow.id.desc(),
            )
            .limit(most)
        )
        await self._session.execute(
            delete(OpenQuestionRow)
            .where(OpenQuestionRow.settled.is_(False), OpenQuestionRow.id.not_in(kept))
            .execution_options(synchronize_session=False)
        )

    async def settle(self, ids: Collection[OpenQuestionId]) -> None:
        """Take them off the list."""
        await self._session.execute(
            update(OpenQuestionRow).where(OpenQuestionRow.id.in_(ids)).values(settled=True)
        )

    async def give(self, given: GivenAnswer, operator: str, now: datetime) -> None:
        """Enter an answer; its id is given by the database."""
        await self._session.execute(
            insert(GivenAnswerRow).values(
                asked=list(given.asked),
                ref=None if given.ref is None else str(given.ref),
                answer=given.answer,
                source=given.source,
                operator=operator,
                given_at=now,
            )
        )

    async def newest_given(self) -> int:
        """The id of the answer given last; 0 where none was."""
        newest = await self._session.scalar(select(func.max(GivenAnswerRow.id)))
        return newest or 0

    async def given(self) -> list[tuple[GivenAnswer, str, datetime]]:
        """Every answer in the order given, with the operator who gave it and when."""
        rows = await self._session.execute(
            select(GivenAnswerRow.__table__).order_by(GivenAnswerRow.id)
        )
        return [
            (
                GivenAnswer(
                    row.id,
                    tuple(row.asked),
                    None if row.ref is None else ClauseRef.parse(row.ref),
                    row.answer,
                    row.source,
                ),
                row.operator,
                row.given_at,
            )
            for row in rows
        ]
