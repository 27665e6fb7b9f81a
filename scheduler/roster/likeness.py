"""Names compared as the eye compares them: what looks alike is one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from clauses.characters.folding import fold
from scheduler.roster.names import is_invisible

_LOOKS_LIKE = str.maketrans(
    # Strokes, signs of the Japanese script, and radicals that stand for whole characters.
    "—―ー─━ロニエカタトハオチミ囗己巳曰土末戌戍入"
    "⺟⺠⺩⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"
    # Cyrillic, Greek and others, in lower case.
    "авекмнорстухѕіјԛԝабαβεηικνορτυχγωıɑɡⅼ"
    # Digits last: letters that could be one are one.
    "oil|",
    "一一一一一口二工力夕卜八才千三口已已日士未戊戊人"
    "母民王月虎西见角贝车长长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"
    "abekmhopctyxsijqwa6abenikvoptuxywiagl"
    "0111",
)
_NUMBERS = str.maketrans("oil零一二三四五六七八九", "0110123456789")

_ORDINAL = re.compile("第[0-9十百千]*")
"""In a skeleton. Elsewhere a digit may be missing by a slip, as in the name of a province (四川)."""

_WHOLE = 4
"""Characters of a name without its type from which on it may stand for the whole."""

_FOR_EACH_SLIP = 6
"""Characters of a name that allow for one slip."""

_MOST_SLIPS = 2


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """A form that names share which look alike; only for comparing, never for showing.

    What cannot be seen, spaces and punctuation, width, case, accents and Traditional characters make
    no difference, nor do Chinese and Arabic digits, nor characters that are drawn alike.
    """
    seen = "".join(character for character in name if not is_invisible(character))
    drawn = unicodedata.normalize("NFKC", seen).casefold().translate(_LOOKS_LIKE)
    return fold(drawn).replace(" ", "").translate(_NUMBERS)


def is_exact(text: str, name: str, *, kind: str) -> bool:
    """Whether ``text`` gives this very name, but for a slip or two in a long one.

    The type of the organisation (``kind``) may be left out at the end. Numbers have to be right.
    """
    typed, whole = skeleton(text), skeleton(name)
    if typed == whole:
        return True
    if len(typed) >= _WHOLE and typed + skeleton(kind) == whole:
        return True
    slips = _slips_in(whole)
    if not slips or _ORDINAL.findall(typed) != _ORDINAL.findall(whole):
        return False
    digits, right = _digits(typed), _digits(whole)
    if len(digits) == len(right) and digits != right:
        return False
    return Levenshtein.distance(typed, whole, score_cutoff=slips) <= slips


def numbers_agree(one: str, other: str) -> bool:
    """Whether two names may mean the same by their numbers: 第二党支部 is not 第一党支部.

    A number that only one of them has proves nothing.
    """
    typed, whole = skeleton(one), skeleton(other)
    return all(
        found <= there or there <= found
        for found, there in (
            (set(_ORDINAL.findall(typed)), set(_ORDINAL.findall(whole))),
            (set(_digits(typed)), set(_digits(whole))),
        )
    )


def is_part_of(text: str, name: str) -> bool:
    """Whether ``text`` gives no more than a part of the name."""
    typed, whole = skeleton(text), skeleton(name)
    return typed in whole and typed != whole


def slips_near(typed: str) -> int:
    """Slips that :func:`is_exact` forgives at most, where this skeleton was typed for a name's."""
    return min((len(typed) + _MOST_SLIPS) // _FOR_EACH_SLIP, _MOST_SLIPS)


def whole_names(text: str, kinds: Iterable[str]) -> set[str]:
    """Skeletons of the names that ``text`` gives without a slip; ``kinds`` as in :func:`is_exact`."""
    typed = skeleton(text)
    if len(typed) < _WHOLE:
        return {typed}
    return {typed, *(typed + skeleton(kind) for kind in kinds)}


def _slips_in(whole: str) -> int:
    return min(len(whole) // _FOR_EACH_SLIP, _MOST_SLIPS)


def _digits(text: str) -> list[str]:
    return [character for character in text if character.isdigit()]
