"""Reads one YAML text into plain values, remembering the line of every key and item.

YAML 1.2 core schema: ``no`` and ``12:30`` are text. Aliases, anchors, tags, several documents and
deep nesting are refused: nothing that a person writes in a pack needs them, and a few hundred bytes
of aliases can unfold to gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from clauses.said import said

MAX_DEPTH = 20

YamlPath = tuple[str | int, ...]
"""Keys and item numbers from the root of the file to a value."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_LONGEST_NUMBER = 18
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Problem:
    """Something wrong with the YAML itself; ``line`` counts from 1."""

    line: int
    code: str
    message: str


@dataclass
class Lines:
    """A value read from YAML and where its parts stand.

    ``lines`` gives the line of the key for a value in a mapping, of the item for one in a list, and
    holds no entry for the root. Unless ``complete``, something could not be parsed; ``lost_names``
    are the ids and names found in it.
    """

    value: Any = None
    lines: dict[YamlPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost_names: set[str] = field(default_factory=set)
    complete: bool = True

    def line(self, path: YamlPath) -> int:
        """The line of this value, or of the nearest value around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> Lines:
    """Read a text of at most a few megabytes. Never raises: what is wrong is in ``problems``.

    When the text does not parse, the entries that do (by top-level key, then by list item) are
    still read, so that one slip does not hide the faults of the rest.
    """
    whole = _parse(text, first_line=1)
    if whole.complete:
        return whole
    pieces = _parse_in_pieces(text)
    if not pieces.problems:  # each piece is sound, only not all of them together
        pieces.problems = whole.problems
    return pieces


def _parse(text: str, *, first_line: int) -> Lines:
    reader = _Reader(text, first_line)
    result = reader.result
    try:
        reader.read()
    except _Refused as refused:
        result.problems.append(refused.problem)
    except MarkedYAMLError as error:
        # An unclosed bracket or quote is found at the end of the file; it starts at the context.
        mark = error.problem_mark
        if error.context_mark is not None and "end of stream" in (error.problem or ""):
            mark = error.context_mark
        line = first_line + (mark.line if mark is not None else 0)
        message = " ".join(part for part in (error.context, error.problem) if part)
        result.problems.append(Problem(line, "yaml", said("not YAML: {0}", message)))
    except ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        message = said("not YAML: the character U+{0:04X} is not allowed", int(error.character))
        result.problems.append(Problem(line, "yaml", message))
    except YAMLError as error:
        result.problems.append(Problem(first_line, "yaml", said("not YAML: {0}", error)))
    else:
        return result
    result.value = None
    result.complete = False
    return result


class _Refused(Exception):
    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(line, code, message)


# The parser's time grows with the square of the brackets that are open.
_BRACKETS = re.compile(rf"(?:[\[{{]\s{{0,9}}){{{MAX_DEPTH + 1}}}")
_TOO_DEEP = said("nested more than {0} levels deep", MAX_DEPTH)


class _Reader:
    """Turns the parser's events into values; every event carries its line."""

    def __init__(self, text: str, first_line: int) -> None:
        self.result = Lines()
        self._text = text
        self._first_line = first_line
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))

    def read(self) -> None:
        if found := _BRACKETS.search(self._text):
            line = self._first_line + self._text.count("\n", 0, found.start())
            raise _Refused(line, "too-deep", _TOO_DEEP)
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused(
                        event, "yaml", said("only one document is allowed in a file")
                    )
                self.result.value = self._value(next(self._events), ())

    def _value(self, event: Any, path: YamlPath) -> Any:
        self._refuse_marks(event)
        if isinstance(event, ScalarEvent):
            return _scalar_value(event)
        if len(path) >= MAX_DEPTH:
            raise self._refused(event, "too-deep", _TOO_DEEP)
        return self._items(path) if isinstance(event, SequenceStartEvent) else self._mapping(path)

    def _items(self, path: YamlPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            self._refuse_marks(event)
            place = (*path, len(items))
            self.result.lines[place] = self._line(event)
            items.append(self._value(event, place))
        return items

    def _mapping(self, path: YamlPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            self._refuse_marks(event)
            if not isinstance(event, ScalarEvent):
                raise self._refused(event, "yaml", said("a key must be plain text"))
            key: str = event.value
            if key in mapping:
                message = said("the key {0!r} is here twice", key)
                self.result.problems.append(Problem(self._line(event), "duplicate-key", message))
                # Read on, but keep the first value and its lines.
                self._value(next(self._events), (*path, key, "duplicate"))
                continue
            self.result.lines[(*path, key)] = self._line(event)
            mapping[key] = self._value(next(self._events), (*path, key))
        return mapping

    def _refuse_marks(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            raise self._refused(event, "alias", said("aliases (*name) are not allowed"))
        if event.anchor is not None:
            raise self._refused(event, "alias", said("anchors (&name) are not allowed"))
        if event.tag is not None:
            raise self._refused(event, "tag", said("tags (!name) are not allowed"))

    def _refused(self, event: Any, code: str, message: str) -> _Refused:
        return _Refused(self._line(event), code, message)

    def _line(self, event: Any) -> int:
        return self._first_line + int(event.start_mark.line)


def _scalar_value(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    if event.style not in (None, ""):
        return text
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if len(text) <= _LONGEST_NUMBER and _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


# --- after a syntax error: read what can be read -------------------------------------------------

_MOST_PROBLEMS = 200
"""A file with more broken entries than this is not a pack with slips; the rest is left unread."""

_TOP_ITEM = re.compile(r"-(?!--)")
_TOP_KEY = re.compile(r"[^\s#-]")
_ITEM = re.compile(r"( *)-(\s|$)")
_NAME = re.compile(r"\b(?:id|name):\s*[\"']?([^\s,}\"']+)")


def _parse_in_pieces(text: str) -> Lines:
    lines = text.split("\n")
    result = Lines(complete=False)
    first = next((line for line in lines if line.strip() and not line.startswith(("#", "---"))), "")
    if first.startswith("-"):
        result.value = []
        _add_items(result, result.value, (), _pieces(lines, _TOP_ITEM))
    else:
        result.value = {}
        for start, piece in _pieces(lines, _TOP_KEY):
            if len(result.problems) < _MOST_PROBLEMS:
                _add_section(result, start, piece)
    return result


def _pieces(lines: list[str], begins: re.Pattern[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut before each line that ``begins`` matches, and before the first line."""
    starts = [number for number, line in enumerate(lines) if number == 0 or begins.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start + 1, lines[start:end]


def _add_items(
    result: Lines, items: list[Any], path: YamlPath, pieces: Iterator[tuple[int, list[str]]]
) -> None:
    for start, piece in pieces:
        if len(result.problems) >= _MOST_PROBLEMS:
            return
        read = _parse("\n".join(piece), first_line=start)
        result.problems.extend(read.problems)
        if isinstance(read.value, list):
            # A piece is read as a list of its own, which has this item at its beginning.
            number = len(items)
            items.extend(read.value)
            for place, line in read.lines.items():
                result.lines[(*path, number, *place[1:])] = line
            continue
        if read.value is not None and not read.problems:
            result.problems.append(
                Problem(start, "yaml", said("not YAML: this belongs to no entry"))
            )
        result.lost_names.update(_NAME.findall("\n".join(piece)))


def _add_section(result: Lines, start: int, piece: list[str]) -> None:
    read = _parse("\n".join(piece), first_line=start)
    if isinstance(read.value, dict):
        for key, value in read.value.items():
            if key in result.value:
                message = said("the key {0!r} is here twice", key)
                result.problems.append(Problem(start, "duplicate-key", message))
                continue
            result.value[key] = value
            result.lines.update((p, line) for p, line in read.lines.items() if p[0] == key)
        result.problems.extend(read.problems)
        return
    key = piece[0].partition(":")[0].strip()
    inside = next(
        (line for line in piece[1:] if line.strip() and not line.lstrip().startswith("#")), ""
    )
    first_item = _ITEM.match(inside)
    if read.complete and read.value is not None:
        result.problems.append(Problem(start, "yaml", said("not YAML: this belongs to no key")))
    if first_item is None or key in result.value:
        result.problems.extend(read.problems)
        result.lost_names.update(_NAME.findall("\n".join(piece)))
        return
    result.value[key] = []
    result.lines[(key,)] = start
    item = re.compile(re.escape(first_item[1]) + r"-(\s|$)")
    items = ((start + offset, lines) for offset, lines in _pieces(piece[1:], item))
    _add_items(result, result.value[key], (key,), items)
