"""What a pack calls things on the screens: its words, its levels, its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from clauses.conditions import Worded

LevelId = NewType("LevelId", str)
"""A level of the units that organisations belong to, such as ``province``."""


class NamingWord(StrEnum):
    """A word or an example that the texts of the screens leave to the packs.

    The value is the name of the field in the catalogues.
    """

    ORGANISATION = "organisation-kind"
    """What any organisation is called: 党组织."""
    PARENT = "parent-kind"
    """What the organisation above is called: 上级党组织."""
    UNIT = "unit-kind"
    """What organisations belong to: 机关."""
    UNIT_EXAMPLE = "unit-example"
    """How the name of a unit begins: ××厅."""
    AUTHORITY = "authority"
    """What to go by where the published texts are silent."""
    EXAMPLE_QUESTION = "example-question"
    EXAMPLE_TOPIC = "example-topic"
    EXAMPLE_ARTICLE = "example-article"
    EXAMPLE_DOCUMENT = "example-document"
    EXAMPLE_POST = "example-post"


@dataclass(frozen=True)
class LevelKind:
    """A level, as one chooses it."""

    id: LevelId
    name: Worded


@dataclass(frozen=True)
class Cast:
    """What the local messenger calls its group, and the posts of its made-up people, in their order."""

    group: Worded
    posts: tuple[Worded, ...]


@dataclass(frozen=True)
class Naming:
    """The words of one pack by :class:`NamingWord`; what it does not name is called as in the catalogues."""

    words: Mapping[str, Worded] = field(default_factory=dict)
    levels: tuple[LevelKind, ...] = ()
    cast: Cast | None = None
