"""The buttons about the roster of an organisation: the file in, and the same table out.

``file`` is the number of the message in which the roster came that was shown above the button.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.roster.model import OrganisationId


class FileKind(StrEnum):
    """The kinds of file in which the table is given out; buttons carry the value."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class RosterButton(Payload, action="roster"):
    """Say what a roster looks like, and wait for the file."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class RosterFaultsButton(Payload, action="rofaults"):
    """Give the lines with a fault back, as a file."""

    organisation_id: OrganisationId
    file: int


@dataclass(frozen=True)
class RosterTakeButton(Payload, action="rotake"):
    """Take the roster over that was shown."""

    organisation_id: OrganisationId
    file: int


@dataclass(frozen=True)
class RosterInvitesButton(Payload, action="roinv"):
    """Make the invites by name anew, and give them out as a file."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class RosterOutButton(Payload, action="roout"):
    """Give the table out."""

    organisation_id: OrganisationId
    file_kind: FileKind
