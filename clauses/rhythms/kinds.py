"""Of which kind words for a rhythm are, also where they cannot be read for certain."""

from __future__ import annotations

from clauses.cadence import Per
from clauses.rhythms.reading import compact, in_place
from clauses.words import WordTable

_WORDS = WordTable("rhythms.toml", "kinds")
_PER_BY_WORD = {word: Per(name) for name in _WORDS for word in _WORDS.words(name)}


def kind_of(words: str) -> Per | None:
    """The period that is named first; None where none is."""
    text = in_place(compact(words)).casefold()
    found = [(text.find(word), -len(word), word) for word in _PER_BY_WORD if word in text]
    return _PER_BY_WORD[min(found)[2]] if found else None
