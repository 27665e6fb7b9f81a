"""What buttons carry: ``action:field:field``, at most 50 bytes, ids only.

Nothing in a button proves a right, though ``bot.conversation.sealing`` keeps out what was made up: the use case
checks who presses, at the moment of pressing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self, get_type_hints

from bot.conversation.sealing import MARK
from clauses.model import ClauseRef, PostId
from scheduler.planning.occurrences import EntryId, OccurrenceId
from scheduler.roster.model import AssignmentId, OrganisationId, RequestId, TelegramId

ALL_POSTS = AssignmentId(0)
"""Stands for "no filter" where a button names one of the posts that a person holds."""

_ID_LIMIT = 2**53
"""No id is larger; a larger number was made up and would overflow in the database."""


class StaleButton(Exception):
    """The data of a button is of no known form: an old message, or made up."""


class StaleDraft(StaleButton):
    """The button belongs to a registration that has ended."""


@dataclass(frozen=True)
class Payload:
    """Base of all payloads; a subclass names its action and its fields.

    Fields are ids (whole numbers or short names), days, flags, and, as the last one only, a
    :class:`~clauses.model.ClauseRef`, whose text contains the separator.
    """

    ACTION: ClassVar[str]

    def __init_subclass__(cls, action: str) -> None:
        super().__init_subclass__()
        cls.ACTION = action

    @classmethod
    def pattern(cls) -> str:
        """A regular expression that finds this action and no other, in sealed data."""
        return f"^{cls.ACTION}(:|{MARK})"

    def pack(self) -> str:
        """The data for the button."""
        return ":".join([self.ACTION, *(_written(getattr(self, f.name)) for f in fields(self))])

    @classmethod
    def unpack(cls, data: str | None) -> Self:
        """Read the data of a pressed button.

        Raises:
            StaleButton: the data is not of this form.
        """
        kinds = _kinds(cls)
        action, *values = (data or "").split(":", len(kinds))
        if action != cls.ACTION or len(values) != len(kinds):
            raise StaleButton(data)
        try:
            return cls(*(_read(kind, value) for kind, value in zip(kinds, values, strict=True)))
        except ValueError as error:
            raise StaleButton(data) from error


def _kinds(payload: type[Payload]) -> tuple[Any, ...]:
    hints = get_type_hints(payload)
    named = (hints[field.name] for field in fields(payload))
    return tuple(getattr(kind, "__supertype__", kind) for kind in named)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.strftime("%Y%m%d")
    return str(value)


def _read(kind: Any, value: str) -> Any:
    if kind is bool:
        if value not in ("0", "1"):
            raise ValueError(value)
        return value == "1"
    if kind is date:
        return date.fromisoformat(value)
    if kind is ClauseRef:
        return ClauseRef.parse(value)
    if not value or (kind is int and abs(int(value)) >= _ID_LIMIT):
        raise ValueError(value)
    return kind(value)


# Duties: the list, one of them, and what can be done with it.


@dataclass(frozen=True)
class AgendaButton(Payload, action="my"):
    """Show a page (from 0) of one's duties; ``assignment_id`` narrows it to one post."""

    page: int = 0
    assignment_id: AssignmentId = ALL_POSTS


@dataclass(frozen=True)
class ItemButton(Payload, action="item"):
    """Show one occurrence."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class DoneButton(Payload, action="done"):
    """Ask on which day it was done; ``anew``: in a message of its own, the reminder stays."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class DoneOnButton(Payload, action="on"):
    """Enter that day. ``reminder_id`` is the message to take the buttons off, 0 for none."""

    occurrence_id: OccurrenceId
    day: date
    reminder_id: int = 0


@dataclass(frozen=True)
class DoneOtherButton(Payload, action="ond"):
    """Ask for the day to be typed."""

    occurrence_id: OccurrenceId
    reminder_id: int = 0


@dataclass(frozen=True)
class LaterButton(Payload, action="later"):
    """Ask when to remind again; ``anew`` as in :class:`DoneButton`."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class LaterOnButton(Payload, action="lat"):
    """Remind again on that day."""

    occurrence_id: OccurrenceId
    day: date


@dataclass(frozen=True)
class LaterOtherButton(Payload, action="latd"):
    """Ask for the day to be typed."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class WithdrawButton(Payload, action="wd"):
    """Take an entry back; asks first unless ``sure``."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    sure: bool = False


@dataclass(frozen=True)
class EvidenceDoneButton(Payload, action="enough"):
    """Nothing more to add to the entry."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class ClauseButton(Payload, action="why"):
    """Show a clause, or anything else that a pack states, in a message of its own."""

    ref: ClauseRef


@dataclass(frozen=True)
class CloseButton(Payload, action="x"):
    """End the dialogue; the question gives way to a word that it is cancelled."""


# Registration: a dialogue in steps. Its draft is kept by ``scheduler.inbox.dialogues``.


class DraftStep(StrEnum):
    """The steps of a registration that offer buttons; the value is what the button carries."""

    BODY = "b"
    FOUND = "f"
    NEW = "n"
    LEVEL = "l"
    ACTING = "a"
    PARENT = "u"
    POST = "p"


@dataclass(frozen=True)
class RegisterButton(Payload, action="reg"):
    """Register a further post."""


@dataclass(frozen=True)
class RegisterBackButton(Payload, action="regb"):
    """Go back one step."""


@dataclass(frozen=True)
class DraftButton(Payload, action="d"):
    """A choice at one step of the registration: a body, an organisation, a level, a post."""

    step: DraftStep
    choice: str


@dataclass(frozen=True)
class PostsButton(Payload, action="posts"):
    """Show the posts that one holds."""


@dataclass(frozen=True)
class AssignmentButton(Payload, action="post"):
    """Show one post that one holds."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class ChangeButton(Payload, action="chg"):
    """Offer the other posts of the organisation."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class ChangeToButton(Payload, action="chgt"):
    """Take that post instead."""

    assignment_id: AssignmentId
    post: PostId


@dataclass(frozen=True)
class LeaveButton(Payload, action="leave"):
    """Give the post up; asks first unless ``sure``."""

    assignment_id: AssignmentId
    sure: bool = False


@dataclass(frozen=True)
class TermButton(Payload, action="term"):
    """Ask for the first day of the organisation's term of office."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class DecideButton(Payload, action="join"):
    """A manager's answer to a request."""

    request_id: RequestId
    approve: bool


# Settings. In a group a button belongs to ``owner_id``, who asked for it.


@dataclass(frozen=True)
class SettingsButton(Payload, action="set"):
    """Show one's settings."""


@dataclass(frozen=True)
class LocaleButton(Payload, action="loc"):
    """Choose one's language."""

    locale: str


@dataclass(frozen=True)
class QuietButton(Payload, action="quiet"):
    """Choose one's quiet hours by the name of a preset."""

    preset: str


@dataclass(frozen=True)
class GroupPayload(Payload, action=""):
    """Base of the buttons in a group that belong to one person."""

    owner_id: TelegramId


@dataclass(frozen=True)
class BindButton(GroupPayload, action="bind"):
    """Bind the group to an organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class UnbindButton(GroupPayload, action="unbind"):
    """Loose the group from its organisation; asks first unless ``sure``."""

    sure: bool = False


@dataclass(frozen=True)
class GroupLocaleButton(GroupPayload, action="gloc"):
    """Choose the language of the group."""

    locale: str
