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
        ("未到会3人，到会8人", EntryDetails(8, 3), ""),
        ("没有参加的不记，没参加2人", EntryDetails(absent=2), "没有参加的不记，"),
        ("出席5 缺席0", EntryDetails(5, 0), ""),
        ("实到5/应到6", EntryDetails(present=5), "/应到6"),
        ("5人", None, "5人"),
        ("参加2026年第一次党课", None, "参加2026年第一次党课"),
        ("参加 2026 年度考核", None, "参加 2026 年度考核"),
        ("參加3次學習，請假2天", None, "參加3次學習，請假2天"),
        ("出席100000人", None, "出席100000人"),
        ("参加人数50%，到会12.5", None, "参加人数50%，到会12.5"),
        ("不参加5人", None, "不参加5人"),
        ("记录编号：。", None, "记录编号：。"),
        ("The minutes were read", None, "The minutes were read"),
        ("", None, ""),
    ],
)
def test_numbers_of_a_meeting_are_read_and_the_rest_stays(
    text: str, details: EntryDetails | None, rest: str
) -> None:
    assert read_details(text) == (details, rest)
