"""Answers on the screen and on the command line, in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import source_name
from bot.views.questions.outcomes import outcome_lines
from bot.views.questions.owed import announced_parts, owed_within, stand_in
from bot.views.questions.pack_text import bold, field_text, fitting, verbatim, without_markup
from bot.views.questions.statements import (
    LABEL_CHARACTERS,
    clause_button,
    full_source,
    head_and_text,
    particulars,
    statement_blocks,
    statement_buttons,
    with_strength,
)
from bot.views.questions.verdicts import applicable_lines, instead_lines, verdict_lines
from bot.views.screen import Button, Screen
from clauses.answering.answer import (
    AnnouncedParts,
    Answer,
    AnswerReason,
    AnswerScope,
    Compared,
    Duties,
    DutiesWithin,
    OfArticle,
    Owner,
    Places,
    Quotation,
    StandIn,
    Status,
)
from clauses.cadence import Regular
from clauses.library import Stated
from clauses.model import Clause, Distinction, Question, Standard

_PER_ROW = 5


def answer_screen(answer: Answer, t: Texts) -> Screen:
    """The answer with buttons for what to read next; it fits one message."""
    return Screen(fitting(_answer(answer, t)), _buttons(answer, t))


def answer_text(answer: Answer, t: Texts) -> str:
    """The same words without markup and buttons."""
    return without_markup(_answer(answer, t))


def _answer(answer: Answer, t: Texts) -> Html:
    match answer.status:
        case Status.ANSWERED:
            return _answered(answer, t)
        case Status.NEAREST:
            return _nearest(answer, t)
        case Status.NOT_LOADED:
            return _not_loaded(answer, t)
        case Status.AMBIGUOUS:
            return _asked_back(answer, t)
        case Status.OUT_OF_SCOPE:
            return _out_of_scope(answer, t)


def _answered(answer: Answer, t: Texts) -> Html:
    if answer.parts:
        return paragraphs(*(_part(part, t) for part in answer.parts))
    match answer.fact:
        case Duties() as duties:
            return _duties(duties, t)
        case Compared() as compared:
            return _compared(compared, t)
        case OfArticle() as whole:
            return _of_article(whole, t)
        case DutiesWithin() as owed:
            return owed_within(owed, t)
        case StandIn() as acting:
            return stand_in(acting, t)
        case AnnouncedParts() as announced:
            return announced_parts(announced, t)
    if answer.main is None:
        raise ValueError(answer)
    outcome = outcome_lines(answer.outcome, t) if answer.outcome else None
    in_steps = answer.outcome is not None and answer.outcome.steps
    verdict = verdict_lines(answer, t) or outcome
    fact = _fact(answer, t) if verdict is None else None
    correction = answer.correction
    corrected = t("answer-correction", right=field_text(correction.right)) if correction else None
    return paragraphs(
        verdict,
        *([] if in_steps else statement_blocks(answer.main, fact, t, plain=verdict is not None)),
        instead_lines(answer, t),
        applicable_lines(answer, t),
        corrected,
        particulars(
            answer.main,
            None if isinstance(answer.fact, Owner) else answer.subject,
            () if isinstance(answer.fact, Places) else answer.citations,
            t,
            brief=True,
        ),
    )


def _part(answer: Answer, t: Texts) -> Html:
    """One of several answers, under its question."""
    return lines(t("answer-part", question=field_text(answer.question)), _answer(answer, t))


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
            return full_source(citations, t)
        case Duties() | Compared() | DutiesWithin() | StandIn() | AnnouncedParts() | OfArticle():
            return None
        case cadence:
            fact = with_strength(cadence_text(cadence, t), answer.strength, t)
    if answer.claim is None:
        return fact
    if answer.claim.holds:
        return t.plain("answer-claim-right", fact=fact)
    unnumbered = isinstance(answer.fact, Regular)
    message = "answer-claim-unnumbered" if unnumbered else "answer-claim-wrong"
    return t.plain(message, claim=_claimed(answer, t), fact=fact)


def _claimed(answer: Answer, t: Texts) -> str:
    return cadence_text(answer.claim.cadence, t) if answer.claim else ""


def _duties(duties: Duties, t: Texts) -> Html:
    owners = duties.owners if not duties.names else ()
    listed = [
        t(
            "answer-duty-of" if owners else "answer-duty",
            number=number,
            owner=field_text(owners[number - 1]) if owners else "",
            duty=field_text(clause.duty),
            cadence=with_strength(cadence_text(clause.cadence, t), clause.strength, t),
        )
        for number, clause in enumerate(duties.clauses, start=1)
    ]
    more = t("answer-duties-more", count=duties.more) if duties.more else None
    if duties.owners:
        count = len(duties.clauses) + duties.more
        title = t("answer-duties-counted", count=count)
        return paragraphs(title, lines(*listed), more)
    return paragraphs(
        t("answer-duties", name=field_text(t.plain("list-comma").join(duties.names))),
        lines(*listed),
        more,
    )


def _compared(compared: Compared, t: Texts) -> Html:
    """Of each side its name, text, subject, cadence and source."""
    return paragraphs(
        t("compared-title"),
        *(
            lines(
                bold(name),
                verbatim(clause.text),
                particulars(clause, owner, clause.citations, t),
            )
            for name, clause, owner in compared.sides
        ),
    )


def _of_article(whole: OfArticle, t: Texts) -> Html:
    """Each clause in a line, with the place within the article where that is known."""
    source = t.plain("source-place", title=whole.document, place=str(whole.article))
    listed = [
        t("answer-item", number=number, item=field_text(clause.text))
        for number, clause in enumerate(whole.clauses, start=1)
    ]
    return paragraphs(bold(t.plain("answer-of-article", source=source)), lines(*listed))


def _nearest(answer: Answer, t: Texts) -> Html:
    """The likeliest first and in full, then the others."""
    first, *others = _near(answer.neighbours, t)
    also = lines(t("answer-nearest-also"), *others) if others else None
    title = outcome_lines(answer.outcome, t) if answer.outcome else t("answer-nearest")
    return paragraphs(title, first, also, t("answer-nearest-advice"))


def _not_loaded(answer: Answer, t: Texts) -> Html:
    return paragraphs(*_why_not_loaded(answer, t), _beside(answer, t))


def _beside(answer: Answer, t: Texts) -> Html | None:
    """What is known near something that is not."""
    message = "answer-known-near-article" if answer.article is not None else "answer-known-near"
    near = _near(answer.neighbours, t)
    return lines(t(message), *near) if near else None


def _why_not_loaded(answer: Answer, t: Texts) -> tuple[Html, Html]:
    if answer.announced is not None and answer.article is not None:
        beyond = answer.reason is AnswerReason.BEYOND_COUNT
        message = "answer-beyond" if beyond else "answer-not-published"
        title, count = answer.announced.list_title, answer.announced.count
        number, part = answer.article.number, answer.announced.part
        if part is None:
            message += "-list"
            named = t(message, list=field_text(title), number=number)
        else:
            named = t(message, list=field_text(title), number=number, part=field_text(part.title))
        note = answer.announced.note
        counted = t(f"{message}-counted", count=count)
        return named, lines(counted, t("answer-note", note=field_text(note)) if note else None)
    return bold(t.plain("answer-silent")), t("answer-silent-advice")


def _near(neighbours: Sequence[Stated], t: Texts) -> list[Html]:
    """One line for each, with the source where it has one of its own."""
    near = []
    for stated in neighbours:
        citations = stated.citations if isinstance(stated, Clause | Question | Standard) else ()
        text = field_text(_in_one_line(stated, t).rstrip("。"))
        source = field_text(source_name(citations, t)) if citations else None
        message = "answer-near" if source else "answer-near-unsourced"
        near.append(t(message, text=text, source=source) if source else t(message, text=text))
    return near


def _in_one_line(stated: Stated, t: Texts) -> str:
    if isinstance(stated, Standard):
        items = t.plain("list-comma").join(stated.items)
        return t.plain("answer-standard", title=stated.title, items=items)
    head, text = head_and_text(stated, t)
    # The head of a clause and of a distinction is a name; of others it begins the text.
    return text if isinstance(stated, Clause | Distinction) else f"{head or ''}{text}"


def _asked_back(answer: Answer, t: Texts) -> Html:
    listed = [
        t(
            "answer-candidate-of",
            number=number,
            label=field_text(each.label),
            of=field_text(each.of),
        )
        if each.of
        else t("answer-candidate", number=number, label=field_text(each.label))
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
    if answer.reason is AnswerReason.NO_SUCH_ARTICLE:
        document = field_text(answer.topic or "")
        title = t("answer-no-article", document=document, article=answer.article)
        return paragraphs(title, t("answer-no-article-advice"), _beside(answer, t))
    if answer.reason is AnswerReason.NOT_COVERED:
        title = t("answer-not-covered", topic=field_text(answer.topic or ""))
    else:
        title = t("answer-nothing")
    return paragraphs(title, _scope(answer.scope, t) if answer.scope else None)


def _scope(scope: AnswerScope, t: Texts) -> Html:
    """Questions that can be asked instead."""
    titles = field_text(t.plain("list-comma").join(scope.titles))
    examples = [t("answer-can-ask-example", example=field_text(each)) for each in scope.examples]
    return lines(t("answer-can-ask", titles=titles), *examples)


def _buttons(answer: Answer, t: Texts) -> tuple[tuple[Button, ...], ...]:
    if isinstance(answer.fact, Duties | DutiesWithin | StandIn | OfArticle):
        numbered = enumerate(answer.fact.clauses, start=1)
        return in_rows((clause_button(str(n), clause.ref) for n, clause in numbered), _PER_ROW)
    if answer.candidates:
        return tuple(
            (clause_button(shortened(each.label, LABEL_CHARACTERS), each.ref),)
            for each in answer.candidates
            if each.ref is not None
        )
    return statement_buttons(answer.neighbours, t)
