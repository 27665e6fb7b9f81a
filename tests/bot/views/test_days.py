from __future__ import annotations

from datetime import date

import pytest

from bot.texts.catalogue import texts
from bot.views.days import period_name
from clauses.cadence import Per
from scheduler.periods import period_containing


@pytest.mark.parametrize(
    ("locale", "per", "day", "name"),
    [
        ("zh-Hans", Per.WEEK, "2026-11-25", "2026年11月23日至29日这一周"),
        ("zh-Hant", Per.WEEK, "2026-12-31", "2026年12月28日至2027年1月3日這一週"),
        ("en", Per.WEEK, "2026-11-25", "Week of 23–29 Nov 2026"),
        ("zh-Hans", Per.TWO_MONTHS, "2026-12-31", "2026年11月至12月"),
        ("zh-Hant", Per.TWO_MONTHS, "2026-02-28", "2026年1月至2月"),
        ("en", Per.TWO_MONTHS, "2026-03-01", "Mar – Apr 2026"),
        ("zh-Hans", Per.MONTH, "2026-12-31", "2026年12月"),
        ("en", Per.MONTH, "2026-12-31", "December 2026"),
        ("zh-Hans", Per.QUARTER, "2026-12-31", "2026年第四季度"),
        ("en", Per.QUARTER, "2026-01-01", "First quarter of 2026"),
        ("zh-Hant", Per.HALF_YEAR, "2026-12-31", "2026年下半年"),
        ("en", Per.HALF_YEAR, "2026-01-01", "First half of 2026"),
        ("en", Per.YEAR, "2026-01-01", "2026"),
    ],
)
def test_a_period_in_words(locale: str, per: Per, day: str, name: str) -> None:
    period = period_containing(per, date.fromisoformat(day))

    # Between the months of a range stand thin spaces.
    assert period_name(period, texts(locale)).replace("\u2009", " ") == name
