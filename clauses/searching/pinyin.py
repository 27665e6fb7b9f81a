"""Pinyin in questions, read as the Chinese words that are likeliest to be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

from clauses.searching.sounds import Sounds, Word

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_TOKEN = rf"(?:(?:[a-z]{{1,6}}[1-5]){{2,}}|[a-z]+(?:[1-5](?![0-9%{_HAN}]))?)"
_STRETCH = re.compile(rf"{_TOKEN}(?: {_TOKEN})*(?![a-z%]|[0-9]+(?![0-9{_HAN}]))")
"""Letters, with tone digits perhaps and with single spaces between; 1次 after them is a number."""

_TONED = re.compile(r"(?:[a-z]{1,6}[1-5])+")

_LETTER = 5.0
"""Cost of a letter that stays as it is. All costs are negative logarithms of likelihoods."""

_ALONE = 3.0
"""Additional cost of a character alone over a word."""

_INITIALS = 4.0
"""Additional cost of a word when only the first letters of its syllables are typed."""

_JOINED = 4.0
"""Rebate for two neighbours that the words given have side by side."""

_STATES = 8
"""Number of endings kept at each place, the likeliest ones."""

_LEAST_SURE = 0.5
"""Least share of a stretch that has to be typed for words, not for characters alone."""


@dataclass(frozen=True)
class _Path:
    """One way to read a stretch up to some place; ``sure`` letters of it are words."""

    cost: float
    text: str
    sure: int = 0


class PinyinReader:
    """Reads pinyin with the words given. Nothing in it changes; the sounds are made when needed.

    Args:
        words: folded words, pairs of characters and single characters, each with how often it is
            to be expected (above 0, on one scale).
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        weights: dict[str, int] = {}
        for word, weight in words:
            weights[word] = max(weight, weights.get(word, 0))
        self._weights = weights

    def read(self, text: str) -> str:
        """The folded text with pinyin turned into Chinese; what cannot be read stays.

        Whole syllables are read, run together or not, with tone digits or without, also beside
        characters; so are the first letters of syllables (``zzshh``). Other Latin words stay.
        """
        if not _STRETCH.search(text):
            return text
        return " ".join(_STRETCH.sub(self._stretch, text).split())

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(Word(word, weight) for word, weight in self._weights.items())

    def _stretch(self, found: re.Match[str]) -> str:
        """The reading of these letters, given the text before and after them."""
        before = found.string[: found.start()].rstrip()[-1:]
        after = found.string[found.end() :].lstrip()[:1]
        tokens = [_without_tones(token) for token in found[0].split(" ")]
        path = self._likeliest(tokens, before, after)
        letters = sum(map(len, tokens))
        if path.sure < _LEAST_SURE * letters and not self._fits(path.text, before, after):
            return found[0]
        return path.text

    def _fits(self, text: str, before: str, after: str) -> bool:
        """Whether what was read makes a known word with a neighbour: 支bu, dang委."""
        if not text or text.isascii():
            return False
        return self._joined(before, text[0]) > 0 or self._joined(text[-1], after) > 0

    def _likeliest(self, tokens: list[str], before: str, after: str) -> _Path:
        """The cheapest path through all letters: words over any of them, or tokens as they are."""
        letters = "".join(tokens)
        as_typed: dict[int, str] = {}
        at = 0
        for token in tokens:
            as_typed[at] = token
            at += len(token)
        reached: list[dict[str, _Path]] = [{} for _ in range(len(letters) + 1)]
        reached[0][before] = _Path(0.0, "")
        for at in range(len(letters)):
            kept = sorted(reached[at].items(), key=lambda item: item[1].cost)[:_STATES]
            if not kept:
                continue
            for end, step in self._steps(letters, at):
                for last, path in kept:
                    _keep(reached[end], step.text[-1], self._after(path, last, step))
            if at in as_typed:
                token = as_typed[at]
                end = at + len(token)
                for _, path in kept:
                    cost = path.cost + _LETTER * len(token)
                    _keep(reached[end], " ", _Path(cost, f"{path.text} {token} ", path.sure))
        ends = reached[-1].items()
        return min(ends, key=lambda end: end[1].cost - self._joined(end[0], after))[1]

    def _after(self, path: _Path, last: str, step: _Path) -> _Path:
        cost = path.cost + step.cost - self._joined(last, step.text[0])
        return _Path(cost, path.text + step.text, path.sure + step.sure)

    def _joined(self, one: str, other: str) -> float:
        return _JOINED if one and other and one + other in self._weights else 0.0

    def _steps(self, letters: str, at: int) -> Iterator[tuple[int, _Path]]:
        """The words that the letters from here on may be typed for, and where each ends."""
        sounds = self._sounds
        for end in range(at + 1, min(len(letters), at + sounds.longest) + 1):
            typed = letters[at:end]
            for word in sounds.whole.get(typed, ()):
                cost = log(sounds.total / word.weight)
                if len(word.text) > 1:
                    yield end, _Path(cost, word.text, end - at)
                else:
                    yield end, _Path(cost + _ALONE, word.text)
            for word in sounds.initials.get(typed, ()):
                cost = log(sounds.total / word.weight) + _INITIALS
                yield end, _Path(cost, word.text, end - at)


def _keep(reached: dict[str, _Path], last: str, path: _Path) -> None:
    if last not in reached or path.cost < reached[last].cost:
        reached[last] = path


def _without_tones(token: str) -> str:
    """Without tone digits, where every syllable has one."""
    return re.sub("[1-5]", "", token) if _TONED.fullmatch(token) else token
