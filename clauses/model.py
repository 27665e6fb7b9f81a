"""The content of a pack as frozen values. Read and checked by ``clauses.loading``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from clauses.cadence import Cadence
from clauses.conditions import EventKind, Fact, FactCondition
from clauses.limits import Limit
from clauses.naming import Naming
from clauses.quantities import Quantity

BodyId = NewType("BodyId", str)
"""A kind of organisation, such as ``agency-committee``."""

PostId = NewType("PostId", str)
"""A kind of post, such as ``agency-committee-secretary``."""


class Strength(StrEnum):
    """The binding force of the text: 应当, 一般, 鼓励."""

    MUST = "must"
    NORMALLY = "normally"
    ENCOURAGED = "encouraged"


class Known(StrEnum):
    """The ground on which a statement is known. Only ``SEED`` and ``TEXT`` may become a reminder."""

    SEED = "seed"
    """The official interview says it."""
    TEXT = "text"
    """The text of the document was read."""
    SECOND_HAND = "second-hand"
    """Only reported by others; shown with that mark, never scheduled."""
    UNVERIFIED = "unverified"
    """Not confirmed by any text; never scheduled, never stated as fact."""


@dataclass(frozen=True, order=True)
class ClauseRef:
    """The stable id of anything a pack states: ``pack:local``, such as ``party-regulations:E04``."""

    pack: str
    local: str

    def __str__(self) -> str:
        return f"{self.pack}:{self.local}"

    @classmethod
    def parse(cls, text: str) -> ClauseRef:
        """Read ``pack:local``; ValueError when it is not of that form."""
        pack, colon, local = text.partition(":")
        if not (pack and colon and local):
            raise ValueError(text)
        return cls(pack, local)


class QuizAsked(StrEnum):
    """What a question for practice asks of a clause."""

    WHO = "who"
    HOW_OFTEN = "how-often"
    BY_WHEN = "by-when"
    DOCUMENT = "document"
    HOW_MANY = "how-many"


@dataclass(frozen=True)
class Document:
    """An instrument that clauses are taken from; ``read``: how far its text was, when checked.

    ``whole``: all of it was, so that what it does not say is known.
    """

    id: str
    title: str
    short_title: str
    year: int | None = None
    read: str | None = None
    whole: bool = False


@dataclass(frozen=True)
class Citation:
    """The source of a statement. ``place`` (第35条, 问4之五) is None when it has not been verified."""

    document: Document
    place: str | None = None


@dataclass(frozen=True)
class Body:
    """A kind of organisation. ``has_members``: people can register posts in it."""

    id: BodyId
    name: str
    has_members: bool = True


class Owed(StrEnum):
    """For a post that several people hold at once: is its duty owed once, or by each of them?"""

    ONCE = "once-by-body"
    EACH = "by-each-holder"


@dataclass(frozen=True)
class Post:
    """A kind of post within a body. The one with ``answers_for_body`` owes the body's duties too."""

    id: PostId
    name: str
    body: BodyId
    owed: Owed
    answers_for_body: bool = False


@dataclass(frozen=True)
class ActingRule:
    """The first of ``carried_by`` that exists carries the duties of ``absent`` if that does not exist.

    A clause of ``absent`` can name fewer of them itself.
    """

    absent: BodyId
    carried_by: tuple[BodyId, ...]


@dataclass(frozen=True)
class Part:
    """One part of an announced list: how many clauses were announced, for which subject.

    ``published`` names the clauses whose substance is known; the numbers of single clauses are not.
    """

    id: str
    title: str
    subjects: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Proposal:
    """A duty that the import read in an article. Until a person confirms it, it is never scheduled.

    ``place`` is the local id of the provision that holds the ``words``: ``12(2)``. ``cadence`` is
    None where the words name a rhythm that packs cannot express (每日); ``unexpressed`` are the words
    of a day that the cadence does not hold (每月5日前).
    """

    place: str
    words: str
    strength: Strength
    subject_words: str | None = None
    cadence: Cadence | None = None
    unexpressed: str | None = None


class Ruling(StrEnum):
    """What the text says of doing something."""

    MUST = "must"
    MAY = "may"
    NEED_NOT = "need-not"
    MUST_NOT = "must-not"


@dataclass(frozen=True)
class Case:
    """What the text says, in ``then``, of a case that a question describes in one of the words of ``when``.

    Several words between spaces have all to be there. ``ruling`` is for what the words say: MAY for
    委托 where it may be entrusted to somebody.
    """

    when: tuple[str, ...]
    then: str
    ruling: Ruling | None = None

    def __str__(self) -> str:
        """As in tables: ``[书面] may: 可以书面报告``."""
        ruling = f" {self.ruling.value}" if self.ruling is not None else ""
        return f"[{' | '.join(self.when)}]{ruling}: {self.then}"


