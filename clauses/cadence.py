"""How often a clause asks for something: the cadence, as data.

Nothing here turns a cadence into dates (``scheduler.planning.plan`` does) or into words (``bot.views``
does). What the text does not say is not filled in: a clause that only says "regularly" is
:class:`Regular` and never becomes a quota.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TIMES = "次"
"""The unit of a quota that counts acts. Another unit (学时) is confirmed once per period."""


class Per(StrEnum):
    """The window within which a quota has to be met."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True)
class Season:
    """The part of the year in which a yearly duty is usually done, both ends included."""

    first_month: int
    last_month: int


@dataclass(frozen=True)
class Continuous:
    """Owed all the time; shown, never nagged about."""


@dataclass(frozen=True)
class Regular:
    """The text says "regularly" and gives no number."""


@dataclass(frozen=True)
class Quota:
    """At least ``at_least`` ``unit`` within each period; any day counts, surplus does not carry over.

    ``each`` says for whom the quota counts when not for the body as a whole (每名党员).
    ``season`` only for ``Per.YEAR``. ``term_years`` and ``prepare_months`` only for ``Per.TERM``.
    """

    at_least: int
    per: Per
    unit: str = TIMES
    each: str | None = None
    season: Season | None = None
    term_years: int | None = None
    prepare_months: int = 6

    @property
    def completions_needed(self) -> int:
        """Ledger entries that meet one period: a quota of 32 学时 is confirmed once."""
        return self.at_least if self.unit == TIMES else 1


@dataclass(frozen=True)
class OnEvent:
    """Owed when something happens; ``offset_days`` < 0 is before the event, None is "then"."""

    event: str
    offset_days: int | None = None


@dataclass(frozen=True)
class NotStated:
    """A fact about the subject (its size, its standard), or a clause whose cadence is not known."""


Cadence = Continuous | Regular | Quota | OnEvent | NotStated
