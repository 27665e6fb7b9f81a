"""The buttons about robots of an organisation, people who are reached by mail, and one's mailbox."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.payloads import Payload
from scheduler.roster.model import GroupId, OrganisationId


@dataclass(frozen=True)
class RobotsButton(Payload, action="robots"):
    """Show the robots of an organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class RobotAddButton(Payload, action="robadd"):
    """Ask for the address of a robot of this channel."""

    organisation_id: OrganisationId
    channel: str


@dataclass(frozen=True)
class RobotWeekButton(Payload, action="robweek"):
    """Let a robot be sent the week in numbers, or not."""

    organisation_id: OrganisationId
    group_id: GroupId
    wanted: bool


@dataclass(frozen=True)
class RobotOffButton(Payload, action="roboff"):
    """Remove a robot; asked first unless ``sure``."""

    organisation_id: OrganisationId
    group_id: GroupId
    sure: bool = False


@dataclass(frozen=True)
class ByMailButton(Payload, action="bymail"):
    """Ask who holds a post and is reached by mail alone; the post by its ``short_number``."""

    organisation_id: OrganisationId
    post_number: int


@dataclass(frozen=True)
class MailboxButton(Payload, action="mailbox"):
    """Show one's mailbox."""


@dataclass(frozen=True)
class MailboxSetButton(Payload, action="mailset"):
    """Ask for the address of one's mailbox."""


@dataclass(frozen=True)
class MailboxOffButton(Payload, action="mailoff"):
    """Forget one's mailbox."""
