"""Cadences that can be met, counts that add up, and only what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clauses.cadence import CALENDAR_PERIODS, Months, Per
from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawEntry
from clauses.model import Known
from clauses.said import said


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of cadences, counts and truth."""
    clauses = scope.pack.entries(schema.CLAUSES)
    for clause in clauses:
        yield from _cadence(clause)
        yield from _owner(scope, clause)
    yield from _counts(scope, clauses)
    for entry in scope.pack.stated():
        if entry.text("known") == Known.UNVERIFIED:
            message = said("what no text confirms is kept out of a pack")
            yield entry.fault("unverified", message, "known")
    for question in scope.pack.entries(schema.QUESTIONS):
        if question.text("answer") and not (
            question.value.get("sources") or question.value.get("refs")
        ):
            message = said("an answer needs sources or refs")
            yield question.fault("no-source", message, "answer")


def _cadence(clause: RawEntry) -> Iterator[PackFault]:
    cadence = clause.entry("cadence")
    if cadence is None:
        return
    if "event" in cadence.value:
        if "offset_days" in cadence.value and "offset_months" in cadence.value:
            yield cadence.fault(
                "cadence", said("an offset is in days or in months"), "offset_months"
            )
        return
    if ("at_least" in cadence.value) == ("times" in cadence.value):
        yield cadence.fault("cadence", said("a quota has either at_least or times"))
    per = cadence.text("per")
    if per == Per.EVENT:
        message = said("a duty on an event is written with event, not with per")
        yield cadence.fault("cadence", message, "per")
    if "season" in cadence.value and per != Per.YEAR:
        yield cadence.fault("cadence", said("a season needs a yearly duty (per: year)"), "season")
    if per == Per.TERM and "term_years" not in cadence.value:
        yield cadence.fault("cadence", said("a duty per term needs term_years"))
    for key in ("term_years", "prepare_months"):
        if key in cadence.value and per != Per.TERM:
            yield cadence.fault("cadence", said("{0} needs a duty per term (per: term)", key), key)
    yield from _due(cadence, per)
    years, months = cadence.number("term_years"), cadence.number("prepare_months")
    if years is not None and months is not None and months >= years * 12:
        message = said("preparing must take less time than the term")
        yield cadence.fault("cadence", message, "prepare_months")


def _due(cadence: RawEntry, per: str | None) -> Iterator[PackFault]:
    if cadence.value.get("months") and per != Per.MONTH:
        message = said("months of the year need a monthly duty (per: month)")
        yield cadence.fault("cadence", message, "months")
    if "every_second_from" in cadence.value and per != Per.WEEK:
        message = said("every second week needs a weekly duty (per: week)")
        yield cadence.fault("cadence", message, "every_second_from")
    due = cadence.entry("due")
    if due is None or per not in CALENDAR_PERIODS:
        if due is not None:
            message = said("a day inside the period needs a period of the calendar")
            yield cadence.fault("cadence", message, "due")
        return
    season = cadence.entry("season")
    if season is not None and not _ends_on(season, due):
        message = said("the day is not in the last month of the season")
        yield cadence.fault("cadence", message, "due")
    if sum(each in due.value for each in ("day", "weekday", "workday")) != 1:
        yield due.fault("cadence", said("it is due on a day, on a weekday or on a workday"))
    length = Per(per).kind.length
    count = length.count if isinstance(length, Months) else 0
    month = due.number("month")
    if month is not None and not (month == -1 or 1 <= month <= count):
        yield due.fault("cadence", said("the period has {0} months", count), "month")
    if "day" in due.value and month is None and count != 1:
        yield due.fault("cadence", said("say in which month of the period the day is"), "day")
    if due.number("nth") == 0:
        yield due.fault("cadence", said("the first one is 1, the last one -1"), "nth")
    if due.number("workday") == 0:
        yield due.fault("cadence", said("the first one is 1, the last one -1"), "workday")


def _ends_on(season: RawEntry, due: RawEntry) -> bool:
    """Whether the day lies in the last month of a season that does not reach over."""
    first, last = season.number("first_month"), season.number("last_month")
    return due.number("month") == last and (first or 0) <= (last or 0)


def _owner(scope: PackScope, clause: RawEntry) -> Iterator[PackFault]:
    subject = clause.text("subject")
    if "subject" not in clause.value and clause.value.get("cadence") != "not-stated":
        message = said(
            "say whose duty this is; only what has no cadence may stand without a subject"
        )
        yield clause.fault("no-subject", message)
    body = scope.bodies.entries.get(subject) if subject is not None else None
    if body is None or subject is None or body.value.get("has_members") is False:
        return
    if scope.posts.open or scope.posts.lost or scope.owner(subject) is not None:
        return
    message = said("no post answers for the body {0!r}, so nobody would owe this", subject)
    yield clause.fault("nobody-answers", message, "subject")


def _counts(scope: PackScope, clauses: list[RawEntry]) -> Iterator[PackFault]:
    announced = scope.pack.manifest and scope.pack.manifest.entry("announced")
    if not announced:
        return
    parts = announced.entries("parts")
    counts = [count for part in parts if (count := part.number("count")) is not None]
    total = announced.number("total")
    all_counted = len(counts) == len(announced.value.get("parts") or ())
    if total is not None and all_counted and sum(counts) != total:
        message = said("{0} are announced, but the parts add up to {1}", total, sum(counts))
        yield announced.fault("sum", message, "total")
    published = Counter(clause.text("part") for clause in clauses)
    for part in parts:
        id_, count = part.text("id"), part.number("count")
        if id_ is not None and count is not None and published[id_] > count:
            message = said(
                "{0} clauses are published for {1!r}, but {2} announced", published[id_], id_, count
            )
            yield part.fault("count", message, "count")
