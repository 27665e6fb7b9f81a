"""The reminders that a post would get: as plain values, and as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from bot.texts.catalogue import Texts
from bot.views.cadence import cadence_text
from bot.views.days import day_name, period_name
from bot.views.names import source_name
from clauses.loading.writing import cadence_values
from clauses.model import Body, Post
from scheduler.planning.duties import START, Duty
from scheduler.planning.timetables import Stage, Timetable, Timetables
from scheduler.roster.model import Organisation


@dataclass(frozen=True)
class DatedDuty:
    """A duty in one period."""

    duty: Duty
    timetable: Timetable


@dataclass(frozen=True)
class Preview:
    """A plan for anybody who holds ``post``; ``first`` and ``last`` are both included.

    ``undated`` counts the duties for a term of office, whose start a preview does not know.
    """

    post: Post
    body: Body
    organisation: Organisation
    first: date
    last: date
    occurrences: Sequence[DatedDuty]
    undated: int
    timetables: Timetables

    @property
    def provisional(self) -> bool:
        """Whether any day in it may still move."""
        return any(
            occurrence.timetable.provisional
            or any(r.provisional for r in occurrence.timetable.stages)
            for occurrence in self.occurrences
        )


def plan_values(preview: Preview, t: Texts) -> dict[str, Any]:
    """The preview for ``--json``; ``end`` of a period is its last day, times carry the offset.

    ``at`` and ``until`` are the first and the last minute at which a reminder goes out to somebody.
    """
    return {
        "post": preview.post.id,
        "post_name": preview.post.name,
        "org_type": preview.body.id,
        "from": preview.first.isoformat(),
        "to": preview.last.isoformat(),
        "time_zone": preview.organisation.zone.key,
        "provisional": preview.provisional,
        "occurrences": [_occurrence(each, preview, t) for each in preview.occurrences],
    }


def plan_page(preview: Preview, t: Texts) -> Iterator[RenderableType]:
    """The preview for a terminal, part by part."""
    yield t.plain(
        "plan-title",
        post=preview.post.name,
        body=preview.body.name,
        first=preview.first.isoformat(),
        last=preview.last.isoformat(),
        zone=preview.organisation.zone.key,
    )
    if preview.occurrences:
        yield _table(preview, t)
    yield t.plain(
        "plan-count",
        occurrences=len(preview.occurrences),
        reminders=sum(len(each.timetable.stages) for each in preview.occurrences),
    )
    if preview.provisional:
        yield t.plain("plan-provisional-note")
    if preview.undated:
        yield t.plain("plan-undated-note", count=preview.undated)


def _table(preview: Preview, t: Texts) -> Table:
    def day(on: date, *, provisional: bool) -> str:
        name = day_name(on, t, today=preview.first)
        return t.plain("day-provisional", day=name) if provisional else name

    table = Table(box=box.HORIZONTALS, pad_edge=False, show_lines=True)
    for name in ("duty", "period", "due", "reminders"):
        table.add_column(t.plain(f"plan-column-{name}"), overflow="fold")
    for occurrence in preview.occurrences:
        duty, timetable = occurrence.duty, occurrence.timetable
        about = (
            duty.clause.duty,
            t.plain(
                "plan-cadence",
                cadence=cadence_text(duty.quota, t),
                strength=t.plain(f"packs-strength-{duty.clause.strength}"),
            ),
            source_name(duty.clause.citations, t),
            str(duty.ref),
        )
        table.add_row(
            "\n".join(about),
            period_name(timetable.period, t),
            day(timetable.due_on, provisional=timetable.provisional),
            "\n".join(
                f"{day(each.on, provisional=each.provisional)} {_stage(each, t)}"
                for each in timetable.stages
            ),
        )
    return table


def _stage(stage: Stage, t: Texts) -> str:
    if stage.name == START:
        return t.plain("plan-stage-start")
    kind, _, number = stage.name.partition("-")
    return t.plain(f"plan-stage-{kind}", number=int(number))


def _occurrence(occurrence: DatedDuty, preview: Preview, t: Texts) -> dict[str, Any]:
    duty, timetable = occurrence.duty, occurrence.timetable
    return {
        "ref": str(duty.ref),
        "duty": duty.clause.duty,
        "subject": duty.clause.subject,
        "period": {
            "start": timetable.period.start.isoformat(),
            "end": timetable.period.last_day.isoformat(),
            "label": period_name(timetable.period, t),
        },
        "due_on": timetable.due_on.isoformat(),
        "needed": duty.quota.completions_needed,
        "cadence": cadence_values(duty.quota),
        "strength": duty.clause.strength.value,
        "source": source_name(duty.clause.citations, t),
        "provisional": timetable.provisional,
        "reminders": [_reminder(each, preview) for each in timetable.stages],
    }


def _reminder(stage: Stage, preview: Preview) -> dict[str, Any]:
    zone = preview.organisation.zone
    first, last = preview.timetables.limits(stage, zone)
    return {
        "stage": stage.name,
        "on": stage.on.isoformat(),
        "at": first.astimezone(zone).isoformat(),
        "until": last.astimezone(zone).isoformat(),
        "workday": preview.timetables.calendar.is_workday(stage.on),
        "provisional": stage.provisional,
    }
