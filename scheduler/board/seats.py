"""Posts held and vacant, and groups, as the tree shows them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from clauses.model import PostId
from scheduler.roster.model import PersonId


class Seated(NamedTuple):
    """Somebody who holds a post today. ``reached``: what is sent to them arrives, so far as is known."""

    post: PostId
    name: str
    reached: bool
    acting: bool = False
    """As a stand-in over dates."""


class SeatHolder(NamedTuple):
    """Who owes what a seat owes today; ``acting``: as a stand-in over dates."""

    person_id: PersonId
    name: str
    acting: bool = False


class EmptySeat(NamedTuple):
    """A post that nobody holds, and since which day."""

    post: PostId
    since: date


class GroupCount(NamedTuple):
    """The groups of an organisation: those in which the bot is, and of these where it may not write."""

    present: int
    silent: int
