"""What is worked out from a library before the first question, and can be kept for the next start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields

from clauses.answering.vocabulary import Vocabulary
from clauses.cache.values import from_json, to_json
from clauses.library import Library
from clauses.searching.postings import Postings
from clauses.searching.search import ClauseIndex
from clauses.searching.statements import Statement, all_statements

_RUN = "postings."
_FIELDS = [field.name for field in fields(Statement) if field.name != "stated"]


@dataclass(frozen=True)
class Derived:
    """All statements of a library, their index, and in how many of them each gram occurs."""

    statements: tuple[Statement, ...]
    index: ClauseIndex
    occurrences: Mapping[str, int]

    @classmethod
    def of(cls, library: Library, vocabulary: Vocabulary) -> Derived:
        """Work everything out."""
        statements = all_statements(library, vocabulary)
        occurrences = Counter(gram for statement in statements for gram in statement.grams)
        return cls(statements, ClauseIndex(statements), dict(occurrences))

    def as_parts(self) -> dict[str, bytes]:
        """The same as named runs of bytes; what a pack states itself is left to the packs."""
        values = {name: [getattr(each, name) for each in self.statements] for name in _FIELDS}
        runs = self.index.postings.as_bytes()
        return {
            "statements": to_json({name: tuple(column) for name, column in values.items()}),
            "occurrences": to_json(self.occurrences),
            **{_RUN + name: content for name, content in runs.items()},
        }

    @classmethod
    def from_parts(cls, library: Library, parts: Mapping[str, bytes]) -> Derived:
        """Read what :meth:`as_parts` gave for this same library.

        Raises:
            ValueError, TypeError, KeyError: it is not of that form, or of another library.
        """
        columns = from_json(parts["statements"])
        statements = []
        for row in zip(*(columns[name] for name in _FIELDS), strict=True):
            values = dict(zip(_FIELDS, row, strict=True))
            stated = library.find(values["ref"])
            if stated is None:
                raise ValueError(values["ref"])
            statements.append(Statement(stated=stated, **values))
        runs = {
            name.removeprefix(_RUN): content
            for name, content in parts.items()
            if name.startswith(_RUN)
        }
        postings = Postings.from_bytes(len(statements), runs)
        index = ClauseIndex(statements, postings)
        return cls(tuple(statements), index, from_json(parts["occurrences"]))
