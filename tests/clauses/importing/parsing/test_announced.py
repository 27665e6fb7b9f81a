from __future__ import annotations

import pytest

from clauses.importing.parsing.announced import announcements

TEXTS = {
    "two groups": (
        "清单共12条，其中“集体责任”包括厂部（含科室、班组）责任5条、车间责任3条，“个人责任”包括厂长责任4条。",
        [("集体责任", None, [5, 3]), ("个人责任", None, [4])],
        True,
    ),
    "groups with their own sums": (
        "共12条，其中集体责任8条，包括厂部责任5条、车间责任3条；个人责任4条，包括厂长责任3条、主任责任1条。",
        [("集体责任", 8, [5, 3]), ("个人责任", 4, [3, 1])],
        True,
    ),
    "a group whose sum is wrong": (
        "共12条，其中集体责任9条，包括厂部责任5条、车间责任3条；个人责任3条，包括厂长责任4条。",
        [("集体责任", 9, [5, 3]), ("个人责任", 3, [4])],
        False,
    ),
    "no groups": ("全文共计十二条：厂部五条、车间三条、厂长四条。", [("", None, [5, 3, 4])], True),
    "parts that do not add up": ("共12条，厂部5条，车间6条。", [("", None, [5, 6])], False),
}


@pytest.mark.parametrize(("text", "groups", "holds"), TEXTS.values(), ids=TEXTS)
def test_announced_counts_are_read_and_added_up(text, groups, holds):
    [found] = announcements(text)

    assert found.total == 12
    assert [(g.title, g.count, [p.count for p in g.parts]) for g in found.groups] == groups
    assert found.holds is holds


def test_the_titles_of_parts_keep_their_brackets():
    [found] = announcements(
        "共8条，其中“集体责任”包括厂部（含科室、班组）责任5条、有关车间责任3条。"
    )

    assert [part.title for part in found.parts] == ["厂部（含科室、班组）责任", "有关车间责任"]


@pytest.mark.parametrize("text", ["共有3条意见。", "见第12条、第13条。", "共12条。厂部5条。", ""])
def test_a_total_without_parts_is_no_announcement(text):
    assert announcements(text) == []
