"""Everything that packs state, in one shape that can be searched and tested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clauses.cadence import Cadence
from clauses.characters.folding import fold
from clauses.errors import UnknownPost
from clauses.lexicon.english import only_in_chinese
from clauses.lexicon.questions import EVERY_PERIOD
from clauses.library import Library, Stated
from clauses.model import (
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Known,
    Pack,
    PostId,
    Question,
    Standard,
)
from clauses.provisions import lines_of
from clauses.vocabulary import Concept, Kind, Vocabulary
from clauses.words import WordTable

_SENTENCE = re.compile(r"[。；？！\n]")
_DIFFERENCE = WordTable("questions.toml", "distinctions")


@dataclass(frozen=True)
class Statement:
    """One thing that a pack states. All texts are folded.

    ``subjects`` are the ids of the posts and bodies whose it is: the subject itself, the post that
    answers for that body, and the body that this post answers for. ``concepts`` is everything
    that any of its texts names. ``bears`` are the refs that an answer from it rests on.
    """

    ref: ClauseRef
    stated: Stated
    subject: str | None
    subjects: frozenset[str]
    concepts: frozenset[Concept]
    title: str
    body: str
    sentences: tuple[str, ...]
    phrasings: tuple[str, ...]
    subject_name: str
    subject_words: str
    bears: tuple[ClauseRef, ...]

    @property
    def cadence(self) -> Cadence | None:
        """The cadence of a clause; None for everything else."""
        return self.stated.cadence if isinstance(self.stated, Clause) else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Its sources; empty for corrections and distinctions, whose refs have the sources."""
        if isinstance(self.stated, Clause | Question | Standard):
            return self.stated.citations
        return ()

    @cached_property
    def text(self) -> str:
        """Title and body."""
        return f"{self.title} {self.body}"

    @cached_property
    def grams(self) -> frozenset[str]:
        """Single characters and pairs of neighbours in any of the texts."""
        return _grams(self.title, self.body, self.subject_words, *self.phrasings)

    @cached_property
    def sentence_grams(self) -> tuple[frozenset[str], ...]:
        """The same of each sentence; whose it is and what it is about stands in every one."""
        return tuple(_grams(self.title, self.subject_name, each) for each in self.sentences)


def _grams(*texts: str) -> frozenset[str]:
    found: set[str] = set()
    for text in texts:
        found.update(text)
        found.update(text[at : at + 2] for at in range(len(text) - 1))
    return frozenset(found)


def subject_name(library: Library, subject: str | None) -> str | None:
    """The name of the post or body of this id, also of a post that no pack knows; None when there is neither."""
    if subject is None:
        return None
    try:
        return library.post(PostId(subject)).name
    except UnknownPost:
        return next((body.name for body in library.bodies() if body.id == subject), None)


def all_statements(library: Library, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """Every statement of every pack in order, without those that are unverified."""
    return tuple(
        _statement(entry, library, vocabulary)
        for pack in library.packs
        for entry in _stated(pack)
        if getattr(entry, "known", None) is not Known.UNVERIFIED
    )


def _stated(pack: Pack) -> tuple[Stated, ...]:
    return (
        *pack.clauses,
        *pack.questions,
        *pack.corrections,
        *pack.standards,
        *pack.distinctions,
    )


def _statement(entry: Stated, library: Library, vocabulary: Vocabulary) -> Statement:
    subject, title, body, phrasings, bears = _texts(entry)
    subjects = _subjects(subject, library)
    if isinstance(entry, Clause):
        subjects |= set(entry.also)
    sentences = tuple(_sentences(body))
    title, body = fold(title), fold(body)
    folded = tuple(dict.fromkeys(only_in_chinese(fold(phrasing)) for phrasing in phrasings))
    words = [*_names(subject, vocabulary)]
    concepts = {
        mention.concept
        for text in (title, body, *folded)
        for mention in vocabulary.mentions(text)
        if not EVERY_PERIOD.fullmatch(mention.concept.name)
    }
    return Statement(
        ref=entry.ref,
        stated=entry,
        subject=subject,
        subjects=subjects,
        concepts=frozenset(concepts),
        title=title,
        body=body,
        sentences=sentences,
        phrasings=folded,
        subject_name=words[0] if words else "",
        subject_words=" ".join(words),
        bears=tuple(dict.fromkeys(bears)),
    )


def _sentences(body: str) -> Iterator[str]:
    """The folded sentences; an item of a list comes with the line that opens the list."""
    opening = ""
    for line in lines_of(body):
        parts = [folded for part in _SENTENCE.split(line.text) if (folded := fold(part))]
        if len(line.numbers) == 1:
            opening = parts[-1] if parts else ""
            yield from parts
        else:
            yield from (f"{opening} {part}" for part in parts)


def _texts(
    entry: Stated,
) -> tuple[str | None, str, str, tuple[str, ...], tuple[ClauseRef, ...]]:
    """Subject, title, body, phrasings, and the refs that an answer from it names."""
    match entry:
        case Clause():
            return entry.subject, entry.duty, entry.text, entry.asked_as, (entry.ref,)
        case Question():
            phrasings = (entry.question, *entry.asked_as)
            # The refs of a silent question are only near it. One with a source of its own comes
            # before what it mentions; one without rests on what it names.
            drawn = (entry.ref, *entry.refs) if entry.citations else (*entry.refs, entry.ref)
            bears = drawn if entry.answer else (entry.ref,)
            return None, entry.question, entry.answer or "", phrasings, bears
        case Correction():
            phrasings = (entry.wrong, *entry.asked_as)
            return None, entry.wrong, entry.right, phrasings, (*entry.refs, entry.ref)
        case Standard():
            items = "；".join(entry.items)
            return entry.subject, entry.title, items, entry.asked_as, (entry.ref,)
        case Distinction():
            pair = _DIFFERENCE.text("and").join(entry.terms)
            return None, pair, entry.difference, (_DIFFERENCE.filled("asked", pair),), (entry.ref,)


def _subjects(subject: str | None, library: Library) -> frozenset[str]:
    if subject is None:
        return frozenset()
    subjects = {subject}
    for body in library.bodies():
        answering = library.answering_post(body.id)
        if answering is not None and subject in (body.id, answering.id):
            subjects |= {body.id, answering.id}
    return frozenset(subjects)


def _names(subject: str | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    for kind in (Kind.POST, Kind.BODY):
        if subject is not None and (forms := vocabulary.forms(Concept(kind, subject, ""))):
            return forms
    return ()
