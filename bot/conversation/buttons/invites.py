"""The buttons by which managers invite people, and people accept.

Posts stand in them by ``short_number``; ``ANY_POST`` leaves the choice to whoever is invited.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.inviting.model import InviteId
from scheduler.roster.model import OrganisationId

ANY_POST = 0


class InviteFor(StrEnum):
    """For whom an invite is; buttons carry the value."""

    ONE = "1"
    """One person, who holds the post as soon as they accept."""
    ONE_ASKED = "a"
    """One person; a manager decides."""
    MANY = "m"
    """Whoever has it; a manager decides about each."""


@dataclass(frozen=True)
class InvitesButton(Payload, action="invs"):
    """Show a page (from 0) of the invites of an organisation that stand."""

    organisation_id: OrganisationId
    page: int = 0


@dataclass(frozen=True)
class InviteNewButton(Payload, action="invnew"):
    """Ask for which post somebody is invited."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class InvitePostButton(Payload, action="invpost"):
    """Ask for whom it is to be; ``days`` is how long it is to stand."""

    organisation_id: OrganisationId
    post_number: int
    days: int


@dataclass(frozen=True)
class InviteMakeButton(Payload, action="invmake"):
    """Make it; for one person their name is asked first, unless ``nameless``."""

    organisation_id: OrganisationId
    post_number: int
    days: int
    whom: InviteFor
    nameless: bool = False


@dataclass(frozen=True)
class InviteButton(Payload, action="inv"):
    """Show one invite."""

    invite_id: InviteId


@dataclass(frozen=True)
class InviteRevokeButton(Payload, action="invrev"):
    """Let nobody follow it any more."""

    invite_id: InviteId


@dataclass(frozen=True)
class InviteTakeButton(Payload, action="invtake"):
    """Accept: hold the post, or ask for it. The secret is what its reader was given."""

    secret: str
    post_number: int
