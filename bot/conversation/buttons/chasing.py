"""The buttons by which managers remind everybody, and say after how long they are told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.payloads import Payload
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId


@dataclass(frozen=True)
class UrgeButton(Payload, action="urge"):
    """Remind whoever owes something there or below that is late or near its date."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class UrgeItemButton(Payload, action="urgeone"):
    """Remind those who owe one item."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class ChasingButton(Payload, action="chase"):
    """Show after how many workdays managers are told, and offer others."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class ChasingSetButton(Payload, action="chaseset"):
    """Let managers be told after so many workdays."""

    organisation_id: OrganisationId
    follow_up_after: int
    escalate_after: int
