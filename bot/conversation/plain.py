"""Typed text in one form: width, script, invisible characters, zeros and spaces do not matter."""

from __future__ import annotations

import re
import unicodedata

from clauses.characters.script import to_simplified

LONGEST = 40
"""Characters; what is longer is no day."""

_HAN = re.compile(r"[\u3007\u3400-\u9fff]")
# Keyboards turn a hyphen into any of these; a zero may be a circle or a letter.
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("○◯零", "〇"), "、": ","})
_LETTER_ZERO = re.compile(r"(?<=[〇一二三四五六七八九])o(?=[〇一二三四五六七八九])")
_AROUND_SIGNS = re.compile(r"(?<=[0-9]) ?([-/.:]) ?(?=[0-9])")
_QUOTES = "\"'“”‘’「」『』《》"
_ENDINGS = "。.!,;~ "
_INVISIBLE = ("Cf", "Mn", "Me", "Cs", "Co", "Cn")


def plain(text: str, *, longest: int = LONGEST) -> str:
    """The text in lower case and Simplified characters; "" when it has more characters than ``longest``.

    Chinese has no spaces left, anything else single ones.
    """
    if len(text) > 4 * longest:
        return ""
    seen = "".join(each for each in text if unicodedata.category(each) not in _INVISIBLE)
    typed = unicodedata.normalize("NFKC", seen).casefold().translate(_SIGNS)
    typed = to_simplified(typed)
    words = " ".join("".join(each for each in typed if each not in _QUOTES).split())
    if is_chinese(words):
        words = _LETTER_ZERO.sub("〇", words.replace(" ", ""))
    else:
        words = _AROUND_SIGNS.sub(r"\1", words)
    words = words.strip(_ENDINGS)
    return words if len(words) <= longest else ""


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None
