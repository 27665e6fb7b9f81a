"""Putting lines and buttons together, and keeping within Telegram's sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.texts.catalogue import Html
from bot.views.screen import TEXT_UNITS, Button

_TOKEN = re.compile(r"<[^>]*>|&#?\w+;|.", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TAG_NAME = re.compile(r"</?\s*([a-z-]+)", re.IGNORECASE)

# The best places to cut a long text, best first.
_BREAKS = ("\n\n", "\n", "。", "；", ". ", "，", " ")


def lines(*parts: Html | None) -> Html:
    """Parts one below the other; None leaves no trace."""
    return Html("\n".join(part for part in parts if part is not None))


def paragraphs(*parts: Html | None) -> Html:
    """Parts with a blank line between them; None and empty ones leave no trace."""
    return Html("\n\n".join(part for part in parts if part))


def leading(text: str) -> str:
    """A name at the beginning of a line or a label: with a capital, where its script has them."""
    return text[:1].upper() + text[1:]


def in_rows(buttons: Iterable[Button], per_row: int) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows of at most ``per_row``."""
    every = tuple(buttons)
    return tuple(every[at : at + per_row] for at in range(0, len(every), per_row))


def shortened(text: str, limit: int) -> str:
    """Plain text of at most ``limit`` characters, with an ellipsis where it was cut."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def units(text: str) -> int:
    """Length of plain text as Telegram counts: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_units(html: Html) -> int:
    """Length of ``html`` without its markup, in UTF-16 units."""
    return sum(_width(token) for token in _TOKEN.findall(html))


def parts(html: Html, limit: int = TEXT_UNITS) -> list[Html]:
    """Cut a text into messages of at most ``limit`` UTF-16 units.

    A cut is made between paragraphs where there are any, else between lines, sentences, words. No
    character, entity or tag is cut in two; tags that are open at a cut are closed and opened again.
    """
    if units(html) <= limit:  # as most are; without its markup it is shorter still
        return [Html(html.rstrip())] if _TAG.sub("", html).strip() else []
    tokens: Sequence[str] = _TOKEN.findall(html)
    messages: list[Html] = []
    open_tags: list[str] = []
    while tokens:
        end = _cut(tokens, limit)
        reopened = "".join(open_tags)
        open_tags = _still_open(tokens[:end], open_tags)
        body = reopened + "".join(tokens[:end]).rstrip() + _closing(open_tags)
        if _TOKEN.sub(lambda token: "" if token[0].startswith("<") else token[0], body).strip():
            messages.append(Html(body))
        tokens = tokens[end:]
        while tokens and tokens[0].isspace():
            tokens = tokens[1:]
    return messages


def _width(token: str) -> int:
    if token.startswith("<") and len(token) > 1:
        return 0
    return 1 if token.startswith("&") and len(token) > 1 else units(token)


def _cut(tokens: Sequence[str], limit: int) -> int:
    """The number of tokens that go into the first message."""
    used = end = 0
    while end < len(tokens) and used + _width(tokens[end]) <= limit:
        used += _width(tokens[end])
        end += 1
    if end == len(tokens):
        return end
    text = "".join(tokens[:end])
    for mark in _BREAKS:
        at = text.rfind(mark)
        # A cut in the first half would make ever smaller messages.
        if at > len(text) // 2:
            return _tokens_within(tokens, at + len(mark))
    return max(end, 1)


def _tokens_within(tokens: Sequence[str], characters: int) -> int:
    taken = 0
    for count, token in enumerate(tokens):
        if taken >= characters:
            return count
        taken += len(token)
    return len(tokens)


def _still_open(tokens: Sequence[str], open_tags: list[str]) -> list[str]:
    stack = list(open_tags)
    for token in tokens:
        if len(token) > 1 and token.startswith("</"):
            if stack:
                stack.pop()
        elif len(token) > 1 and token.startswith("<"):
            stack.append(token)
    return stack


def _closing(open_tags: list[str]) -> str:
    names = (_TAG_NAME.match(tag) for tag in reversed(open_tags))
    return "".join(f"</{name[1]}>" for name in names if name)
