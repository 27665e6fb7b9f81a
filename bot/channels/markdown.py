"""Screens as robots and mail take them: the few signs of Markdown that all understand, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from itertools import accumulate

from bot.views.screen import Screen

_TAG = re.compile(r"<(/?)(a|b|i|u|s|code|pre|blockquote|tg-spoiler|span)(?:\s[^<>]*)?>")
_SIGNS = {"b": "**"}
_HARMLESS = str.maketrans({"<": "＜", ">": "＞", "[": "［", "]": "］"})
"""What people typed calls nobody and leads nowhere: ``<@all>`` and ``[…](…)`` would."""

_ELLIPSIS = "…"


def title_of(screen: Screen) -> str:
    """The first line, without markup."""
    return plain_text(screen).split("\n", 1)[0].strip()


def plain_text(screen: Screen) -> str:
    """The text without markup."""
    return unescape(_TAG.sub("", screen.text))


def markdown_text(screen: Screen) -> str:
    """The text, with what is bold in bold."""
    parts, last = [], 0
    for tag in _TAG.finditer(screen.text):
        parts += [_quiet(screen.text[last : tag.start()]), _SIGNS.get(tag[2], "")]
        last = tag.end()
    return "".join([*parts, _quiet(screen.text[last:])])


def links_of(screen: Screen) -> list[tuple[str, str]]:
    """The buttons that lead somewhere, in order: labels and addresses. Others have no use elsewhere."""
    return [(each.label, each.url) for row in screen.rows for each in row if each.url]


def markdown_link(label: str, address: str) -> str:
    """A link."""
    return f"[{label.translate(_HARMLESS)}]({address})"


def cut(text: str, size: int, more: Callable[[int], str]) -> str:
    """As many whole lines as go into ``size`` bytes of UTF-8; ``more`` words how many are left out.

    A first line that is too long itself is cut within, between two characters.
    """
    if len(text.encode()) <= size:
        return text
    lines = text.split("\n")
    room = size - len(f"\n{more(_written(lines))}".encode())
    ends = accumulate(len(line.encode()) + 1 for line in lines)
    kept = sum(1 for end in ends if end - 1 <= room)
    if kept:
        whole = "\n".join(lines[:kept]).rstrip("\n")
        return f"{whole}\n{more(_written(lines[kept:]))}"
    rest = _written(lines[1:])
    end = f"{_ELLIPSIS}\n{more(rest)}" if rest else _ELLIPSIS
    room = max(0, size - len(end.encode()))
    return lines[0].encode()[:room].decode(errors="ignore") + end


def _written(lines: Iterable[str]) -> int:
    """How many of them have something in them."""
    return sum(1 for line in lines if line.strip())


def _quiet(text: str) -> str:
    return unescape(text).translate(_HARMLESS)
