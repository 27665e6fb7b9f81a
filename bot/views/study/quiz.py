"""A question for practice as a poll, and what is said around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.study import GroupQuizButton, QuizAct, QuizButton
from bot.texts.catalogue import Texts
from bot.views.cadence import close_cadence
from bot.views.layout import lines, paragraphs
from bot.views.names import document_name, source_name
from bot.views.questions.verdicts import amount_in
from bot.views.screen import Button, Screen
from clauses.cadence import OnEvent, Quota
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import BodyId, Clause, PostId, QuizAsked
from clauses.quantities import Form, Quantity
from clauses.quizzing.questions import Amount, Option, QuizQuestion, Threshold
from scheduler.study.quizzes import DocumentProgress, Marked

OPTION_CHARACTERS = 100
QUESTION_CHARACTERS = 300
EXPLANATION_CHARACTERS = 200
"""Telegram's limits for a poll."""


@dataclass(frozen=True)
class QuizPoll:
    """A quiz as Telegram takes it; ``right`` is the index of the right option."""

    question: str
    options: tuple[str, ...]
    right: int
    explanation: str


def quiz_poll(
    question: QuizQuestion, clause: Clause, library: Library, t: Texts, *, seed: str
) -> QuizPoll:
    """The question about the clause in words; the order of its options hangs on ``seed``."""
    options = question.options(seed)
    return QuizPoll(
        _cut(_asked(question, clause, t), QUESTION_CHARACTERS),
        tuple(_cut(_option(each, question, library, t), OPTION_CHARACTERS) for each in options),
        options.index(question.right),
        _explanation(clause, t),
    )


def marked_screen(marked: Marked, t: Texts) -> Screen:
    """Whether the answer was right, and how far the person is."""
    return Screen(
        lines(
            t("quiz-right" if marked.was_right else "quiz-wrong"),
            t("quiz-so-far", answered=marked.answered, right=marked.right_ones),
        ),
        (
            (
                _button("next", QuizAct.NEXT, t),
                _button("progress", QuizAct.PROGRESS, t),
            ),
        ),
    )


def progress_screen(progress: Sequence[DocumentProgress], t: Texts) -> Screen:
    """How far the person is in each document; nobody else sees it."""
    rows = [(_button("next", QuizAct.NEXT, t),)]
    if progress:
        rows.append((_button("anew", QuizAct.ANEW, t),))
    listed = [
        t(
            "quiz-done-document",
            document=document_name(each.document, t),
            right=each.right_ones,
            count=each.questions,
        )
        for each in progress
    ]
    return Screen(
        paragraphs(
            t("quiz-progress-title"),
            lines(*listed) if listed else t("quiz-no-progress"),
            t("quiz-progress-private"),
        ),
        tuple(rows),
    )


def sure_anew(t: Texts) -> Screen:
    """Whether all answers are to be forgotten."""
    sure = Button(t.plain("quiz-anew-sure-button"), QuizButton(QuizAct.ANEW_SURE).pack())
    return Screen(t("quiz-anew-ask"), ((sure, _button("keep", QuizAct.PROGRESS, t)),))


def group_choice(owner_id: TelegramId, t: Texts) -> Screen:
    """How a question is to be put to the group."""
    return Screen(
        paragraphs(t("quiz-group-ask"), t("quiz-group-named-shows")),
        (
            (
                Button(t.plain("quiz-group-anonymous"), GroupQuizButton(owner_id).pack()),
                Button(t.plain("quiz-group-named"), GroupQuizButton(owner_id, named=True).pack()),
            ),
        ),
    )


def _asked(question: QuizQuestion, clause: Clause, t: Texts) -> str:
    if question.stem is not None:
        return t.called(question.stem)
    duty = _QUOTED.sub(lambda quoted: t.plain("quiz-quoted", words=quoted[1]), clause.duty)
    return t.plain(f"quiz-{question.asked.value}", duty=t.called(duty))


_QUOTED = re.compile("“(.*?)”")
"""It stands within such marks itself."""


def _option(option: Option, question: QuizQuestion, library: Library, t: Texts) -> str:
    match option:
        case Quota() | OnEvent():
            return close_cadence(option, t)
        case Amount(number, unit):
            return t.plain("quiz-amount", number=number, unit=unit)
        case Threshold(bound=bound) if bound.parts > 1:
            share = bound.of(None)
            return t.plain("quiz-share", number=share.numerator, parts=share.denominator)
        case Threshold(bound, id_, unit):
            quantity = library.quantity(id_, question.ref.pack) or Quantity(id_, Form.NUMBER)
            return amount_in(unit, quantity, bound.number, t)
        case document if question.asked is QuizAsked.DOCUMENT:
            titles = (each for pack in library.packs for each in pack.documents)
            return t.called(next(each.short_title for each in titles if each.id == document))
        case subject:
            return t.called(_subject(subject, library))


def _subject(subject: str, library: Library) -> str:
    try:
        return library.post(PostId(subject)).name
    except UnknownPost:
        return library.body(BodyId(subject)).name


def _explanation(clause: Clause, t: Texts) -> str:
    """The source, and as much of the text as there is room for; no line feeds."""
    source = source_name(clause.citations, t)
    text = " ".join(clause.text.split())
    return _cut(t.plain("quiz-explanation", source=source, text=text), EXPLANATION_CHARACTERS)


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"


def _button(label: str, act: QuizAct, t: Texts) -> Button:
    return Button(t.plain(f"quiz-{label}-button"), QuizButton(act).pack())
