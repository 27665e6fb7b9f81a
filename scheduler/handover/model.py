"""The people of an organisation, by name."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from clauses.model import PostId
from scheduler.roster.model import AssignmentId, PersonId


class Colleague(NamedTuple):
    """A person by name; ``reachable``: messages arrive. ``by_mail``: they talk to nobody here."""

    id: PersonId
    name: str
    reachable: bool
    by_mail: bool


class HeldBy(NamedTuple):
    """Somebody holds a post from ``start_on``, until the day before ``end_on``; ``acting``: as a stand-in."""

    assignment_id: AssignmentId
    post: PostId
    person: Colleague
    start_on: date
    end_on: date | None
    acting: bool
