"""The buttons of confirming, reliefs, closing statements, exports and checklists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.ledger.reliefs import ReliefId
from scheduler.planning.occurrences import EntryId, OccurrenceId
from scheduler.roster.model import OrganisationId

EVERYWHERE = OrganisationId(0)
"""All that a person manages, where a button names an organisation."""


@dataclass(frozen=True)
class ConfirmingButton(Payload, action="cfm"):
    """Show whether entries are confirmed in an organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class ConfirmingSetButton(Payload, action="cfmset"):
    """Let them be confirmed there and below, or not any more."""

    organisation_id: OrganisationId
    wanted: bool


@dataclass(frozen=True)
class WaitingButton(Payload, action="cfml"):
    """Show a page (from 0) of what one may confirm, below an organisation or ``EVERYWHERE``."""

    organisation_id: OrganisationId
    page: int = 0


@dataclass(frozen=True)
class ReviewButton(Payload, action="rev"):
    """Show an entry that is to be confirmed; ``anew``: in a message of its own."""

    entry_id: EntryId
    anew: bool = False


@dataclass(frozen=True)
class ConfirmButton(Payload, action="revok"):
    """Confirm the entry."""

    entry_id: EntryId


@dataclass(frozen=True)
class ReturnButton(Payload, action="revno"):
    """Ask why it is returned."""

    entry_id: EntryId


@dataclass(frozen=True)
class ReturnForButton(Payload, action="revfor"):
    """Return it for one of the reasons that are offered, by its place from 0."""

    entry_id: EntryId
    reason_place: int


@dataclass(frozen=True)
class ReviewFilesButton(Payload, action="revf"):
    """Send the files of the entry."""

    entry_id: EntryId


@dataclass(frozen=True)
class DetailsButton(Payload, action="det"):
    """Ask for the number of the minutes and how many were there."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


class ReliefWish(StrEnum):
    """What is asked for or granted; buttons carry the value."""

    EXCUSE = "e"
    EXTENSION = "x"


@dataclass(frozen=True)
class ReliefsButton(Payload, action="rel"):
    """Show the reliefs of an item, and what can be asked or granted; ``anew`` as elsewhere."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class ReliefAskButton(Payload, action="relask"):
    """Ask for a relief as who owes it."""

    occurrence_id: OccurrenceId
    wish: ReliefWish


@dataclass(frozen=True)
class ReliefGrantButton(Payload, action="relgive"):
    """Grant one as a manager, though nobody asked."""

    occurrence_id: OccurrenceId
    wish: ReliefWish


@dataclass(frozen=True)
class ReliefDayButton(Payload, action="relday"):
    """The later date; ``grants``: a manager's own act."""

    occurrence_id: OccurrenceId
    day: date
    grants: bool


@dataclass(frozen=True)
class ReliefMonthButton(Payload, action="relmon"):
    """Show the days of that month, named by its first day, for the later date."""

    occurrence_id: OccurrenceId
    month: date
    grants: bool


@dataclass(frozen=True)
class ReliefDecideButton(Payload, action="reldec"):
    """Answer what was asked for; a refusal asks why first."""

    relief_id: ReliefId
    granted: bool


@dataclass(frozen=True)
class ReliefEndButton(Payload, action="relend"):
    """Let a granted relief stand no longer; asked first unless ``sure``."""

    relief_id: ReliefId
    sure: bool = False


@dataclass(frozen=True)
class StatementButton(Payload, action="st"):
    """Show the statement of an organisation and all below for a period, named by kind and first day."""

    organisation_id: OrganisationId
    per: str
    start: date


@dataclass(frozen=True)
class StatementListButton(Payload, action="stl"):
    """Show a page (from 0) of the items with one state."""

    organisation_id: OrganisationId
    per: str
    start: date
    state: str
    page: int = 0


@dataclass(frozen=True)
class StatementDrawButton(Payload, action="std"):
    """Draw it, or the next number; asked first unless ``sure``."""

    organisation_id: OrganisationId
    per: str
    start: date
    sure: bool = False


@dataclass(frozen=True)
class StatementChangesButton(Payload, action="stc"):
    """Show a page (from 0) of what the corrections changed."""

    organisation_id: OrganisationId
    per: str
    start: date
    page: int = 0


@dataclass(frozen=True)
class StatementPlacesButton(Payload, action="stp"):
    """Show a page (from 0) of the organisations whose statements one may see."""

    page: int = 0


@dataclass(frozen=True)
class ExportButton(Payload, action="exp"):
    """Make a file of an organisation and all below for a period."""

    organisation_id: OrganisationId
    per: str
    start: date
    format: str


@dataclass(frozen=True)
class ChecklistsButton(Payload, action="chk"):
    """Show the checklists of an organisation in a year, 0 for the present one."""

    organisation_id: OrganisationId
    year: int = 0


@dataclass(frozen=True)
class ChecklistPointButton(Payload, action="chkp"):
    """Show one point of a checklist; both by short number."""

    organisation_id: OrganisationId
    year: int
    checklist: int
    point: int


@dataclass(frozen=True)
class ChecklistMetButton(Payload, action="chkm"):
    """Say that it is met, or not."""

    organisation_id: OrganisationId
    year: int
    checklist: int
    point: int
    met: bool


@dataclass(frozen=True)
class ChecklistProofButton(Payload, action="chkn"):
    """Ask for a note or a file."""

    organisation_id: OrganisationId
    year: int
    checklist: int
    point: int


@dataclass(frozen=True)
class ChecklistFileButton(Payload, action="chkf"):
    """Send the file that proves a point."""

    organisation_id: OrganisationId
    year: int
    checklist: int
    point: int
