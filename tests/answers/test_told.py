"""Conditions, situations, consequences, steps, reasons and comparisons: what is said first, and on which clause.

Each row was read beside the article that it rests on.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.texts.catalogue import LOCALES
from bot.texts.naming import texts_of
from bot.views.questions.answers import answer_text
from clauses.answering.answers import Answerer
from clauses.library import Library

TODAY = date(2026, 11, 29)
LINES = (Path(__file__).parent / "told.jsonl").read_text("utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


def as_read(answerer: Answerer, library: Library, row: dict[str, Any]) -> bool:
    answer = answerer.answer(row["question"], today=TODAY)
    told = answer_text(answer, texts_of(library, "zh-Hans")).split("\n")
    return (
        answer.status.value == row["status"]
        and [ref.local for ref in answer.refs[:1]] == row["refs"]
        and told[0] == row["head"]
        and set(row.get("says", ())) <= set(told)
    )


def test_nearly_all_is_said_as_it_was_read(answerer: Answerer, library: Library) -> None:
    wrong = [row["question"] for row in ROWS if not as_read(answerer, library, row)]

    assert len(wrong) <= 0.05 * len(ROWS), wrong


@pytest.mark.parametrize("locale", LOCALES)
def test_all_of_it_can_be_said_in_every_language(
    answerer: Answerer, library: Library, locale: str
) -> None:
    for row in ROWS:
        assert answer_text(answerer.answer(row["question"], today=TODAY), texts_of(library, locale))


def test_every_kind_is_there() -> None:
    kinds = Counter(row["kind"] for row in ROWS)
    assert {"conditional", "situation", "consequence", "procedure", "reason", "comparison"} <= {
        *kinds
    }
    assert len(ROWS) >= 150
