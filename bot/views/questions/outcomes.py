"""What a text states of consequence, procedure or reason, in words."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from bot.views.questions.pack_text import bold, field_text
from bot.views.questions.verdicts import cited
from clauses.answering.answer import StatedOutcome
from clauses.answering.understanding.kinds import KindAsked


def outcome_lines(outcome: StatedOutcome, t: Texts) -> Html:
    """The steps one below the other, else the words in bold; that nothing is stated where it is so."""
    kind = outcome.kind.value
    if not outcome.stated:
        return bold(t.plain("outcome-none", kind=kind))
    if outcome.kind is KindAsked.PROCEDURE:
        steps = (
            t("answer-item", number=number, item=field_text(step))
            for number, step in enumerate(outcome.words, start=1)
        )
        return lines(bold(t.plain("outcome-steps")), *steps)
    elsewhere = [t("outcome-clause", **cited(clause, t)) for clause in outcome.clauses]
    said = [bold(words) for words in outcome.words]
    title = t("outcome-further") if said else t("outcome-elsewhere")
    told = lines(title, *elsewhere) if elsewhere else None
    return paragraphs(*said, told)
