from __future__ import annotations

from datetime import date

from bot.texts.catalogue import texts
from bot.views.month_grid import month_grid


def rows(month: date, first: date | None, last: date | None) -> list[list[str]]:
    grid = month_grid(
        month, first, last, texts("zh-Hans"), day=lambda day: f"{day}", turn=lambda day: f"to {day}"
    )
    return [[button.label for button in row] for row in grid]


def test_weeks_begin_on_monday_and_days_that_cannot_be_chosen_are_dots() -> None:
    november = rows(date(2026, 11, 25), None, date(2026, 11, 25))
    assert november[0] == ["‹", "2026年11月"]
    assert november[1] == ["·"] * 6 + ["1"]
    assert november[5] == ["23", "24", "25", "·", "·", "·", "·"]
    assert all(len(week) == 7 for week in november[1:])


def test_only_months_with_a_day_to_choose_are_turned_to() -> None:
    assert rows(date(2026, 12, 1), date(2026, 12, 3), None)[0] == ["2026年12月", "›"]
    assert rows(date(2026, 12, 1), None, None)[0] == ["‹", "2026年12月", "›"]


def test_a_year_is_crossed() -> None:
    grid = month_grid(
        date(2026, 12, 9), None, None, texts("en"), day=str, turn=lambda first: first.isoformat()
    )
    assert [button.data for button in grid[0]] == ["2026-11-01", "2026-12-01", "2027-01-01"]
