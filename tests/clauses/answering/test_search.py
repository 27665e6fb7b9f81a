from __future__ import annotations

import pytest

from clauses.library import Library
from clauses.searching.search import SHORT_LIST, ClauseIndex
from clauses.searching.statements import all_statements
from clauses.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def index(library: Library) -> ClauseIndex:
    return ClauseIndex(all_statements(library, Vocabulary(library)))


def found(index: ClauseIndex, question: str) -> list[str]:
    return [hit.statement.ref.local for hit in index.search(question)]


@pytest.mark.parametrize(
    ("question", "ref"),
    [
        ("战斗班召开班务会", "R2"),
        ("检查水源", "A1"),
        ("站务会几个月开1回", "R1"),
        ("三好战斗班", "S1"),
    ],
)
def test_the_nearest_statement_comes_first(index: ClauseIndex, question, ref):
    assert found(index, question)[0] == ref


def test_scores_do_not_rise_along_the_list(index: ClauseIndex):
    scores = [hit.score for hit in index.search("站务会多久开1次")]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_equal_statements_keep_the_order_of_the_pack(library: Library):
    statement = all_statements(library, Vocabulary(library))[0]

    hits = ClauseIndex([statement, statement]).search("站务会")

    assert [hit.statement is statement for hit in hits] == [True, True]
    assert hits[0].score == hits[1].score


@pytest.mark.parametrize("question", ["", " ", "xyz", "哈哈"])
def test_nothing_in_common_finds_nothing(index: ClauseIndex, question):
    assert index.search(question) == []


def test_the_list_is_short(index: ClauseIndex):
    assert len(index.search("站务会班务会检查车辆水源述职")) <= SHORT_LIST
    assert len(index.search("站务会", limit=1)) == 1


def test_a_limit_below_one_is_refused(index: ClauseIndex):
    with pytest.raises(ValueError, match="0"):
        index.search("站务会", limit=0)


def test_an_empty_index_finds_nothing():
    assert ClauseIndex([]).search("站务会") == []


def test_unverified_statements_are_not_indexed(library: Library):
    refs = {statement.ref.local for statement in all_statements(library, Vocabulary(library))}

    assert "R7" not in refs
    assert "R6" in refs
