"""Calendar periods as half-open ranges of local dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from clauses.cadence import Per

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF_YEAR: 6, Per.YEAR: 12}
"""Length of the calendar periods in months. A term is counted in years from its own start."""


@dataclass(frozen=True, order=True)
class Period:
    """``[start, end)``: the first day of the period and the first day after it."""

    start: date
    end: date
    per: Per

    @property
    def last_day(self) -> date:
        """The last day on which an act counts."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end
