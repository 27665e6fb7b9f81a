"""Queries: what is owed, with how far it has been met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import Per
from clauses.model import Clause, ClauseRef, PostId
from scheduler.errors import UnknownOccurrence
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence, OccurrenceId, Release
from scheduler.planning.queries.wordings import wording_of
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.rows import organisation_of
from scheduler.store.compiled import Compiled
from scheduler.store.tables.closing import StatementLineRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow
from scheduler.store.tables.planning import OccurrenceRow, WordingRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow

_Found = tuple[OccurrenceRow, OrganisationRow, WordingRow, int, bool, date | None]


class Occurrences:
    """Reads occurrences; ``scheduler.planning.planner`` writes them.

    ``completed`` counts the entries of the ledger that have not been withdrawn.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, occurrence_id: OccurrenceId) -> Occurrence:
        """One occurrence, whoever owes it.

        Raises:
            UnknownOccurrence: none has this id.
        """
        found = await self.find(occurrence_id)
        if found is None:
            raise UnknownOccurrence(occurrence_id)
        return found

    async def find(self, occurrence_id: OccurrenceId) -> Occurrence | None:
        """One occurrence, whoever owes it."""
        return (await self.many([occurrence_id])).get(occurrence_id)

    async def many(
        self, occurrence_ids: Collection[OccurrenceId]
    ) -> dict[OccurrenceId, Occurrence]:
        """Several at once, in order of last day and id; unknown ids are left out."""
        found = await self._all(_MANY, {"ids": list(occurrence_ids)})
        return {occurrence.id: occurrence for occurrence in found}

    async def ending_in(
        self, organisation_ids: Collection[OrganisationId], period: Period
    ) -> list[Occurrence]:
        """All of these organisations whose periods end in this one, in order of last day and id."""
        days = {"start": period.start, "end": period.end}
        return await self._all(_ENDING_IN, {"organisations": list(organisation_ids), **days})

    async def of_person(
        self, person_id: PersonId, on: date, since: date | None = None
    ) -> list[Occurrence]:
        """Occurrences of the posts that a person holds on the day ``on``.

        Owed once by the body, or by this very person. What is owed of a period that ended is among
        them, whoever held the post then, until an act or the closing statement ends it; what was met
        only where its period ended after ``since``, or runs on the day ``on``. Up to the furthest
        planned; in order of last day and id.
        """
        return await self._all(_OF_PERSON, {"person": person_id, "on": on, "since": since or on})

    async def fallen_away(self, person_id: PersonId, on: date, since: date) -> list[Occurrence]:
        """What the posts that a person holds on the day ``on`` have ceased to owe after ``since``.

        In order of last day and id.
        """
        rows = await self._session.execute(
            _query().where(_THEIRS, OccurrenceRow.released_on > since),
            {"person": person_id, "on": on},
        )
        return _occurrences(rows)

    async def of_post(
        self, organisation_id: OrganisationId, post: PostId, on: date, since: date
    ) -> list[Occurrence]:
        """What the post owes on the day ``on``, whoever holds it, and what was met since ``since``.

        What is open until an act or the closing statement ends it; of what was met that of periods
        that end after ``since``. In order of last day and id.
        """
        values = {"organisation": organisation_id, "post": post, "on": on, "since": since}
        return await self._all(_OF_POST, values)

    async def open_of(self, organisation_id: OrganisationId, on: date) -> list[Occurrence]:
        """What is open in the organisation on the day ``on``, in order of last day and id."""
        return await self._all(_OPEN_OF, {"organisation": organisation_id, "on": on})

    async def of_same_duty(self, occurrence: Occurrence, day: date) -> Occurrence | None:
        """The occurrence of the same duty and holder in whose period ``day`` lies; not this one."""
        values = {
            "organisation": occurrence.organisation.id,
            "ref": str(occurrence.ref),
            "holder": occurrence.holder_id or 0,
            "id": occurrence.id,
            "day": day,
        }
        return next(iter(await self._all(_OF_SAME_DUTY, values)), None)

    async def past_of_person(self, person_id: PersonId, on: date, year: int) -> list[Occurrence]:
        """Occurrences whose period ends in ``year``, of the posts that a person holds or held.

        Of posts held on the day ``on`` all that have begun by then; of others those whose period has
        a day in common with the time in which the post was held. Owed once by the body, or by this
        very person. In order of last day and id.
        """
        days = {"first": date(year, 1, 2), "last": date(year + 1, 1, 1)}
        return await self._all(_PAST_IN, {"person": person_id, "on": on, **days})

    async def past_years(self, person_id: PersonId, on: date) -> set[int]:
        """The years that have any such occurrence."""
        ends = await self._session.scalars(_PAST_ENDS, {"person": person_id, "on": on})
        return {(end - timedelta(days=1)).year for end in ends}

    async def _all(self, wanted: Compiled, values: Mapping[str, object]) -> list[Occurrence]:
        return _occurrences(await wanted.rows(self._session, values))


