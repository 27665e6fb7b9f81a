"""The notice (a message to be pushed), its states, and the parcel handed to a courier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from clauses.model import PostId
from scheduler.address import Address
from scheduler.planning.news import News
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.roster.model import (
    Assignment,
    Group,
    GroupId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    RequestId,
)

NoticeId = NewType("NoticeId", int)
DeliveryId = NewType("DeliveryId", int)


class NoticeKind(StrEnum):
    """The subject of a notice."""

    REMINDER = "reminder"
    """A duty is owed: private, to each current holder of the post (class A)."""
    GROUP_REMINDER = "group-reminder"
    """The duties of the organisation that a group is bound to (class B)."""
    JOIN_REQUEST = "join-request"
    """Someone asks a manager to be let into an organisation (class A)."""
    JOIN_ANSWER = "join-answer"
    """The manager's answer to that (class A)."""
    PERSON_LOST = "person-lost"
    """To a manager: nothing reaches somebody who holds a post (class A)."""
    GROUP_LOST = "group-lost"
    """To a manager: the bot is no longer in a group of the organisation (class A)."""
    GROUP_SILENT = "group-silent"
    """To a manager: the bot may not write in a group of the organisation (class A)."""
    TOPIC_GONE = "topic-gone"
    """To a manager: a topic that was bound to the organisation is there no longer (class A)."""
    SEAT_VACANT = "seat-vacant"
    """To a manager: the last one who held a post has left it (class A)."""
    GROUP_WEEK = "group-week"
    """To a group: its organisation in numbers, at an hour that a manager chose (class B)."""
    ENTRY_WAITS = "entry-waits"
    """To a manager: an entry is to be confirmed (class A)."""
    ENTRY_RETURNED = "entry-returned"
    """To who entered or owes it: a manager gave an entry back (class A)."""
    RELIEF_ASKED = "relief-asked"
    """To a manager: somebody asks to be let off, or for a later date (class A)."""
    RELIEF_ANSWERED = "relief-answered"
    """The manager's answer to that (class A)."""
    STATEMENT_DRAWN = "statement-drawn"
    """To a manager: the closing statement of a period was drawn (class A)."""
    FILE_MADE = "file-made"
    """To who asked for it: a file (class A)."""
    HANDOVER_TO = "handover-to"
    """To whoever takes a post over from somebody (class A)."""
    HANDOVER_FROM = "handover-from"
    """To whoever leaves a post by a handover (class A)."""
    HANDOVER_OFF = "handover-off"
    """To whoever was told of a handover: it does not take place (class A)."""
    FOLLOW_UP = "follow-up"
    """To an organisation's own managers: an item is overdue (class A)."""
    ESCALATION = "escalation"
    """To the managers above: an item is overdue although its own managers were told (class A)."""
    LESSON = "lesson"
    """To who wants one: a clause a day (class A)."""
    NEW_EDITION = "new-edition"
    """To who holds a post: what new packs change for it (class A)."""


