"""Use case: everything that one person owes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain

from clauses.cadence import Continuous, OnEvent, Per, Quota, Regular
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import BodyId, Clause, ClauseRef, PostId
from scheduler.clock import Clock
from scheduler.errors import NotRegistered
from scheduler.ledger.queries.entries import Ledger
from scheduler.ledger.wording import clause_of
from scheduler.periods import period_containing
from scheduler.planning.duties import duties_among
from scheduler.planning.local_rules import Facts, LocalRule, LocalRules, holds_now, is_uncertain
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.own_duties import OwnDuty, own_duties_of
from scheduler.planning.queries.local_rules import StoredRules
from scheduler.planning.queries.notices import Notices
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.planning.queries.own_duties import StoredOwnDuties
from scheduler.planning.spans import opens_on
from scheduler.roster.model import (
    AskedPost,
    Assignment,
    AssignmentId,
    Organisation,
    Person,
    PersonId,
)
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.requests import Requests
from scheduler.store.engine import Database
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides


class Section(StrEnum):
    """The parts of an agenda, in order."""

    OVERDUE = "overdue"
    """Still owed for a period that has ended, until the closing statement."""
    DUE = "due"
    """Owed in the present period."""
    DONE = "done"
    """Met in the present period."""
    COMING = "coming"
    """The next period, or the season in which it is usually done, has not begun."""
    REGULAR = "regular"
    """The text says "regularly" and no number."""
    ON_EVENT = "on-event"
    """Owed when something happens; a term of office whose start is not known counts as that."""
    CONTINUOUS = "continuous"
    """Owed all the time."""


_SECTIONS = tuple(Section)


@dataclass(frozen=True)
class AgendaItem:
    """One duty of one post. ``occurrence`` is set in the first four sections and in no other.

    ``clause`` is in the words with which the item began. ``uncertain``: it depends on something that
    nobody has said of the organisation yet.
    """

    clause: Clause
    organisation: Organisation
    post: PostId
    assignment_id: AssignmentId
    occurrence: Occurrence | None
    section: Section
    uncertain: bool = False


_Shown = tuple[Section, Occurrence | None]


@dataclass(frozen=True)
class PersonAgenda:
    """Posts by their first day; items by section, then urgency, then post, then pack order.

    ``done`` is what was met by an act of the present quarter, whatever its period. ``asked`` are the
    posts that the person has asked for and that nobody has decided about, the oldest first.
    """

    person: Person
    assignments: tuple[Assignment, ...]
    items: tuple[AgendaItem, ...]
    done: tuple[Occurrence, ...] = ()
    calendar: WorkdayCalendar = field(default_factory=WorkdayCalendar)
    asked: tuple[AskedPost, ...] = ()


class Agenda:
    """Reads what has been planned; what a new post owes shows as soon as the planner has run."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, person: Person) -> PersonAgenda:
        """The duties of this person, by the local day of each organisation.

        A clause that is met by doing another one of the same post is left out; a duty with several
        periods ahead shows the first of them.

        Raises:
            NotRegistered: the person holds no post and has asked for none.
        """
        now = self._clock.now()
        async with self._database.read() as session:
            roster = Organisations(session)
            assignments = await roster.held_by(person.id, now)
            asked = await Requests(session).asked_posts(person.id)
            if not assignments:
                if asked:
                    return PersonAgenda(person, (), (), asked=asked)
                raise NotRegistered(person.id)
            acting = await roster.effective_acts_for(
                [assignment.organisation for assignment in assignments], self._library.acting()
            )
            places = {assignment.organisation.id for assignment in assignments}
            facts = await StoredRules(session).facts(places)
            rules = await StoredRules(session).rules(places)
            own = await StoredOwnDuties(session).of(places)
            latest = max(assignment.organisation.today(now) for assignment in assignments)
            quarter = period_containing(Per.QUARTER, latest)
            occurrences = await Occurrences(session).of_person(person.id, latest, quarter.start)
            met = [each for each in occurrences if each.remaining == 0]
            held = await Ledger(session).last_held([each.id for each in met])
            calendar = calendar_with(await WorkdayOverrides(session).all_days())
        items = [
            item
            for assignment in assignments
            for item in self._items(
                assignment,
                acting[assignment.organisation.id],
                _of(assignment, occurrences),
                assignment.organisation.today(now),
                facts.get(assignment.organisation.id, {}),
                rules.get(assignment.organisation.id, {}),
                own.get(assignment.organisation.id, ()),
            )
        ]
        # Stable: within a day the order is that of the posts, and of the packs within a post.
        items.sort(key=_order)
        # What was excused is met without an act.
        done = tuple(each for each in met if each.id in held and held[each.id] in quarter)
        return PersonAgenda(person, tuple(assignments), tuple(items), done, calendar, asked)

    async def calendar(self) -> WorkdayCalendar:
        """The workdays as they are known now."""
        async with self._database.read() as session:
            return calendar_with(await WorkdayOverrides(session).all_days())

    async def next_reminder(self, person_id: PersonId) -> datetime | None:
        """The instant of the person's next reminder, of any duty (UTC); None when there is none."""
        async with self._database.read() as session:
            return await Notices(session).next_for(person_id)

    def _items(
        self,
        assignment: Assignment,
        acts_for: Sequence[BodyId],
        occurrences: Mapping[ClauseRef, Sequence[Occurrence]],
        today: date,
        facts: Facts,
        rules: LocalRules,
        own: Sequence[OwnDuty],
    ) -> Iterator[AgendaItem]:
        clauses, quotas = self._owed_by(assignment.post, acts_for, own)
        met = {ref for clause in clauses for ref in clause.meets if ref != clause.ref}
        for clause in clauses:
            if (quota := quotas.get(clause.ref)) is not None:
                shown = _sections(quota, occurrences.get(clause.ref, ()), today)
                if (quota.per is Per.TERM and assignment.organisation.term_started_on is None) or (
                    quota.per is Per.EVENT and not shown
                ):
                    shown = [(Section.ON_EVENT, None)]
            elif clause.ref not in met:
                shown = _standing(clause)
            else:
                shown = []
            applies = rules.get(clause.ref, LocalRule()).applies and holds_now(clause, facts)
            for section, occurrence in shown:
                # What began before it ceased to apply is owed to its end.
                if not applies and (occurrence is None or section is Section.COMING):
                    continue
                yield _item(
                    clause if occurrence is None else clause_of(occurrence, self._library),
                    assignment,
                    section,
                    occurrence,
                    uncertain=is_uncertain(clause, facts),
                )
        # What was planned by an earlier edition stays until it ends; what this body did in the place
        # of another is that one's again, also before the planner has released it.
        settled = quotas.keys() | self._no_longer_acted_for(assignment, clauses)
        for occurrence in chain.from_iterable(occurrences.values()):
            former = _section(None, occurrence, today)
            if occurrence.ref not in settled and former is not None:
                yield _item(clause_of(occurrence, self._library), assignment, former, occurrence)

    def _no_longer_acted_for(
        self, assignment: Assignment, clauses: Sequence[Clause]
    ) -> set[ClauseRef]:
        once, _ = self._owed_by(assignment.post, assignment.organisation.acts_for)
        return {clause.ref for clause in once} - {clause.ref for clause in clauses}

    def _owed_by(
        self, post: PostId, acts_for: Sequence[BodyId], own: Sequence[OwnDuty] = ()
    ) -> tuple[Sequence[Clause], Mapping[ClauseRef, Quota]]:
        """The clauses of the post as they are now, its own duties last, and the quotas of what is planned."""
        try:
            known = self._library.post(post)
        except UnknownPost:  # of a pack that is not loaded any more
            return (), {}
        clauses = self._library.duties_of(post, acts_for=acts_for)
        theirs = tuple(own_duties_of(own, known, ()))
        duties = (*duties_among(clauses, known), *theirs)
        every = (*clauses, *(duty.clause for duty in theirs))
        return every, {duty.ref: duty.quota for duty in duties}