COMPLETED = (
    select(func.coalesce(func.sum(case((LedgerRow.withdraws, -1), else_=1)), 0))
    .where(LedgerRow.occurrence_id == OccurrenceRow.id)
    .scalar_subquery()
)
"""Number of standing entries of an occurrence, within a statement about it."""

_STANDING_RELIEF = and_(
    ReliefRow.occurrence_id == OccurrenceRow.id,
    ReliefRow.granted.is_(True),
    ReliefRow.ended_at.is_(None),
)
EXCUSED = exists().where(_STANDING_RELIEF, ReliefRow.until.is_(None))
"""Whether the holder was let off, within a statement about an occurrence."""

EXTENDED_TO = select(func.max(ReliefRow.until)).where(_STANDING_RELIEF).scalar_subquery()
"""The later date that was granted, NULL without one, likewise."""

CLOSED = exists().where(StatementLineRow.occurrence_id == OccurrenceRow.id)
"""Whether a closing statement has been drawn over it, likewise."""

_OPEN = and_(OccurrenceRow.met_on.is_(None), ~EXCUSED, ~CLOSED)
_IN_SIGHT = and_(
    OccurrenceRow.met_on.is_(None),
    ~EXCUSED,
    or_(~CLOSED, bindparam("on", type_=Date) <= EXTENDED_TO),
)
"""The same on a day for those who owe it: also what was extended after its closing statement."""

_OF_PRESENT_TERM = or_(
    OccurrenceRow.per != Per.TERM.value,
    OccurrenceRow.period_start == OrganisationRow.term_started_on,
)
"""Of the terms, only the one that the organisation is in."""


def _query() -> Select[*_Found]:
    return (
        select(OccurrenceRow, OrganisationRow, WordingRow, COMPLETED, EXCUSED, EXTENDED_TO)
        .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.organisation_id)
        .outerjoin(WordingRow, WordingRow.id == OccurrenceRow.wording_id)
        .order_by(OccurrenceRow.due_on, OccurrenceRow.id)
    )


def reaches(day: ColumnElement[date] | date) -> ColumnElement[bool]:
    """Whether the period of an occurrence, or a season past it, lasts to ``day`` at least."""
    return or_(OccurrenceRow.period_end > day, OccurrenceRow.due_by >= day)


_OF_POST = Compiled(
    _query().where(
        OccurrenceRow.organisation_id == bindparam("organisation"),
        OccurrenceRow.post == bindparam("post"),
        OccurrenceRow.released_on.is_(None),
        OccurrenceRow.opens_on <= bindparam("on"),
        or_(
            _IN_SIGHT,
            OccurrenceRow.period_end > bindparam("since"),
        ),
    )
)


def is_open() -> ColumnElement[bool]:
    """Whether an item is owed, and no act, relief or closing statement has ended it."""
    return and_(OccurrenceRow.released_on.is_(None), _OPEN)


_OPEN_OF = Compiled(
    _query().where(
        OccurrenceRow.organisation_id == bindparam("organisation"),
        OccurrenceRow.opens_on <= bindparam("on"),
        is_open(),
    )
)

# Put together once: that takes longer than running them.
_MANY = Compiled(_query().where(OccurrenceRow.id.in_(bindparam("ids", expanding=True))))
_ENDING_IN = Compiled(
    _query().where(
        OccurrenceRow.organisation_id.in_(bindparam("organisations", expanding=True)),
        OccurrenceRow.period_end > bindparam("start"),
        OccurrenceRow.period_end <= bindparam("end"),
    )
)

_HELD = and_(
    AssignmentRow.person_id == bindparam("person"),
    AssignmentRow.start_on <= bindparam("on"),
    or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > bindparam("on")),
)

