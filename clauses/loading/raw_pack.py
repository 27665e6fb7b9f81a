"""The files of one pack as written: values, lines, and the faults of their form.

Checks of references work on these raw entries, not on validated models, so that a wrong
strength in a clause does not hide its unknown subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.yaml_lines import Lines, YamlPath, read_yaml
from clauses.said import said

MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class RawEntry:
    """A mapping in a file, with access that passes over what has the wrong type."""

    file: Path
    path: YamlPath
    value: dict[str, Any]
    _lines: Lines

    def text(self, key: str) -> str | None:
        """The text under this key; None when it is absent or not text."""
        value = self.value.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> int | None:
        """The whole number under this key, likewise."""
        value = self.value.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, key: str) -> list[tuple[int, str]]:
        """The texts in the list under this key, each with its line."""
        values = self.value.get(key)
        if not isinstance(values, list):
            return []
        return [
            (self.line(key, number), value)
            for number, value in enumerate(values)
            if isinstance(value, str)
        ]

    def entry(self, key: str) -> RawEntry | None:
        """The mapping under this key."""
        value = self.value.get(key)
        if not isinstance(value, dict):
            return None
        return RawEntry(self.file, (*self.path, key), value, self._lines)

    def entries(self, key: str) -> list[RawEntry]:
        """The mappings in the list under this key."""
        return list(_entries(self.file, (*self.path, key), self.value.get(key), self._lines))

    def line(self, *path: str | int) -> int:
        """The line of this part of the entry, or of the entry itself."""
        return self._lines.line((*self.path, *path))

    def fault(self, code: str, message: str, *path: str | int) -> PackFault:
        """A fault at this part of the entry."""
        return PackFault(self.file, self.line(*path), code, message)


@dataclass
class RawPack:
    """One pack as written. ``faults`` are those of form; ``models`` has the files without any.

    ``unreadable`` names files of which not even the ids are known.
    """

    folder: Path
    files: dict[str, Lines] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    models: dict[str, Any] = field(default_factory=dict)
    faults: list[PackFault] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The id that the manifest states, else the folder's name."""
        manifest = self.manifest
        return (manifest and manifest.text("id")) or self.folder.name

    @property
    def manifest(self) -> RawEntry | None:
        """The root of pack.yaml."""
        return self._root(schema.PACK)

    def entries(self, file: str, key: str | None = None) -> list[RawEntry]:
        """The entries of a file that is a list, or of the list under ``key`` of its root."""
        lines = self.files.get(file)
        if lines is None:
            return []
        if key is None:
            return list(_entries(self.folder / file, (), lines.value, lines))
        root = self._root(file)
        return root.entries(key) if root is not None else []

    def stated(self) -> list[RawEntry]:
        """Every entry that a ref can name."""
        return [
            *self.entries(schema.CLAUSES),
            *self.entries(schema.QUESTIONS),
            *self.entries(schema.CORRECTIONS),
            *self.entries(schema.STANDARDS),
            *self.entries(schema.TERMS, "distinctions"),
        ]

    def lost_names(self, *files: str) -> set[str]:
        """Ids and names in the passages of these files that could not be parsed."""
        return {
            name for file in files if file in self.files for name in self.files[file].lost_names
        }

    def _root(self, file: str) -> RawEntry | None:
        lines = self.files.get(file)
        if lines is None or not isinstance(lines.value, dict):
            return None
        return RawEntry(self.folder / file, (), lines.value, lines)


def _entries(file: Path, path: YamlPath, values: object, lines: Lines) -> Iterator[RawEntry]:
    if isinstance(values, list):
        for number, value in enumerate(values):
            if isinstance(value, dict):
                yield RawEntry(file, (*path, number), value, lines)


def read_pack(folder: Path) -> RawPack:
    """Read every file of a pack. Never raises for what is in the folder; see ``faults``."""
    pack = RawPack(folder)
    if not folder.is_dir():
        pack.unreadable.update(schema.FILES)
        pack.faults.append(PackFault(folder, 1, "no-such-folder", said("there is no such folder")))
        return pack
    for path in sorted(folder.iterdir()):
        if path.name in schema.FILES:
            _read_file(pack, path)
        elif path.name != schema.CHECKED_TABLE and not path.name.startswith("."):
            known = ", ".join(schema.FILES)
            message = said("unknown file {0!r}; a pack has: {1}", path.name, known)
            pack.faults.append(PackFault(path, 1, "unknown-file", message))
    if schema.PACK not in pack.files and schema.PACK not in pack.unreadable:
        pack.unreadable.add(schema.PACK)
        pack.faults.append(
            PackFault(folder / schema.PACK, 1, "missing-file", said("this file is required"))
        )
    return pack


