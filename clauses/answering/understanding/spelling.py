"""Wrong characters in a question: set right where the packs have a word for what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from clauses.characters.folding import fold
from clauses.characters.pinyin_debris import readings, toned_readings
from clauses.lexicon import field_lexicon
from clauses.lexicon.questions import ASKING_WORDS, LIGHT_WORDS
from clauses.searching.homophones import Homophones

_GAP = "_"
_LIGHT = frozenset(word for word in LIGHT_WORDS if len(word) == 1)
_SURE_LENGTH = 5
"""A word this long is recognised with any one character wrong; a shorter one by its sound."""

_TRIES = 16
"""Most characters of one question that are looked at; more mistakes are not understood."""

_COMMON = 3
"""A pair of characters in fewer statements may stand together by chance."""


class Speller:
    """Knows the words of the packs, and in how many statements each pair of characters occurs."""

    def __init__(self, words: Iterable[str], known: Mapping[str, int]) -> None:
        lexicon = field_lexicon()
        spoken = [fold(each) for words in lexicon.spoken.values() for each in words]
        spoken += lexicon.right
        pairs = {word[at : at + 2] for word in spoken for at in range(len(word) - 1)}
        self._known, self._spoken = known, frozenset(pairs)
        # Spoken words are right as they are, and nothing else is made into one.
        heard = {**dict.fromkeys(pairs, 1), **known}
        self._homophones = Homophones(heard, (*ASKING_WORDS, *LIGHT_WORDS), _LIGHT)
        self._gapped: dict[str, list[str]] = {}
        self._shortened: dict[str, str] = {}
        self._swapped: dict[str, str] = {}
        for word in dict.fromkeys((*words, *ASKING_WORDS)):
            for at in range(len(word)):
                self._gapped.setdefault(word[:at] + _GAP + word[at + 1 :], []).append(word)
            if len(word) >= _SURE_LENGTH:
                for at in range(1, len(word) - 1):
                    self._shortened.setdefault(word[:at] + word[at + 1 :], word)
            if len(word) >= _SURE_LENGTH - 1:
                for at in range(len(word) - 1):
                    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                    self._swapped.setdefault(swapped, word)
        self._longest = max(map(len, self._gapped), default=0)

    def corrected(self, text: str, content: Iterable[tuple[int, int]]) -> str:
        """The folded text with one repair at each place that no pack has words for.

        ``content`` are the spans in which such places are looked for first. What is left is set
        right by sound alone, wherever it stands: asking words are mistyped as well.
        """
        repaired = text
        tries = _TRIES
        for start, end in sorted(content, reverse=True):
            places = range(start, min(end, start + tries))
            tries -= len(places)
            repair = next(filter(None, (self._repair(text, at) for at in places)), None)
            if repair is not None:
                at, until, word = repair
                # From the end backwards: what stands before keeps its place.
                repaired = repaired[:at] + word + repaired[until:]
        return self._homophones.corrected(repaired)

    def _repair(self, text: str, at: int) -> tuple[int, int, str] | None:
        """Place and word of the repair: the longest word that one slip turns into what is there."""
        pairs = (text[max(0, at - 1) : at + 1], text[at : at + 2])
        unknown = [len(pair) == 2 and pair not in self._known for pair in pairs]
        if not any(unknown):
            return None
        # A wrong character fits neither neighbour; where one is missing, only one pair is odd.
        wrong = all(unknown[n] or len(pairs[n]) < 2 for n in (0, 1))
        for start, end in _windows(len(text), at, self._longest):
            window = text[start:end]
            word = self._shortened.get(window)
            if word is None and wrong:
                word = self._swapped.get(window) or self._one_wrong(window, at - start)
            if word is not None and not self._is_word(window):
                return start, end, word
        return self._pair_of_same_sound(text, at) if wrong else None

    def _one_wrong(self, window: str, at: int) -> str | None:
        gapped = window[:at] + _GAP + window[at + 1 :]
        for word in self._gapped.get(gapped, ()):
            if len(word) >= _SURE_LENGTH or _sound_alike(word[at], window[at]):
                return word
        if at in (0, len(window) - 1):
            return None
        # An extra character: taken out, the rest is a word.
        shorter = window[:at] + window[at + 1 :]
        if len(shorter) >= _SURE_LENGTH - 1 and self._is_word(shorter):
            return shorter
        return None

    def _belongs(self, text: str, start: int, at: int) -> bool:
        """Whether the other character of the pair makes a known pair with its other neighbour."""
        pair = text[start + 1 : start + 3] if start == at else text[max(0, start - 1) : start + 1]
        return len(pair) == 2 and pair in self._known

    def _is_word(self, text: str) -> bool:
        return text in self._gapped.get(_GAP + text[1:], ())

    def _pair_of_same_sound(self, text: str, at: int) -> tuple[int, int, str] | None:
        for start in (at - 1, at):
            pair = text[max(0, start) : start + 2]
            meant = self._pairs_by_sound.get(_sound(pair))
            if len(pair) < 2 or meant is None or pair in self._spoken:
                continue
            if start > 0 and text[start - 1].isdigit():
                continue  # 15号: what counts is spelt well
            if not self._belongs(text, start, at):
                return start, start + 2, meant
        return None

    @cached_property
    def _pairs_by_sound(self) -> dict[tuple[str, ...], str]:
        """Made when first needed: most questions are spelt well, and the readings cost a while.

        Tones count: two short words that sound nearly alike are mostly two words. A sound that
        several known pairs share is left out.
        """
        found: dict[tuple[str, ...], set[str]] = {}
        for pair, occurs in self._known.items():
            if len(pair) != 2 or occurs < _COMMON or not _LIGHT.isdisjoint(pair):
                continue
            if len(sound := _sound(pair)) == 2:
                found.setdefault(sound, set()).add(pair)
        return {sound: min(pairs) for sound, pairs in found.items() if len(pairs) == 1}


def _sound(text: str) -> tuple[str, ...]:
    """The usual reading of each character that has one."""
    return tuple(found[0] for character in text if (found := toned_readings(character)))


def _windows(length: int, at: int, longest: int) -> Iterator[tuple[int, int]]:
    """Spans with ``at`` in them, the longest first."""
    for size in range(min(longest, length), 1, -1):
        for start in range(max(0, at - size + 1), min(at, length - size) + 1):
            yield start, start + size


def _sound_alike(one: str, other: str) -> bool:
    return not readings(one).isdisjoint(readings(other))
