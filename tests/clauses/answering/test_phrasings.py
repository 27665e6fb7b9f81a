"""Statements found by their single phrasings."""

from __future__ import annotations

from clauses.library import Library
from clauses.searching.grams import gram_counts
from clauses.searching.phrasings import PhrasingIndex
from clauses.searching.statements import all_statements
from clauses.vocabulary import Vocabulary


def test_the_statement_with_the_nearest_phrasing_comes_first(library: Library) -> None:
    statements = all_statements(library, Vocabulary(library))
    phrased = next(each for each in statements if each.phrasings)
    found = PhrasingIndex(statements).near(gram_counts(phrased.phrasings[0]))

    first = next(iter(found))
    assert statements[first].ref == phrased.ref
    assert found[first].nearest == 1.0
    assert all(0 <= each.share <= 1 for each in found.values())
    assert sum(each.votes for each in found.values()) <= 1.0001


def test_what_shares_no_character_finds_nothing(library: Library) -> None:
    statements = all_statements(library, Vocabulary(library))
    assert PhrasingIndex(statements).near(gram_counts("qqq")) == {}