def _read_file(pack: RawPack, path: Path) -> None:
    text = _text(pack, path)
    if text is None:
        pack.unreadable.add(path.name)
        return
    lines = read_yaml(text)
    pack.files[path.name] = lines
    pack.sources[path.name] = text.split("\n")
    pack.faults.extend(PackFault(path, p.line, p.code, p.message) for p in lines.problems)
    if lines.value is None and lines.complete:
        lines.value = [] if path.name in schema.LIST_FILES else {}
    try:
        pack.models[path.name] = schema.FILES[path.name].validate_python(lines.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not lines.complete and detail["type"] == "missing" and len(detail["loc"]) == 1:
                continue  # the missing key may stand where the file could not be parsed
            pack.faults.append(_form_fault(path, lines, detail))


def _text(pack: RawPack, path: Path) -> str | None:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        pack.faults.append(
            PackFault(path, 1, "unreadable", said("cannot be read: {0}", error.strerror))
        )
        return None
    if size > MAX_BYTES:
        message = said("larger than {0:,} bytes", MAX_BYTES)
        pack.faults.append(PackFault(path, 1, "too-large", message))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        pack.faults.append(
            PackFault(path, line, "encoding", said("not UTF-8; save the file as UTF-8"))
        )
        return None


def _form_fault(path: Path, lines: Lines, detail: ErrorDetails) -> PackFault:
    # Tags of a union stand in ``loc`` but not in the file.
    place: YamlPath = ()
    for step in detail["loc"]:
        if (*place, step) in lines.lines:
            place = (*place, step)
    code, message = _wording(detail)
    if "cadence" in place and code in ("out-of-range", "wrong-value"):
        code = "cadence"
    return PackFault(path, lines.line(place), code, message)


def _wording(detail: ErrorDetails) -> tuple[str, str]:
    key = _key_in_words(detail["loc"])
    found = detail["input"]
    limits = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "missing-key", said("the key {0} is missing", key)
        case "extra_forbidden":
            return "unknown-key", _unknown_key(str(detail["loc"][-1]))
        case "enum":
            return "wrong-value", said("{0} must be {1}, not {2!r}", key, limits["expected"], found)
        case "string_pattern_mismatch" if "cadence" in detail["loc"]:
            words = ", ".join(schema.WORDS)
            return "cadence", said(
                "{0} must be one of {1}, a quota or an event, not {2!r}", key, words, found
            )
        case "string_pattern_mismatch" if detail["loc"][-1] == "duty":
            return "wrong-form", said("{0} must be one phrase without a full stop", key)
        case "string_pattern_mismatch":
            return "wrong-form", said(
                "{0} is not of the form {1}: {2!r}", key, limits["pattern"], found
            )
        case "string_too_long":
            length, most = len(found), limits["max_length"]
            return "too-long", said(
                "{0} has {1} characters, at most {2} are allowed", key, length, most
            )
        case "string_too_short" | "too_short":
            return "empty", said("{0} must not be empty", key)
        case "greater_than_equal":
            return "out-of-range", said(
                "{0} must be {1} or more, not {2}", key, limits["ge"], found
            )
        case "less_than_equal":
            return "out-of-range", said(
                "{0} must be {1} or less, not {2}", key, limits["le"], found
            )
        case kind if kind.endswith("_type"):
            return "wrong-type", said(
                "{0} must be {1}, not {2}", key, _TYPES.get(kind, kind), _kind(found)
            )
        case _:
            return "wrong-value", said("{0}: {1}", key, detail["msg"])


_TYPES = {
    "string_type": said("text"),
    "int_type": said("a whole number"),
    "bool_type": said("true or false"),
    "list_type": said("a list"),
    "model_type": said("a mapping of keys to values"),
    "dict_type": said("a mapping of keys to values"),
}


def _key_in_words(loc: tuple[int | str, ...]) -> str:
    """The last key of a place; for an item of a list, the list's key."""
    steps = [step for step in loc if step not in ("quota", "event", "word")] or list(loc)
    keys = [step for step in steps if isinstance(step, str)]
    if not keys:
        return said("the entry") if loc else said("the file")
    return said("an item of {0!r}", keys[-1]) if isinstance(steps[-1], int) else repr(keys[-1])


def _kind(value: object) -> str:
    match value:
        case None:
            return said("empty")
        case bool():
            return said("{0} (put it in quotes if text is meant)", str(value).lower())
        case int() | float():
            return said("the number {0} (put it in quotes if text is meant)", value)
        case str():
            return said("the text {0!r}", value[:40])
        case list():
            return said("a list")
        case _:
            return said("a mapping")


def _all_keys() -> list[str]:
    models = [m for m in vars(schema).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    return sorted({key for model in models for key in model.model_fields})


def _unknown_key(key: str) -> str:
    known = _all_keys()
    if key in known:
        return said("the key {0!r} does not belong here", key)
    near = get_close_matches(key, known, n=1)
    if near:
        return said("unknown key {0!r}; did you mean {1!r}?", key, near[0])
    return said("unknown key {0!r}", key)
