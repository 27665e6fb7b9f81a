from __future__ import annotations

import pytest

from bot.conversation.attendance import read_details
from scheduler.planning.occurrences import EntryDetails


@pytest.mark.parametrize(
    ("text", "details", "rest"),
    [
        ("出席5人，缺席0人，记录编号水支2026-11", EntryDetails(5, 0, "水支2026-11"), ""),
        ("出席人数：12，请假2人", EntryDetails(12, 2), ""),
        ("实到 7 名", EntryDetails(present=7), ""),
        ("會議紀錄編號：機黨2026-3", EntryDetails(minutes="機黨2026-3"), ""),
        ("5 present, 1 absent, minutes 2026-11", EntryDetails(5, 1, "2026-11"), ""),
        ("出席5人，研究党费收缴", EntryDetails(present=5), "研究党费收缴"),
        ("研究第三季度党费收缴", None, "研究第三季度党费收缴"),
        ("5人", None, "5人"),
        ("", None, ""),
    ],
)
def test_numbers_of_a_meeting_are_read_and_the_rest_stays(
    text: str, details: EntryDetails | None, rest: str
) -> None:
    assert read_details(text) == (details, rest)
