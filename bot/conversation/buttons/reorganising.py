"""The buttons by which managers rename, place, merge and delete an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.payloads import Payload
from scheduler.roster.model import OrganisationId


@dataclass(frozen=True)
class ReorganiseButton(Payload, action="reorg"):
    """Show name and place of an organisation, and what can be done about them."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class RenameButton(Payload, action="rename"):
    """Ask for another name."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class AskParentButton(Payload, action="askup"):
    """Ask for the organisation above it."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class PlaceButton(Payload, action="place"):
    """Place it under another one."""

    organisation_id: OrganisationId
    parent_id: OrganisationId


@dataclass(frozen=True)
class MergeChoiceButton(Payload, action="mergein"):
    """Ask into which one it is to be merged."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class MergeButton(Payload, action="merge"):
    """Merge it into another one; without ``sure`` that is asked first."""

    organisation_id: OrganisationId
    into_id: OrganisationId
    sure: bool = False


@dataclass(frozen=True)
class DissolveButton(Payload, action="dissolve"):
    """Delete it; without ``sure`` that is asked first."""

    organisation_id: OrganisationId
    sure: bool = False
