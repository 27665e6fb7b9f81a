"""The buttons about an organisation: its facts, its managers' word on duties, its events, its posts.

Facts, duties, kinds of event and posts stand in them by :func:`short_number`; what it means is looked up
among those of the organisation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zlib import crc32

from bot.conversation.payloads import Payload
from scheduler.planning.events import EventId
from scheduler.roster.model import OrganisationId, SeatId

AS_USUAL = 0
"""No number of workdays and no hour of its own."""


def short_number(id_: object) -> int:
    """A number in place of an id that may be too long for a button."""
    return crc32(str(id_).encode())


@dataclass(frozen=True)
class UnitButton(Payload, action="unit"):
    """Show what is known of an organisation and what its managers said of duties."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class FactButton(Payload, action="fact"):
    """Ask for one fact."""

    organisation_id: OrganisationId
    fact: int


@dataclass(frozen=True)
class FactSayButton(Payload, action="fsay"):
    """Say how it is; yes is 1 and no is 0."""

    organisation_id: OrganisationId
    fact: int
    value: int


@dataclass(frozen=True)
class FactTypeButton(Payload, action="ftyp"):
    """Ask for the number to be typed."""

    organisation_id: OrganisationId
    fact: int


@dataclass(frozen=True)
class FactLaterButton(Payload, action="flat"):
    """Not now."""


@dataclass(frozen=True)
class DutiesHereButton(Payload, action="here"):
    """Show a page (from 0) of all that is owed in an organisation, to choose a duty."""

    organisation_id: OrganisationId
    page: int = 0


@dataclass(frozen=True)
class RuleButton(Payload, action="rule"):
    """Show whether a duty applies there and when it is reminded of."""

    organisation_id: OrganisationId
    duty: int


@dataclass(frozen=True)
class SetAsideButton(Payload, action="aside"):
    """Ask why it does not apply there."""

    organisation_id: OrganisationId
    duty: int


@dataclass(frozen=True)
class TakeUpButton(Payload, action="takeup"):
    """It applies after all."""

    organisation_id: OrganisationId
    duty: int


@dataclass(frozen=True)
class LeadsButton(Payload, action="leads"):
    """Offer other lead times."""

    organisation_id: OrganisationId
    duty: int


@dataclass(frozen=True)
class LeadsSetButton(Payload, action="leadset"):
    """Take the lead times of this place (from 1) in the list that is offered, or ``AS_USUAL``."""

    organisation_id: OrganisationId
    duty: int
    place: int


@dataclass(frozen=True)
class HoursButton(Payload, action="hours"):
    """Offer other hours."""

    organisation_id: OrganisationId
    duty: int


@dataclass(frozen=True)
class HourSetButton(Payload, action="hourset"):
    """Remind at this full hour, or ``AS_USUAL``."""

    organisation_id: OrganisationId
    duty: int
    hour: int


@dataclass(frozen=True)
class PlacesButton(Payload, action="evs"):
    """Show a page (from 0) of the organisations whose events one may enter."""

    page: int = 0


@dataclass(frozen=True)
class CalendarButton(Payload, action="evcal"):
    """Show a page (from 0) of the events of an organisation."""

    organisation_id: OrganisationId
    page: int = 0


@dataclass(frozen=True)
class EventKindsButton(Payload, action="evnew"):
    """Offer the kinds of event on which something hangs there."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class EventAddButton(Payload, action="evadd"):
    """Ask for the day of such an event."""

    organisation_id: OrganisationId
    kind: int


@dataclass(frozen=True)
class EventOnButton(Payload, action="evon"):
    """Enter the event on that day; shown first unless ``sure``."""

    organisation_id: OrganisationId
    kind: int
    day: date
    sure: bool = False


@dataclass(frozen=True)
class EventMonthButton(Payload, action="evmo"):
    """Show the days of that month, named by its first day, for a new event."""

    organisation_id: OrganisationId
    kind: int
    month: date


@dataclass(frozen=True)
class EventMoveMonthButton(Payload, action="evmm"):
    """Show the days of that month to move the event to."""

    event_id: EventId
    month: date


@dataclass(frozen=True)
class EventButton(Payload, action="ev"):
    """Show one event."""

    event_id: EventId


@dataclass(frozen=True)
class EventMoveButton(Payload, action="evmv"):
    """Ask for another day."""

    event_id: EventId


@dataclass(frozen=True)
class EventMoveOnButton(Payload, action="evto"):
    """Move the event to that day; one that was called off takes place after all."""

    event_id: EventId
    day: date


@dataclass(frozen=True)
class EventOffButton(Payload, action="evoff"):
    """The event does not take place."""

    event_id: EventId


@dataclass(frozen=True)
class SeatsButton(Payload, action="seats"):
    """Show the posts of an organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class SeatButton(Payload, action="seat"):
    """Show one post."""

    seat_id: SeatId


@dataclass(frozen=True)
class SeatKindsButton(Payload, action="seatnew"):
    """Offer the posts that can be added."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class SeatAddButton(Payload, action="seatadd"):
    """Ask from which day a post is to be there."""

    organisation_id: OrganisationId
    post_number: int


@dataclass(frozen=True)
class SeatSinceButton(Payload, action="seaton"):
    """Add it from that day."""

    organisation_id: OrganisationId
    post_number: int
    day: date


@dataclass(frozen=True)
class SeatOffButton(Payload, action="seatoff"):
    """Ask for the last day of a post."""

    seat_id: SeatId


@dataclass(frozen=True)
class SeatLastButton(Payload, action="seatlast"):
    """Take it off after that day."""

    seat_id: SeatId
    day: date


@dataclass(frozen=True)
class SeatKeepButton(Payload, action="seatkeep"):
    """The post stays after all."""

    seat_id: SeatId
