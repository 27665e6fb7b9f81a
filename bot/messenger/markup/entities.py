"""Message entities: bold text, links, commands and others; offsets count UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

Entity = dict[str, Any]

_FOUND = (
    # Telegram's own order: nothing is looked for inside a link.
    ("url", re.compile(r"https?://[^\s<>\"，。；！？（）【】]+", re.IGNORECASE)),
    ("bot_command", re.compile(r"(?<![\w/@<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?!\w)")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
_KNOWN = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    ]
)
_SPANS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def utf16_length(text: str) -> int:
    """The length as Telegram counts it: an emoji outside the basic plane is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of ``text`` that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


def found_entities(text: str, given: Sequence[Entity] = ()) -> list[Entity]:
    """The commands, mentions, links and hashtags that Telegram finds by itself.

    Nothing is found inside ``given`` code or links. Ordered by offset.
    """
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in given
        if entity["type"] in {"code", "pre", "text_link", "text_mention"}
    ]
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda entity: entity["offset"])


def ordered(entities: Sequence[Entity]) -> list[Entity]:
    """By offset, the outer before the inner, as Telegram returns them."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def trimmed(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """The text without blank ends, as Telegram stores it, and its entities moved along."""
    body = text.strip()
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(body)
    kept: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if start < stop:
            kept.append({**entity, "offset": start, "length": stop - start})
    return body, kept


def are_sound(text: str, entities: object) -> bool:
    """Whether entities that the bot made itself are of known types and lie inside the text."""
    if not isinstance(entities, list):
        return False
    whole = utf16_length(text)
    return all(
        isinstance(entity, dict)
        and entity.get("type") in _KNOWN
        and isinstance(entity.get("offset"), int)
        and isinstance(entity.get("length"), int)
        and entity["offset"] >= 0
        and entity["length"] > 0
        and entity["offset"] + entity["length"] <= whole
        for entity in entities
    )


def as_html(text: str, entities: Sequence[Entity]) -> str:
    """Telegram HTML that would give this text and these entities; nested ones included."""
    marks = [entity for entity in ordered(entities) if _tags(entity) is not None]
    return _wrapped(text, marks, 0, utf16_length(text))


def _wrapped(text: str, marks: Sequence[Entity], start: int, end: int) -> str:
    pieces: list[str] = []
    at = start
    rest = list(marks)
    while rest:
        outer = rest.pop(0)
        stop = min(outer["offset"] + outer["length"], end)
        inner = [mark for mark in rest if mark["offset"] < stop]
        rest = rest[len(inner) :]
        tags = _tags(outer)
        pieces.append(_plain(text, at, outer["offset"]))
        if tags is not None:
            pieces.append(tags[0] + _wrapped(text, inner, outer["offset"], stop) + tags[1])
        at = stop
    pieces.append(_plain(text, at, end))
    return "".join(pieces)


def _plain(text: str, start: int, end: int) -> str:
    return escape(utf16_slice(text, start, end - start), quote=False)


def _tags(entity: Entity) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind in _SPANS:
        return f"<{_SPANS[kind]}>", f"</{_SPANS[kind]}>"
    maker = _SPECIAL.get(kind)
    return maker(entity) if maker else None


def _link(entity: Entity) -> tuple[str, str]:
    return f'<a href="{escape(entity["url"])}">', "</a>"


def _person(entity: Entity) -> tuple[str, str]:
    return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"


def _pre(entity: Entity) -> tuple[str, str]:
    language = entity.get("language")
    if language:
        return f'<pre><code class="language-{escape(language)}">', "</code></pre>"
    return "<pre>", "</pre>"


def _folded_quote(_: Entity) -> tuple[str, str]:
    return "<blockquote expandable>", "</blockquote>"


_SPECIAL: dict[str, Callable[[Entity], tuple[str, str]]] = {
    "text_link": _link,
    "text_mention": _person,
    "pre": _pre,
    "expandable_blockquote": _folded_quote,
}
