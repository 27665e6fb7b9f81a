"""What limits count, as data of a pack: people of a body, votes, months, metres, money."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from clauses.conditions import Worded


class Form(StrEnum):
    """The arithmetic of a quantity, which is all that the program knows of it."""

    SHARE = "share"
    """So many of so many: 20人到15人."""
    NUMBER = "number"
    """A number with its unit: 60名党员, 1.2米."""
    DURATION = "duration"
    """A length of time: 半年, 3天."""


class TimeUnit(StrEnum):
    """A unit of a duration."""

    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    HOURS = "hours"

    @property
    def months(self) -> Fraction:
        """Its length; a month counts as 30 days."""
        return _MONTHS[self]


_MONTHS = {
    TimeUnit.YEARS: Fraction(12),
    TimeUnit.MONTHS: Fraction(1),
    TimeUnit.WEEKS: Fraction(7, 30),
    TimeUnit.DAYS: Fraction(1, 30),
    TimeUnit.HOURS: Fraction(1, 720),
}


@dataclass(frozen=True)
class Quantity:
    """One quantity, with the words by which a question states it.

    ``amount`` says a number of it, with ``{n}`` for the number; in English the form for one may stand
    first, with ``|`` between. ``met`` and ``missed`` say that there is enough, or not. ``counted`` are
    the words after a number of it; ``there`` are words for a place, after which ``counted_there`` is
    enough. Of a share, ``before`` and ``after`` stand beside the part, ``lacking_before`` and
    ``lacking_after`` beside what is missing of it, and ``whole_before`` before the whole. ``needs``: the
    question has to have one of these words.
    """

    id: str
    form: Form
    amount: Worded | None = None
    met: Worded | None = None
    missed: Worded | None = None
    counted: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    counted_there: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    lacking_before: tuple[str, ...] = ()
    lacking_after: tuple[str, ...] = ()
    whole_before: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
