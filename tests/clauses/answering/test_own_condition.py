"""Numbers of people in a question, held against the condition at the head of a clause."""

from __future__ import annotations

import pytest

from clauses.answering.finding.own_condition import condition_met
from clauses.characters.folding import fold

BRANCH = fold("党员50人以上、100人以下的设立党总支；不足50人的，也可以设立。")
SMALL = fold("正式党员不足7人的支部设书记1名。")


@pytest.mark.parametrize(
    ("question", "body", "met"),
    [
        ("有70名党员该设什么", BRANCH, True),
        ("有120个党员该设什么", BRANCH, False),
        ("刚好50人设什么", BRANCH, True),
        ("支部就5个人怎么配", SMALL, True),
        ("支部有9名正式党员怎么配", SMALL, False),
        ("不到7个党员怎么办", SMALL, True),
        ("不够50人设什么", BRANCH, False),
        ("支部怎么配", SMALL, None),
        ("支部就5个人怎么配", fold("支部每月开会1次。"), None),
    ],
)
def test_the_number_decides_and_only_where_both_have_one(
    question: str, body: str, met: bool | None
) -> None:
    assert condition_met(fold(question), body) is met