_THEIRS = and_(
    # By way of the few organisations of the person, not of all that nobody in particular owes.
    OccurrenceRow.organisation_id.in_(select(AssignmentRow.organisation_id).where(_HELD)),
    func.coalesce(OccurrenceRow.holder_id, bindparam("person")) == bindparam("person"),
    exists().where(
        _HELD,
        AssignmentRow.organisation_id == OccurrenceRow.organisation_id,
        AssignmentRow.post == OccurrenceRow.post,
    ),
)
_OF_PERSON = Compiled(
    _query().where(
        _THEIRS,
        OccurrenceRow.released_on.is_(None),
        or_(
            reaches(bindparam("on")),
            and_(reaches(bindparam("since")), OccurrenceRow.met_on.is_not(None)),
            _IN_SIGHT,
        ),
        _OF_PRESENT_TERM,
    )
)

OWED = and_(_OPEN, _OF_PRESENT_TERM, OccurrenceRow.released_on.is_(None))
"""Still owed, within a statement about an occurrence and its organisation."""

OVERDUE_AFTER = case((OccurrenceRow.due_by < EXTENDED_TO, EXTENDED_TO), else_=OccurrenceRow.due_by)
"""``Occurrence.overdue_after``, within a statement."""

_OF_SAME_DUTY = Compiled(
    _query().where(
        OccurrenceRow.organisation_id == bindparam("organisation"),
        OccurrenceRow.ref == bindparam("ref"),
        func.coalesce(OccurrenceRow.holder_id, 0) == bindparam("holder"),
        OccurrenceRow.id != bindparam("id"),
        OccurrenceRow.released_on.is_(None),
        OccurrenceRow.period_start <= bindparam("day"),
        OccurrenceRow.period_end > bindparam("day"),
    )
)
_NEVER_BEGAN = and_(
    OccurrenceRow.released_on.is_not(None),
    or_(
        OccurrenceRow.released_reason == Release.UNPLANNED.value,
        OccurrenceRow.released_on < OccurrenceRow.period_start,
    ),
    COMPLETED == 0,
)
"""It was planned ahead, and dropped before its period began: nobody ever owed it."""

_PAST = and_(
    ~_NEVER_BEGAN,
    OccurrenceRow.organisation_id.in_(
        select(AssignmentRow.organisation_id).where(AssignmentRow.person_id == bindparam("person"))
    ),
    func.coalesce(OccurrenceRow.holder_id, bindparam("person")) == bindparam("person"),
    OccurrenceRow.period_start <= bindparam("on"),
    exists().where(
        AssignmentRow.person_id == bindparam("person"),
        AssignmentRow.organisation_id == OccurrenceRow.organisation_id,
        AssignmentRow.post == OccurrenceRow.post,
        or_(
            _HELD,
            and_(
                AssignmentRow.start_on < OccurrenceRow.period_end,
                or_(
                    AssignmentRow.end_on.is_(None),
                    AssignmentRow.end_on > OccurrenceRow.period_start,
                ),
            ),
        ),
    ),
)
_PAST_IN = Compiled(
    _query().where(_PAST, OccurrenceRow.period_end.between(bindparam("first"), bindparam("last")))
)
_PAST_ENDS = select(OccurrenceRow.period_end).where(_PAST).distinct()


def _occurrences(rows: Iterable[Any]) -> list[Occurrence]:
    """From rows; what many have in common is one value."""
    organisations: dict[int, Organisation] = {}
    wordings: dict[int, Clause] = {}
    periods: dict[tuple[date, date, str], Period] = {}
    made = []
    for row, organisation, wording, completed, excused, extended_to in rows:
        if organisation.id not in organisations:
            organisations[organisation.id] = organisation_of(organisation)
        if wording is not None and wording.id not in wordings:
            wordings[wording.id] = wording_of(wording)
        span = row.period_start, row.period_end, row.per
        if span not in periods:
            periods[span] = Period(row.period_start, row.period_end, Per(row.per))
        made.append(
            Occurrence(
                id=OccurrenceId(row.id),
                ref=ClauseRef.parse(row.ref),
                organisation=organisations[organisation.id],
                post=PostId(row.post),
                holder_id=None if row.holder_id is None else PersonId(row.holder_id),
                period=periods[span],
                due_by=row.due_by,
                due_on=row.due_on,
                provisional=row.provisional,
                needed=row.needed,
                completed=completed,
                excused=excused,
                extended_to=extended_to,
                wording=None if wording is None else wordings[wording.id],
                edition=None if wording is None else wording.edition,
                released=None if row.released_reason is None else Release(row.released_reason),
                released_on=row.released_on,
            )
        )
    return made
