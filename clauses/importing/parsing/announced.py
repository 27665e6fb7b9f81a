"""Finds how many clauses a text announces, in all and by part, and whether that adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clauses.characters.numerals import numeral_value
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "announced")
_TOTAL = _WORDS.pattern("total")
_COUNT = _WORDS.pattern("count")
_INTRODUCES = _WORDS.pattern("introduces")
_AMONG_THEM = _WORDS.text("among-them")
_LEAD = _WORDS.pattern("lead")
_NO_ENDING = _WORDS.text("no-ending")
_BRACKETS = {"（": "）", "(": ")", "《": "》"}


@dataclass(frozen=True)
class AnnouncedPart:
    """A part and its count, such as 党支部责任, 6."""

    title: str
    count: int


@dataclass(frozen=True)
class AnnouncedGroup:
    """Several parts under one heading; ``count`` is None when the text gives them no sum."""

    title: str
    count: int | None
    parts: tuple[AnnouncedPart, ...]


@dataclass(frozen=True)
class Announcement:
    """A total and the parts given with it, those outside a group under an empty heading."""

    total: int
    groups: tuple[AnnouncedGroup, ...]

    @property
    def parts(self) -> tuple[AnnouncedPart, ...]:
        """Every part, in order."""
        return tuple(part for group in self.groups for part in group.parts)

    @property
    def sum(self) -> int:
        """The sum of the parts."""
        return sum(part.count for part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether all sums that the text gives are right."""
        return self.sum == self.total and all(
            group.count is None or group.count == sum(part.count for part in group.parts)
            for group in self.groups
        )


def announcements(text: str) -> list[Announcement]:
    """Every total that a Simplified text gives with the parts that follow in the same sentence."""
    found = []
    for total in _TOTAL.finditer(text):
        count = numeral_value(total[1])
        sentence = re.split("[。\n]", text[total.end() :], maxsplit=1)[0]
        groups = _groups(sentence)
        if count and groups:
            found.append(Announcement(count, groups))
    return found


def _groups(sentence: str) -> tuple[AnnouncedGroup, ...]:
    groups: list[AnnouncedGroup] = []
    title, stated = "", None
    parts: list[AnnouncedPart] = []

    def close() -> None:
        if parts:
            groups.append(AnnouncedGroup(title, stated, tuple(parts)))

    for piece in _pieces(sentence):
        found = _last_count(piece)
        if found is None:
            continue
        name, count = found
        heading, introduced, rest = _split_at_introduction(name)
        if introduced and (heading or not rest or parts):
            if heading:
                close()
                title, stated, parts = heading, None, []
            elif parts:  # 三级组织32条，包括党组责任11条: the part before is the heading
                before = parts.pop()
                close()
                title, stated, parts = before.title, before.count, []
        parts.append(AnnouncedPart(rest or name, count))
    close()
    return tuple(groups)


def _pieces(sentence: str) -> Iterator[str]:
    """Cut at commas and semicolons outside brackets."""
    depth, start = 0, 0
    for position, character in enumerate(sentence):
        if character in _BRACKETS:
            depth += 1
        elif character in _BRACKETS.values():
            depth = max(0, depth - 1)
        elif character in "，,、；;" and depth == 0:
            yield sentence[start:position]
            start = position + 1
    yield sentence[start:]


def _last_count(piece: str) -> tuple[str, int] | None:
    """The words before the count that ends a piece, and the count."""
    found = _COUNT.search(_without_brackets(piece))
    if found is None:
        return None
    count = numeral_value(found[1])
    name = piece[: piece.rindex(found[0])].strip()
    return (name, count) if count and name else None


def _split_at_introduction(name: str) -> tuple[str, bool, str]:
    """Heading, whether something introduces the parts, and the name of the part itself."""
    bare = _without_brackets(name)
    words = [found for found in _INTRODUCES.finditer(bare) if found[0] != _AMONG_THEM]
    if not words:
        return "", False, _clean(name)
    at = words[-1]
    return _clean(name[: at.start()]), True, _clean(name[at.end() :])


def _clean(title: str) -> str:
    return _LEAD.sub("", title.strip()).strip("“”‘’ ").rstrip(_NO_ENDING)


def _without_brackets(text: str) -> str:
    """The text with everything in brackets blanked, at the same positions."""
    out, depth = [], 0
    for character in text:
        depth += character in _BRACKETS
        out.append("\0" if depth else character)
        depth -= depth > 0 and character in _BRACKETS.values()
    return "".join(out)
