"""Answers as articles to choose from while ``@bot question`` is typed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.texts.catalogue import Html, Texts
from bot.views.layout import shortened
from bot.views.questions.answers import answer_screen, answer_text
from bot.views.questions.statements import clause_screen, statement_name
from clauses.answering.answer import Answer, Status
from clauses.library import Library, Stated
from clauses.model import Clause, Correction, Distinction, Question, Standard

_MOST = 6
_TITLE_CHARACTERS = 60
_DESCRIPTION_CHARACTERS = 120


@dataclass(frozen=True)
class InlineArticle:
    """``text`` is what is sent; the title and the description (plain) are what is chosen by."""

    title: str
    description: str
    text: Html


def articles(answer: Answer, library: Library, t: Texts) -> tuple[InlineArticle, ...]:
    """The answer first, then its candidates or neighbours; none for what the packs do not cover."""
    if answer.status is Status.OUT_OF_SCOPE:
        return ()
    refs = [each.ref for each in answer.candidates if each.ref is not None]
    refs += [each.ref for each in answer.neighbours]
    main = answer.main.ref if answer.main is not None else None
    near = [
        stated
        for ref in dict.fromkeys(refs)
        if ref != main and (stated := library.find(ref)) is not None
    ]
    first, _, rest = answer_text(answer, t).partition("\n")
    return (
        InlineArticle(
            shortened(first, _TITLE_CHARACTERS),
            shortened(rest, _DESCRIPTION_CHARACTERS),
            answer_screen(answer, t).text,
        ),
        *(_article(stated, library, t) for stated in near[: _MOST - 1]),
    )


def _article(stated: Stated, library: Library, t: Texts) -> InlineArticle:
    return InlineArticle(
        shortened(statement_name(stated, t), _TITLE_CHARACTERS),
        shortened(_description(stated, t), _DESCRIPTION_CHARACTERS),
        clause_screen(stated, library, t).text,
    )


def _description(stated: Stated, t: Texts) -> str:
    match stated:
        case Clause():
            return stated.text
        case Question():
            return stated.answer or ""
        case Correction():
            return stated.wrong
        case Distinction():
            return stated.difference
        case Standard():
            return t.plain("list-comma").join(stated.items)
