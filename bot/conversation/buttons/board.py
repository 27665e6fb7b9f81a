"""The buttons of the board: which unit, which period, which list, which page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.buttons.settings import GroupPayload
from bot.conversation.payloads import Payload
from clauses.cadence import Per
from scheduler.board.standing import ItemStanding, under
from scheduler.board.values import Board, Listing
from scheduler.periods import Period, period_containing
from scheduler.planning.lamps import Lamp
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId


class BoardSpan(StrEnum):
    """The periods that a board can be of, as buttons carry them."""

    MONTH = "m"
    QUARTER = "q"
    YEAR = "y"

    @property
    def per(self) -> Per:
        """The period of the calendar."""
        return {
            BoardSpan.MONTH: Per.MONTH,
            BoardSpan.QUARTER: Per.QUARTER,
            BoardSpan.YEAR: Per.YEAR,
        }[self]

    def around(self, day: date) -> Period:
        """The one in which the day lies."""
        return period_containing(self.per, day)

    @classmethod
    def of(cls, period: Period) -> BoardSpan:
        """Which one it is."""
        return next(each for each in cls if each.per is period.per)


class BoardList(StrEnum):
    """The lists behind the numbers of a board, as buttons carry them; all but one are those of lamps."""

    RED = "r"
    YELLOW = "y"
    WAITING = "c"
    """What has an entry that waits to be confirmed; it is green as well, or not met yet."""
    GREEN = "g"
    WHITE = "w"
    BLUE = "b"

    @property
    def lamp(self) -> Lamp | None:
        """The lamp whose items are listed."""
        return None if self is BoardList.WAITING else Lamp[self.name]

    def count_on(self, board: Board) -> int:
        """How many items are listed."""
        return board.to_confirm if self.lamp is None else board.count(self.lamp)

    def listing(self, limit: int, offset: int = 0) -> Listing:
        """These items, from ``offset`` on."""
        standings = ItemStanding if self.lamp is None else under(self.lamp)
        return Listing(frozenset(standings), limit, offset, to_confirm=self.lamp is None)


LAMP_LISTS = {each: each.lamp for each in BoardList if each.lamp is not None}
"""The lists that have a lamp, with it: every item is in one of them."""


@dataclass(frozen=True)
class BoardButton(Payload, action="bd"):
    """Show the board of a unit and a period, which ``start`` begins."""

    organisation_id: OrganisationId
    span: BoardSpan
    start: date


@dataclass(frozen=True)
class BoardListButton(Payload, action="bl"):
    """Show a page (from 0) of a list, to open an item."""

    organisation_id: OrganisationId
    span: BoardSpan
    start: date
    listed: BoardList
    page: int


@dataclass(frozen=True)
class BoardItemButton(Payload, action="bi"):
    """Show the card of an item; the rest leads back to its list."""

    occurrence_id: OccurrenceId
    organisation_id: OrganisationId
    span: BoardSpan
    start: date
    listed: BoardList
    page: int


@dataclass(frozen=True)
class BoardVacantButton(Payload, action="bv"):
    """Show a page (from 0) of the posts that nobody holds."""

    organisation_id: OrganisationId
    span: BoardSpan
    start: date
    page: int


@dataclass(frozen=True)
class BoardChoiceButton(Payload, action="bc"):
    """Choose another period, or a page (from 0) of the units below."""

    organisation_id: OrganisationId
    span: BoardSpan
    start: date
    page: int


@dataclass(frozen=True)
class BoardPictureButton(Payload, action="bp"):
    """Send the board as a picture."""

    organisation_id: OrganisationId
    span: BoardSpan
    start: date
    dark: bool


@dataclass(frozen=True)
class YearPictureButton(Payload, action="by"):
    """Send the year's table of units and months as a picture."""

    organisation_id: OrganisationId
    start: date
    dark: bool


@dataclass(frozen=True)
class OrgButton(Payload, action="og"):
    """Show an organisation, and a page (from 0) of those under it."""

    organisation_id: OrganisationId
    page: int


@dataclass(frozen=True)
class OrgPickButton(Payload, action="ogp"):
    """Ask which of those on this page is to be opened."""

    organisation_id: OrganisationId
    page: int


@dataclass(frozen=True)
class GroupWeekButton(GroupPayload, action="gw"):
    """Ask when the group is to be sent its week."""


@dataclass(frozen=True)
class GroupWeekSetButton(GroupPayload, action="gws"):
    """Send it on this weekday (1 Monday; 0: not at all) at this hour."""

    weekday: int
    hour: int


@dataclass(frozen=True)
class GroupNamesButton(GroupPayload, action="gn"):
    """Let names of holders stand in what the group is told, or not."""

    shown: bool


@dataclass(frozen=True)
class BoardPageButton(Payload, action="bw"):
    """Open the board in the browser."""

    organisation_id: OrganisationId
