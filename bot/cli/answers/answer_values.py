"""Answers as plain values, for ``dutybot ask --json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.texts.catalogue import Texts
from bot.views.questions.answers import answer_text
from clauses.answering.answer import Answer
from clauses.answering.understanding.analysis import Analysis
from clauses.vocabulary import Concept


def answer_values(answer: Answer, t: Texts, *, explained: bool) -> dict[str, Any]:
    """Status, refs, confidence and the words; with ``explained`` the question as it was understood."""
    values = {
        "status": answer.status.value,
        "refs": [str(ref) for ref in answer.refs],
        "confidence": answer.confidence,
        "answer": answer_text(answer, t),
    }
    return {**values, "explain": explanation(answer)} if explained else values


def explanation(answer: Answer) -> dict[str, Any]:
    """The question as it was understood, and the reason where it was not answered."""
    from clauses.loading.writing import (
        cadence_values,
    )  # its room reads YAML, which takes long to import

    analysis = answer.analysis
    return {
        "understood": analysis.text,
        "aspect": analysis.aspect.value if analysis.aspect else None,
        "posts": _named(analysis.posts),
        "bodies": _named(analysis.bodies),
        "activity": [concept.name for concept in analysis.terms],
        "documents": _named(analysis.documents),
        "article": str(analysis.article) if analysis.article else None,
        "claim": cadence_values(analysis.claim) if analysis.claim else None,
        "deontic": list(analysis.deontic),
        "unknown_words": list(analysis.residue),
        "several_meanings": _several(analysis),
        "not_covered": list(analysis.topics),
        "about_asker": _named(analysis.own),
        "inherited": list(analysis.inherited),
        "spelling_corrected": analysis.corrected,
        "pinyin_read": analysis.pinyin,
        "reason": answer.reason.value if answer.reason else None,
    }


def _named(concepts: Iterable[Concept]) -> list[dict[str, str]]:
    return [{"id": concept.id, "name": concept.name} for concept in concepts]


def _several(analysis: Analysis) -> dict[str, list[str]]:
    return {
        analysis.text[fragment.start : fragment.end]: [c.name for c in fragment.concepts]
        for fragment in analysis.fragments
    }
