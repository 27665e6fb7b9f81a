"""Posts held and vacant, and groups, as the tree shows them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from clauses.model import PostId


class Seated(NamedTuple):
    """Somebody who holds a post today. ``reached``: what is sent to them arrives, so far as is known."""

    post: PostId
    name: str
    reached: bool


class EmptySeat(NamedTuple):
    """A post that nobody holds, and since which day."""

    post: PostId
    since: date


class GroupCount(NamedTuple):
    """The groups of an organisation: those in which the bot is, and of these where it may not write."""

    present: int
    silent: int
