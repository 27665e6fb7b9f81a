"""An answer as a value: what was found, and why nothing was where nothing was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clauses.answering.understanding.analysis import Analysis, ArticleNumber
from clauses.answering.understanding.kinds import KindAsked
from clauses.cadence import Cadence, OnEvent, Quota
from clauses.conditions import Fact as OrganisationFact
from clauses.lexicon.questions import Aspect
from clauses.library import Stated
from clauses.limits import Band, Limit
from clauses.model import Case, Citation, Clause, ClauseRef, Correction, Part, Post, Strength
from clauses.quantities import Quantity, TimeUnit


class Status(StrEnum):
    """The outcome of a question."""

    ANSWERED = "answered"
    NEAREST = "nearest"
    """Not sure: what comes nearest is shown, the likeliest first."""
    NOT_LOADED = "not_loaded"
    """A pack itself says that this was announced, or is asked for, and is not public."""
    AMBIGUOUS = "ambiguous"
    """It can be understood in several ways; the candidates are shown."""
    OUT_OF_SCOPE = "out_of_scope"
    """It is not in the loaded packs."""


class AnswerReason(StrEnum):
    """Why a question was not answered."""

    NOT_PUBLISHED = "not-published"
    """The clause was announced with others, without its text."""
    BEYOND_COUNT = "beyond-count"
    """The clause number is higher than the announced count."""
    NO_SUCH_ARTICLE = "no-such-article"
    """No clause of the packs is taken from that article of a document they know."""
    SILENT = "silent"
    """By a pack's own word, the published text says nothing about it."""
    UNSURE = "unsure"
    """One of the nearest is probably meant; which one is not sure."""
    WHICH_TERM = "which-term"
    """A word stands for several terms that must not be merged."""
    WHICH_SUBJECT = "which-subject"
    """Several posts or bodies owe such a thing, differently."""
    WHICH_DOCUMENT = "which-document"
    """An article number without its document."""
    WHICH_POST = "which-post"
    """The person asks about their own duties, and holds no known post."""
    NOT_COVERED = "not-covered"
    """A neighbouring topic that the packs name as not theirs."""
    NOTHING_NEAR = "nothing-near"
    """Nothing in the packs carries what is asked."""


@dataclass(frozen=True)
class Owner:
    """The posts or bodies whose duty it is."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """The part of a text that holds what is asked, such as a number."""

    text: str


@dataclass(frozen=True)
class Places:
    """The articles and documents in which it is written."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Duties:
    """Duties of posts or of a body, announced ones first; ``more`` further ones are not listed."""

    names: tuple[str, ...]
    clauses: tuple[Clause, ...]
    more: int = 0
    owners: tuple[str, ...] = ()
    """The owner of each of ``clauses``; empty where all of them belong to ``names``."""


@dataclass(frozen=True)
class DutiesWithin:
    """Duties with a number that ``post`` owes from one day to another, by length of their period.

    ``undated`` is the number of its other duties.
    """

    post: Post
    clauses: tuple[Clause, ...]
    first: date
    last: date
    undated: int = 0


@dataclass(frozen=True)
class StandIn:
    """The bodies that carry the duties of one that does not exist, first choice first, and which of them."""

    absent: str
    carried_by: tuple[str, ...]
    clauses: tuple[Clause, ...]
    more: int = 0


@dataclass(frozen=True)
class AnnouncedParts:
    """The parts of an announced list, each with the clauses of it whose substance is known."""

    list_title: str
    total: int
    parts: tuple[tuple[Part, tuple[Clause, ...]], ...]
    note: str | None = None


@dataclass(frozen=True)
class OfArticle:
    """What the packs have of one article: its clauses, in their order."""

    document: str
    article: ArticleNumber
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Compared:
    """Two things side by side: the name of each, with the clause that says most of it."""

    sides: tuple[tuple[str, Clause, str | None], ...]
    """Name, clause, and whose it is."""


Fact = (
    Cadence
    | Owner
    | Quotation
    | Places
    | Duties
    | DutiesWithin
    | StandIn
    | AnnouncedParts
    | Compared
    | OfArticle
)


@dataclass(frozen=True)
class ClaimCheck:
    """The cadence that the question stated itself, and whether the text says the same."""

    cadence: Quota
    holds: bool


@dataclass(frozen=True)
class LimitVerdict:
    """What a limit means for the numbers of the question.

    ``value`` is the question's number, None where it asks for the bound; ``base`` is what the share is
    of; a duration is in ``unit``; ``off`` is -1 where the question says less than that, 1 where more. ``holds`` is None where the bound is asked or the text leaves it open.
    ``otherwise``: limits for other cases, in which it would be the other way round. ``instead`` is the
    clause that the case falls under where it does not hold.
    """

    limit: Limit
    quantity: Quantity
    value: int | None
    base: int | None
    unit: TimeUnit | None
    off: int
    holds: bool | None
    otherwise: tuple[tuple[Clause, Limit], ...] = ()
    instead: Clause | None = None


