"""Texts that readers will see: Simplified script, no debris of bad copies, nothing unfinished.

An official text stands in the script of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clauses.characters.mojibake import broken_passages, is_plain
from clauses.characters.pinyin_debris import pinyin_insertions, strip_pinyin_debris
from clauses.characters.script import traditional_characters
from clauses.errors import PackFault
from clauses.loading import schema
from clauses.loading.checking.scope import PackScope
from clauses.loading.raw_pack import RawPack
from clauses.loading.yaml_lines import YamlPath
from clauses.said import said

_ANY_SCRIPT = ("asked_as", "synonyms", "wrong", "zh-Hant")
"""Keys whose texts may be in any script: people ask in any, and one language has its own."""


_OFFICIAL = re.compile(r"(?:s[0-9]+\.)?(?:[0-9]|annex-[0-9]|[pr][0-9])")
"""The beginning of the id of an imported article, paragraph or row."""


def check(scope: PackScope) -> Iterator[PackFault]:
    """Faults of the texts themselves."""
    for file in scope.pack.files:
        yield from _file(scope.pack, file)


def _file(pack: RawPack, file: str) -> Iterator[PackFault]:
    any_script = file in (schema.PACK, schema.CLAUSES) and _is_official(pack)
    for path, text in _texts((), pack.files[file].value):
        for code, message, passage in _objections(path, text):
            if code == "traditional" and any_script:
                continue
            yield PackFault(pack.folder / file, _line(pack, file, path, passage), code, message)


def _is_official(pack: RawPack) -> bool:
    """Whether all clauses are articles as the import writes them."""
    clauses = pack.files[schema.CLAUSES].value if schema.CLAUSES in pack.files else None
    return isinstance(clauses, list) and all(
        isinstance(clause, dict) and _OFFICIAL.match(str(clause.get("id", "")))
        for clause in clauses
    )


def _texts(path: YamlPath, value: Any) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts((*path, key), part)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts((*path, number), part)


def _objections(path: YamlPath, text: str) -> Iterator[tuple[str, str, str]]:
    """Code, message and the passage that is meant."""
    if schema.UNFINISHED in text:
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "this")
        yield "unfinished", said("{0} is still to be written", key), schema.UNFINISHED
    if schema.DAMAGED in text:
        message = said(
            "the source is damaged in {0} place(s) of this text", text.count(schema.DAMAGED)
        )
        yield "damaged", message, schema.DAMAGED
    if not is_plain(text):
        clean, _ = strip_pinyin_debris(text)
        for broken in broken_passages(clean):
            passage = clean[broken.start : broken.end]
            yield "broken-characters", said("broken characters: {0!r}", passage), passage
    if any(step in _ANY_SCRIPT for step in path):
        return
    insertions = pinyin_insertions(text)
    if insertions:
        passage = text[slice(*insertions[0])]
        yield "pinyin-debris", said("a reading stands in the text: {0}", passage), passage
    traditional = traditional_characters(text)
    if traditional:
        message = said("Traditional characters in a Simplified text: {0}", traditional)
        yield "traditional", message, traditional[0]


def _line(pack: RawPack, file: str, path: YamlPath, passage: str) -> int:
    """The line of the passage where the text runs over several lines."""
    lines = pack.files[file]
    start = lines.line(path)
    later = [line for line in lines.lines.values() if line > start]
    end = min(later, default=len(pack.sources[file]) + 1)
    for number in range(start, end):
        if passage in pack.sources[file][number - 1]:
            return number
    return start
