"""Reads the catalogues (Fluent) and fills in their fields.

Values are escaped for Telegram HTML here and nowhere else: ``t("id", name=value)`` is ready to be
sent with ``parse_mode=HTML``; ``t.plain`` is for places that take no markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_interval
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax import ast

FOLDER = Path(__file__).parent
LOCALES = ("zh-Hans", "zh-Hant", "en")
DEFAULT_LOCALE = "zh-Hans"

_DAY_FORMATS = {"zh-Hans": "y年M月d日（EEE）", "zh-Hant": "y年M月d日（EEE）", "en": "EEE d MMM y"}
_SHORT_DAY_FORMATS = {"zh-Hans": "M月d日（EEE）", "zh-Hant": "M月d日（EEE）", "en": "EEE d MMM"}
_BARE_DAY_FORMATS = {"zh-Hans": "M月d日", "zh-Hant": "M月d日", "en": "d MMM"}
_BABEL = {"zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW", "en": "en_GB"}


_BEGINNING = re.compile(r"^(?=[A-Za-z])", re.MULTILINE)
"""Where a message begins; comments and blank lines go with the one before."""

_OF_PACKS = frozenset({"duty", "post", "body", "own", "absent", "where"})
"""Fields with what packs call something: they are written in Simplified script only."""


class Html(str):
    """Text that is Telegram HTML already."""

    __slots__ = ()


class BrokenCatalogue(Exception):
    """A catalogue does not parse, or a message or one of its fields is missing."""


class Messages:
    """The messages of one locale, each parsed when it is first asked for: a start needs few of a thousand."""

    def __init__(self, locale: str) -> None:
        self.bundle = FluentBundle([locale], use_isolating=False)
        self._locale = locale
        self._sources: dict[str, str] = {}
        for file in sorted((FOLDER / locale).glob("*.ftl")):
            _, *entries = _BEGINNING.split(file.read_text("utf-8"))
            for entry in entries:
                message_id = entry.partition("=")[0].strip()
                if message_id in self._sources:
                    raise BrokenCatalogue(f"{file}: {message_id!r} is defined twice")
                self._sources[message_id] = entry

    def __iter__(self) -> Iterator[str]:
        """The names of all."""
        return iter(self._sources)

    def pattern(self, message_id: str) -> Any:
        """The text with its fields still open, for the bundle to fill in.

        Raises:
            BrokenCatalogue: there is none, or it does not parse.
        """
        if not self.bundle.has_message(message_id):
            self.bundle.add_resource(self._parsed(message_id))
        pattern = self.bundle.get_message(message_id).value
        if pattern is None:
            raise BrokenCatalogue(f"{self._locale}: {message_id!r} has no text")
        return pattern

    def _parsed(self, message_id: str) -> ast.Resource:
        if message_id not in self._sources:
            raise BrokenCatalogue(f"{self._locale}: no message {message_id!r}")
        resource: ast.Resource = FluentResource(self._sources[message_id])
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise BrokenCatalogue(f"{self._locale}: {entry.content!r}")
        return resource


class Texts:
    """The catalogue of one locale; ``words`` fill fields in that no caller gives."""

    def __init__(
        self, locale: str, messages: Messages, words: Mapping[str, str] | None = None
    ) -> None:
        self.locale = locale
        self._messages = messages
        self._words = words or {}

    def with_words(self, words: Mapping[str, str]) -> Texts:
        """The same catalogue with these for the fields of their names: what packs call things."""
        return Texts(self.locale, self._messages, words)

    def __call__(self, message_id: str, **fields: object) -> Html:
        """Fill a message in, with every value escaped for Telegram HTML.

        Raises:
            BrokenCatalogue: there is no such message, or a field that it names was not given.
        """
        return Html(_filled(self, message_id, _escaped, **fields))

    def plain(self, message_id: str, **fields: object) -> str:
        """Fill a message in without markup: button labels, pop-ups, the command line."""
        return _filled(self, message_id, str, **fields)

    def called(self, name: str) -> str:
        """What a pack calls something, in the script of this locale."""
        if self.locale != "zh-Hant":
            return name
        from clauses.characters.script import (
            rewritten_in_traditional,  # lazily: seldom asked for, and it reads its tables
        )

        return rewritten_in_traditional(name)

    def day(self, day: date) -> str:
        """A date with its weekday, such as 2026年12月31日（周四）."""
        return format_date(day, _DAY_FORMATS[self.locale], locale=_BABEL[self.locale])

    def short_day(self, day: date) -> str:
        """A date of the present year with its weekday, such as 12月31日（周四）."""
        return format_date(day, _SHORT_DAY_FORMATS[self.locale], locale=_BABEL[self.locale])

    def bare_day(self, day: date) -> str:
        """A date of the present year for places that are short of room, such as 12月31日."""
        return format_date(day, _BARE_DAY_FORMATS[self.locale], locale=_BABEL[self.locale])

    def weekday(self, number: int) -> str:
        """A weekday (1 Monday to 7 Sunday), such as 周一."""
        monday = date(2024, 1, 1)
        return format_date(monday.replace(day=number), "EEE", locale=_BABEL[self.locale])

    def days(self, first: date, last: date) -> str:
        """From one date to another, such as 2026年11月30日至12月6日."""
        return _interval(first, last, "yMMMd", self.locale)

    def months(self, first: date, last: date) -> str:
        """The months from one date to another, such as 2026年11月至12月."""
        return _interval(first, last, "yMMM", self.locale)

    def clock_time(self, at: time) -> str:
        """A wall time on the 24-hour clock."""
        return at.strftime("%H:%M")

    def filled(self, message_id: str, text: Callable[[Any], str], fields: dict[str, object]) -> str:
        """A message with its fields as ``text`` writes them; for the memory below."""
        pattern = self._messages.pattern(message_id)
        values = {
            # Grouping would turn the year 2026 into 2,026.
            name: fluent_number(value, useGrouping=False)
            if isinstance(value, int)
            else text(self.called(value) if name in _OF_PACKS and type(value) is str else value)
            for name, value in {**self._words, **fields}.items()
        }
        formatted, errors = self._messages.bundle.format_pattern(pattern, values)
        if errors:
            raise BrokenCatalogue(f"{self.locale}: {message_id!r}: {errors}")
        return str(formatted)


@lru_cache(maxsize=4096, typed=True)
def _filled(t: Texts, message_id: str, text: Callable[[Any], str], /, **fields: object) -> str:
    # Most lines of most screens are the same for everybody.
    return t.filled(message_id, text, fields)


@lru_cache(maxsize=1024)
def _interval(first: date, last: date, skeleton: str, locale: str) -> str:
    # Three times as dear as a date, and the same few for everybody.
    return format_interval(first, last, skeleton, locale=_BABEL[locale])


def _escaped(value: object) -> str:
    return value if isinstance(value, Html) else escape(str(value), quote=False)


@cache
def texts(locale: str) -> Texts:
    """The catalogue for a locale; an unknown one gets the default.

    Raises:
        BrokenCatalogue: two messages have one name.
    """
    if locale not in LOCALES:
        return texts(DEFAULT_LOCALE)
    return Texts(locale, Messages(locale))


def locale_for(language_code: str | None) -> str:
    """The catalogue for a Telegram language code, such as ``zh-hant`` or ``en-GB``."""
    code = (language_code or "").lower().replace("_", "-")
    if code.startswith("en"):
        return "en"
    if code.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return "zh-Hant"
    return DEFAULT_LOCALE
