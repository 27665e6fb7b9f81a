"""Documents that are called by a part of their title, also where the title is only a file name in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauses.characters.pinyin_debris import toned_readings, toneless
from clauses.lexicon import questions as asking
from clauses.library import Library
from clauses.vocabulary import Concept, Kind, Vocabulary
from clauses.words import WordTable

_LATIN = re.compile("[a-z0-9 ._-]+")
_GENERIC = WordTable("questions.toml", "titles").pattern("generic")
_SHORTEST = 2
_MOSTLY = 0.75
_HALF = 0.5

Called = tuple[tuple[Concept, ...], tuple[int, int]]


class Titles:
    """Knows the titles of all documents. The sounds of characters are only asked for when needed."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._typed = {
            Concept(Kind.DOCUMENT, document.id, document.title): document.title.lower()
            for pack in library.packs
            for document in pack.documents
            if _LATIN.fullmatch(document.title.lower())
        }

    def called(self, text: str) -> Called | None:
        """The one document that is called by a part of its title, and where in the text."""
        for found in asking.CALLED_DOCUMENT.finditer(text):
            for start in range(found.start(), found.start(1)):
                if len(_GENERIC.sub("", text[start : found.start(1)])) < _SHORTEST:
                    continue  # 工作条例 may be any
                documents = self._vocabulary.documents_called(text[start : found.end()])
                if len(documents) == 1:
                    return documents, (start, found.end())
            if typed := self._typed_as(text, found):
                return typed
        return None

    def _typed_as(self, text: str, found: re.Match[str]) -> Called | None:
        """The title that has most of the syllables of the name, in their order."""
        fits = sorted(self._fits(text, found), key=lambda fit: fit[:2], reverse=True)
        if not fits:
            return None
        best = fits[0]
        if any(fit[:2] == best[:2] and fit[2] != best[2] for fit in fits):
            return None
        return (best[2],), (best[3], found.end())

    def _fits(self, text: str, found: re.Match[str]) -> Iterator[tuple[int, float, Concept, int]]:
        for start in range(found.start(), found.start(1)):
            name = _GENERIC.sub("", text[start : found.start(1)])
            for concept, title in self._typed.items() if name else ():
                hits, first = _in_order(name, title)
                share = hits / len(name)
                whole = hits > 1 and share >= _MOSTLY
                if first and (whole or (share >= _HALF and len(name) == 2)):
                    yield hits, share, concept, start


def _in_order(name: str, title: str) -> tuple[int, bool]:
    """Number of characters of a name heard in a title in their order; and whether the first is."""
    at, hits, first = 0, 0, False
    for n, character in enumerate(name):
        ends = [
            title.find(sound, at) + len(sound)
            for sound in dict.fromkeys(map(toneless, toned_readings(character)))
            if title.find(sound, at) >= 0
        ]
        if ends:
            at, hits, first = min(ends), hits + 1, first or n == 0
    return hits, first
