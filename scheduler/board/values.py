"""The board: what text, picture, page and files are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from clauses.model import BodyId, Clause, PostId
from scheduler.board.seats import SeatHolder
from scheduler.board.standing import ItemStanding, under
from scheduler.periods import Period
from scheduler.planning.lamps import Lamp
from scheduler.planning.occurrences import Occurrence
from scheduler.roster.model import Organisation, OrganisationId


@dataclass(frozen=True)
class BoardUnit:
    """An organisation on the board, with the items of its own; those below it have lines of their own.

    ``depth`` counts from the organisation that is looked at. ``vacant`` are the posts that nobody
    holds today, ``to_confirm`` the items with an entry that waits for a manager's word.
    """

    id: OrganisationId
    name: str
    body: BodyId
    parent_id: OrganisationId | None
    depth: int
    counts: Counter[ItemStanding]
    vacant: tuple[PostId, ...] = ()
    to_confirm: int = 0


@dataclass(frozen=True)
class BoardLine:
    """An item as a list shows it.

    ``workdays_left`` from today to its date (a granted later one included), negative when that is past.
    ``holders`` are those who owe it today, stand-ins last. ``unconfirmed``:
    an entry of it waits to be confirmed; it counts all the same.
    """

    unit: BoardUnit
    occurrence: Occurrence
    clause: Clause
    standing: ItemStanding
    workdays_left: int
    holders: tuple[SeatHolder, ...]
    unconfirmed: bool = False

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the seat today."""
        return not self.holders


class EarlierOwed(NamedTuple):
    """A period before that of a board, and how much of it is overdue and, of a season past it, near."""

    period: Period
    overdue: int
    near: int


class Listing(NamedTuple):
    """Which lines are wanted of a board: of these standings, from ``offset`` on, at most ``limit``.

    ``unit`` narrows it to one organisation, ``to_confirm`` to items with an entry that waits.
    """

    standings: Collection[ItemStanding]
    limit: int
    offset: int = 0
    unit: OrganisationId | None = None
    to_confirm: bool = False


@dataclass(frozen=True)
class Board:
    """The items of an organisation and of all below it whose periods end in ``period``.

    Every item is counted once, under one standing, so the numbers add up; released ones are left out,
    and those that the statement of their period does not list.
    ``units`` are in the order of the tree, the organisation itself first; nothing is ever in order of
    numbers. ``lines`` are those asked for: by unit, then last day, then id. ``at`` is the moment of
    which all of it is true, ``today`` the local day there.
    """

    organisation: Organisation
    period: Period
    at: datetime
    today: date
    units: tuple[BoardUnit, ...]
    lines: tuple[BoardLine, ...] = ()

    @cached_property
    def counts(self) -> Counter[ItemStanding]:
        """How many items have each standing."""
        total: Counter[ItemStanding] = Counter()
        for unit in self.units:
            total.update(unit.counts)
        return total

    @property
    def total(self) -> int:
        """All items."""
        return self.counts.total()

    def count(self, *lamps: Lamp) -> int:
        """How many items are under these lamps."""
        return self.count_of(under(*lamps))

    def count_of(self, standings: Iterable[ItemStanding]) -> int:
        """How many items have one of these standings."""
        counts = self.counts
        return sum(counts[each] for each in standings)

    @property
    def to_confirm(self) -> int:
        """How many items have an entry that waits to be confirmed."""
        return sum(unit.to_confirm for unit in self.units)

    @property
    def vacancies(self) -> int:
        """How many seats nobody holds today."""
        return sum(len(unit.vacant) for unit in self.units)
