"""Answers and clauses on the screen and on the command line, in the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from bot.conversation.buttons import ClauseButton
from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import in_rows, lines, paragraphs, parts, shortened, shown_units
from bot.views.names import source_name
from bot.views.screen import TEXT_UNITS, Button, Screen
from clauses.answering.answer import (
    Answer,
    AnswerReason,
    AnswerScope,
    Compared,
    Duties,
    Owner,
    Places,
    Quotation,
    Status,
)
from clauses.cadence import Regular
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

_LABEL = 30
_PER_ROW = 5
_ELLIPSIS = "…"
_FIELD = 900
"""Fluent takes at most 1000 characters in one field, counted after escaping."""

_TAG = re.compile(r"</?[a-z][^>]*>")
_FIRST_SENTENCE = re.compile(r"^(.+?[。！？])(.*)$", re.DOTALL)


def answer_screen(answer: Answer, t: Texts) -> Screen:
    """The answer with buttons for what to read next; it fits one message."""
    return Screen(_fitting(_answer(answer, t)), _buttons(answer))


def answer_text(answer: Answer, t: Texts) -> str:
    """The same words without markup and buttons."""
    return _without_markup(_answer(answer, t))


def clause_screen(stated: Stated, library: Library, t: Texts) -> Screen:
    """All that is known of one clause, or of another statement of a pack."""
    subject = _subject_name(stated, library)
    citations = _citations_of(stated, library)
    if isinstance(stated, Question):
        told = [_bold(stated.question), _as_it_is(stated.answer or t.plain("answer-silent"))]
    else:
        told = _stated(stated, None, t)
    text = paragraphs(*told, _particulars(stated, subject, citations, t))
    related = [entry for ref in _related(stated, library) if (entry := library.find(ref))]
    return Screen(_fitting(text), _rows(related[:3]))


def _answer(answer: Answer, t: Texts) -> Html:
    match answer.status:
        case Status.ANSWERED:
            return _answered(answer, t)
        case Status.NOT_LOADED:
            return _not_loaded(answer, t)
        case Status.AMBIGUOUS:
            return _asked_back(answer, t)
        case Status.OUT_OF_SCOPE:
            return _out_of_scope(answer, t)


def _answered(answer: Answer, t: Texts) -> Html:
    if isinstance(answer.fact, Duties):
        return _duties(answer.fact, t)
    if isinstance(answer.fact, Compared):
        return _compared(answer.fact, t)
    if answer.main is None:
        raise ValueError(answer)
    fact = _fact(answer, t)
    correction = answer.correction
    corrected = t("answer-correction", right=_field(correction.right)) if correction else None
    return paragraphs(
        *_stated(answer.main, fact, t),
        corrected,
        _particulars(
            answer.main,
            None if isinstance(answer.fact, Owner) else answer.subject,
            () if isinstance(answer.fact, Places) else answer.citations,
            t,
            brief=True,
        ),
    )


def _fact(answer: Answer, t: Texts) -> str | None:
    """The fact that was asked for, in a few words; None where the text says it best."""
    match answer.fact:
        case None:
            return None
        case Owner(names):
            return t.plain("list-comma").join(names)
        case Quotation(text):
            return text
        case Places(citations):
            return _source(citations, t)
        case Duties() | Compared():
            return None
        case cadence:
            fact = _bound(cadence_text(cadence, t), answer.strength, t)
    if answer.claim is None:
        return fact
    if answer.claim.holds:
        return t.plain("answer-claim-right", fact=fact)
    unnumbered = isinstance(answer.fact, Regular)
    message = "answer-claim-unnumbered" if unnumbered else "answer-claim-wrong"
    return t.plain(message, claim=_claimed(answer, t), fact=fact)


def _claimed(answer: Answer, t: Texts) -> str:
    return cadence_text(answer.claim.cadence, t) if answer.claim else ""


def _bound(fact: str, strength: Strength, t: Texts) -> str:
    """The fact with how binding it is, where it is less than 应当."""
    if strength is Strength.NORMALLY:
        return t.plain("answer-normally", fact=fact)
    if strength is Strength.ENCOURAGED:
        return t.plain("answer-encouraged", fact=fact)
    return fact


def _stated(stated: Stated, fact: str | None, t: Texts) -> list[Html]:
    """The fact in bold, then the text; without a fact the text's own beginning is in bold."""
    if isinstance(stated, Standard):
        items = [
            t("answer-item", number=number, item=_field(item))
            for number, item in enumerate(stated.items, start=1)
        ]
        return [_bold(stated.title), lines(*items)]
    head, text = _head_and_text(stated, t)
    if fact is None:
        return [_bold(head or text), *([] if not head or _same(head, text) else [_as_it_is(text)])]
    if head is not None and isinstance(stated, Question | Correction):
        # The head is the first sentence of the text itself.
        text = head + text
    return [_bold(fact), *([] if _same(fact, text) else [_as_it_is(text)])]


