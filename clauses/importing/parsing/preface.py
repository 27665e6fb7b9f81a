"""Finds the title among the lines before the first article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clauses.characters.script import simplified_by_character
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "title")
_TITLE_ENDS = _WORDS.pattern("ends")
_SHELL = _WORDS.pattern("shell")
"""Titles of notices that only carry a regulation: 关于印发《……办法》的通知, 市人民政府令, 第5号."""

_CARRIED = _WORDS.pattern("carried")
_NO_TITLE = _WORDS.pattern("no-title")
_LONGEST_LINE = 60
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class Title:
    """The title and the numbers of the lines that it stands on."""

    text: str
    lines: frozenset[int]


def title_in(lines: Mapping[int, str]) -> Title | None:
    """The title among some lines, by their numbers.

    A heading of markup; else the last that is called a regulation, as the notice that carries it
    comes first; else what that notice names; else the first line that may be a title.
    """
    marked = next((at for at, line in lines.items() if line.startswith("#")), None)
    if marked is not None:
        return Title(lines[marked].strip("#* "), frozenset([marked]))
    candidates = list(_candidates(lines))
    called = [each for each in candidates if _found(_TITLE_ENDS, each.text)]
    inner = [each for each in called if not _found(_SHELL, each.text)]
    if inner:
        return inner[-1]
    for each in candidates:
        if found := _found(_CARRIED, each.text):
            return Title(each.text[slice(*found.span(1))], each.lines)
    return next(iter(called or candidates), None)


def _candidates(lines: Mapping[int, str]) -> Iterator[Title]:
    """Lines that may be a title; one that is not called anything is taken with those after it."""
    text, numbers = "", frozenset[int]()
    last = -1
    for at, line in lines.items():
        bare = line.strip("* ")
        fits = len(bare) <= _LONGEST_LINE and not _found(_NO_TITLE, bare)
        if text and (not fits or at != last + 1 or len(text) + len(bare) > _LONGEST_TITLE):
            yield Title(text, numbers)
            text, numbers = "", frozenset()
        if fits:
            text, numbers = text + bare, numbers | {at}
            last = at
            if _found(_TITLE_ENDS, text) or _found(_SHELL, text):
                yield Title(text, numbers)
                text, numbers = "", frozenset()
    if text:
        yield Title(text, numbers)


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A match in the text as it reads in Simplified; places are those of the text."""
    return pattern.search(simplified_by_character(text))
