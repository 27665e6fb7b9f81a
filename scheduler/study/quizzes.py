"""Use case: questions for practice, one after the other, and how far somebody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from clauses.library import Library
from clauses.model import Clause, Document
from clauses.quizzing.questions import QuizQuestion
from clauses.quizzing.quiz import Quiz
from scheduler.clock import Clock
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database
from scheduler.study.practice import Answered, QuestionKey, key_of, next_question
from scheduler.study.queries.answers import QuizAnswers, SentPoll
from scheduler.study.queries.lessons import Lessons
from scheduler.study.queries.owed import OwedByPerson, OwedClauses

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the clause that it is about."""

    question: QuizQuestion
    clause: Clause


@dataclass(frozen=True)
class Marked:
    """An answer as it was entered; ``right_ones`` of ``answered`` questions were right at last."""

    was_right: bool
    answered: int
    right_ones: int


@dataclass(frozen=True)
class DocumentProgress:
    """Of the questions from one document: how many there are, and how many were right at last."""

    document: Document
    right_ones: int
    questions: int


class Quizzes:
    """Each method is one transaction. What is kept of answers is shown to nobody else."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    @property
    def _quiz(self) -> Quiz:
        return self._library.derived(Quiz)

    async def next_for(self, person_id: PersonId) -> AskedQuestion | None:
        """The next question: first about what the person owes. None where there is none."""
        async with self._database.read() as session:
            answers = QuizAnswers(session)
            answered, last = await answers.of(person_id), await answers.open_question(person_id)
            found = await OwedClauses(session, self._library).of([person_id], self._clock.now())
        owed = found.get(person_id, OwedByPerson())
        questions = (*self._about_own(owed), *self._quiz.questions)
        question = next_question(questions, answered, set(owed.refs), but=last)
        return None if question is None else self._asked(question, owed)

    async def about_lesson(self, person_id: PersonId, lesson_id: int) -> AskedQuestion | None:
        """A question about the clause of that day; None where there is none, or it is another's.

        What was not asked yet comes before what was.
        """
        async with self._database.read() as session:
            ref = await Lessons(session).find(person_id, lesson_id)
            if ref is None:
                return None
            answered = await QuizAnswers(session).of(person_id)
            found = await OwedClauses(session, self._library).of([person_id], self._clock.now())
        owed = found.get(person_id, OwedByPerson())
        every = (*self._about_own(owed), *self._quiz.of(ref))
        question = next_question([each for each in every if each.ref == ref], answered)
        return None if question is None else self._asked(question, owed)

    async def sent(
        self, poll_id: str, person_id: PersonId, question: QuizQuestion, at: int
    ) -> None:
        """Note that the person was sent this poll; ``at`` is the index of the right option."""
        async with self._database.write() as session:
            poll = SentPoll(key_of(question), at)
            await QuizAnswers(session).add_poll(poll_id, person_id, poll, self._clock.now())

    async def answer(self, poll_id: str, person_id: PersonId, option: int) -> Marked | None:
        """Enter an answer; None where the poll is none of theirs, or was answered before."""
        async with self._database.write() as session:
            answers = QuizAnswers(session)
            poll = await answers.take_poll(poll_id, person_id)
            if poll is None:
                return None
            right = option == poll.right
            await answers.answer(person_id, poll.key, self._clock.now(), right=right)
            answered = await answers.of(person_id)
        return Marked(right, len(answered), _right(answered))

    async def progress(self, person_id: PersonId) -> tuple[DocumentProgress, ...]:
        """How far the person is, by document, in the order of :meth:`next_for` and the packs.

        Untouched ones are left out.
        """
        async with self._database.read() as session:
            answered = await QuizAnswers(session).of(person_id)
            found = await OwedClauses(session, self._library).of([person_id], self._clock.now())
        owed = found.get(person_id, OwedByPerson())
        every, right, touched = Counter[Document](), Counter[Document](), set[Document]()
        for question in (*self._about_own(owed), *self._quiz.questions):
            document = _document(self._asked(question, owed).clause)
            every[document] += 1
            last = answered.get(key_of(question))
            if last is not None:
                touched.add(document)
                right[document] += last.right
        return tuple(
            DocumentProgress(document, right[document], count)
            for document, count in every.items()
            if document in touched
        )

    async def begin_anew(self, person_id: PersonId) -> None:
        """Keep none of the person's answers."""
        async with self._database.write() as session:
            await QuizAnswers(session).forget(person_id)

    async def prune(self) -> None:
        """Forget polls that nobody has answered within ``KEPT``; an answer to them counts no more."""
        async with self._database.write() as session:
            await QuizAnswers(session).prune(self._clock.now() - KEPT)

    def any_of(self, seed: int) -> AskedQuestion | None:
        """A question for a group: another one for each seed; never about what one asks of itself."""
        questions = self._quiz.questions
        if not questions:
            return None
        return self._asked(questions[seed * _STRIDE % len(questions)], OwedByPerson())

    def _about_own(self, owed: OwedByPerson) -> tuple[QuizQuestion, ...]:
        return tuple(
            question for each in owed.own for question in self._quiz.about(each, owed.beside)
        )

    def _asked(self, question: QuizQuestion, owed: OwedByPerson) -> AskedQuestion:
        own = next((each for each in owed.own if each.ref == question.ref), None)
        return AskedQuestion(question, own or self._library.get(question.ref))


_STRIDE = 7919
"""A prime: neighbours among the questions are about one clause."""


def _right(answered: Mapping[QuestionKey, Answered]) -> int:
    return sum(each.right for each in answered.values())


def _document(clause: Clause) -> Document:
    """Where the clause stands; its pack where it cites nothing."""
    ref = clause.ref.pack
    return clause.citations[0].document if clause.citations else Document(ref, ref, ref)
