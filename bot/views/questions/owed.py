"""What a post owes within a time, who stands in for a body, and the parts of an announced list."""

from __future__ import annotations

from datetime import date

from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import lines, paragraphs
from bot.views.questions.pack_text import field_text
from bot.views.questions.statements import with_strength
from clauses.answering.answer import AnnouncedParts, DutiesWithin, StandIn
from clauses.cadence import Quota
from clauses.model import Clause
from scheduler.periods import periods_between
from scheduler.planning.spans import is_owed_in, span_of
from scheduler.planning.timetables import Timetables
from scheduler.workdays.calendar import WorkdayCalendar

_DAYS = 4


def owed_within(owed: DutiesWithin, t: Texts) -> Html:
    """Each duty with its last days in that time; below, those whose last day comes after it."""
    timetables = Timetables(WorkdayCalendar())
    due, later = [], []
    for clause in owed.clauses:
        days = _last_days(clause, owed.first, owed.last, timetables)
        within = [day for day in days if owed.first <= day <= owed.last]
        if within:
            due.append((clause, within))
        elif days:
            later.append((clause, days))
    title = t(
        "answer-owed-title",
        name=field_text(owed.post.name),
        days=t.days(owed.first, owed.last),
    )
    return paragraphs(
        title,
        _dated(due, t) if due else t("answer-owed-none"),
        lines(t("answer-owed-later"), _dated(later, t)) if later else None,
        t("answer-owed-undated", count=owed.undated, name=field_text(owed.post.name))
        if owed.undated
        else None,
    )


def _last_days(clause: Clause, first: date, last: date, timetables: Timetables) -> list[date]:
    quota = clause.cadence
    if not isinstance(quota, Quota):
        return []
    periods = periods_between(quota.per, first, last)
    owed = (each for each in periods if is_owed_in(quota, each))
    return [timetables.of(span_of(quota, each, timetables.calendar)).due_on for each in owed]


def _dated(duties: list[tuple[Clause, list[date]]], t: Texts) -> Html:
    return lines(
        *(
            t(
                "answer-owed",
                number=number,
                duty=field_text(clause.duty),
                cadence=with_strength(cadence_text(clause.cadence, t), clause.strength, t),
                days=_days(days, t),
                where=field_text(clause.applies_to or ""),
                applies="where" if clause.applies_to else "all",
            )
            for number, (clause, days) in enumerate(duties, start=1)
        )
    )


def _days(days: list[date], t: Texts) -> str:
    """Of many only the first."""
    named = t.plain("list-comma").join(t.bare_day(day) for day in days[:_DAYS])
    return t.plain("answer-owed-and-more", days=named) if len(days) > _DAYS else named


def stand_in(acting: StandIn, t: Texts) -> Html:
    """Who carries the duties, and which of them."""
    listed = [
        t(
            "answer-duty",
            number=number,
            duty=field_text(clause.duty),
            cadence=with_strength(cadence_text(clause.cadence, t), clause.strength, t),
        )
        for number, clause in enumerate(acting.clauses, start=1)
    ]
    names = t.plain("answer-or-else").join(acting.carried_by)
    return paragraphs(
        t("answer-stand-in", absent=field_text(acting.absent), names=field_text(names)),
        lines(t("answer-stand-in-duties"), *listed),
        t("answer-duties-more", count=acting.more) if acting.more else None,
    )


def announced_parts(announced: AnnouncedParts, t: Texts) -> Html:
    """Each part with its number of clauses and what is known of it."""
    told = []
    for number, (part, clauses) in enumerate(announced.parts, start=1):
        known = t.plain("list-comma").join(clause.duty for clause in clauses)
        message = "answer-part-known" if known else "answer-part-unknown"
        title, count = field_text(part.title), part.count
        told.append(
            t(message, number=number, title=title, count=count, known=field_text(known))
            if known
            else t(message, number=number, title=title, count=count)
        )
    title = field_text(announced.list_title)
    note = t("answer-note", note=field_text(announced.note)) if announced.note else None
    return paragraphs(
        t("answer-parts", list=title, total=announced.total, parts=len(announced.parts)),
        lines(*told),
        note,
    )
