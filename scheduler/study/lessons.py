"""Use cases: a clause a day for whoever wants it, at an hour of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from clauses.library import Library
from clauses.model import Clause, ClauseRef, Document
from clauses.quizzing.quiz import GROUNDS
from scheduler.clock import Clock
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database
from scheduler.study.daily import StudyPlan, ends, next_clause, next_look, suits
from scheduler.study.queries.lessons import DueStudy, Lessons, NewLesson
from scheduler.study.queries.owed import OwedByPerson, OwedClauses
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

EVERY = timedelta(seconds=30)
AT_ONCE = 200
"""Persons of one transaction."""


class Study:
    """Each method is one transaction, about the person who asks; ``run`` is the pass over all."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    @property
    def _taught(self) -> tuple[Clause, ...]:
        return self._library.derived(_taught)

    def documents(self) -> tuple[Document, ...]:
        """The documents from which clauses come, in the order of the packs."""
        every = (source.document for each in self._taught for source in each.citations[:1])
        return tuple({each.id: each for each in every}.values())

    async def plan_of(self, person_id: PersonId) -> StudyPlan | None:
        """How this person wants it; None: they never said."""
        async with self._database.read() as session:
            return await Lessons(session).plan_of(person_id)

    async def begin(self, person_id: PersonId, hour: time, zone: ZoneInfo) -> None:
        """Send the person a clause each workday at this hour."""
        next_at = next_look(hour, zone, self._clock.now())
        async with self._database.write() as session:
            await Lessons(session).begin(person_id, hour, zone, next_at)

    async def end(self, person_id: PersonId) -> None:
        """Send no more; a clause that is still on its way does not go out."""
        async with self._database.write() as session:
            await Lessons(session).end([person_id])

    async def toggle(self, person_id: PersonId, document: str) -> None:
        """Leave a document out, or take it in again; the last one stays in."""
        async with self._database.write() as session:
            lessons = Lessons(session)
            plan = await lessons.plan_of(person_id)
            if plan is None:
                return
            left_out = plan.left_out ^ {document}
            if not {each.id for each in self.documents()} <= left_out:
                await lessons.leave_out(person_id, left_out)

    async def run(self) -> int:
        """Send what is due by now; how many that were. A pass may be cut short and run again."""
        now, sent = self._clock.now(), 0
        async with self._database.read() as session:
            if not await Lessons(session).any_due(now):
                return 0
        while True:
            async with self._database.write() as session:
                due = await Lessons(session).due(now, AT_ONCE)
                calendar = calendar_with(await WorkdayOverrides(session).all_days())
                ids = [each.person.id for each in due]
                owed = await OwedClauses(session, self._library).of(ids, now)
                new = await self._new(Lessons(session), due, owed, calendar, now)
                await self._settle(Lessons(session), due, new, now)
            sent += len(new)
            if len(due) < AT_ONCE:
                return sent

    async def _new(
        self,
        lessons: Lessons,
        due: list[DueStudy],
        owed: dict[PersonId, OwedByPerson],
        calendar: WorkdayCalendar,
        now: datetime,
    ) -> list[NewLesson]:
        sent_to = await lessons.sent_to([each.person.id for each in due])
        new = []
        for person, plan, last_on in due:
            today = now.astimezone(plan.zone).date()
            if not person.reachable or last_on == today:
                continue
            if not suits(today, calendar, person.days_off) or not _is_past(plan, now):
                continue
            clauses = tuple(self._clauses(owed.get(person.id, OwedByPerson()), plan))
            ref = next_clause(clauses, sent_to[person.id])
            if ref is not None:
                new.append(NewLesson(person.id, ref, today, now, ends(today, plan.zone)))
        return new

    async def _settle(
        self, lessons: Lessons, due: list[DueStudy], new: list[NewLesson], now: datetime
    ) -> None:
        await lessons.add(new, now)
        await lessons.end([each.person.id for each in due if not each.person.reachable])
        await lessons.look_again(
            [
                (person.id, next_look(plan.hour, plan.zone, now))
                for person, plan, _ in due
                if person.reachable
            ]
        )

    def _clauses(self, owed: OwedByPerson, plan: StudyPlan) -> Iterator[ClauseRef]:
        """What their organisations ask, what their posts owe by the packs, and then all the rest."""
        taught = dict.fromkeys(each.ref for each in self._taught if not _is_left_out(each, plan))
        theirs = dict.fromkeys(ref for ref in owed.by_packs if ref in taught)
        yield from (each.ref for each in owed.own)
        yield from theirs
        yield from (ref for ref in taught if ref not in theirs)


def _taught(library: Library) -> tuple[Clause, ...]:
    return tuple(each for each in library.all_clauses() if each.is_duty and each.known in GROUNDS)


def _is_past(plan: StudyPlan, now: datetime) -> bool:
    """Whether the hour has come on this day: after a long halt it may be that of another day."""
    return plan.hour <= now.astimezone(plan.zone).time()


def _is_left_out(clause: Clause, plan: StudyPlan) -> bool:
    return any(each.document.id in plan.left_out for each in clause.citations[:1])
