"""Screens as robots and mail take them: the few signs of Markdown that all understand, or none."""

from __future__ import annotations

import re
from html import unescape

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


def cut(text: str, size: int) -> str:
    """As many whole lines as go into ``size`` bytes of UTF-8, marked where some are missing.

    A first line that is too long itself is cut within, between two characters.
    """
    if len(text.encode()) <= size:
        return text
    room = size - len(f"\n{_ELLIPSIS}".encode())
    kept = text.encode()[: max(0, room)].decode(errors="ignore")
    whole, _, _ = kept.rpartition("\n")
    return f"{whole or kept}\n{_ELLIPSIS}"


def _quiet(text: str) -> str:
    return unescape(text).translate(_HARMLESS)
