"""Does a statement carry what a question asks for? Only then may it be the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Continuous, NotStated, OnEvent, Per, Quota, Regular
from clauses.characters.folding import fold
from clauses.lexicon.periods import PATTERNS
from clauses.lexicon.questions import NARROWING, Aspect
from clauses.model import Clause, Correction, Distinction, Question, Standard
from clauses.searching.statements import Statement
from clauses.vocabulary import Concept
from clauses.words import WordTable

_TOLERANCE = 0.12
"""Share of the content that may be foreign to the statement: a typing error, a particle."""

_SINGLE = 0.6
"""Foreignness of a character that the statement has, but in another word."""

_SINGLE_ALONE = 0.2
"""The same for a character that is a word of its own in the question."""

_FEW_PAIRS = 3
"""Up to this number of pairs, a single one ties a question to a text without phrasings."""

_UNHEARD_OF = 1.5
"""The same for a character that no pack has."""

_WORDS = WordTable("evidence.toml", "evidence", PATTERNS)
_COUNTED = WordTable("evidence.toml", "counted", {name: _WORDS.text(name) for name in _WORDS})
DURATION = _WORDS.pattern("duration")
TIME = _WORDS.pattern("time")
FREQUENCY = _WORDS.pattern("frequency")
NUMBER = _WORDS.pattern("number")
_ACTOR = _WORDS.pattern("actor")
_MEETING_DUTY = _WORDS.pattern("meeting-duty")
COUNTED = _COUNTED.by_word()
"""By measure words, what counts in that unit; ``NUMBER`` for the others."""


@dataclass(frozen=True)
class Support:
    """The part of a question that a statement carries.

    ``subject`` is 3 when the statement is about the named post or body, 2 when about the body it
    answers for (or the other way round), 1 when it only names it, 0 when it does not; 2 when the
    question names none. ``foreign`` is the share of the question's content that the statement does
    not contain; it may be up to ``tolerance``.
    """

    subject: int
    terms: bool
    terms_missing: float
    document: bool
    aspect: bool
    topics: bool
    anchored: bool
    foreign: float
    tolerance: float = _TOLERANCE

    @property
    def vetoed(self) -> bool:
        """Whether the question names what the statement cannot be about, however alike it is."""
        return not (self.document and self.topics)

    @property
    def carried(self) -> bool:
        """Whether the statement may be given as the answer."""
        return (
            self.subject > 0
            and self.terms
            and self.document
            and self.aspect
            and self.topics
            and self.anchored
            and self.foreign <= self.tolerance
        )


def evidence(
    analysis: Analysis,
    statement: Statement,
    known: frozenset[str] = frozenset(),
    nearness: float = 0.0,
) -> Support:
    """Hold a statement against a question; ``known`` as in :func:`missing`.

    ``nearness`` is that of the wording, 0 to 1: the nearer, the likelier that what is foreign is
    only another way to say it.
    """
    missed = sum(term not in statement.concepts for term in analysis.terms)
    return Support(
        subject=_subject(analysis, statement),
        terms=not missed,
        terms_missing=missed / max(1, len(analysis.terms)),
        document=all(_stands_in(document, statement) for document in analysis.documents),
        aspect=_aspect(analysis, statement),
        topics=all(_contains(statement, topic) for topic in analysis.topics),
        anchored=_anchored(analysis, statement),
        foreign=_foreign(analysis, statement, known),
        tolerance=_TOLERANCE + 0.25 * max(0.0, nearness - 0.5),
    )


def names_somebody_else(statement: Statement, subjects: Iterable[Concept]) -> bool:
    """Whether the text names an actor besides these."""
    text = statement.body
    ids = {concept.id for concept in subjects}
    if statement.subject not in ids and not ids & statement.subjects:
        return statement.subject is not None or _ACTOR.search(text) is not None
    for concept in subjects:
        text = text.replace(concept.name, "")
    for words in statement.subject_words.split():
        text = text.replace(words, "")
    return _ACTOR.search(text) is not None


def is_called(statement: Statement, analysis: Analysis) -> bool:
    """第一责任人是谁: the question uses what the statement says of its subject as a name."""
    return statement.subject in {concept.id for concept in analysis.subjects} and any(
        word in statement.body and word not in statement.subject_name for word in analysis.called
    )


def _subject(analysis: Analysis, statement: Statement) -> int:
    if analysis.own:
        levels = [_level(concept, statement) for concept in analysis.own]
        # Being named is not enough: the person asks for what is theirs.
        return max(level if level > 1 else 0 for level in levels)
    if not analysis.subjects:
        return 2
    level = min(_level(concept, statement) for concept in analysis.subjects)
    if level == 1 and not narrowed_alike(analysis, statement):
        return 0
    return level


def narrowed_alike(analysis: Analysis, statement: Statement) -> bool:
    """Whether the statement has the word (条件, 标准) that narrows the question, if one does."""
    narrowing = NARROWING.search(analysis.text)
    return narrowing is None or narrowing[0] in statement.grams


def _level(concept: Concept, statement: Statement) -> int:
    if concept.id == statement.subject:
        return 3
    if concept.id in statement.subjects:
        return 2
    if statement.subject is None and _folded_name(concept) in statement.title:
        return 3
    if concept in statement.concepts:
        return 2 if statement.subject is None else 1
    return 0


@lru_cache(maxsize=4096)
def _folded_name(concept: Concept) -> str:
    return fold(concept.name)


def _stands_in(document: Concept, statement: Statement) -> bool:
    cited = {citation.document.id for citation in statement.citations}
    return (
        document.id in cited or document.id == statement.ref.pack or document in statement.concepts
    )


def _contains(statement: Statement, word: str) -> bool:
    return any(word in text for text in (statement.title, statement.body, *statement.phrasings))


def missing(analysis: Analysis, grams: frozenset[str], known: frozenset[str]) -> float:
    """Weighted count of the characters of the content that do not stand in ``grams`` with a neighbour.

    ``known`` are the grams of all packs together: a word that none of them has counts for more.
    """
    return sum(
        _missing(character, grams, known, alone=alone)
        for character, before, after, alone in analysis.characters
        if before not in grams and after not in grams
    )


def _foreign(analysis: Analysis, statement: Statement, known: frozenset[str]) -> float:
    content = sum(end - start for start, end in analysis.content)
    if not content:
        return 0.0
    return missing(analysis, statement.grams, known) / (content + analysis.weight)


def _missing(character: str, grams: frozenset[str], known: frozenset[str], *, alone: bool) -> float:
    if character in grams and not character.isdigit():
        return _SINGLE_ALONE if alone else _SINGLE
    if character not in known:
        return _UNHEARD_OF
    return _SINGLE if alone else 1.0


def _anchored(analysis: Analysis, statement: Statement) -> bool:
    """Whether more than scattered characters ties the question to the statement."""
    if analysis.subjects or analysis.terms or analysis.documents or analysis.own:
        return True
    pairs = analysis.pairs
    shared = len(pairs & statement.grams)
    return shared > 1 or (shared == 1 and len(pairs) <= _FEW_PAIRS and not statement.phrasings)


def _aspect(analysis: Analysis, statement: Statement) -> bool:
    match statement.stated:
        case Clause(subject=None):
            # An imported article: nobody has said yet what it asks of whom, so its words count.
            return _text_tells(analysis, statement)
        case Clause():
            return _clause_tells(analysis, statement)
        case Question(answer=None):
            return True
        case Question() | Correction():
            return _text_tells(analysis, statement)
        case Standard():
            return analysis.aspect in _OF_STANDARDS
        case Distinction():
            return analysis.aspect is Aspect.DIFFERENCE


_OF_STANDARDS = (Aspect.WHAT, Aspect.HOW_MANY, Aspect.DUTIES, Aspect.WHETHER, Aspect.STEPS, None)


def _clause_tells(analysis: Analysis, statement: Statement) -> bool:
    cadence, text = statement.cadence, statement.body
    if analysis.meeting and not analysis.terms and not _MEETING_DUTY.search(statement.title):
        return False
    match analysis.aspect:
        case Aspect.HOW_OFTEN:
            often = isinstance(cadence, Quota | Regular | Continuous)
            return often or (not analysis.meeting and DURATION.search(text) is not None)
        case Aspect.WHEN:
            return isinstance(cadence, Quota | OnEvent) or TIME.search(text) is not None
        case Aspect.HOW_LONG:
            term = isinstance(cadence, Quota) and cadence.per is Per.TERM
            return term or DURATION.search(text) is not None
        case Aspect.WHO:
            return is_called(statement, analysis) or names_somebody_else(
                statement, analysis.subjects
            )
        case Aspect.HOW_MANY:
            return COUNTED.get(analysis.unit or "", NUMBER).search(text) is not None
        case Aspect.WHICH_ARTICLE:
            return bool(statement.citations)
        case Aspect.DIFFERENCE:
            return False
        case _:
            return not isinstance(cadence, NotStated) or bool(text)


def _text_tells(analysis: Analysis, statement: Statement) -> bool:
    text = statement.body
    match analysis.aspect:
        case Aspect.HOW_OFTEN:
            return FREQUENCY.search(text) is not None or DURATION.search(text) is not None
        case Aspect.WHEN:
            return TIME.search(text) is not None
        case Aspect.HOW_LONG:
            return DURATION.search(text) is not None
        case Aspect.HOW_MANY:
            return COUNTED.get(analysis.unit or "", NUMBER).search(text) is not None
        case Aspect.WHO:
            return _ACTOR.search(text) is not None
        case Aspect.DIFFERENCE:
            return not isinstance(statement.stated, Clause)
        case _:
            return True