@dataclass(frozen=True)
class Clause:
    """One thing that a subject owes, one rule about it, or one article of an imported text.

    ``subject`` is a body id or a post id; None for an article of which nobody has said yet whose
    it is. ``also`` are further posts that owe it. ``meets`` names clauses that are done by doing this one: they are shown and answered,
    but not planned beside it for the same organisation. ``carried_by`` are the bodies that owe it
    where they stand in for the subject's own; None: all that an acting rule names. It
    applies where all of ``applies_when`` hold; ``applies_to`` says in words where, also what no fact
    decides, and the program does not read it. ``replaces`` names clauses of an earlier edition, which
    the pack has no longer: while a period of theirs runs, this is not owed yet. Where
    ``is_duty`` is False it says how things are to be, such as who is to hold a post: it answers
    questions only. ``limits`` are its thresholds as numbers, ``cases`` what it says of single cases.
    ``consequence`` is what follows by the text where the clause takes effect, ``neglect`` what
    follows where it is not kept, ``if_not`` names clauses that say so, ``steps`` is how it is done, ``purpose`` what for;
    each is there only where the text states it. ``unasked`` are the kinds of questions for practice
    (``clauses.quizzing``) that would make no good one.

    The text of an article is verbatim, one paragraph or item on each line; its id is its number,
    ``12`` or ``12-1`` (第12条之一), and :func:`clauses.provisions.provisions` takes it apart.
    """

    ref: ClauseRef
    subject: str | None
    duty: str
    text: str
    cadence: Cadence
    strength: Strength
    known: Known
    citations: tuple[Citation, ...]
    part: str | None = None
    meets: tuple[ClauseRef, ...] = ()
    asked_as: tuple[str, ...] = ()
    note: str | None = None
    chapter: str | None = None
    proposed: tuple[Proposal, ...] = ()
    also: tuple[PostId, ...] = ()
    carried_by: tuple[BodyId, ...] | None = None
    applies_to: str | None = None
    replaces: tuple[ClauseRef, ...] = ()
    applies_when: tuple[FactCondition, ...] = ()
    is_duty: bool = True
    limits: tuple[Limit, ...] = ()
    cases: tuple[Case, ...] = ()
    consequence: str | None = None
    neglect: str | None = None
    if_not: tuple[ClauseRef, ...] = ()
    steps: tuple[str, ...] = ()
    purpose: str | None = None
    unasked: tuple[QuizAsked, ...] = ()


@dataclass(frozen=True)
class Term:
    """A term of the field with the words that people use for it."""

    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Distinction:
    """Terms that sound alike and must not be merged; ``difference`` says what sets them apart."""

    ref: ClauseRef
    terms: tuple[str, ...]
    difference: str


@dataclass(frozen=True)
class Question:
    """A question that the pack answers itself, in ``answer``, drawing on ``refs``.

    ``answer`` is None where the published text is silent: the answer is then "not loaded".
    """

    ref: ClauseRef
    question: str
    answer: str | None
    known: Known
    citations: tuple[Citation, ...]
    refs: tuple[ClauseRef, ...] = ()
    asked_as: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Correction:
    """A common error, and what the text really says."""

    ref: ClauseRef
    wrong: str
    right: str
    refs: tuple[ClauseRef, ...]
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standard:
    """A checklist, such as 五好党支部."""

    ref: ClauseRef
    title: str
    subject: str | None
    items: tuple[str, ...]
    known: Known
    citations: tuple[Citation, ...]
    asked_as: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Pack:
    """A content pack, loaded and checked. Order is the order in the files.

    ``uses`` names the packs whose subjects this one builds on; ``bodies``, ``posts``, ``acting``,
    ``facts`` and ``events`` hold only what this pack itself adds. ``announced_note`` is said with the announced counts;
    ``checked`` says when and how the pack was held against its documents.
    """

    id: str
    title: str
    short_title: str
    edition: str
    uses: tuple[str, ...]
    documents: tuple[Document, ...]
    announced_total: int | None
    parts: tuple[Part, ...]
    bodies: tuple[Body, ...]
    posts: tuple[Post, ...]
    acting: tuple[ActingRule, ...]
    clauses: tuple[Clause, ...]
    terms: tuple[Term, ...]
    distinctions: tuple[Distinction, ...]
    questions: tuple[Question, ...]
    corrections: tuple[Correction, ...]
    standards: tuple[Standard, ...]
    not_covered: tuple[str, ...] = field(default=())
    announced_note: str | None = None
    checked: str | None = None
    facts: tuple[Fact, ...] = ()
    events: tuple[EventKind, ...] = ()
    naming: Naming = field(default_factory=Naming)
    quantities: tuple[Quantity, ...] = ()
