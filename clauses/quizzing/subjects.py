"""Who owes it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from clauses.cadence import NotStated
from clauses.characters.folding import fold
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import Body, BodyId, Clause, PostId, QuizAsked
from clauses.quizzing.questions import Option

_BRACKETS = re.compile(r"[（(].*?[）)]")


class SubjectQuestions:
    """A wrong one is of another body, and none that may stand in for the right one."""

    asked = QuizAsked.WHO

    def __init__(self, library: Library) -> None:
        self._library = library
        self._bodies: dict[str, Body] = {each.id: each for each in library.bodies()}
        terms = (term for pack in library.packs for term in pack.terms)
        self._synonyms = {each.name: each.synonyms for each in terms}

    def right(self, clause: Clause) -> Option | None:
        """The first subject, unless the duty names its body."""
        subject = clause.subject
        if subject is None or isinstance(clause.cadence, NotStated):
            return None
        if not self._is_somebody(subject) or self._is_named(subject, clause.duty):
            return None
        return BodyId(subject)

    def truths(self, clause: Clause) -> Iterator[Option]:
        """All that owe it, with all of their bodies and of those that may stand in."""
        if clause.subject is not None:
            owing = (clause.subject, *clause.also)
            yield from map(BodyId, owing)
            near = {body for each in owing for body in self._near(each)}
            yield from near
            yield from (each.id for each in self._library.posts() if each.body in near)

    def offered(self, clause: Clause, right: Option, others: Sequence[Clause]) -> Iterator[Option]:
        """Those of which the question says nothing."""
        for other in others:
            subject = other.subject
            if subject is None or not self._is_somebody(subject):
                continue
            if not self._is_named(subject, clause.duty):
                yield BodyId(subject)

    def is_same(self, option: Option, other: Option) -> bool:
        """Whether they are one."""
        return option == other

    def distance(self, right: Option, option: Option) -> float:
        """Bodies stand beside a body, posts beside a post."""
        return 0 if self._is_post(str(right)) is self._is_post(str(option)) else math.inf

    def _is_somebody(self, subject: str) -> bool:
        """Not a word for several kinds of organisations, of which any may be meant."""
        return subject not in self._bodies or self._bodies[subject].has_members

    def _is_post(self, subject: str) -> bool:
        return subject not in self._bodies

    def _is_named(self, subject: str, words: str) -> bool:
        """By its body; a post that an organisation has made for itself is of none."""
        body = self._bodies.get(self._body(subject))
        name = self._library.post(PostId(subject)).name if body is None else body.name
        called = (name, _BRACKETS.sub("", name), *self._synonyms.get(name, ()))
        return any(fold(each) in fold(words) for each in called)

    def _body(self, subject: str) -> BodyId:
        try:
            return self._library.post(PostId(subject)).body
        except UnknownPost:
            return BodyId(subject)

    def _near(self, subject: str) -> set[BodyId]:
        """The body of a subject, with those that may stand in for it or it for them."""
        body = self._body(subject)
        near = {body}
        for rule in self._library.acting():
            if body == rule.absent or body in rule.carried_by:
                near |= {rule.absent, *rule.carried_by}
        return near