def _head_and_text(stated: Stated, t: Texts) -> tuple[str | None, str]:
    """The part to print in bold when no fact was asked for, and the rest."""
    match stated:
        case Clause():
            return stated.duty, stated.text
        case Question():
            return _first_sentence(stated.answer or stated.question)
        case Correction():
            return _first_sentence(stated.right)
        case Distinction():
            terms = t.plain("answer-and").join(stated.terms)
            return t.plain("answer-apart", terms=terms), stated.difference
        case Standard():
            return stated.title, ""


def _first_sentence(text: str) -> tuple[str | None, str]:
    found = _FIRST_SENTENCE.match(text)
    return (found[1], found[2]) if found and found[2] else (None, text)


def _same(fact: str, text: str) -> bool:
    return fact.strip("。；") == text.strip("。；")


def _particulars(
    stated: Stated,
    subject: str | None,
    citations: Sequence[Citation],
    t: Texts,
    *,
    brief: bool = False,
) -> Html:
    """The subject, the cadence, the source, and how well it is known."""
    clause = stated if isinstance(stated, Clause) else None
    cadence = None
    # Nobody has confirmed the duties of an article without a subject: its text must do.
    if clause is not None and clause.subject is not None and not brief:
        how_often = _bound(cadence_text(clause.cadence, t), clause.strength, t)
        cadence = t("answer-cadence", cadence=how_often)
    note = stated.note if isinstance(stated, Clause | Standard) else None
    known = stated.known if isinstance(stated, Clause | Question | Standard) else Known.TEXT
    doubtful = known in (Known.SECOND_HAND, Known.UNVERIFIED)
    return lines(
        t("answer-subject", subject=_field(subject)) if subject else None,
        cadence,
        t("answer-source", source=_field(_source(citations, t))) if citations else None,
        t("answer-note", note=_field(note)) if note else None,
        t(f"answer-known-{known.value}") if doubtful else None,
    )


