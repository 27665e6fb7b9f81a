"""The roster: organisations in a tree, persons, assignments, groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from clauses.model import BodyId, PostId
from clauses.naming import LevelId
from scheduler.address import MAIL, Address
from scheduler.roster.days_off import DaysOff

OrganisationId = NewType("OrganisationId", int)
PersonId = NewType("PersonId", int)
AssignmentId = NewType("AssignmentId", int)
GroupId = NewType("GroupId", int)
SeatId = NewType("SeatId", int)
RequestId = NewType("RequestId", int)


class RequestMark(StrEnum):
    """How a manager has closed themselves to the requests of one person."""

    MUTED = "muted"
    """The manager is not told of them."""
    BLOCKED = "blocked"
    """They are not taken at all where this manager would decide."""


@dataclass(frozen=True)
class Organisation:
    """An organisation of one body type.

    ``level`` is that of the unit to which it belongs, and says nothing about its type; None where the
    packs know no levels. ``acts_for`` names the bodies that its unit does not have and whose duties it
    carries (a general branch where there is no agency committee). ``term_started_on`` is None until told.
    ``confirmed``: where it stands under none, that an operator has let it count, or nobody had to.
    ``dissolved``: it is not there any more.
    """

    id: OrganisationId
    name: str
    body: BodyId
    level: LevelId | None
    zone: ZoneInfo
    parent_id: OrganisationId | None = None
    acts_for: tuple[BodyId, ...] = ()
    term_started_on: date | None = None
    confirmed: bool = True
    dissolved: bool = False

    def today(self, now: datetime) -> date:
        """The day it is there at ``now``, which is aware."""
        return now.astimezone(self.zone).date()


@dataclass(frozen=True)
class QuietHours:
    """Local wall times between which nothing is pushed; ``start`` > ``end`` spans midnight."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        """Whether ``at`` lies within, ``start`` included and ``end`` not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


NO_DAYS_OFF = DaysOff()

DEFAULT_QUIET_HOURS = QuietHours(time(21, 0), time(8, 0))


class Digest(StrEnum):
    """How a person wants reminders gathered."""

    EACH = "each"
    """Each at its own time; what is due at one time comes together all the same."""
    DAILY = "daily"
    """Once a day, at their hour."""
    WEEKLY = "weekly"
    """Once a week, on its first day that is not off."""


@dataclass(frozen=True)
class Person:
    """Someone who talks to the bot. ``locale`` is a catalogue name such as ``zh-Hans``.

    ``remind_at``: the local hour of their reminders; None for the usual one.
    """

    id: PersonId
    address: Address
    name: str
    locale: str
    quiet_hours: QuietHours | None = DEFAULT_QUIET_HOURS
    reachable: bool = True
    remind_at: time | None = None
    digest: Digest = Digest.EACH
    days_off: DaysOff = NO_DAYS_OFF

    @property
    def by_mail(self) -> bool:
        """Whether they never had another address than a mailbox."""
        return self.address.channel == MAIL


@dataclass(frozen=True)
class Mailbox:
    """Somebody's mailbox: the ``address`` that stands for it, and where it is, under lock."""

    address: Address
    locked: str


@dataclass(frozen=True)
class Assignment:
    """A person holds a post in an organisation over ``[start_on, end_on)``; None is open-ended.

    ``acting``: in the place of its holder, who may hold it too.
    """

    id: AssignmentId
    person_id: PersonId
    organisation: Organisation
    post: PostId
    start_on: date
    end_on: date | None = None
    acting: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on ``day``."""
        return self.start_on <= day and (self.end_on is None or day < self.end_on)


@dataclass(frozen=True)
class AskedPost:
    """A post that somebody has asked for and that nobody has decided about."""

    organisation: Organisation
    post: PostId


@dataclass(frozen=True)
class Group:
    """A messenger group, bound to at most one organisation by one of its managers.

    Of a forum, each topic is a group of its own. ``shows_units``: its messages give numbers of the
    organisations below as well. ``silent``: when the bot last wrote there, it was not allowed to.
    ``minute``: it is a robot elsewhere, which is told at that minute of an hour only.
    """

    id: GroupId
    address: Address
    title: str
    locale: str
    organisation: Organisation | None = None
    show_names: bool = False
    former_address: Address | None = None
    silent: bool = False
    shows_units: bool = False
    minute: int | None = None

    @property
    def is_topic(self) -> bool:
        """Whether it is one topic of a group, and not the whole of it."""
        return bool(self.address.part)