class NoticeState(StrEnum):
    """``due`` -> ``sending`` -> one of the rest, which are final; all but ``sent`` carry a reason."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    UNDELIVERABLE = "undeliverable"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class UndeliverableReason(StrEnum):
    """Why a chat cannot be reached."""

    BLOCKED = "blocked"
    KICKED = "kicked"
    NOT_FOUND = "not-found"
    SILENCED = "silenced"
    """The bot is there, but may not write: no right to, or the topic is closed."""
    TOPIC_GONE = "topic-gone"
    """The bot is in the group, and the topic is there no longer."""
    FORBIDDEN = "forbidden"
    """The bot is shut out for another reason."""
    REFUSED = "refused"
    """It is this message that is not taken."""
    REJECTED = "rejected"
    """Nothing is taken at this address: a robot that is set up wrongly, a mailbox that is not there."""
    UNREACHABLE = "unreachable"
    """An earlier message did not arrive, so this one was not tried."""


@dataclass(frozen=True)
class PlannedNotice:
    """A notice as planned. ``key`` is unique for all time: planning it again changes nothing.

    Either ``person_id`` or ``group_id`` is set. ``send_at`` and ``expires_at`` are UTC;
    ``nominal_on`` is the local day given by the rule.
    """

    key: str
    kind: NoticeKind
    occurrence_id: OccurrenceId
    person_id: PersonId | None
    group_id: GroupId | None
    stage: str
    nominal_on: date
    send_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Reminder:
    """One duty inside a parcel; ``stage`` as in ``scheduler.planning.duties`` (start, before-30, overdue-1…).

    ``workdays_left`` from the day it is sent to the due date, as in ``WorkdayCalendar.workdays_until``.
    """

    notice_id: NoticeId
    stage: str
    nominal_on: date
    occurrence: Occurrence
    workdays_left: int


@dataclass(frozen=True)
class JoinRequest:
    """Somebody asks to hold ``post`` in ``organisation``, or (``child``) to be placed under it.

    ``approved`` is None while undecided. A new organisation that is to count is its own ``child``;
    ``alike`` are then those that count already and look like it by name. ``takes_over_on``: the day of
    the handover that invited them to the post; they hold it from today where that is past.
    """

    notice_id: NoticeId
    request_id: RequestId
    organisation: Organisation
    requester: Person
    post: PostId | None
    child: Organisation | None
    approved: bool | None
    alike: tuple[Organisation, ...] = ()
    takes_over_on: date | None = None

    @property
    def founds(self) -> bool:
        """Whether the operators are asked to let a new organisation count."""
        return self.child is not None and self.child.id == self.organisation.id


@dataclass(frozen=True)
class LostPerson:
    """Nothing reaches ``person``, who holds the posts ``held`` where the reader is a manager."""

    notice_id: NoticeId
    person: Person
    held: tuple[Assignment, ...]


@dataclass(frozen=True)
class LostGroup:
    """Nothing reaches ``group``, which is bound to an organisation of the reader."""

    notice_id: NoticeId
    group: Group


@dataclass(frozen=True)
class VacantSeat:
    """Nobody holds ``post`` since the local day ``since``; ``owed`` items have begun and are not met."""

    notice_id: NoticeId
    organisation: Organisation
    post: PostId
    since: date
    owed: int


@dataclass(frozen=True)
class WeekInNumbers:
    """What a group is told of its organisation and all below it, as counted at ``at``.

    ``lines`` are each a unit and the holders of what is overdue there; none where names are not allowed.
    """

    at: datetime
    done: int
    near: int
    overdue: int
    lines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class UnitBelow:
    """How many items of an organisation below are overdue, and how many near their date."""

    name: str
    red: int
    yellow: int


@dataclass(frozen=True)
class HandoverNews:
    """``assignment`` is what the reader takes over, or what ends; ``other`` the one on the other side.

    ``off_on``: it does not take place, and was to be that day. To whoever takes it over: ``owed`` has begun and is not met, ``done`` were met in the present
    quarter, ``next_on`` is the next date of what is owed.
    """

    notice_id: NoticeId
    assignment: Assignment
    other: Person | None
    owed: tuple[Occurrence, ...] = ()
    workdays_left: Mapping[OccurrenceId, int] = field(default_factory=dict)
    done: int = 0
    next_on: date | None = None
    off_on: date | None = None


@dataclass(frozen=True)
class Chased:
    """A manager's message about items that are late, beside the items themselves.

    ``owing``: for each item the names of those who owe it, a stand-in's with True; nobody: it is vacant.
    ``earlier`` items of which the reader was told before are still open. ``followed_up``: on which
    day the own managers were told. ``place`` is the organisation in which the reader may remind all.
    ``goes_on``: those above will be told of what stays open; there may be none.
    """

    owing: Mapping[OccurrenceId, tuple[tuple[str, bool], ...]]
    earlier: int
    followed_up: Mapping[OccurrenceId, date]
    place: OrganisationId | None
    goes_on: bool


@dataclass(frozen=True)
class Parcel:
    """One message to one chat, holding everything due there at once.

    ``reference`` is the short code printed in the message, the same in every copy; ``copy`` counts
    from 1 and is above 1 only when an earlier copy may or may not have arrived. ``units`` are those
    below, where a group wants their numbers; the most urgent first.
    """

    delivery_id: DeliveryId
    reference: str
    address: Address
    kind: NoticeKind
    recipient: Person | Group
    reminders: tuple[Reminder, ...]
    join_requests: tuple[JoinRequest, ...]
    today: date
    copy: int = 1
    loss: LostPerson | LostGroup | VacantSeat | None = None
    week: WeekInNumbers | None = None
    news: tuple[News, ...] = ()
    units: tuple[UnitBelow, ...] = ()
    handover: HandoverNews | None = None
    chased: Chased | None = None