def _source(citations: Sequence[Citation], t: Texts) -> str:
    """Documents by their full titles, each with its places as far as they are known."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        known = places.setdefault(citation.document.title, [])
        known += [citation.place] if citation.place else []
    comma = t.plain("list-comma")
    return comma.join(
        t.plain("source-place", title=title, place=comma.join(dict.fromkeys(known)))
        if known
        else t.plain("answer-place-unknown", title=title)
        for title, known in places.items()
    )


def _duties(duties: Duties, t: Texts) -> Html:
    owners = duties.owners if not duties.names else ()
    listed = [
        t(
            "answer-duty-of" if owners else "answer-duty",
            number=number,
            owner=_field(owners[number - 1]) if owners else "",
            duty=_field(clause.duty),
            cadence=_bound(cadence_text(clause.cadence, t), clause.strength, t),
        )
        for number, clause in enumerate(duties.clauses, start=1)
    ]
    more = t("answer-duties-more", count=duties.more) if duties.more else None
    if duties.owners:
        count = len(duties.clauses) + duties.more
        title = t("answer-duties-counted", count=count)
        return paragraphs(title, lines(*listed), more)
    return paragraphs(
        t("answer-duties", name=_field(t.plain("list-comma").join(duties.names))),
        lines(*listed),
        more,
    )


def _compared(compared: Compared, t: Texts) -> Html:
    """Of each side its name, text, subject, cadence and source."""
    return paragraphs(
        *(
            lines(
                _bold(name),
                _as_it_is(clause.text),
                _particulars(clause, owner, clause.citations, t),
            )
            for name, clause, owner in compared.sides
        )
    )


def _not_loaded(answer: Answer, t: Texts) -> Html:
    message = "answer-nearest-clause" if answer.article is not None else "answer-nearest"
    nearest = _nearest(answer.neighbours, t)
    near = lines(t(message), *nearest) if nearest else None
    return paragraphs(*_why_not_loaded(answer, t), near)


def _why_not_loaded(answer: Answer, t: Texts) -> tuple[Html, Html]:
    if answer.announced is not None and answer.article is not None:
        beyond = answer.reason is AnswerReason.BEYOND_COUNT
        message = "answer-beyond" if beyond else "answer-not-published"
        title, count = answer.announced.list_title, answer.announced.count
        number, part = answer.article.number, answer.announced.part
        if part is None:
            message += "-list"
            named = t(message, list=_field(title), number=number)
        else:
            named = t(message, list=_field(title), number=number, part=_field(part.title))
        return named, t(f"{message}-counted", count=count)
    if answer.reason is AnswerReason.NO_SUCH_ARTICLE:
        named = t("answer-no-article", document=_field(answer.topic or ""), article=answer.article)
        return named, t("answer-no-article-advice")
    return _bold(t.plain("answer-silent")), t("answer-silent-advice")


def _nearest(neighbours: Sequence[Stated], t: Texts) -> list[Html]:
    """One line for each that has a source of its own."""
    near = []
    for stated in neighbours:
        citations = stated.citations if isinstance(stated, Clause | Question | Standard) else ()
        head, text = _head_and_text(stated, t)
        text = (text or head or "").rstrip("。")
        if citations:
            source = _field(source_name(citations, t))
            near.append(t("answer-near", text=_field(text), source=source))
    return near


def _asked_back(answer: Answer, t: Texts) -> Html:
    listed = [
        t("answer-candidate-of", number=number, label=_field(each.label), of=_field(each.of))
        if each.of
        else t("answer-candidate", number=number, label=_field(each.label))
        for number, each in enumerate(answer.candidates, start=1)
    ]
    title, advice = _which(answer, t)
    return paragraphs(title, lines(*listed), advice)


def _which(answer: Answer, t: Texts) -> tuple[Html, Html | None]:
    match answer.reason:
        case AnswerReason.WHICH_DOCUMENT:
            advice = t("answer-which-document-advice", article=answer.article)
            return t("answer-which-document", article=answer.article), advice
        case AnswerReason.WHICH_POST:
            return t("answer-which-post"), t("answer-which-post-advice")
        case AnswerReason.WHICH_SUBJECT:
            return t("answer-which-subject"), None
        case _:
            return t("answer-which-term"), None


def _out_of_scope(answer: Answer, t: Texts) -> Html:
    if answer.reason is AnswerReason.NOT_COVERED:
        title = t("answer-not-covered", topic=_field(answer.topic or ""))
    else:
        title = t("answer-nothing")
    return paragraphs(title, _scope(answer.scope, t) if answer.scope else None)


def _scope(scope: AnswerScope, t: Texts) -> Html:
    """Questions that can be asked instead."""
    titles = _field(t.plain("list-comma").join(scope.titles))
    examples = [t("answer-can-ask-example", example=_field(each)) for each in scope.examples]
    return lines(t("answer-can-ask", titles=titles), *examples)


def _buttons(answer: Answer) -> tuple[tuple[Button, ...], ...]:
    if isinstance(answer.fact, Duties):
        numbered = enumerate(answer.fact.clauses, start=1)
        return in_rows((_button(str(n), clause.ref) for n, clause in numbered), _PER_ROW)
    if answer.candidates:
        return tuple(
            (_button(shortened(each.label, _LABEL), each.ref),)
            for each in answer.candidates
            if each.ref is not None
        )
    return _rows(answer.neighbours)


def _rows(stated: Sequence[Stated]) -> tuple[tuple[Button, ...], ...]:
    return tuple((_button(shortened(_label(each), _LABEL), each.ref),) for each in stated)


def _label(stated: Stated) -> str:
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
            return "、".join(stated.terms)


def _button(label: str, ref: ClauseRef) -> Button:
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


def _bold(text: str) -> Html:
    return Html(f"<b>{_as_it_is(text)}</b>")


def _as_it_is(text: str) -> Html:
    """Pack content, which may be longer than a catalogue takes in one field."""
    return Html(escape(text, quote=False))


def _field(text: str) -> str:
    """Pack content for a field of a message, cut where the catalogue would refuse it."""
    return text if len(escape(text)) <= _FIELD else shortened(text, _FIELD // 5)


def _fitting(html: Html) -> Html:
    """At most one message; a longer text ends at a sentence, with an ellipsis."""
    if shown_units(html) <= TEXT_UNITS:
        return html
    return Html(parts(html, TEXT_UNITS - len(_ELLIPSIS))[0] + _ELLIPSIS)


def _without_markup(html: Html) -> str:
    return unescape(_TAG.sub("", html))
