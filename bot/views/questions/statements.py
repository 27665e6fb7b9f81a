"""One clause, or another statement of a pack, with its source and how well it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import lines, paragraphs, shortened
from bot.views.questions.pack_text import bold, field_text, fitting, verbatim
from bot.views.screen import Button, Screen
from clauses.answering.given import PACK as GIVEN
from clauses.library import Library, Stated
from clauses.model import (
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Known,
    Question,
    Standard,
    Strength,
)
from clauses.searching.statements import subject_name

if TYPE_CHECKING:
    from scheduler.ledger.former_clauses import FormerClause  # its module needs the database

LABEL_CHARACTERS = 30
"""Of a button that names a statement."""

_MOST_RELATED = 3
_FIRST_SENTENCE = re.compile(r"^(.+?[。！？])(.*)$", re.DOTALL)


def clause_screen(stated: Stated, library: Library, t: Texts) -> Screen:
    """All that is known of one clause, or of another statement of a pack."""
    subject = _subject_name(stated, library)
    citations = _citations_of(stated, library)
    if isinstance(stated, Question):
        told = [bold(stated.question), verbatim(stated.answer or t.plain("answer-silent"))]
    else:
        told = statement_blocks(stated, None, t)
    text = paragraphs(*told, particulars(stated, subject, citations, t))
    related = [entry for ref in _related(stated, library) if (entry := library.find(ref))]
    return Screen(fitting(text), statement_buttons(related[:_MOST_RELATED], t))


def former_clause_screen(former: FormerClause, t: Texts) -> Screen:
    """What a clause said that no pack has any more."""
    return Screen(_former(former.clause, t("clause-left", edition=former.edition), t))


def begun_clause_screen(clause: Clause, edition: str, t: Texts) -> Screen:
    """A clause in the words with which an item began; the packs put it otherwise by now."""
    now = clause_button(t.plain("clause-now-button"), clause.ref)
    return Screen(_former(clause, t("clause-changed", edition=edition), t), ((now,),))


def _former(clause: Clause, note: Html, t: Texts) -> Html:
    return fitting(
        paragraphs(
            *statement_blocks(clause, None, t),
            particulars(clause, None, clause.citations, t),
            note,
        )
    )


def statement_blocks(
    stated: Stated, fact: str | None, t: Texts, *, plain: bool = False
) -> list[Html]:
    """The fact in bold, then the text; without a fact the text's own beginning is in bold.

    Nothing is where the text is only to be ``plain``.
    """
    if isinstance(stated, Standard):
        items = [
            t("answer-item", number=number, item=field_text(item))
            for number, item in enumerate(stated.items, start=1)
        ]
        return [bold(stated.title), lines(*items)]
    head, text = head_and_text(stated, t)
    if plain:
        return [verbatim(text if isinstance(stated, Clause) else f"{head or ''}{text}")]
    if fact is None:
        return [bold(head or text), *([] if not head or _same(head, text) else [verbatim(text)])]
    if head is not None and isinstance(stated, Question | Correction):
        # The head is the first sentence of the text itself.
        text = head + text
    return [bold(fact), *([] if _same(fact, text) else [verbatim(text)])]


def head_and_text(stated: Stated, t: Texts) -> tuple[str | None, str]:
    """The part to print in bold when no fact was asked for, and the rest."""
    match stated:
        case Clause():
            return stated.duty, stated.text
        case Question():
            return _first_sentence(stated.answer or stated.question)
        case Correction():
            return _first_sentence(stated.right)
        case Distinction():
            *first, last = stated.terms
            terms = t.plain("answer-and").join((t.plain("list-comma").join(first), last))
            return t.plain("answer-apart", terms=terms), stated.difference
        case Standard():
            return stated.title, ""


def _first_sentence(text: str) -> tuple[str | None, str]:
    found = _FIRST_SENTENCE.match(text)
    return (found[1], found[2]) if found and found[2] else (None, text)


def _same(fact: str, text: str) -> bool:
    return fact.strip("。；") == text.strip("。；")


def particulars(
    stated: Stated,
    subject: str | None,
    citations: Sequence[Citation],
    t: Texts,
    *,
    brief: bool = False,
) -> Html:
    """The subject, the cadence unless ``brief``, where it applies, the source, how well it is known."""
    clause = stated if isinstance(stated, Clause) else None
    cadence = None
    # Nobody has confirmed the duties of an article without a subject: its text must do.
    if clause is not None and clause.subject is not None and not brief:
        how_often = with_strength(cadence_text(clause.cadence, t), clause.strength, t)
        cadence = t("answer-cadence", cadence=how_often)
    note = stated.note if isinstance(stated, Clause | Standard) else None
    known = stated.known if isinstance(stated, Clause | Question | Standard) else Known.TEXT
    doubtful = known in (Known.SECOND_HAND, Known.UNVERIFIED)
    return lines(
        t("answer-subject", subject=field_text(subject)) if subject else None,
        cadence,
        _applies_to(clause, t),
        t("answer-source", source=field_text(full_source(citations, t))) if citations else None,
        t("answer-note", note=field_text(note)) if note else None,
        t(f"answer-known-{known.value}") if doubtful else None,
    )


def _applies_to(clause: Clause | None, t: Texts) -> Html | None:
    if clause is None or clause.applies_to is None:
        return None
    return t("answer-applies-to", where=field_text(clause.applies_to))


def full_source(citations: Sequence[Citation], t: Texts) -> str:
    """Documents by their full titles, each with its places as far as they are known.

    What an operator named as the source of an answer stands as it was typed.
    """
    places: dict[str, list[str]] = {}
    given = {each.document.title for each in citations if each.document.id == GIVEN}
    for citation in citations:
        known = places.setdefault(citation.document.title, [])
        known += [citation.place] if citation.place else []
    comma = t.plain("list-comma")
    return comma.join(
        t.plain("source-place", title=title, place=comma.join(dict.fromkeys(known)))
        if known
        else t.plain("answer-source-given", source=title)
        if title in given
        else t.plain("answer-place-unknown", title=title)
        for title, known in places.items()
    )


def with_strength(fact: str, strength: Strength, t: Texts) -> str:
    """The fact with how binding it is, where it is less than 应当."""
    if strength is Strength.NORMALLY:
        return t.plain("answer-normally", fact=fact)
    if strength is Strength.ENCOURAGED:
        return t.plain("answer-encouraged", fact=fact)
    return fact


def statement_buttons(stated: Sequence[Stated], t: Texts) -> tuple[tuple[Button, ...], ...]:
    """A button in a row of its own for each, to read it in full."""
    return tuple(
        (clause_button(shortened(statement_name(each, t), LABEL_CHARACTERS), each.ref),)
        for each in stated
    )


def statement_name(stated: Stated, t: Texts) -> str:
    """The words by which one chooses it from a list; plain text."""
    match stated:
        case Clause():
            return stated.duty
        case Question():
            return stated.question
        case Standard():
            return stated.title
        case Correction():
            return stated.right
        case Distinction():
            return t.plain("list-comma").join(stated.terms)


def clause_button(label: str, ref: ClauseRef) -> Button:
    """A button that shows the statement in a message of its own."""
    from bot.conversation.buttons.questions import ClauseButton

    return Button(label, data=ClauseButton(ref).pack())


def _subject_name(stated: Stated, library: Library) -> str | None:
    subject = stated.subject if isinstance(stated, Clause | Standard) else None
    return subject_name(library, subject)


def _citations_of(stated: Stated, library: Library) -> tuple[Citation, ...]:
    if isinstance(stated, Clause | Question | Standard) and stated.citations:
        return stated.citations
    found = [library.find(ref) for ref in _related(stated, library)]
    clauses = [entry for entry in found if isinstance(entry, Clause)]
    return tuple(dict.fromkeys(c for clause in clauses for c in clause.citations))


def _related(stated: Stated, library: Library) -> tuple[ClauseRef, ...]:
    match stated:
        case Question() | Correction():
            return stated.refs
        case Clause():
            met_by = library.met_by(stated.ref)
            return (*stated.meets, met_by) if met_by else stated.meets
        case _:
            return ()
