"""English in questions and phrasings, put into the Chinese words that the packs know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clauses.words import tables

_STRETCH = re.compile(
    r"(?:(?<=[^\x00-\x7f]) )?(?<![a-z])[a-z]+(?:[ 0-9]+[a-z]+)*(?: (?=[0-9]*[^\x00-\x7f]))?"
)
"""Latin words, with the spaces that set them off from Chinese ones."""

_LEFT = re.compile("[a-z]+")
_TOKEN = re.compile("[a-z]+|[0-9]+")

_MOSTLY = 0.5
"""Least share of the words of a stretch that are known: pinyin has few by chance."""

_LONG = 4
"""A stretch has to have a known word of this many letters: shorter ones may be syllables."""


def in_chinese(folded: str) -> str:
    """The folded text with its English words in Chinese; pinyin and unknown words stay as they are."""
    if not _STRETCH.search(folded):
        return folded
    return " ".join(_STRETCH.sub(_put_in_chinese, folded).split())


def only_in_chinese(folded: str) -> str:
    """The same for an English phrasing of a pack, without what stays: no letter of it is a word there."""
    chinese = in_chinese(folded)
    return " ".join(_LEFT.sub(" ", chinese).split()) if chinese != folded else folded


def _put_in_chinese(stretch: re.Match[str]) -> str:
    tokens = _TOKEN.findall(stretch[0])
    parts = list(_longest_runs(tokens))
    letters = sum(token.isalpha() for token in tokens)
    known = [run for run, chinese in parts if chinese is not None]
    words = [word for run in known for word in run]
    long = any(len(word) >= _LONG for word in words) or len(words) == letters > 1
    if not long or len(words) < _MOSTLY * letters:
        return stretch[0]
    # Neighbours in Chinese are joined, as a sentence would be; what stays keeps its distance.
    return "".join(f" {' '.join(run)} " if said is None else said for run, said in parts)


def _longest_runs(tokens: list[str]) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The tokens cut into known runs, each with its Chinese; None for a token that is not known."""
    known, longest = _known()
    at = 0
    while at < len(tokens):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            run = tuple(map(_singular, tokens[at : at + size]))
            if run in known:
                yield tuple(tokens[at : at + size]), known[run]
                at += size
                break
        else:
            digits = tokens[at].isdigit()
            yield (tokens[at],), tokens[at] if digits else None
            at += 1


@lru_cache(maxsize=1)
def _known() -> tuple[dict[tuple[str, ...], str], int]:
    found = {
        tuple(map(_singular, _TOKEN.findall(english))): chinese
        for words in tables("english.toml").values()
        for english, chinese in words.items()
    }
    return found, max(map(len, found))


def _singular(word: str) -> str:
    if len(word) > len("goes") and word.endswith("ies"):
        return f"{word[:-3]}y"
    plural = len(word) >= len("pays") and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word
