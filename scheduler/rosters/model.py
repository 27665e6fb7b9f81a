"""The lines of a roster, what each of them would change, and everybody as they are stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from clauses.characters.folding import fold
from clauses.model import Post, PostId
from scheduler.address import Address
from scheduler.roster.model import (
    AssignmentId,
    Mailbox,
    Organisation,
    OrganisationId,
    PersonId,
)


def compared(words: str) -> str:
    """Words as those of a roster are compared: 张　伟 is 张伟, however they were lined up."""
    return fold(words).replace(" ", "")


class Fault(StrEnum):
    """Why a line is not taken."""

    NO_ORGANISATION = "no-organisation"
    """There is none of this name there or below."""
    SEVERAL_ORGANISATIONS = "several-organisations"
    NO_POST = "no-post"
    """This type of organisation has no such post."""
    NO_NAME = "no-name"
    BAD_DAY = "bad-day"
    BAD_ID = "bad-id"
    ENDS_BEFORE = "ends-before"
    """The last day is before the first one."""
    OTHER_FIRST = "other-first"
    """It is settled that the person holds the post from another day that is still to come."""
    HANDED_OVER = "handed-over"
    """Somebody else holds the post from the day on which the person leaves it."""
    NO_VALUE = "no-value"
    """A cell is a formula whose value was not saved."""
    BAD_MAIL = "bad-mail"
    NO_MAIL = "no-mail"
    """Somebody is to be reached by mail, and no mail server is set."""
    TWICE = "twice"
    """An earlier line says of the same person and post something else, or the same."""


class LineEffect(StrEnum):
    """What a line would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True)
class RosterLine:
    """A line as read; ``number`` is that in the file. ``cells`` are its words, for giving it back.

    ``name`` is as ``typed_name`` gives it. ``organisation`` may be empty: the one for which the roster is. ``last_on`` is the last day. The
    ``mailbox`` is for somebody whom no messenger reaches.
    """

    number: int
    cells: tuple[str, ...]
    organisation: str
    post: str
    name: str
    address: Address | None
    first_on: date | None
    last_on: date | None
    faults: tuple[Fault, ...] = ()
    mailbox: Mailbox | None = None


@dataclass(frozen=True)
class HeldPost:
    """Somebody holds a post, or will; ``end_on`` is the first day on which they do so no more.

    ``reachable``: messages arrive.
    """

    assignment_id: AssignmentId
    organisation: Organisation
    post: PostId
    person_id: PersonId
    name: str
    address: Address
    start_on: date
    end_on: date | None
    acting: bool
    reachable: bool = True


class PersonalInvite(NamedTuple):
    """Somebody is invited by name, to hold a post from ``starts_on``; None: from when they come."""

    organisation_id: OrganisationId
    post: PostId
    person_name: str
    starts_on: date | None


@dataclass(frozen=True)
class StandingRoster:
    """How things stand in an organisation and below it, on the day ``today``.

    ``invited``: who is invited by name, and has not come yet. ``persons``: those with the addresses
    that the roster names. ``own_posts``: those that organisations have made for themselves.
    """

    organisation: Organisation
    organisations: tuple[Organisation, ...]
    held: tuple[HeldPost, ...]
    invited: frozenset[tuple[OrganisationId, PostId, str]]
    persons: Mapping[Address, PersonId]
    today: date
    own_posts: Mapping[OrganisationId, Sequence[Post]] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedLine:
    """A line with what it would do.

    ``person_id`` None: somebody who is to be brought by ``mailbox``, or invited where there is none.
    ``assignment_id`` is what a change ends, before ``end_on``; its holder gets the ``mailbox``.
    """

    line: RosterLine
    effect: LineEffect
    faults: tuple[Fault, ...] = ()
    organisation: Organisation | None = None
    post: PostId | None = None
    person_id: PersonId | None = None
    assignment_id: AssignmentId | None = None
    end_on: date | None = None
    mailbox: Mailbox | None = None

    @property
    def invited(self) -> bool:
        """Whether somebody is to be invited."""
        return self.effect is LineEffect.NEW and self.person_id is None and self.mailbox is None


@dataclass(frozen=True)
class RosterPlan:
    """What a roster would change in an organisation and below; lines in the order of the file."""

    organisation: Organisation
    lines: tuple[PlannedLine, ...]
    counts: Mapping[LineEffect, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(each.effect for each in self.lines))

    @property
    def changes(self) -> int:
        """How many lines change anything."""
        return self.counts[LineEffect.NEW] + self.counts[LineEffect.CHANGED]

    @property
    def invites(self) -> int:
        """How many of the new ones are to be invited."""
        return sum(each.invited for each in self.lines)

    @property
    def by_mail(self) -> int:
        """How many of the new ones are to be reached by mail alone."""
        return sum(
            each.effect is LineEffect.NEW and each.mailbox is not None for each in self.lines
        )
