"""Characters that sound right and are wrong: set right where the neighbours leave no doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from clauses.characters.pinyin_debris import toned_readings, toneless

_READINGS = 2
"""Readings of a character that count: the rarer ones are hardly ever meant."""

_COMMON = 3
_VERY_COMMON = 12
"""Number of statements in which a pair is believed without the other neighbour."""

_CLEARLY = 2
"""Least ratio of the likelihood of the chosen character to that of the next one."""


class Homophones:
    """Knows which characters of the packs sound alike, tones aside, and which stand together.

    Args:
        known: in how many statements each character and each pair occurs.
        words: words of questions, whose pairs are right as well.
        never: characters that are never put in place of another.
    """

    def __init__(
        self, known: Mapping[str, int], words: Iterable[str], never: Iterable[str]
    ) -> None:
        asked = {word[at : at + 2]: _COMMON for word in words for at in range(len(word) - 1)}
        self._known = {**asked, **known}
        self._never = frozenset(never)

    def corrected(self, text: str) -> str:
        """The folded text, with each character changed that fits neither neighbour but by sound."""
        for at in range(len(text)):
            if (meant := self._meant(text, at)) is not None:
                text = text[:at] + meant + text[at + 1 :]
        return text

    def _meant(self, text: str, at: int) -> str | None:
        before, here, after = text[max(0, at - 1) : at].strip(), text[at], text[at + 1 : at + 2]
        after = after.strip()
        if here.isascii() or not before + after:
            return None
        if (before and before + here in self._known) or (after and here + after in self._known):
            return None
        fitting = sorted(self._fitting(before, here, after), reverse=True)
        if not fitting:
            return None
        best, *others = fitting
        clear = not others or best[0] > others[0][0] or best[1] >= _CLEARLY * others[0][1]
        return best[2] if clear else None

    def _fitting(self, before: str, here: str, after: str) -> Iterable[tuple[bool, int, str]]:
        """Same sounds that fit: whether to both sides, how often, and the character."""
        for sound in _sounds(here):
            for other in self._by_sound.get(sound, ()):
                left = self._known.get(before + other, 0) if before else 0
                right = self._known.get(other + after, 0) if after else 0
                both, most = bool(left and right), max(left, right)
                if other != here and most >= (_COMMON if both else _VERY_COMMON):
                    yield both, left + right, other

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """Made when first needed: most questions are spelt well, and the readings cost a while."""
        found: dict[str, list[str]] = {}
        for character in self._known:
            if len(character) == 1 and character not in self._never:
                for sound in _sounds(character):
                    found.setdefault(sound, []).append(character)
        return found


def _sounds(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(toneless, toned_readings(character))))[:_READINGS]
