"""Pairs of characters of the texts that sound like what was typed: 复合意见 for 复核意见."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from clauses.characters.pinyin_debris import toned_readings, toneless

_COMMON = 2
_MOST = 4
"""Most odd pairs of one question that are looked up, and most pairs thought of for each."""


class SoundAlike:
    """Knows the pairs of the texts by sound, tones aside; worked out when first needed.

    ``known``: in how many statements each character and each pair occurs.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known

    def words(self, folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Pairs of a question that no text has, each with those that sound alike."""
        pairs = [folded[at : at + 2] for at in range(len(folded) - 1)]
        odd = [pair not in self._known and " " not in pair for pair in pairs]
        looked_up = 0
        for at, pair in enumerate(pairs):
            # The pair between two words is odd as well; a wrong character is odd to both sides.
            alone = at == 0 or odd[at - 1] or at == len(pairs) - 1 or odd[at + 1]
            if not (odd[at] and alone and pair.isalpha() and not pair.isascii()):
                continue
            alike = tuple(self._by_sound.get(_sound(pair), ()))[:_MOST]
            if alike and looked_up < _MOST:
                looked_up += 1
                yield pair, alike

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = {}
        by_count = sorted(self._known.items(), key=lambda item: (-item[1], item[0]))
        for pair, count in by_count:
            if len(pair) == 2 and count >= _COMMON and not pair.isascii():
                found.setdefault(_sound(pair), []).append(pair)
        found.pop((), None)
        return found


def _sound(pair: str) -> tuple[str, ...]:
    sounds = tuple(toneless(found[0]) for character in pair if (found := toned_readings(character)))
    return sounds if len(sounds) == len(pair) else ()
