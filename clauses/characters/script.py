"""Traditional and Simplified script: telling them apart, and turning one into the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from clauses.words import WordTable

if TYPE_CHECKING:
    from opencc import OpenCC

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Inside a character class: every Chinese character."""

_HAN = re.compile(f"[{HAN}]")
_ABSENT = b"?"
_SEAMS = WordTable("characters.toml", "script").pattern("seams")


@cache
def _converter(configuration: str) -> OpenCC:
    from opencc import OpenCC  # lazily: most texts need no converting

    return OpenCC(configuration)


def to_simplified(text: str) -> str:
    """Traditional to Simplified, by characters and phrases, for comparing; the wording stays."""
    return str(_converter("t2s").convert(text))


def simplified_by_character(text: str) -> str:
    """Traditional to Simplified, each character by itself: places in the text stay the same."""
    return "".join(simplified_character(c) if _HAN.match(c) else c for c in text)


@lru_cache(maxsize=8192)
def simplified_character(character: str) -> str:
    """One character in Simplified, whatever its neighbours are."""
    once = to_simplified(character)
    return once if once == character else to_simplified(once)


def rewritten_in_simplified(text: str) -> str:
    """As :func:`to_simplified`, for readers: 著力 becomes 着力, 顯著 stays 显著."""
    return str(_converter("tw2s").convert(text))


@lru_cache(maxsize=4096)
def rewritten_in_traditional(text: str) -> str:
    """Simplified to Traditional, for readers, by characters and phrases; the wording stays."""
    convert = _converter("s2tw").convert
    return "".join(str(convert(part)) for part in _SEAMS.split(text))


def is_han(character: str) -> bool:
    """Whether this one character is a Chinese one."""
    return _HAN.match(character) is not None


@cache
def is_traditional_only(character: str) -> bool:
    """Whether a text in Simplified script cannot contain this character.

    Characters that GB 2312 has (乾, 徵, 於) occur in Simplified names and words too.
    """
    changed = to_simplified(character) != character
    return changed and character.encode("gb2312", "replace") == _ABSENT


@cache
def is_simplified_only(character: str) -> bool:
    """Whether this character betrays Simplified script.

    后 and 干 are words of their own in Traditional script: the common half of Big5 has them. 机 and
    党 stand there only among the rare characters.
    """
    changed = str(_converter("s2t").convert(character)) != character
    return changed and not _ABSENT < character.encode("big5", "replace") < _BIG5_RARE


@cache
def rarity(character: str) -> float:
    """0 for common characters, 1 for less common ones, 2 for those that hardly ever occur.

    Common are the 3,755 of GB 2312's first half, in either script, and all that is not Chinese;
    less common the rest of GB 2312 and of Big5's first half.
    """
    if not is_han(character):
        return 0.0
    code = to_simplified(character).encode("gb2312", "replace")
    if code != _ABSENT:
        return 0.0 if code < _GB2312_RARE else 1.0
    return 1.0 if _ABSENT < character.encode("big5", "replace") < _BIG5_RARE else 2.0


_GB2312_RARE = b"\xd8\xa1"
_BIG5_RARE = b"\xc9\x40"


def traditional_characters(text: str) -> str:
    """The Traditional-only characters of a text, each once, in order of appearance."""
    if to_simplified(text) == text:
        return ""
    return "".join(dict.fromkeys(filter(is_traditional_only, text)))
