"""Words and patterns as data: the tables of the files in ``clauses/lexicon``.

An entry is a pattern or a list of alternatives. ``{name}`` inside it stands for another entry of the
same table, or for a pattern that the reading module hands in, such as the words for periods.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lexicon"
_REFERENCE = re.compile(r"\{([a-z][a-z-]*)\}")


class WordTable:
    """One table of a file. ``given``: further patterns that its entries may refer to."""

    def __init__(self, file: str, table: str, given: Mapping[str, str] | None = None) -> None:
        self._entries: Mapping[str, str | list[str]] = tables(file)[table]
        self._given = given or {}

    def __iter__(self) -> Iterator[str]:
        """The names of the entries, in the order of the file."""
        return iter(self._entries)

    def text(self, name: str) -> str:
        """An entry with its references filled in, a list as alternatives.

        Raises:
            KeyError: neither the table nor the module has this name.
        """
        entry = self._given[name] if name in self._given else self._entries[name]
        text = entry if isinstance(entry, str) else "|".join(entry)
        return self._filled_in(text)

    def _filled_in(self, text: str) -> str:
        return _REFERENCE.sub(lambda found: self.text(found[1]), text)

    def pattern(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """An entry as a compiled pattern."""
        return re.compile(self.text(name), flags)

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The members of a list, each as a compiled pattern with its references filled in."""
        entry = self._entries[name]
        members = [entry] if isinstance(entry, str) else entry
        return tuple(re.compile(self._filled_in(member)) for member in members)

    def words(self, name: str) -> tuple[str, ...]:
        """The members of a list; of a text, its words between spaces."""
        entry = self._entries[name]
        return tuple(entry.split() if isinstance(entry, str) else entry)

    def by_word(self) -> Mapping[str, re.Pattern[str]]:
        """The patterns of a table whose names are words between spaces, by each of these words."""
        return _ByWord(self)

    def filled(self, name: str, *values: object) -> str:
        """An entry with each ``{}`` in it replaced by a value."""
        return self.text(name).format(*values)


class _ByWord(Mapping[str, re.Pattern[str]]):
    """Each pattern is compiled when it is first asked for: few ever are, and all of them take long."""

    def __init__(self, table: WordTable) -> None:
        self._names = {word: name for name in table for word in name.split()}
        self._pattern = cache(table.pattern)

    def __getitem__(self, word: str) -> re.Pattern[str]:
        return self._pattern(self._names[word])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@lru_cache(maxsize=16)
def tables(file: str) -> dict[str, Any]:
    """Everything in one file, as written."""
    return tomllib.loads((_FOLDER / file).read_text("utf-8"))
