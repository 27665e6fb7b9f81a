"""Conditions as data: facts of an organisation that decide whether a clause applies there.

A pack declares the facts and says of a clause on which it depends. What no fact can decide stays in
words (``Clause.applies_to``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

FactId = NewType("FactId", str)
"""A fact of an organisation, such as ``branch-committee``."""

EventKindId = NewType("EventKindId", str)
"""A kind of event, such as ``democratic-life-meeting``."""


@dataclass(frozen=True)
class Worded:
    """A text in the three languages of the chats."""

    zh_hans: str
    zh_hant: str
    en: str

    def in_locale(self, locale: str) -> str:
        """The text for a catalogue name such as ``zh-Hant``; Simplified for an unknown one."""
        return {"zh-Hant": self.zh_hant, "en": self.en}.get(locale, self.zh_hans)


class FactKind(StrEnum):
    """The form of the value of a fact."""

    YES_NO = "yes-no"
    NUMBER = "number"


@dataclass(frozen=True)
class FactCondition:
    """One fact as a clause wants it: ``yes`` or not, or a number within bounds, both included."""

    fact: FactId
    yes: bool | None = None
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, value: int) -> bool:
        """Whether a value meets it; yes is 1 and no is 0."""
        if self.yes is not None:
            return bool(value) is self.yes
        low, high = self.at_least, self.at_most
        return (low is None or value >= low) and (high is None or value <= high)

    def __str__(self) -> str:
        """As in tables: ``branch-committee: true``, ``full-members: >= 7``."""
        if self.yes is not None:
            return f"{self.fact}: {str(self.yes).lower()}"
        bounds = ((">=", self.at_least), ("<=", self.at_most))
        return f"{self.fact}: " + " ".join(f"{sign} {n}" for sign, n in bounds if n is not None)


@dataclass(frozen=True)
class Fact:
    """Something that is so or not in an organisation, or a number of it, and how to ask for it.

    ``choices`` are numbers that are offered; any other can be typed. ``leader_may_say``: not only
    managers, also whoever leads the organisation. ``called``: the words of a question for what there is
    or is not. A yes or no is no where all of ``not_when`` hold.
    """

    id: FactId
    kind: FactKind
    name: Worded
    question: Worded
    choices: tuple[int, ...] = ()
    leader_may_say: bool = False
    called: tuple[str, ...] = ()
    not_when: tuple[FactCondition, ...] = ()


@dataclass(frozen=True)
class EventKind:
    """Something that happens on a day; clauses hang on it by ``OnEvent.kind``."""

    id: EventKindId
    name: Worded
