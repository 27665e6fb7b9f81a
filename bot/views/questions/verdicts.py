"""What a clause means for the case that a question describes, in words."""

from __future__ import annotations

from fractions import Fraction

from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import lines
from bot.views.names import source_name
from bot.views.questions.pack_text import bold, field_text
from bot.views.questions.statements import with_strength
from clauses.answering.answer import (
    Answer,
    Applicability,
    CaseVerdict,
    DueVerdict,
    Founded,
    LimitVerdict,
    Obliged,
    RateVerdict,
    TermVerdict,
)
from clauses.limits import Bound, Comparison, Limit, LimitEffect
from clauses.model import Clause, Strength
from clauses.quantities import Quantity, TimeUnit

_HUNDRED = 100


def verdict_lines(answer: Answer, t: Texts) -> Html | None:
    """The verdict in bold, the arithmetic, and what is left open; None where there is none."""
    match answer.verdict:
        case LimitVerdict() as verdict:
            return _limit(verdict, t)
        case RateVerdict() as rate:
            return _rate(rate, t)
        case TermVerdict() as term:
            return _term(term, t)
        case DueVerdict() as due:
            return _due(due, answer.strength, t)
        case CaseVerdict() as case:
            return bold(_case(case, t))
        case Obliged(leave):
            return bold(_obliged(answer, t, leave=leave))
        case Founded(words):
            cadence = _cadence(answer.main, t)
            return bold(t.plain("verdict-founded", words=field_text(words), cadence=cadence))
        case None:
            return None


def applicable_lines(answer: Answer, t: Texts) -> Html | None:
    """Of each clause that the answer rests on, whether it applies to the case; None where all do."""
    if not answer.applicable:
        return None
    return lines(*(_applicable(each, t) for each in answer.applicable))


def instead_lines(answer: Answer, t: Texts) -> Html | None:
    """The clause that the case falls under where the verdict is that this one does not fit."""
    verdict = answer.verdict
    if not isinstance(verdict, LimitVerdict) or verdict.instead is None:
        return None
    return t("verdict-instead", **cited(verdict.instead, t))


def cited(clause: Clause, t: Texts) -> dict[str, str]:
    """The text of a clause, without its last stop, and its source: fields of a message."""
    return {
        "text": field_text(clause.text.rstrip("。")),
        "source": field_text(source_name(clause.citations, t)),
    }


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
    if not limit.bounds:
        return bold(t.plain("verdict-open", note=field_text(limit.note or "")))
    note = t("answer-note", note=field_text(limit.note)) if limit.note else None
    if verdict.value is None:
        bound = _usually(_bound(verdict, t), limit, t)
        worked_out = t("verdict-sum", sum=_sum(verdict, t)) if limit.of else None
        return lines(bold(bound), worked_out, note)
    stated = _amount(verdict, verdict.value, t)
    if verdict.off:
        stated = t.plain("verdict-less" if verdict.off < 0 else "verdict-more", amount=stated)
    rule = _usually(_rule(limit, verdict, t), limit, t)
    head = bold(field_text(_head(verdict, t)))
    if limit.of is None:
        return lines(head, t("verdict-number", rule=rule, stated=stated), note)
    others = (
        t("verdict-otherwise", duty=field_text(clause.duty), rule=_rule(other, verdict, t))
        for clause, other in verdict.otherwise
    )
    worked_out = t("verdict-share", sum=_sum(verdict, t), rule=rule, stated=stated)
    return lines(head, worked_out, *others, note)


def _head(verdict: LimitVerdict, t: Texts) -> str:
    """In the words of the text or of what is counted, where there are such; else by the effect."""
    limit, holds = verdict.limit, verdict.holds
    if holds is None:
        return t.plain("verdict-at-bound", bound=_bounds(limit, verdict, t))
    own = limit.then if holds else limit.otherwise
    verdict_said = _by_effect(verdict, t, holds=holds)
    return verdict_said if own is None else t.plain("verdict-own", own=own, verdict=verdict_said)


