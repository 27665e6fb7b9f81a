"""Words as typed in Latin letters: whole syllables, or their first letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from clauses.characters.pinyin_debris import toned_readings, toneless

_READINGS = 2
"""Readings of a character that count: the rarer ones are hardly ever meant."""

_SPELLINGS = 8
"""Most spellings of one word that are kept."""

_SHORTEST_INITIALS = 3
"""Two letters are as likely to be an abbreviation of another kind."""

_DIGITS = dict(
    zip(
        "0123456789",
        ("ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"),
        strict=True,
    )
)


@dataclass(frozen=True)
class Word:
    """A word with how often it is to be expected."""

    text: str
    weight: int


class Sounds:
    """Words by how they are typed. Immutable once built."""

    def __init__(self, words: Iterable[Word]) -> None:
        whole: dict[str, dict[str, Word]] = {}
        initials: dict[str, dict[str, Word]] = {}
        self.total = 0
        for word in words:
            self.total += word.weight
            for syllables in _spellings(word.text):
                _keep(whole, "".join(syllables), word)
                if len(syllables) >= _SHORTEST_INITIALS:
                    _keep(initials, "".join(syllable[0] for syllable in syllables), word)
        self.whole = {typed: tuple(found.values()) for typed, found in whole.items()}
        self.initials = {typed: tuple(found.values()) for typed, found in initials.items()}
        self.longest = max(map(len, self.whole), default=0)


def _keep(found: dict[str, dict[str, Word]], typed: str, word: Word) -> None:
    found.setdefault(typed, {})[word.text] = word


def _spellings(text: str) -> Iterator[tuple[str, ...]]:
    """The syllables of a text, once for each likely way to read and to type it; at most a few."""
    syllables = [_syllables(character) for character in text]
    if all(syllables):
        for count, spelling in enumerate(product(*syllables), start=1):
            yield spelling
            if count == _SPELLINGS:
                return


def _syllables(character: str) -> tuple[str, ...]:
    """The readings of a character without tones; ü as v and, as an accent is dropped, as u."""
    if character in _DIGITS:
        return (_DIGITS[character],)
    usual = list(dict.fromkeys(map(toneless, toned_readings(character))))[:_READINGS]
    return tuple(dict.fromkeys(way for r in usual for way in (r, r.replace("v", "u"))))
