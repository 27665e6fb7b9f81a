"""Real questions with what the shipped packs have to say to them, by kind.

``refs`` of an answered question: the first ref of the answer is one of them. Of one that is asked
back: all of them are among the candidates. ``refused`` is any kind of not answering.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from clauses.answering.answer import Status
from clauses.answering.answers import Answerer
from clauses.model import PostId

REFUSALS = {Status.NEAREST, Status.NOT_LOADED, Status.OUT_OF_SCOPE}
LINES = (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


def as_expected(answerer: Answerer, row: dict[str, Any]) -> bool:
    answer = answerer.answer(
        row["question"],
        asker_posts=[PostId(post) for post in row.get("posts", ())],
        after=row.get("after"),
    )

    refs = [str(ref) for ref in answer.refs]
    expected = REFUSALS if row["status"] == "refused" else {Status(row["status"])}
    if answer.status not in expected:
        return False
    if answer.status is Status.AMBIGUOUS:
        return set(row.get("refs", ())) <= set(refs)
    return "refs" not in row or refs[0] in row["refs"]


def test_nearly_all_questions_are_answered_as_expected(answerer: Answerer) -> None:
    wrong = [row["question"] for row in QUESTIONS if not as_expected(answerer, row)]

    assert len(wrong) <= 0.025 * len(QUESTIONS), wrong


def test_no_far_question_is_answered(answerer: Answerer) -> None:
    far = [row["question"] for row in QUESTIONS if row["kind"] == "far"]
    statuses = {question: answerer.answer(question).status for question in far}

    assert Status.ANSWERED not in statuses.values()
    near = [question for question, status in statuses.items() if status is Status.NEAREST]
    assert len(near) <= 0.05 * len(far), near


def test_every_kind_of_question_is_asked_often_enough() -> None:
    kinds = Counter(row["kind"] for row in QUESTIONS)
    assert len(QUESTIONS) >= 120
    assert min(kinds.values()) >= 4, kinds


def test_no_question_is_in_the_table_twice() -> None:
    keys = [(row["question"], row.get("after"), tuple(row.get("posts", ()))) for row in QUESTIONS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("after", ["支委会多久开一次", "机关党委书记有哪些职责", "今天天气怎么样"])
def test_a_question_that_stands_alone_is_not_bent_by_the_one_before(
    answerer: Answerer, after: str
) -> None:
    refused = [row for row in QUESTIONS if row["kind"] in ("far", "near-miss")]

    answered = [
        row["question"]
        for row in refused
        if answerer.answer(row["question"], after=after).status is Status.ANSWERED
    ]

    assert len(answered) <= 0.03 * len(refused), answered
