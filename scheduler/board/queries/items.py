"""Queries: the items of a board, each with its standing, told by the database.

One statement for any number of organisations. The rule is that of
``scheduler.board.standing.standing_of``, and a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.board.standing import ENDED, NEAR, ItemStanding, Marks
from scheduler.ledger.states import EndState
from scheduler.periods import Period
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.queries.occurrences import COMPLETED
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.store.compiled import Compiled
from scheduler.store.tables.closing import StatementLineRow
from scheduler.store.tables.ledger import LedgerRow, ReliefRow, ReviewRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, SeatRow


class FoundItem(NamedTuple):
    """An item that a list is to show."""

    id: OccurrenceId
    organisation_id: OrganisationId
    due_on: date
    standing: ItemStanding


class BoardItems:
    """The items below ``root`` whose periods end in ``period``, as they stand by ``marks``."""

    def __init__(
        self, session: AsyncSession, root: OrganisationId, period: Period, marks: Marks
    ) -> None:
        self._session = session
        self._values: dict[str, Any] = {
            "root": root,
            "start": period.start,
            "end": period.end,
            "today": marks.today,
            "last_workday": marks.last_workday,
            **{f"near_{days}": day for days, day in marks.near_by.items()},
        }

    async def counts(self) -> dict[OrganisationId, Counter[ItemStanding]]:
        """How many items of each organisation have each standing; those without items are left out."""
        rows = await _COUNTS.rows(self._session, self._values)
        return {OrganisationId(id_): _counted(standings) for id_, standings in rows if standings}

    async def owed(self) -> Counter[ItemStanding]:
        """How many items are overdue and near their date, in all organisations together."""
        rows = await _OWED.rows(self._session, self._values)
        return Counter({_STANDINGS[standing]: count for standing, count in rows})

    async def months(self) -> dict[OrganisationId, dict[tuple[int, int], Counter[ItemStanding]]]:
        """As :meth:`counts`, by the month (year, month) of the last day as well."""
        found: dict[OrganisationId, dict[tuple[int, int], Counter[ItemStanding]]] = {}
        for id_, due_on, standing, count in await _DAYS.rows(self._session, self._values):
            months = found.setdefault(OrganisationId(id_), {})
            month = months.setdefault((due_on.year, due_on.month), Counter())
            month[_STANDINGS[standing]] += count
        return found

    async def to_confirm(self) -> dict[OrganisationId, int]:
        """How many items of each organisation have an entry that waits to be confirmed."""
        rows = await _TO_CONFIRM.rows(self._session, self._values)
        return {OrganisationId(id_): count for id_, count in rows}

    async def unconfirmed(self, ids: Collection[OccurrenceId]) -> set[OccurrenceId]:
        """Those of these items that have an entry that waits to be confirmed."""
        rows = await _UNCONFIRMED.rows(self._session, {"ids": list(ids)})
        return {OccurrenceId(id_) for (id_,) in rows}

    async def among(
        self,
        organisation_ids: Collection[OrganisationId],
        standings: Collection[ItemStanding] = tuple(ItemStanding),
    ) -> list[FoundItem]:
        """The items of these organisations with these standings, by last day and id."""
        rows = await _LISTED.rows(
            self._session,
            {
                **self._values,
                "places": list(organisation_ids),
                "standings": [_LETTERS[each] for each in standings],
            },
        )
        return [
            FoundItem(OccurrenceId(id_), OrganisationId(place), due_on, _STANDINGS[standing])
            for id_, place, due_on, standing in rows
        ]

    async def owing(self, organisation_ids: Collection[OrganisationId], *, but: PersonId) -> int:
        """How many people hold the seats of what is late or near its date there, without ``but``."""
        values = {**self._values, "places": list(organisation_ids), "but": but}
        return int((await _OWING.rows(self._session, values))[0][0])

    async def standing(
        self, ids: Collection[OccurrenceId]
    ) -> Mapping[OccurrenceId, ItemStanding | None]:
        """How these items stand, whatever their period; None as in ``standing_of``."""
        rows = await _SOME.rows(self._session, {**self._values, "ids": list(ids)})
        return {
            OccurrenceId(id_): None if standing is None else _STANDINGS[standing]
            for id_, standing in rows
        }


def _counted(standings: str) -> Counter[ItemStanding]:
    counts = {each: standings.count(letter) for each, letter in _LETTERS.items()}
    return Counter({each: count for each, count in counts.items() if count})


_STANDINGS = {chr(ord("a") + number): each for number, each in enumerate(ItemStanding)}
_LETTERS = {each: letter for letter, each in _STANDINGS.items()}
"""By which the statements here tell them: 120,000 letters are soon read."""


def subtree() -> CTE:
    """The ids of the organisation ``:root`` and of all below it."""
    tree = select(OrganisationRow.id).where(OrganisationRow.id == bindparam("root"))
    below = tree.cte("below", recursive=True)
    return below.union_all(
        select(OrganisationRow.id).join(below, OrganisationRow.parent_id == below.c.id)
    )


def vacant_seats() -> Select[int, str]:
    """Organisation and post of the seats that are there on the day ``:today`` and that nobody holds."""
    today = bindparam("today", type_=Date)
    return select(SeatRow.organisation_id, SeatRow.post).where(
        SeatRow.since <= today,
        or_(SeatRow.until.is_(None), SeatRow.until > today),
        ~exists().where(
            AssignmentRow.organisation_id == SeatRow.organisation_id,
            AssignmentRow.post == SeatRow.post,
            AssignmentRow.start_on <= today,
            or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > today),
        ),
    )


_IN_PERIOD = and_(
    OccurrenceRow.period_end > bindparam("start"),
    OccurrenceRow.period_end <= bindparam("end"),
    OccurrenceRow.released_on.is_(None),
)

# The few reliefs are gathered first, instead of being looked up for each of many items.
_reliefs = (
    select(
        ReliefRow.occurrence_id,
        func.max(case((ReliefRow.until.is_(None), 1), else_=0)).label("excused"),
        func.max(ReliefRow.until).label("until"),
    )
    .where(ReliefRow.granted.is_(True), ReliefRow.ended_at.is_(None))
    .group_by(ReliefRow.occurrence_id)
    .cte("relieved")
    .prefix_with("MATERIALIZED")
)
_EXTENDED_TO = _reliefs.c.until
_LAST_DAY = case((OccurrenceRow.due_by < _EXTENDED_TO, _EXTENDED_TO), else_=OccurrenceRow.due_by)
_ENDED = (
    select(StatementLineRow.state)
    .where(StatementLineRow.occurrence_id == OccurrenceRow.id)
    .order_by(StatementLineRow.statement_id.desc())
    .limit(1)
    .scalar_subquery()
)


def _near_by(days: int) -> ColumnElement[date]:
    return bindparam(f"near_{days}", type_=Date)


def _judged(condition: ColumnElement[bool], among: Any) -> Subquery:
    """The items that fulfil ``condition``, with their standing, which is null where there is none.

    ``among``: all are of these organisations.
    """
    # Gathered first, instead of being looked up for each item.
    vacant = vacant_seats().where(SeatRow.organisation_id.in_(among)).cte("vacant")
    vacant = vacant.prefix_with("MATERIALIZED")
    today = bindparam("today", type_=Date)
    *sooner, latest = NEAR
    near = case(
        *((OccurrenceRow.per.in_(NEAR[days]), _near_by(days)) for days in sooner),
        else_=_near_by(latest),
    )
    # Only what is over can have been closed: most need not be looked up. An empty text ends the AND
    # below, as NULL would not.
    ended = case((OccurrenceRow.period_end <= today, _ENDED), else_="")
    standing = case(
        (OccurrenceRow.met_on <= _LAST_DAY, _LETTERS[ItemStanding.IN_TIME]),
        (OccurrenceRow.met_on.is_not(None), _LETTERS[ItemStanding.LATE]),
        (and_(ended == EndState.NOT_LISTED.value, COMPLETED == 0), null()),
        (_reliefs.c.excused == 1, _LETTERS[ItemStanding.EXCUSED]),
        (today <= _EXTENDED_TO, _LETTERS[ItemStanding.EXTENDED]),
        *((ended == state.value, _LETTERS[shown]) for state, shown in ENDED.items()),
        (
            or_(today > _LAST_DAY, OccurrenceRow.due_on < bindparam("last_workday", type_=Date)),
            _LETTERS[ItemStanding.OVERDUE],
        ),
        (
            and_(OccurrenceRow.period_start <= today, OccurrenceRow.due_on <= near),
            _LETTERS[ItemStanding.NEAR],
        ),
        (
            tuple_(OccurrenceRow.organisation_id, OccurrenceRow.post).in_(
                select(vacant.c.organisation_id, vacant.c.post)
            ),
            _LETTERS[ItemStanding.VACANT],
        ),
        else_=_LETTERS[ItemStanding.OPEN],
    )
    return (
        select(
            OccurrenceRow.id,
            OccurrenceRow.organisation_id,
            OccurrenceRow.post,
            OccurrenceRow.holder_id,
            OccurrenceRow.due_on,
            standing.label("standing"),
        )
        .outerjoin(_reliefs, _reliefs.c.occurrence_id == OccurrenceRow.id)
        .where(condition)
        .subquery("judged")
    )


_tree = select(subtree().c.id)
_below = _judged(and_(OccurrenceRow.organisation_id.in_(_tree), _IN_PERIOD), _tree).c
# A letter for each item of an organisation: to sort them in the database takes half as long again.
_COUNTS = Compiled(
    select(_below.organisation_id, func.aggregate_strings(_below.standing, "")).group_by(
        _below.organisation_id
    )
)
_unmet = _judged(
    and_(OccurrenceRow.organisation_id.in_(_tree), _IN_PERIOD, OccurrenceRow.met_on.is_(None)),
    _tree,
).c
_IS_OWED = [_LETTERS[each] for each in ItemStanding if each.is_owed]
_OWED = Compiled(
    select(_unmet.standing, func.count())
    .where(_unmet.standing.in_(_IS_OWED))
    .group_by(_unmet.standing)
)
_DAYS = Compiled(
    select(_below.organisation_id, _below.due_on, _below.standing, func.count())
    .where(_below.standing.is_not(None))
    .group_by(_below.organisation_id, _below.due_on, _below.standing)
)
_places: Any = bindparam("places", expanding=True)
_there = _judged(and_(OccurrenceRow.organisation_id.in_(_places), _IN_PERIOD), _places).c
_LISTED = Compiled(
    select(_there.id, _there.organisation_id, _there.due_on, _there.standing)
    .where(_there.standing.in_(bindparam("standings", expanding=True)))
    .order_by(_there.due_on, _there.id)
)
_begun = _judged(
    and_(
        OccurrenceRow.organisation_id.in_(_places),
        _IN_PERIOD,
        OccurrenceRow.period_start <= bindparam("today", type_=Date),
        OccurrenceRow.met_on.is_(None),
    ),
    _places,
).c
# Judged once for each seat, and not again for each of those who hold it.
_owed = (
    select(_begun.organisation_id, _begun.post, _begun.holder_id)
    .where(_begun.standing.in_(_IS_OWED))
    .distinct()
    .cte("owed")
    .prefix_with("MATERIALIZED")
)
_OWING = Compiled(
    select(func.count(AssignmentRow.person_id.distinct()))
    .join(
        _owed,
        and_(
            _owed.c.organisation_id == AssignmentRow.organisation_id,
            _owed.c.post == AssignmentRow.post,
            or_(_owed.c.holder_id.is_(None), _owed.c.holder_id == AssignmentRow.person_id),
        ),
    )
    .where(
        AssignmentRow.organisation_id.in_(bindparam("places", expanding=True)),
        AssignmentRow.person_id != bindparam("but"),
        AssignmentRow.start_on <= bindparam("today", type_=Date),
        or_(
            AssignmentRow.end_on.is_(None),
            AssignmentRow.end_on > bindparam("today", type_=Date),
        ),
    )
)
_WAITS = and_(ReviewRow.entry_id == LedgerRow.id, ReviewRow.decided_at.is_(None))
_TO_CONFIRM = Compiled(
    select(OccurrenceRow.organisation_id, func.count(OccurrenceRow.id.distinct()))
    .join(LedgerRow, LedgerRow.occurrence_id == OccurrenceRow.id)
    .join(ReviewRow, _WAITS)
    .where(ReviewRow.organisation_id.in_(select(subtree().c.id)), _IN_PERIOD)
    .group_by(OccurrenceRow.organisation_id)
)
_UNCONFIRMED = Compiled(
    select(LedgerRow.occurrence_id)
    .join(ReviewRow, _WAITS)
    .where(LedgerRow.occurrence_id.in_(bindparam("ids", expanding=True)))
)
_ids = OccurrenceRow.id.in_(bindparam("ids", expanding=True))
_some = _judged(_ids, select(OccurrenceRow.organisation_id).where(_ids).correlate(None)).c
_SOME = Compiled(select(_some.id, _some.standing))
