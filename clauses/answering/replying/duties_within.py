"""What a post owes within a time that is named, who stands in for a body, and the parts of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import (
    AnnouncedParts,
    Answer,
    DutiesWithin,
    Fact,
    StandIn,
    Status,
)
from clauses.answering.finding.finder import Found
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.spans import span_asked
from clauses.cadence import CALENDAR_PERIODS, Quota
from clauses.library import Library
from clauses.model import BodyId, Clause, ClauseRef, Pack, Post, PostId
from clauses.vocabulary import Kind
from clauses.words import WordTable

_WORDS = WordTable("periods_asked.toml", "owed")
_OWED, _BEFORE, _AFTER, _ACTING, _PARTS, _WORDING = map(
    _WORDS.pattern, ("asked", "absent-before", "absent-after", "acting", "parts", "wording")
)
_SURE = 0.85
_SAME_WORDS = 0.9
_LISTED = 10
_BESIDE = 6
"""Most characters of content beside the post and the time."""


class DutiesOfATime:
    """Reads such answers from the packs and their subjects."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def answer(self, question: str, analysis: Analysis, found: Sequence[Found]) -> Answer | None:
        """The answer, when that is asked; None otherwise."""
        return (
            self._within(question, analysis, found)
            or self._stand_in(question, analysis)
            or self._parts_of(question, analysis, found)
        )

    def _within(self, question: str, analysis: Analysis, found: Sequence[Found]) -> Answer | None:
        post = self._post(analysis)
        if post is None or analysis.today is None or not _OWED.search(analysis.text):
            return None
        span = span_asked(analysis.text, analysis.today)
        beside = sum(end - start for start, end in analysis.content)
        if span is None or analysis.terms or beside > _BESIDE:
            return None
        if found and found[0].hit.phrasing >= _SAME_WORDS:
            return None
        owed = self._library.duties_of(post.id)
        refs = {clause.ref for clause in owed}
        owed = tuple(each for each in owed if self._library.met_by(each.ref) not in refs)
        dated = [each for each in owed if _dated(each)]
        dated.sort(key=_length)
        if not dated:
            return None
        fact = DutiesWithin(post, tuple(dated), *span, len(owed) - len(dated))
        return _told(question, analysis, fact, dated)

    def _post(self, analysis: Analysis) -> Post | None:
        """The post that is named, or the one that answers for the body that is."""
        for concept in (*analysis.posts, *analysis.bodies, *analysis.own):
            if concept.kind is Kind.POST:
                return self._library.post(PostId(concept.id))
            return self._library.answering_post(BodyId(concept.id))
        return None

    def _stand_in(self, question: str, analysis: Analysis) -> Answer | None:
        if analysis.terms or not _ACTING.search(analysis.text):
            return None
        for rule in self._library.acting():
            body = next((each for each in analysis.bodies if each.id == rule.absent), None)
            if body is None or not _absent(analysis):
                continue
            carriers = [self._library.body(each) for each in rule.carried_by]
            clauses = self._handed_over(rule.absent, rule.carried_by)
            if not clauses:
                return None
            more = max(0, len(clauses) - _LISTED)
            names = tuple(each.name for each in carriers)
            fact = StandIn(body.name, names, tuple(clauses[:_LISTED]), more)
            return _told(question, analysis, fact, clauses[:_LISTED])
        return None

    def _handed_over(self, absent: BodyId, carriers: Sequence[BodyId]) -> list[Clause]:
        found: dict[ClauseRef, Clause] = {}
        for body in carriers:
            post = self._library.answering_post(body)
            if post is not None:
                own = {each.ref for each in self._library.duties_of(post.id)}
                handed = self._library.duties_of(post.id, acts_for=[absent])
                found |= {each.ref: each for each in handed if each.ref not in own}
        met = {each: self._library.met_by(each) for each in found}
        return [clause for ref, clause in found.items() if met[ref] not in found]

    def _parts_of(self, question: str, analysis: Analysis, found: Sequence[Found]) -> Answer | None:
        """The parts of an announced list of as many clauses as the question says."""
        asked = _PARTS.search(analysis.text)
        if asked is None or analysis.subjects or _WORDING.search(analysis.text):
            return None
        pack = next(
            (each for each in self._library.packs if each.announced_total == int(asked[1])), None
        )
        if pack is None or pack.announced_total is None:
            return None
        parts = tuple((part, _published(pack, part.id)) for part in pack.parts)
        fact = AnnouncedParts(pack.title, pack.announced_total, parts, pack.announced_note)
        known = [clause for _, clauses in parts for clause in clauses]
        answer = _told(question, analysis, fact, known)
        near = [each.statement.ref for each in found[:2] if each.statement.ref.pack == pack.id]
        refs = tuple(dict.fromkeys((*near, *answer.refs)))
        return replace(answer, refs=refs)


def _told(question: str, analysis: Analysis, fact: Fact, clauses: Sequence[Clause]) -> Answer:
    return Answer(
        question=question,
        status=Status.ANSWERED,
        analysis=analysis,
        confidence=_SURE,
        main=clauses[0] if clauses else None,
        refs=tuple(clause.ref for clause in clauses),
        fact=fact,
    )


def _published(pack: Pack, part: str) -> tuple[Clause, ...]:
    return tuple(clause for clause in pack.clauses if clause.part == part)


def _dated(clause: Clause) -> bool:
    return isinstance(clause.cadence, Quota) and clause.cadence.per in CALENDAR_PERIODS


def _length(clause: Clause) -> int:
    cadence = clause.cadence
    return CALENDAR_PERIODS.index(cadence.per) if isinstance(cadence, Quota) else 0


def _absent(analysis: Analysis) -> bool:
    """Whether the question says that what it names does not exist."""
    for called in analysis.called:
        before, _, after = analysis.text.partition(called)
        if _BEFORE.search(before) or _AFTER.search(after):
            return True
    return False