@dataclass(frozen=True)
class RateVerdict:
    """What is owed of an amount by the band that it falls into."""

    limit: Limit
    quantity: Quantity
    amount: int
    band: Band


@dataclass(frozen=True)
class DueVerdict:
    """The day by which something is due that hangs on ``began``."""

    began: date
    due: date
    cadence: OnEvent


@dataclass(frozen=True)
class CaseVerdict:
    """What the text says of the case that the question describes.

    ``agrees``: whether that is what the question supposes, None where it supposes nothing.
    """

    case: Case
    agrees: bool | None = None


@dataclass(frozen=True)
class TermVerdict:
    """Whether a term of office of ``years`` that began in this month is over on the day of the question.

    ``ends_on`` is the first day after it, as far as the question says when it began.
    """

    began_on: date
    ends_on: date
    years: int
    today: date

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.ends_on <= self.today


@dataclass(frozen=True)
class Founded:
    """Something is new, in the words of the question; the clause says nothing special of that."""

    words: str


@dataclass(frozen=True)
class Obliged:
    """Whether a duty with a number has to be done; ``leave``: whether it may be left was asked."""

    leave: bool


Verdict = LimitVerdict | RateVerdict | TermVerdict | DueVerdict | Founded | CaseVerdict | Obliged


@dataclass(frozen=True)
class StatedOutcome:
    """What the text states of what follows, how it goes, or why.

    ``clauses`` are those that state it elsewhere. Where neither is there, the text states nothing of it.
    """

    kind: KindAsked
    words: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether the text says anything of it."""
        return bool(self.words or self.clauses)

    @property
    def steps(self) -> bool:
        """Whether it is the text itself, step by step."""
        return self.kind is KindAsked.PROCEDURE and bool(self.words)


@dataclass(frozen=True)
class Applicability:
    """A clause of the answer, and whether it applies where what the question says is so.

    ``reasons``: the facts that rule it out, each with its value; ``applies`` is None where something
    decides that the question does not say.
    """

    clause: Clause
    applies: bool | None
    reasons: tuple[tuple[OrganisationFact, int], ...] = ()


@dataclass(frozen=True)
class Choice:
    """One way to understand an ambiguous question.

    ``ref`` is the answer then; None where a document or a part of a list would be asked. ``of``
    says whose, or what about.
    """

    label: str
    ref: ClauseRef | None = None
    of: str | None = None


@dataclass(frozen=True)
class Announced:
    """A part of an announced list; ``part`` is None for the list as a whole.

    ``note`` is what has to be said of the list with it.
    """

    list_title: str
    count: int
    part: Part | None = None
    note: str | None = None


@dataclass(frozen=True)
class AnswerScope:
    """The range of what can be asked: titles of the packs, and questions that they answer."""

    titles: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """Everything known about a question.

    ``refs`` are those that the answer rests on, the first one first; for ``NEAREST`` and
    ``NOT_LOADED`` the nearest that are known, for ``AMBIGUOUS`` those of the candidates, for
    ``OUT_OF_SCOPE`` none. ``confidence`` (0 to 1) is
    that of the status together with the refs. ``subject`` is the name of the post or body that
    ``main`` is about, ``citations`` is where it stands, by what it rests on if need be; ``strength`` is how binding
    the fact is. ``neighbours`` (at most 3) are worth reading next. ``verdict`` is what
    the text means for the numbers, dates and circumstances of the question, ``outcome`` what it states of
    consequence, procedure or reason where that is asked, ``applicable`` which of several clauses
    apply to the organisation that it describes. ``parts`` are the answers to several questions put in one, in the order asked. ``scope`` is told where the question is about something else.
    """

    question: str
    status: Status
    analysis: Analysis
    confidence: float
    main: Stated | None = None
    subject: str | None = None
    citations: tuple[Citation, ...] = ()
    refs: tuple[ClauseRef, ...] = ()
    strength: Strength = Strength.MUST
    fact: Fact | None = None
    claim: ClaimCheck | None = None
    correction: Correction | None = None
    neighbours: tuple[Stated, ...] = ()
    candidates: tuple[Choice, ...] = ()
    reason: AnswerReason | None = None
    article: ArticleNumber | None = None
    announced: Announced | None = None
    topic: str | None = None
    parts: tuple[Answer, ...] = ()
    verdict: Verdict | None = None
    outcome: StatedOutcome | None = None
    applicable: tuple[Applicability, ...] = ()
    scope: AnswerScope | None = None

    @property
    def aspect(self) -> Aspect | None:
        """The aspect of the duty that was asked; None when only a thing was named."""
        return self.analysis.aspect

    @property
    def part(self) -> Part | None:
        """The part of the announced list that a clause without published text belongs to."""
        return self.announced.part if self.announced else None
