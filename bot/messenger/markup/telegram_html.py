"""Telegram's HTML parse mode: its tags, its entities, and its complaints word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.messenger.markup.entities import Entity, ordered, utf16_length, utf16_slice
from bot.messenger.markup.urls import InvalidUrl, checked_url

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<name>[a-z]+));?")
_USER_LINK = re.compile(r"tg://user\?id=(\d{1,16})$")
_SPACE = " \t\r\n\v\f"


class HtmlError(Exception):
    """The markup is not Telegram HTML; the message is the part after "can't parse entities: "."""


@dataclass
class _Open:
    tag: str
    begin: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """The text without its markup, and its entities in Telegram's order.

    An unknown character entity such as ``&nbsp;`` stays as it is written; a link that Telegram
    does not take loses its link and keeps its text. ``text_mention`` carries only ``user.id``.

    Raises:
        HtmlError: as Telegram words it; its offsets count bytes of UTF-8.
    """
    return _Parser(markup).parse()


class _Parser:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._stack: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._markup):
            character = self._markup[self._at]
            if character == "<":
                self._tag()
            elif character == "&":
                self._append(self._character())
            else:
                self._append(character)
                self._at += 1
        if self._stack:
            raise HtmlError(
                f'Can\'t find end tag corresponding to start tag "{self._stack[-1].tag}"'
            )
        return "".join(self._text), ordered(self._entities)

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._length += utf16_length(text)

    def _bytes(self, position: int) -> int:
        return len(self._markup[:position].encode("utf-8", "surrogatepass"))

    def _peek(self) -> str:
        """The character here, or an empty string at the end."""
        return self._markup[self._at : self._at + 1]

    def _skip_spaces(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self._at += 1

    def _word(self, stops: str) -> str:
        begin = self._at
        while self._peek() and self._peek() not in stops and self._peek() not in _SPACE:
            self._at += 1
        return self._markup[begin : self._at]

    def _character(self) -> str:
        match = _CHARACTER.match(self._markup, self._at)
        character = _decoded(match) if match else None
        if match is None or character is None:
            self._at += 1
            return "&"
        self._at = match.end()
        return character

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._peek() == "/":
            self._at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._word(">").lower()
        if not self._peek():
            raise HtmlError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _TYPES:
            raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        opened = _Open(tag, self._length)
        while True:
            self._skip_spaces()
            if not self._peek():
                raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
            if self._peek() == ">":
                self._at += 1
                break
            self._attribute(opened, begin)
        if tag == "span" and opened.attributes.get("class") != "tg-spoiler":
            raise HtmlError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}'
            )
        self._stack.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> None:
        name = self._word("=>").lower()
        if not name:
            raise HtmlError(
                f'Empty attribute name in the tag "{opened.tag}" at byte offset {self._bytes(begin)}'
            )
        self._skip_spaces()
        if self._peek() != "=":
            opened.attributes[name] = ""
            return
        self._at += 1
        self._skip_spaces()
        if not self._peek():
            raise HtmlError(
                f'Unclosed start tag "{opened.tag}" at byte offset {self._bytes(begin)}'
            )
        opened.attributes[name] = (
            self._quoted(begin) if self._peek() in "\"'" else self._bare().lower()
        )

    def _bare(self) -> str:
        begin = self._at
        while self._peek() and (self._peek() in ".-" or self._peek().isalnum()):
            self._at += 1
        if not self._peek() or (self._peek() not in _SPACE and self._peek() != ">"):
            raise HtmlError(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
        return self._markup[begin : self._at]

    def _quoted(self, begin: int) -> str:
        mark = self._peek()
        self._at += 1
        value: list[str] = []
        while self._peek() and self._peek() != mark:
            if self._peek() == "&":
                value.append(self._character())
            else:
                value.append(self._peek())
                self._at += 1
        if not self._peek():
            raise HtmlError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        self._at += 1
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self._stack:
            raise HtmlError(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        tag = self._word(">").lower()
        self._skip_spaces()
        if self._peek() != ">":
            raise HtmlError(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self._at += 1
        opened = self._stack.pop()
        if tag not in {"", opened.tag}:
            raise HtmlError(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self._length > opened.begin:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _TYPES[opened.tag],
            "offset": opened.begin,
            "length": self._length - opened.begin,
        }
        if opened.tag == "a":
            if not self._link(entity, opened):
                return
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code":
            language = opened.attributes.get("class", "")
            if language.startswith("language-"):
                entity["language"] = language.removeprefix("language-")
        elif opened.tag == "pre":
            self._take_language(entity)
        if entity["type"] == "code" and not (self._stack and self._stack[-1].tag == "pre"):
            entity.pop("language", None)
        self._entities.append(entity)

    def _take_language(self, pre: Entity) -> None:
        """``<pre><code class="language-x">`` over the same text is one entity."""
        inner = self._entities[-1] if self._entities else None
        if inner is None or inner["type"] != "code":
            return
        language = inner.pop("language", None)
        if (inner["offset"], inner["length"]) == (pre["offset"], pre["length"]):
            self._entities.pop()
            if language:
                pre["language"] = language

    def _link(self, entity: Entity, opened: _Open) -> bool:
        covered = utf16_slice("".join(self._text), entity["offset"], entity["length"])
        url = opened.attributes.get("href") or covered
        person = _USER_LINK.match(url)
        if person:
            entity.update(type="text_mention", user={"id": int(person[1])})
            return True
        try:
            entity["url"] = checked_url(url)
        except InvalidUrl:
            return False
        return True


def _decoded(match: re.Match[str]) -> str | None:
    if match["name"] is not None:
        return _NAMED.get(match["name"])
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code)
