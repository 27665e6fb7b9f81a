"""Posts that an organisation has made for itself and no pack knows: the id is the name."""

from __future__ import annotations

from clauses.model import BodyId, Owed, Post, PostId

BEGINS = "_own."
"""Begins their ids; no id of a pack has a dot."""

LONGEST_NAME = 24


def own_post(name: str) -> Post:
    """The post of this name; what it owes, the body owes once."""
    return Post(PostId(BEGINS + name), name, BodyId(BEGINS), Owed.ONCE)


def find_own_post(id_: str) -> Post | None:
    """The post of this id; None where it is that of a pack, or none."""
    return own_post(id_.removeprefix(BEGINS)) if is_own_post(id_) else None


def is_own_post(id_: str) -> bool:
    """Whether it is the id of such a post."""
    return id_.startswith(BEGINS) and id_ != BEGINS
