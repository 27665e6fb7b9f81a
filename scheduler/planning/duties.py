"""Duties of a post that can be planned, and the stages of their reminders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from clauses.cadence import ONCE_AN_EVENT, OnEvent, Per, Quota
from clauses.model import Clause, ClauseRef, Known, Owed, Post, PostId

START = "start"
"""The stage at the beginning of a period; see :class:`LeadTimes` for the others."""

CLOSING_DAYS = 35
"""Days after its end in which a period is still planned and shown: four weekly reminders, the last
one moved past the longest holiday."""


@dataclass(frozen=True)
class LeadTimes:
    """When an occurrence is pushed, each time on a workday, by the clock of the organisation.

    On which days, the kind of the period says (``clauses.cadence.Stages``). Stages in order:
    ``start``; ``before-N``, that many workdays before the last workday of the period; ``overdue-1``
    and on, after its end. ``at`` is the hour of a day that somebody chose. What is planned goes out
    within ``spread`` from ``first`` on, and but for the last reminder before the end on one of
    ``spread_workdays`` workdays: each recipient at a moment of their own, always the same.
    """

    at: time = time(9)
    first: time = time(8, 30)
    spread: timedelta = timedelta(hours=3)
    spread_workdays: int = 3
    group_workdays_before: tuple[int, ...] = (7, 1)

    @property
    def group_stages(self) -> frozenset[str]:
        """The stages that are also pushed to the organisation's groups."""
        before = {before_stage(count) for count in self.group_workdays_before}
        most_overdue = max(len(per.kind.stages.days_overdue) for per in Per)
        return frozenset(before | {overdue_stage(n) for n in range(most_overdue)})


def before_stage(workdays: int) -> str:
    """The stage that many workdays before the last one."""
    return f"before-{workdays}"


def overdue_stage(index: int) -> str:
    """The stage of the overdue reminder with this index; the name counts from 1."""
    return f"overdue-{index + 1}"


@dataclass(frozen=True)
class Duty:
    """A clause with a number in it, or on an event that can be entered, as ``post`` owes it.

    ``edition`` is that of its pack. Where an organisation has rules of its own: only periods that begin
    in ``span`` (``[first, end)``) are owed, and reminders come ``workdays_before`` their last day,
    ``at`` another hour.
    """

    clause: Clause
    quota: Quota
    post: PostId
    owed: Owed
    edition: str = ""
    span: tuple[date, date] = (date.min, date.max)
    workdays_before: tuple[int, ...] | None = None
    at: time | None = None

    @property
    def ref(self) -> ClauseRef:
        """The clause's id."""
        return self.clause.ref


def duties_among(
    clauses: Sequence[Clause], post: Post, editions: Mapping[str, str] | None = None
) -> tuple[Duty, ...]:
    """Of the ``clauses`` that ``post`` owes, those that can be planned; order is kept.

    Left out: clauses without a number (continuous, regular, on an event that cannot be entered, not
    stated); those not read in a text; those that are met by doing another one of the result.
    ``editions`` are those of the packs, by id.
    """
    editions = editions or {}
    duties = [
        Duty(clause, quota, post.id, post.owed, editions.get(clause.ref.pack, ""))
        for clause in clauses
        if (quota := _quota(clause)) is not None and clause.known in (Known.SEED, Known.TEXT)
    ]
    by_ref = {duty.ref: duty for duty in duties}
    met: set[ClauseRef] = set()
    for duty in duties:
        # Two clauses that meet each other: the earlier one stays.
        if duty.ref not in met:
            met |= _met_by(duty, by_ref)
    return tuple(duty for duty in duties if duty.ref not in met)


def _quota(clause: Clause) -> Quota | None:
    match clause.cadence:
        case Quota() as quota:
            return quota
        case OnEvent(kind=kind) if kind is not None:
            return ONCE_AN_EVENT
        case _:
            return None


def _met_by(duty: Duty, by_ref: Mapping[ClauseRef, Duty]) -> set[ClauseRef]:
    """Clauses that doing ``duty`` meets, also by way of another clause."""
    met: set[ClauseRef] = set()
    found = [duty]
    while found:
        for ref in found.pop().clause.meets:
            if ref in by_ref and ref != duty.ref and ref not in met:
                met.add(ref)
                found.append(by_ref[ref])
    return met
