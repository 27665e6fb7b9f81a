"""Every paragraph of a document is in an article, or among what was left out, with its reason.

Documents are generated in every format that can be read; the rules in them are made up.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clauses.importing.accounting import of_list, of_text
from tests.clauses.importing.generated import LISTS, TEXTS

NUMBERS = st.integers(min_value=0, max_value=2**20)


@pytest.mark.parametrize("kind", TEXTS)
@settings(max_examples=12, deadline=None, derandomize=True)
@given(number=NUMBERS)
def test_every_paragraph_is_in_an_article_or_is_named(kind: str, number: int) -> None:
    account = of_text(kind, number)

    assert not account.lost
    assert account.kept == account.articles
    assert account.left_out.total() == account.others


@pytest.mark.parametrize("kind", LISTS)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(number=NUMBERS)
def test_every_cell_of_a_list_is_in_an_article_or_is_named(kind: str, number: int) -> None:
    account = of_list(kind, number)

    assert not account.lost
    assert account.kept == account.articles
    assert account.left_out.total() == account.others
