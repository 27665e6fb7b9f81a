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
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

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
    builder = _Builder(first_line)
    result = builder.result
    try:
        _refuse_brackets(text, first_line)
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except _Refused as refused:
        result.problems.append(refused.problem)
    except MarkedYAMLError as error:
        # An unclosed bracket or quote is found at the end of the file; it starts at the context.
        mark = error.problem_mark
        if error.context_mark is not None and "end of stream" in (error.problem or ""):
            mark = error.context_mark
        line = first_line + (mark.line if mark is not None else 0)
        message = " ".join(part for part in (error.context, error.problem) if part)
        result.problems.append(Problem(line, "yaml", f"not YAML: {message}"))
    except ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        message = f"not YAML: the character U+{int(error.character):04X} is not allowed"
        result.problems.append(Problem(line, "yaml", message))
    except YAMLError as error:
        result.problems.append(Problem(first_line, "yaml", f"not YAML: {error}"))
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


def _refuse_brackets(text: str, first_line: int) -> None:
    if found := _BRACKETS.search(text):
        line = first_line + text.count("\n", 0, found.start())
        raise _Refused(line, "too-deep", f"nested more than {MAX_DEPTH} levels deep")


@dataclass
class _Open:
    """A list or mapping whose end has not come yet. ``key`` is the key whose value comes next."""

    value: Any
    path: YamlPath
    key: str | None = None  # None in a mapping: a key has to come
    duplicate: bool = False


class _Builder:
    """Turns parser events into values; one pass, no recursion."""

    def __init__(self, first_line: int) -> None:
        self.result = Lines()
        self._first_line = first_line
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        match event:
            case ScalarEvent():
                self._refuse_marks(event)
                self._scalar(event)
            case MappingStartEvent() | SequenceStartEvent():
                self._refuse_marks(event)
                self._start(event)
            case MappingEndEvent() | SequenceEndEvent():
                self._open.pop()
            case AliasEvent():
                raise self._refused(event, "alias", "aliases (*name) are not allowed")
            case DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._refused(event, "yaml", "only one document is allowed in a file")

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refused(event, "alias", "anchors (&name) are not allowed")
        if event.tag is not None:
            raise self._refused(event, "tag", "tags (!name) are not allowed")

    def _refused(self, event: Any, code: str, message: str) -> _Refused:
        return _Refused(self._line(event), code, message)

    def _line(self, event: Any) -> int:
        return self._first_line + int(event.start_mark.line)

    def _scalar(self, event: Any) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event)
            return
        self._place(_scalar_value(event), event)

    def _key(self, top: _Open, event: Any) -> None:
        key = event.value
        line = self._line(event)
        top.key = key
        top.duplicate = key in top.value
        if top.duplicate:
            message = f"the key {key!r} is here twice"
            self.result.problems.append(Problem(line, "duplicate-key", message))
        else:
            self.result.lines[(*top.path, key)] = line

    def _start(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._refused(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep")
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            raise self._refused(event, "yaml", "a key must be plain text")
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        path = self._place(value, event)
        self._open.append(_Open(value, path))

    def _place(self, value: Any, event: Any) -> YamlPath:
        """Put the value where it belongs and say where that is."""
        if not self._open:
            self.result.value = value
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            top.value.append(value)
            self.result.lines[path] = self._line(event)
            return path
        key, top.key = str(top.key), None
        if top.duplicate:
            return (*top.path, key, "duplicate")  # read on, but keep the first value and its lines
        top.value[key] = value
        return (*top.path, key)


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
        for start, piece in _pieces(lines, _TOP_ITEM):
            if len(result.problems) < _MOST_PROBLEMS:
                _add_item(result, (), start, piece)
        return result
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


def _add_item(result: Lines, path: YamlPath, start: int, piece: list[str]) -> None:
    items = result.value
    for key in path:
        items = items[key]
    read = _parse("\n".join(piece), first_line=start)
    result.problems.extend(read.problems)
    if not isinstance(read.value, list):
        if read.value is not None and not read.problems:
            result.problems.append(Problem(start, "yaml", "not YAML: this belongs to no entry"))
        result.lost_names.update(_NAME.findall("\n".join(piece)))
        return
    number = len(items)
    items.extend(read.value)
    # A piece is read as a list of its own, which has this item at its beginning.
    result.lines.update(((*path, number, *found[1:]), line) for found, line in read.lines.items())


def _add_section(result: Lines, start: int, piece: list[str]) -> None:
    read = _parse("\n".join(piece), first_line=start)
    if isinstance(read.value, dict):
        for key, value in read.value.items():
            if key in result.value:
                message = f"the key {key!r} is here twice"
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
        result.problems.append(Problem(start, "yaml", "not YAML: this belongs to no key"))
    if first_item is None or key in result.value:
        result.problems.extend(read.problems)
        result.lost_names.update(_NAME.findall("\n".join(piece)))
        return
    result.value[key] = []
    result.lines[(key,)] = start
    item = re.compile(re.escape(first_item[1]) + r"-(\s|$)")
    for offset, lines in _pieces(piece[1:], item):
        if len(result.problems) < _MOST_PROBLEMS:
            _add_item(result, (key,), start + offset, lines)