def _by_effect(verdict: LimitVerdict, t: Texts, *, holds: bool) -> str:
    limit, quantity = verdict.limit, verdict.quantity
    worded = quantity.met if holds else quantity.missed
    if worded is not None and limit.effect is LimitEffect.ENOUGH:
        return worded.in_locale(t.locale)
    kind = limit.effect.value
    if limit.effect is LimitEffect.APPLIES and limit.unit is None:
        kind = "condition"
    if limit.normally and limit.effect is LimitEffect.ALLOWED:
        kind = "usual"
    bound = _bounds(limit, verdict, t)
    return t.plain("verdict-yes" if holds else "verdict-no", kind=kind, bound=bound)


def _usually(words: str, limit: Limit, t: Texts) -> str:
    return t.plain("answer-normally", fact=words) if limit.normally else words


def _bound(verdict: LimitVerdict, t: Texts) -> str:
    """最多6人: the bound in whole numbers, as the answer to how many."""
    limit = verdict.limit
    amounts = [
        (bound.comparison.from_above, _whole(bound, limit, verdict, t)) for bound in limit.bounds
    ]
    if len(amounts) > 1:
        low, high = sorted(amounts)
        if low[1] == high[1]:
            return low[1]
        return t.plain("verdict-between", low=low[1], high=high[1])
    upper, amount = amounts[0]
    return t.plain("verdict-most" if upper else "verdict-least", amount=amount)


def _bounds(limit: Limit, verdict: LimitVerdict, t: Texts) -> str:
    amounts = [_whole(bound, limit, verdict, t) for bound in limit.bounds]
    if len(amounts) == 1:
        return amounts[0]
    return t.plain("verdict-between", low=amounts[0], high=amounts[-1])


def _whole(bound: Bound, limit: Limit, verdict: LimitVerdict, t: Texts) -> str:
    base = verdict.base if limit.of is not None else None
    return amount_in(limit.unit, verdict.quantity, bound.least_or_most(base), t)


def _rule(limit: Limit, verdict: LimitVerdict, t: Texts) -> str:
    """不少于16人: the bounds as the text has them, in whole numbers where that is the same."""
    base = verdict.base if limit.of is not None else None
    words = []
    for bound in limit.bounds:
        exact = bound.of(base).denominator == 1
        least = Comparison.AT_MOST if bound.comparison.from_above else Comparison.AT_LEAST
        name = (bound.comparison if exact else least).value.replace("_", "-")
        number = int(bound.of(base)) if exact else bound.least_or_most(base)
        amount = amount_in(limit.unit, verdict.quantity, number, t)
        message = "verdict-rule" if limit.of is not None else "verdict-bound"
        words.append(t.plain(f"{message}-{name}", amount=amount))
    return t.plain("list-comma").join(words)


def _sum(verdict: LimitVerdict, t: Texts) -> str:
    """党员20×1/2＝10, for each bound."""
    limit, base = verdict.limit, verdict.base or 0
    products = [
        _product(str(base), _share(bound.number, bound.parts), bound.of(base), t)
        for bound in limit.bounds
    ]
    return f"{field_text(limit.of or '')}{t.plain('verdict-of')}" + t.plain("list-comma").join(
        products
    )


def _product(base: str, share: str, product: Fraction, t: Texts) -> str:
    shown, exact = _decimal(product, 1)
    message = "verdict-product" if exact else "verdict-product-about"
    return t.plain(message, base=base, share=share, product=shown)


def _share(number: int, parts: int) -> str:
    """1/2, or 1.5% where the text counts in hundredths."""
    if parts < _HUNDRED:
        return f"{number}/{parts}"
    return f"{_decimal(Fraction(number * _HUNDRED, parts), 2)[0]}%"


def _decimal(number: Fraction, places: int) -> tuple[str, bool]:
    """With so many places at most, and whether that is exact."""
    exact = (number * 10**places).denominator == 1
    text = f"{float(number):.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text), exact


