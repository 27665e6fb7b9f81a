"""The buttons about who does what in an organisation: handover, stand-ins, clerks, managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.roster.model import AssignmentId, OrganisationId, PersonId

NOBODY = PersonId(0)
INVITED = PersonId(-1)
"""In place of a successor: the post is vacant, or somebody is invited to it."""


class Task(StrEnum):
    """What somebody is chosen for; buttons carry the value."""

    CLERK = "c"
    """To enter for those who hold posts."""
    MANAGER = "m"
    """To manage the organisation."""


@dataclass(frozen=True)
class PeopleButton(Payload, action="people"):
    """Show who does what in an organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class HandoverListButton(Payload, action="holist"):
    """Show the posts of an organisation that may be handed over."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class HandoverButton(Payload, action="ho"):
    """Ask from which day a post is handed over."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class HandoverDayButton(Payload, action="hoday"):
    """Ask to whom, from a page (from 0) of those around."""

    assignment_id: AssignmentId
    day: date
    page: int = 0


@dataclass(frozen=True)
class HandoverToButton(Payload, action="hoto"):
    """Hand over to that person, ``NOBODY`` or ``INVITED``; without ``sure`` it is shown first."""

    assignment_id: AssignmentId
    day: date
    person_id: PersonId
    sure: bool = False


@dataclass(frozen=True)
class HandoverOffButton(Payload, action="hooff"):
    """Say that a handover does not take place; without ``sure`` it is asked first."""

    assignment_id: AssignmentId
    sure: bool = False


@dataclass(frozen=True)
class StandInsButton(Payload, action="acts"):
    """Show the stand-ins of an organisation, and the posts that may have one."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class StandInPostButton(Payload, action="actpost"):
    """Ask who stands in for this post, from a page (from 0)."""

    organisation_id: OrganisationId
    post_number: int
    page: int = 0


@dataclass(frozen=True)
class StandInButton(Payload, action="actwho"):
    """Ask from when to when."""

    organisation_id: OrganisationId
    post_number: int
    person_id: PersonId


@dataclass(frozen=True)
class StandInEndButton(Payload, action="actend"):
    """Let a stand-in end today."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class TasksButton(Payload, action="tasks"):
    """Show the clerks or the managers of an organisation."""

    organisation_id: OrganisationId
    task: Task


@dataclass(frozen=True)
class TaskAddButton(Payload, action="taskadd"):
    """Choose another one, from a page (from 0)."""

    organisation_id: OrganisationId
    task: Task
    page: int = 0


@dataclass(frozen=True)
class TaskSetButton(Payload, action="taskset"):
    """Give the task to this person, or take it away."""

    organisation_id: OrganisationId
    task: Task
    person_id: PersonId
    given: bool


@dataclass(frozen=True)
class ClerkUnitButton(Payload, action="clerk"):
    """Show a page (from 0) of what is open in an organisation, to enter it for others."""

    organisation_id: OrganisationId
    page: int = 0
