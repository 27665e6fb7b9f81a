"""The shipped packs, read once."""

from __future__ import annotations

import pytest

from clauses.answering.answers import Answerer
from clauses.library import Library


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def answerer(library: Library) -> Answerer:
    return Answerer(library)
