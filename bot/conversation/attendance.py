"""What people say of a meeting in numbers: 出席5人，缺席0人，记录编号水支2026-11."""

from __future__ import annotations

import re

from scheduler.planning.occurrences import EntryDetails

_NUMBER = (
    r"(?:了|人数|人數|:|：)*\s*(\d{1,5})(?:\s*[人名位]"
    r"|(?=\s*(?:[，,。；;、！!/\n]|\.(?!\d)|$)|\s+[缺请請未记記紀编編会會]))"
)
"""A number of people: none of years, times or per cent."""

_PRESENT = re.compile(
    r"(?<![未不没沒])(?<!没有)(?<!沒有)(?:实到|實到|出席|到会|到會|参加|參加)\s*"
    + _NUMBER
    + r"|(?<![\d.])(\d{1,5})\s+(?:were\s+)?present\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"(?:缺席|请假|請假|(?:未|没有?|沒有?)(?:到会|到會|出席|参加|參加)|未到)\s*"
    + _NUMBER
    + r"|(?<![\d.])(\d{1,5})\s+(?:were\s+)?absent\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?:会议|會議)?(?:记录|紀錄|記錄|纪要|紀要)?(?:编号|編號)\s*(?:是|为|為|:|：)?\s*"
    r"([^\s，,。；;:：][^\s，,。；;]{0,79})"
    r"|\bminutes(?:\s+(?:no\.?|number))?\s*[:#]?\s*((?=[^\s,;]*\d)[^\s,;]{1,80})",
    re.IGNORECASE,
)
_BETWEEN = " \t\r\n，,。；;、.！!"


def read_details(text: str) -> tuple[EntryDetails | None, str]:
    """What was said in numbers, None without any; and what is left of the text."""
    found: list[str | None] = []
    for pattern in (_PRESENT, _ABSENT, _MINUTES):
        match = pattern.search(text)
        found.append(None if match is None else match[1] or match[2])
        if match is not None:
            text = text[: match.start()] + text[match.end() :]
    present, absent, minutes = found
    if present is None and absent is None and minutes is None:
        return None, text
    details = EntryDetails(
        None if present is None else int(present),
        None if absent is None else int(absent),
        None if minutes is None else minutes.rstrip(_BETWEEN),
    )
    return details, text.lstrip(_BETWEEN)