def _item(
    clause: Clause,
    assignment: Assignment,
    section: Section,
    occurrence: Occurrence | None,
    *,
    uncertain: bool = False,
) -> AgendaItem:
    return AgendaItem(
        clause,
        assignment.organisation,
        assignment.post,
        assignment.id,
        occurrence,
        section,
        uncertain,
    )


def _sections(quota: Quota, occurrences: Sequence[Occurrence], today: date) -> list[_Shown]:
    """The section of each occurrence of one duty; those met long ago and those far off are left out."""
    shown: list[_Shown] = []
    for occurrence in sorted(occurrences, key=lambda each: each.period.start):
        section = _section(quota, occurrence, today)
        if section is Section.COMING and shown and shown[-1][0] is Section.COMING:
            break
        if section is not None:
            shown.append((section, occurrence))
    return shown


def _section(quota: Quota | None, occurrence: Occurrence, today: date) -> Section | None:
    """``quota`` is None where the packs have it no longer: what has not begun is not shown then."""
    period = occurrence.period
    if occurrence.released is not None:
        return None
    if today < period.start:
        return Section.COMING if quota is not None else None
    if occurrence.excused:
        return None
    if occurrence.remaining == 0:
        return Section.DONE if today <= occurrence.last_day else None
    if today > occurrence.overdue_after:
        return Section.OVERDUE
    opened = quota is None or today >= opens_on(quota, period)
    return Section.DUE if opened else Section.COMING


def _standing(clause: Clause) -> list[_Shown]:
    """The section of a clause without a number; facts about the subject have none."""
    match clause.cadence:
        case Regular():
            return [(Section.REGULAR, None)]
        case OnEvent():
            return [(Section.ON_EVENT, None)]
        case Continuous():
            return [(Section.CONTINUOUS, None)]
        case _:
            return []


def _of(
    assignment: Assignment, occurrences: Sequence[Occurrence]
) -> dict[ClauseRef, list[Occurrence]]:
    found: dict[ClauseRef, list[Occurrence]] = {}
    for occurrence in occurrences:
        same_organisation = occurrence.organisation.id == assignment.organisation.id
        if same_organisation and occurrence.post == assignment.post:
            found.setdefault(occurrence.ref, []).append(occurrence)
    return found


def _order(item: AgendaItem) -> tuple[int, tuple[date, timedelta]]:
    urgency = item.occurrence.urgency if item.occurrence else (date.max, timedelta.max)
    return _SECTIONS.index(item.section), urgency
