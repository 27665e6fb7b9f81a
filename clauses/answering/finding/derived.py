"""Indexes derived from a library before the first question, to be kept for the next start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from clauses.answering.finding.originals import links
from clauses.cache.values import from_json, to_json
from clauses.library import Library
from clauses.provisions import is_article
from clauses.searching.phrasings import PhrasingIndex
from clauses.searching.postings import Postings
from clauses.searching.search import ClauseIndex
from clauses.searching.statements import Statement, all_statements
from clauses.vocabulary import Vocabulary

_FIELDS = [field.name for field in fields(Statement) if field.name != "stated"]


@dataclass(frozen=True)
class Shelf:
    """Statements that are searched together, their indexes, and in how many of them each gram occurs."""

    statements: tuple[Statement, ...]
    index: ClauseIndex
    phrasings: PhrasingIndex
    occurrences: Mapping[str, int]

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Shelf:
        """Count and weigh everything."""
        occurrences = Counter(gram for statement in statements for gram in statement.grams)
        index, phrasings = ClauseIndex(statements), PhrasingIndex(statements)
        return cls(tuple(statements), index, phrasings, dict(occurrences))

    def as_parts(self, name: str) -> dict[str, bytes]:
        """The same as runs of bytes under this name; what a pack states itself is left to the packs."""
        values = {field: [getattr(each, field) for each in self.statements] for field in _FIELDS}
        runs = self.index.postings.as_bytes()
        asked = self.phrasings.postings.as_bytes()
        return {
            f"{name}.statements": to_json({f: tuple(column) for f, column in values.items()}),
            f"{name}.occurrences": to_json(self.occurrences),
            **{f"{name}.postings.{run}": content for run, content in runs.items()},
            **{f"{name}.phrasings.{run}": content for run, content in asked.items()},
        }

    @classmethod
    def from_parts(cls, name: str, library: Library, parts: Mapping[str, bytes]) -> Shelf:
        """Read what :meth:`as_parts` gave for this name and this same library."""
        columns = from_json(parts[f"{name}.statements"])
        statements = []
        for row in zip(*(columns[field] for field in _FIELDS), strict=True):
            values = dict(zip(_FIELDS, row, strict=True))
            stated = library.find(values["ref"])
            if stated is None:
                raise ValueError(values["ref"])
            statements.append(Statement(stated=stated, **values))
        index = ClauseIndex(statements, _postings(f"{name}.postings.", len(statements), parts))
        asked = sum(len(each.phrasings) for each in statements)
        phrasings = PhrasingIndex(statements, _postings(f"{name}.phrasings.", asked, parts))
        return cls(tuple(statements), index, phrasings, from_json(parts[f"{name}.occurrences"]))


def _postings(prefix: str, size: int, parts: Mapping[str, bytes]) -> Postings:
    runs = {
        part.removeprefix(prefix): content
        for part, content in parts.items()
        if part.startswith(prefix)
    }
    return Postings.from_bytes(size, runs)


@dataclass(frozen=True)
class DerivedIndex:
    """Two shelves: what packs restate in their own words, and articles as official texts have them.

    They are searched apart, so that neither changes what the other finds: a text somebody adds
    does not make a word of the restated duties any less rare.
    """

    restated: Shelf
    texts: Shelf
    links: Mapping[str, str]
    """See ``originals.links``."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Those of both shelves."""
        return (*self.restated.statements, *self.texts.statements)

    @property
    def occurrences(self) -> Mapping[str, int]:
        """In how many statements of both shelves each gram occurs."""
        if not self.texts.occurrences:
            return self.restated.occurrences
        return Counter(self.restated.occurrences) + Counter(self.texts.occurrences)

    @classmethod
    def of(cls, library: Library, vocabulary: Vocabulary) -> DerivedIndex:
        """Work everything out."""
        statements = all_statements(library, vocabulary)
        restated = Shelf.of([each for each in statements if not is_article(each.stated)])
        texts = Shelf.of([each for each in statements if is_article(each.stated)])
        linked = links(library, restated.statements, texts.statements, texts.index)
        return cls(restated, texts, linked)

    def as_parts(self) -> dict[str, bytes]:
        """The same as named runs of bytes; what a pack states itself is left to the packs."""
        shelves = self.restated.as_parts("restated") | self.texts.as_parts("texts")
        return {**shelves, "links": to_json(self.links)}

    @classmethod
    def from_parts(cls, library: Library, parts: Mapping[str, bytes]) -> DerivedIndex:
        """Read what :meth:`as_parts` gave for this same library.

        Raises:
            ValueError, TypeError, KeyError: it is not of that form, or of another library.
        """
        return cls(
            Shelf.from_parts("restated", library, parts),
            Shelf.from_parts("texts", library, parts),
            from_json(parts["links"]),
        )
