"""What a clause means for the case that a question describes, in words."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import lines
from bot.views.questions.pack_text import bold, field_text
from clauses.answering.answer import Answer, Applicability, Founded, LimitVerdict, TermVerdict
from clauses.limits import Comparison, Limit, LimitEffect
from clauses.model import Clause

_YEAR = 12


def verdict_lines(answer: Answer, t: Texts) -> Html | None:
    """The verdict in bold, the arithmetic, and what is left open; None where there is none."""
    match answer.verdict:
        case LimitVerdict() as verdict:
            return _limit(verdict, t)
        case TermVerdict() as term:
            return _term(term, t)
        case Founded(words):
            clause = answer.main
            cadence = cadence_text(clause.cadence, t) if isinstance(clause, Clause) else ""
            return bold(t.plain("verdict-founded", words=field_text(words), cadence=cadence))
        case None:
            return None


def applicable_lines(answer: Answer, t: Texts) -> Html | None:
    """Of each clause that the answer rests on, whether it applies to the case; None where all do."""
    if not answer.applicable:
        return None
    return lines(*(_applicable(each, t) for each in answer.applicable))


def _applicable(each: Applicability, t: Texts) -> Html:
    duty = field_text(each.clause.duty)
    if each.applies is False:
        comma = t.plain("list-comma")
        reasons = comma.join(
            t.plain(
                "verdict-fact-number" if fact.kind == "number" else "verdict-fact",
                fact=fact.name.in_locale(t.locale),
                value=value,
            )
            for fact, value in each.reasons
        )
        return t("verdict-not-applicable", duty=duty, reasons=field_text(reasons))
    cadence = cadence_text(each.clause.cadence, t)
    if each.applies is None and each.clause.applies_to:
        where = field_text(each.clause.applies_to)
        return t("verdict-applicable-where", duty=duty, cadence=cadence, where=where)
    return t("verdict-applicable", duty=duty, cadence=cadence)


def _limit(verdict: LimitVerdict, t: Texts) -> Html:
    limit = verdict.limit
    if limit.comparison is None:
        return bold(t.plain("verdict-open", note=field_text(limit.note or "")))
    if verdict.value is None:
        return lines(bold(_bound(verdict, t)), t("verdict-sum", sum=_sum(verdict, t)))
    stated = _amount(limit, verdict.value, t)
    if verdict.holds is None:
        head = t.plain("verdict-at-bound", bound=_amount(limit, limit.whole(verdict.base), t))
    else:
        head = _head(limit, holds=verdict.holds, t=t)
    rule = _rule(limit, verdict.base, t)
    if limit.of is None:
        return lines(bold(head), t("verdict-number", rule=rule, stated=stated))
    others = (
        t("verdict-otherwise", duty=field_text(clause.duty), rule=_rule(other, verdict.base, t))
        for clause, other in verdict.otherwise
    )
    worked_out = t("verdict-share", sum=_sum(verdict, t), rule=rule, stated=stated)
    return lines(bold(head), worked_out, *others)


def _head(limit: Limit, *, holds: bool, t: Texts) -> str:
    kind = limit.quantity if limit.effect is LimitEffect.ENOUGH else limit.effect.value
    if limit.effect is LimitEffect.APPLIES and limit.quantity != "duration":
        kind = "condition"
    head = t.plain("verdict-yes" if holds else "verdict-no", kind=kind)
    return t.plain("verdict-normally", verdict=head) if limit.normally else head


def _bound(verdict: LimitVerdict, t: Texts) -> str:
    limit = verdict.limit
    most = limit.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN)
    amount = _amount(limit, limit.whole(verdict.base), t)
    bound = t.plain("verdict-most" if most else "verdict-least", amount=amount)
    return t.plain("answer-normally", fact=bound) if limit.normally else bound


def _rule(limit: Limit, base: int | None, t: Texts) -> str:
    """须不少于16人: the bound as the text has it, in whole numbers where that is the same."""
    bound = limit.bound(base)
    exact = bound.denominator == 1
    amount = _amount(limit, int(bound) if exact else limit.whole(base), t)
    least = limit.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
    if exact:
        name = (limit.comparison or Comparison.AT_LEAST).value.replace("_", "-")
        return t.plain(f"verdict-rule-{name}", amount=amount)
    return t.plain(f"verdict-rule-{'at-least' if least else 'at-most'}", amount=amount)


def _sum(verdict: LimitVerdict, t: Texts) -> str:
    """20 × 1/2 = 10, of whom."""
    limit, base = verdict.limit, verdict.base or 0
    bound = limit.bound(base)
    tenths = bound * 10
    exact = tenths.denominator == 1
    return t.plain(
        "verdict-product" if exact else "verdict-product-about",
        of=field_text(limit.of or ""),
        base=str(base),
        share=f"{limit.number}/{limit.parts}",
        product=f"{float(bound):.1f}".removesuffix(".0"),
    )


def _amount(limit: Limit, value: int, t: Texts) -> str:
    match limit.quantity:
        case "duration" if value % _YEAR == 0 and value:
            return t.plain("verdict-years", count=value // _YEAR)
        case "duration":
            return t.plain("verdict-months", count=value)
        case "votes" | "hours" | "units" as quantity:
            return t.plain(f"verdict-{quantity}", count=value)
        case _:
            return t.plain("verdict-people", count=value)


def _term(term: TermVerdict, t: Texts) -> Html:
    began, ends, today = (
        t.plain("period-month", year=day.year, month=day.month)
        for day in (term.began_on, term.ends_on, term.today)
    )
    head = t.plain("verdict-term-over" if term.over else "verdict-term-runs", ends=ends)
    told = t("verdict-term", began=began, years=term.years, ends=ends, today=today)
    return lines(bold(head), told)
