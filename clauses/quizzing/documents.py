"""In which document it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from clauses.characters.folding import fold
from clauses.library import Library
from clauses.model import Clause, QuizAsked
from clauses.quizzing.questions import Option

_RUN = 4
"""Two texts with so many characters in a row in common, names of bodies apart, may say the same."""


class DocumentQuestions:
    """A wrong one is of the same pack, was read as a whole, and has nothing that is like the clause."""

    asked = QuizAsked.DOCUMENT

    def __init__(self, library: Library) -> None:
        self._library = library
        self._packs = {each.id: each for each in library.packs}
        bodies, posts = library.bodies(), library.posts()
        names = {fold(name) for name in (*(b.name for b in bodies), *(p.name for p in posts))}
        longest = sorted(names, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def right(self, clause: Clause) -> Option | None:
        """The first that is cited."""
        return next(self.truths(clause), None)

    def truths(self, clause: Clause) -> Iterator[Option]:
        """All that are cited and have a title."""
        for each in clause.citations:
            if each.document.short_title:
                yield each.document.id

    def offered(self, clause: Clause, right: Option, others: Sequence[Clause]) -> Iterator[Option]:
        """None with a word of the duty in its title, and none at all where the right one has such alone."""
        pack = self._packs.get(clause.ref.pack)
        if pack is None:
            return
        title = next(each.short_title for each in pack.documents if each.id == right)
        hints = _pairs(title) & _pairs(clause.duty)
        found = [
            each
            for each in pack.documents
            if each.whole
            and _pairs(each.short_title) & _pairs(clause.duty) <= hints
            and not self._runs_of(clause) & self._runs_in[pack.id, each.id]
        ]
        if hints <= {pair for each in found for pair in _pairs(each.short_title)}:
            yield from (each.id for each in found)

    def is_same(self, option: Option, other: Option) -> bool:
        """Whether they are one."""
        return option == other

    def distance(self, right: Option, option: Option) -> float:
        """Any is as good."""
        return 0

    @cached_property
    def _runs_in(self) -> defaultdict[tuple[str, str], set[str]]:
        """By pack and document."""
        runs = defaultdict[tuple[str, str], set[str]](set)
        for clause in self._library.all_clauses():
            for each in clause.citations:
                runs[clause.ref.pack, each.document.id] |= self._runs_of(clause)
        return runs

    def _runs_of(self, clause: Clause) -> set[str]:
        parts = self._names.split(fold(f"{clause.duty}\n{clause.text}"))
        return {
            part[at : at + _RUN]
            for part in parts
            for at in range(len(part) - _RUN + 1)
            if part[at : at + _RUN].isalpha()
        }


def _pairs(words: str) -> set[str]:
    text = fold(words)
    return {text[at : at + 2] for at in range(len(text) - 1)}