def _amount(verdict: LimitVerdict, value: int, t: Texts) -> str:
    return amount_in(verdict.unit, verdict.quantity, value, t)


def amount_in(unit: TimeUnit | None, quantity: Quantity, value: int, t: Texts) -> str:
    """A number of a quantity: 16人, or a length of time: 3个月, 2年."""
    if unit is TimeUnit.MONTHS and value and value % _MONTHS_A_YEAR == 0:
        return t.plain("verdict-time", unit=TimeUnit.YEARS.value, count=value // _MONTHS_A_YEAR)
    if unit is not None:
        return t.plain("verdict-time", unit=unit.value, count=value)
    return counted(quantity, str(value), t)


_MONTHS_A_YEAR = 12


def counted(quantity: Quantity, number: str, t: Texts) -> str:
    """16人: a number with what is counted, as the pack words it."""
    if quantity.amount is None:
        return number
    one, _, many = quantity.amount.in_locale(t.locale).partition("|")
    return (one if number == "1" or not many else many).replace("{n}", number)


def _rate(rate: RateVerdict, t: Texts) -> Html:
    owed = rate.amount * rate.band.rate
    shown, exact = _decimal(owed, 2)
    amount = counted(rate.quantity, shown, t)
    head = t.plain("verdict-rate", then=rate.limit.then or "", amount=amount)
    message = "verdict-product" if exact else "verdict-product-about"
    share = _share(rate.band.number, rate.band.parts)
    product = t.plain(message, base=str(rate.amount), share=share, product=shown)
    note = t("answer-note", note=field_text(rate.limit.note)) if rate.limit.note else None
    of = field_text(rate.limit.of or "")
    worked_out = f"{of}{t.plain('verdict-of')}{product}"
    return lines(bold(field_text(head)), t("verdict-sum", sum=worked_out), note)


def _due(due: DueVerdict, strength: Strength, t: Texts) -> Html:
    cadence = due.cadence
    count = cadence.offset_months if cadence.offset_months is not None else cadence.offset_days or 0
    unit = TimeUnit.MONTHS if cadence.offset_months is not None else TimeUnit.DAYS
    began, day = t.day(due.began), t.day(due.due)
    span = t.plain("verdict-time", unit=unit.value, count=abs(count))
    head = t.plain("verdict-due-before" if count < 0 else "verdict-due-after", day=day)
    told = t(
        "verdict-due-sum", sign="minus" if count < 0 else "plus", began=began, span=span, day=day
    )
    return lines(bold(with_strength(head, strength, t)), told)


def _case(verdict: CaseVerdict, t: Texts) -> str:
    case, agrees = verdict.case, verdict.agrees
    then = field_text(case.then)
    if agrees is None or case.ruling is None:
        return then
    said = "yes" if agrees else "no"
    prefix = t.plain("verdict-ruling", ruling=f"{said}-{case.ruling.value}")
    if then.startswith(prefix):
        return then
    return t.plain("verdict-ruled", ruling=prefix, then=then)


def _obliged(answer: Answer, t: Texts, *, leave: bool) -> str:
    cadence = _cadence(answer.main, t)
    kind = "leave" if leave else "must"
    return t.plain("verdict-obliged", kind=f"{kind}-{answer.strength.value}", cadence=cadence)


def _cadence(stated: object, t: Texts) -> str:
    return cadence_text(stated.cadence, t) if isinstance(stated, Clause) else ""


def _term(term: TermVerdict, t: Texts) -> Html:
    began, ends, today = (
        t.plain("period-month", year=day.year, month=day.month)
        for day in (term.began_on, term.ends_on, term.today)
    )
    head = t.plain("verdict-term-over" if term.over else "verdict-term-runs", ends=ends)
    told = t("verdict-term", began=began, years=term.years, ends=ends, today=today)
    return lines(bold(head), told)
