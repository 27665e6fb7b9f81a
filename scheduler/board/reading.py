"""Reading a board: a step of any transaction, for those whose rights the caller has checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from scheduler.board.queries.items import BoardItems, FoundItem
from scheduler.board.queries.units import BoardUnits
from scheduler.board.standing import ItemStanding, Marks
from scheduler.board.values import Board, BoardLine, BoardUnit, Listing
from scheduler.ledger.wording import clause_of
from scheduler.periods import Period
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.queries.occurrences import Occurrences
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.workdays.calendar import WorkdayCalendar, calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

AT_ONCE = 1000
"""Items whose particulars are read in one statement."""


async def read_board(
    session: AsyncSession,
    library: Library,
    organisation: Organisation,
    period: Period,
    now: datetime,
    *listings: Listing,
) -> Board:
    """The board at ``now``; its lines are those of the listings, one after the other.

    A fixed number of statements for the numbers, and three for each thousand lines.
    """
    today = organisation.today(now)
    calendar = calendar_with(await WorkdayOverrides(session).all_days())
    items = BoardItems(session, organisation.id, period, Marks.of(today, calendar))
    units = await units_below(
        session, organisation.id, today, await items.counts(), await items.to_confirm()
    )
    board = Board(organisation, period, now, today, units)
    found = [each for listing in listings for each in await _listed(items, board, listing)]
    unconfirmed: set[OccurrenceId] = set()
    if board.to_confirm:
        unconfirmed = await items.unconfirmed([each.id for each in found])
    lines = await _lines(session, library, board, found, calendar, unconfirmed)
    return Board(organisation, period, now, today, units, lines)


async def units_below(
    session: AsyncSession,
    root: OrganisationId,
    today: date,
    counts: Mapping[OrganisationId, Counter[ItemStanding]],
    to_confirm: Mapping[OrganisationId, int],
) -> tuple[BoardUnit, ...]:
    """The units of a board, in the order of the tree, with these numbers."""
    units = BoardUnits(session)
    vacant = await units.vacant(root, today)
    return tuple(
        BoardUnit(
            *place,
            counts=counts.get(place.id, Counter()),
            vacant=vacant.get(place.id, ()),
            to_confirm=to_confirm.get(place.id, 0),
        )
        for place in await units.below(root)
    )


async def _listed(items: BoardItems, board: Board, listing: Listing) -> list[FoundItem]:
    """The items of a listing, from the few units in which they can be."""
    places: dict[OrganisationId, int] = {}
    skipped, wanted = listing.offset, listing.limit
    for rank, unit in enumerate(board.units):
        if listing.unit not in (None, unit.id):
            continue
        count = sum(unit.counts[each] for each in listing.standings)
        if listing.to_confirm:
            count = unit.to_confirm
        if not places and skipped >= count:
            skipped -= count
        elif count and wanted + skipped > 0:
            places[unit.id] = rank
            wanted -= count
    if not places or listing.limit <= 0:
        return []
    ids, found = list(places), []
    for first in range(0, len(ids), AT_ONCE):
        found += await items.among(ids[first : first + AT_ONCE], listing.standings)
    if listing.to_confirm:
        waiting = await items.unconfirmed([each.id for each in found])
        found = [each for each in found if each.id in waiting]
    found.sort(key=lambda each: places[each.organisation_id])  # stable: by day and id within one
    return found[skipped : skipped + listing.limit]


async def _lines(
    session: AsyncSession,
    library: Library,
    board: Board,
    found: Sequence[FoundItem],
    calendar: WorkdayCalendar,
    unconfirmed: Collection[OccurrenceId],
) -> tuple[BoardLine, ...]:
    units = {unit.id: unit for unit in board.units}
    lines: list[BoardLine] = []
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        occurrences: dict[OccurrenceId, Occurrence] = await Occurrences(session).many(
            [each.id for each in some]
        )
        holders = await BoardUnits(session).holders(
            {each.organisation_id for each in some}, board.today
        )
        for each in some:
            occurrence = occurrences[each.id]
            seated = holders.get((each.organisation_id, occurrence.post), ())
            due_on = occurrence.deadline
            lines.append(
                BoardLine(
                    units[each.organisation_id],
                    occurrence,
                    clause_of(occurrence, library),
                    each.standing,
                    calendar.workdays_until(board.today, due_on),
                    tuple(
                        holder
                        for holder in seated
                        if occurrence.holder_id in (None, holder.person_id)
                    ),
                    each.id in unconfirmed,
                )
            )
    return tuple(lines)
