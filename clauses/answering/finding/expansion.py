"""Words of official texts for what people say in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clauses.characters.folding import fold

_MOST = 12
"""Most words that are thought of for one question."""


class Expansion:
    """Knows which official words are near which spoken ones. ``near``: see ``clauses.lexicon``."""

    def __init__(self, near: Mapping[str, Sequence[str]]) -> None:
        self._meant: dict[str, dict[str, None]] = {}
        for official, spoken in near.items():
            words = fold(official).split()
            for each in (*spoken, *(words if len(words) > 1 else ())):
                self._meant.setdefault(fold(each), {}).update(dict.fromkeys(words))
        longest_first = sorted(self._meant, key=lambda word: (-len(word), word))
        self._spoken = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def of(self, folded: str) -> tuple[str, ...]:
        """Official words near those of a question that it does not have itself, in order."""
        meant: dict[str, None] = {}
        for found in self._spoken.finditer(folded):
            meant.update(self._meant[found[0]])
        return tuple(word for word in meant if word not in folded)[:_MOST]

    def words(self, folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The spoken words of a question, each with the official words that it may stand for."""
        for word in dict.fromkeys(found[0] for found in self._spoken.finditer(folded)):
            yield word, tuple(official for official in self._meant[word] if official != word)
