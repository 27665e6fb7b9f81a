"""The buttons about what an organisation asks of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.conversation.payloads import Payload
from scheduler.membership.own.listed import OwnListId
from scheduler.planning.own_duties import OwnDutyId
from scheduler.roster.model import OrganisationId


@dataclass(frozen=True)
class OwnDutiesButton(Payload, action="own"):
    """Show what an organisation asks of itself, a page (from 0) at a time."""

    organisation_id: OrganisationId
    page: int = 0


@dataclass(frozen=True)
class OwnAddButton(Payload, action="ownadd"):
    """Ask for a sentence that states a new one."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class OwnHereButton(Payload, action="ownhere"):
    """The sentence that was typed is meant for this organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class OwnDutyButton(Payload, action="ownd"):
    """Show one of them."""

    own_duty_id: OwnDutyId


@dataclass(frozen=True)
class OwnEditButton(Payload, action="ownedit"):
    """Ask for a sentence that states it otherwise."""

    own_duty_id: OwnDutyId


@dataclass(frozen=True)
class OwnWhoButton(Payload, action="ownwho"):
    """Offer who may owe it."""

    own_duty_id: OwnDutyId


@dataclass(frozen=True)
class OwnWhoSetButton(Payload, action="ownby"):
    """This one owes it: the ``short_number`` of what is offered."""

    own_duty_id: OwnDutyId
    post_number: int


@dataclass(frozen=True)
class OwnWhereButton(Payload, action="ownsub"):
    """It holds in all organisations below too, or only here."""

    own_duty_id: OwnDutyId
    subtree: bool


@dataclass(frozen=True)
class OwnFirstButton(Payload, action="ownfrom"):
    """Of every second week, that of this day is the first."""

    own_duty_id: OwnDutyId
    day: date


@dataclass(frozen=True)
class OwnConfirmButton(Payload, action="ownok"):
    """Let it count."""

    own_duty_id: OwnDutyId


@dataclass(frozen=True)
class OwnDropButton(Payload, action="owndrop"):
    """Give the draft up."""

    own_duty_id: OwnDutyId


@dataclass(frozen=True)
class OwnEndButton(Payload, action="ownend"):
    """Ask it no more; asked about first unless ``sure``."""

    own_duty_id: OwnDutyId
    sure: bool = False


@dataclass(frozen=True)
class ListForButton(Payload, action="lsfor"):
    """A file with a list is to be sent for this organisation, or was sent just now."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class ListFromFileButton(Payload, action="lsfile"):
    """The file that was sent is a list of duties, and no proof."""


@dataclass(frozen=True)
class ListButton(Payload, action="ls"):
    """Show a page (from 0) of a list."""

    own_list_id: OwnListId
    page: int = 0


@dataclass(frozen=True)
class ListRowButton(Payload, action="lsrow"):
    """Show one row (from 0)."""

    own_list_id: OwnListId
    at: int


@dataclass(frozen=True)
class ListWordsButton(Payload, action="lssay"):
    """Ask how often a row is owed, in words."""

    own_list_id: OwnListId
    at: int


@dataclass(frozen=True)
class ListWhoButton(Payload, action="lswho"):
    """Offer who may owe a row."""

    own_list_id: OwnListId
    at: int


@dataclass(frozen=True)
class ListWhoSetButton(Payload, action="lsby"):
    """This one owes it: the ``short_number`` of what is offered."""

    own_list_id: OwnListId
    at: int
    post_number: int


@dataclass(frozen=True)
class ListFirstButton(Payload, action="lsfirst"):
    """Of every second week, that of this day is the first."""

    own_list_id: OwnListId
    at: int
    day: date


@dataclass(frozen=True)
class ListPostsButton(Payload, action="lsposts"):
    """Show a page (from 0) of who is named in a list, and which posts these are."""

    own_list_id: OwnListId
    page: int = 0


@dataclass(frozen=True)
class ListPostButton(Payload, action="lspost"):
    """Offer the posts that may be meant by a name: its ``short_number``."""

    own_list_id: OwnListId
    name_number: int


@dataclass(frozen=True)
class ListPostSetButton(Payload, action="lspostby"):
    """This post is meant by it."""

    own_list_id: OwnListId
    name_number: int
    post_number: int


@dataclass(frozen=True)
class ListTakeButton(Payload, action="lstake"):
    """Hold a post that the list has made."""

    organisation_id: OrganisationId
    post_number: int


@dataclass(frozen=True)
class ListSkipButton(Payload, action="lsskip"):
    """Leave a row out, or not."""

    own_list_id: OwnListId
    at: int
    skipped: bool


@dataclass(frozen=True)
class ListConfirmButton(Payload, action="lsok"):
    """Let the list count."""

    own_list_id: OwnListId


@dataclass(frozen=True)
class ListDropButton(Payload, action="lsdrop"):
    """Give the list up."""

    own_list_id: OwnListId
