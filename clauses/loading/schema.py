"""The form of the files of a pack: keys, types, lengths. References are checked elsewhere.

The models are for checking and for the JSON Schema that editors use; ``clauses.model`` has the
values that the program works with. ``UNFINISHED`` and ``DAMAGED`` stand in drafts made by the
import; a pack that still has them is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
)

from clauses.cadence import TIMES, Per
from clauses.conditions import FactKind
from clauses.limits import LimitEffect
from clauses.model import Known, Owed, QuizAsked, Ruling, Strength
from clauses.naming import NamingWord
from clauses.quantities import Form, TimeUnit
from clauses.words import WordTable

_MARKS = WordTable("places.toml", "marks")

UNFINISHED = _MARKS.text("unfinished")
"""Stands where a person has to write something."""

DAMAGED = _MARKS.text("damaged")
"""Stands for a passage that the source does not hold in readable form."""

UNKNOWN_SUBJECT = "unknown"
"""Stands where a person has to say whose duty it is."""

# A button carries "action:pack:local" in at most 64 bytes.
PackId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=36)]
LocalId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9().-]*$", max_length=20)]
KindId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
# Buttons carry it too; a Chinese character takes three bytes.
LONGEST_CHINESE_ID = 12
_HAN = r"[a-z0-9\u4e00-\u9fff]"
SubjectId = Annotated[
    str,
    StringConstraints(
        pattern=rf"^([a-z0-9]+(-[a-z0-9]+)*|{_HAN}([a-z0-9\u4e00-\u9fff-]{{0,10}}{_HAN})?)$",
        max_length=40,
    ),
]
"""The id of a body or a post; in Chinese at most ``LONGEST_CHINESE_ID`` characters."""

Ref = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9-]+:)?[A-Za-z0-9][A-Za-z0-9().-]*$", max_length=57)
]

Label = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"\S")]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=r"\S")]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=1500, pattern=r"\S")]
LONGEST_TEXT = 8000
"""Most characters of the text of a clause; the import splits a longer article."""

ClauseText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_TEXT, pattern=r"\S"),
    Field(description="The rule restated, or a whole article with one paragraph on each line."),
]
DutyText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=30, pattern=r"^[^。\n]*[^。．.\s][^。\n]*$"),
    Field(description="What is owed, in a few words, without a full stop."),
]

# Enums are written as plain text, which strict mode would refuse.
StrengthText = Annotated[Strength, Field(strict=False)]
KnownText = Annotated[Known, Field(strict=False)]
OwedText = Annotated[Owed, Field(strict=False)]
PerText = Annotated[Per, Field(strict=False)]
RulingText = Annotated[Ruling, Field(strict=False)]
DayText = Annotated[date, Field(strict=False)]
AskedText = Annotated[QuizAsked, Field(strict=False)]
EffectText = Annotated[LimitEffect, Field(strict=False)]
FormText = Annotated[Form, Field(strict=False)]
TimeUnitText = Annotated[TimeUnit, Field(strict=False)]
FactKindText = Annotated[FactKind, Field(strict=False)]
WordText = Annotated[NamingWord, Field(strict=False)]


class EntryForm(BaseModel):
    """Rules of all entries: no other keys than these, and no conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PartEntry(EntryForm):
    """One part of an announced list."""

    id: KindId
    title: Label
    subjects: Annotated[list[SubjectId], Field(min_length=1)]
    count: Annotated[int, Field(ge=1, le=1000)]


class AnnouncedEntry(EntryForm):
    """The numbers of announced clauses; the parts have to add up to ``total``."""

    total: Annotated[int, Field(ge=1, le=10000)]
    parts: Annotated[list[PartEntry], Field(min_length=1)]
    note: Line | None = None


class DocumentEntry(EntryForm):
    """An instrument that is cited; ``read`` says how far its text was read, ``whole`` that all was."""

    id: KindId
    title: Line
    short_title: Label
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    read: Line | None = None
    whole: bool = False


class Manifest(EntryForm):
    """pack.yaml."""

    id: PackId
    title: Line
    short_title: Label
    edition: Label
    checked: Line | None = None
    uses: list[PackId] = []
    announced: AnnouncedEntry | None = None
    documents: list[DocumentEntry] = []


class BodyEntry(EntryForm):
    """A kind of organisation."""

    id: SubjectId
    name: Label
    has_members: bool = True


class PostEntry(EntryForm):
    """A kind of post in a body."""

    id: SubjectId
    name: Label
    body: SubjectId
    owed: OwedText
    answers_for_body: bool = False


class ActingEntry(EntryForm):
    """The bodies that carry the duties of one that does not exist, first choice first."""

    absent: SubjectId
    carried_by: Annotated[list[SubjectId], Field(min_length=1)]


class WordedEntry(EntryForm):
    """A text in the three languages of the chats."""

    zh_hans: Annotated[Line, Field(alias="zh-Hans")]
    zh_hant: Annotated[Line, Field(alias="zh-Hant")]
    en: Line


class BoundsEntry(EntryForm):
    """Bounds of a number, both included; at least one is given."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}]}
    )

    at_least: Annotated[int, Field(ge=0, le=100000)] | None = None
    at_most: Annotated[int, Field(ge=0, le=100000)] | None = None


def _wanted_form(value: Any) -> str:
    return "bounds" if isinstance(value, dict | BoundsEntry) else "yes"


WantedEntry = Annotated[
    Annotated[bool, Tag("yes")] | Annotated[BoundsEntry, Tag("bounds")],
    Discriminator(_wanted_form),
]
"""What a clause wants of a fact: true, false, or bounds of a number."""


class FactEntry(EntryForm):
    """A fact of an organisation on which clauses depend; ``choices`` only for a number."""

    id: KindId
    kind: FactKindText
    name: WordedEntry
    question: WordedEntry
    choices: Annotated[list[Annotated[int, Field(ge=0, le=100000)]], Field(max_length=8)] = []
    leader_may_say: bool = False
    called: list[Label] = []
    not_when: Annotated[dict[KindId, WantedEntry], Field(min_length=1)] | None = None


class EventKindEntry(EntryForm):
    """A kind of event that an organisation can enter with its day."""

    id: KindId
    name: WordedEntry


class Subjects(EntryForm):
    """subjects.yaml."""

    bodies: list[BodyEntry] = []
    posts: list[PostEntry] = []
    acting: list[ActingEntry] = []
    facts: list[FactEntry] = []
    events: list[EventKindEntry] = []


class LevelEntry(EntryForm):
    """A level of the units that organisations belong to."""

    id: Annotated[KindId, StringConstraints(max_length=16)]
    name: WordedEntry


class CastEntry(EntryForm):
    """The group of the local messenger, and the posts of its made-up people."""

    group: WordedEntry
    posts: Annotated[list[WordedEntry], Field(max_length=20)]


class NamingEntry(EntryForm):
    """naming.yaml."""

    words: dict[WordText, WordedEntry] = {}
    levels: list[LevelEntry] = []
    cast: CastEntry | None = None


class SeasonEntry(EntryForm):
    """The months in which a yearly duty is usually done; 12 and 2 reach into the next year."""

    first_month: Annotated[int, Field(ge=1, le=12)]
    last_month: Annotated[int, Field(ge=1, le=12)]


class DueEntry(EntryForm):
    """The last day inside a period: a ``day``, the ``nth`` ``weekday``, or that ``workday``.

    ``month`` is that of the period, 1 the first; -1 is the last month, weekday or workday.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [each]} for each in ("day", "weekday", "workday")]
        }
    )

    month: Annotated[int, Field(ge=-1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    nth: Annotated[int, Field(ge=-1, le=5)] = 1
    workday: Annotated[int, Field(ge=-22, le=22)] | None = None


class QuotaEntry(EntryForm):
    """``at_least`` times, or that many of ``unit``, in each period; ``times`` where the text is exact."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["at_least"]}, {"required": ["times"]}]}
    )

    at_least: Annotated[int, Field(ge=1, le=1000)] | None = None
    times: Annotated[int, Field(ge=1, le=1000)] | None = None
    per: PerText
    unit: Label = TIMES
    each: Label | None = None
    season: SeasonEntry | None = None
    term_years: Annotated[int, Field(ge=1, le=10)] | None = None
    prepare_months: Annotated[int, Field(ge=1, le=24)] | None = None
    due: DueEntry | None = None
    months: Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(max_length=11)] = []
    every_second_from: DayText | None = None


class EventEntry(EntryForm):
    """Owed on an event; a negative offset is before it, in days or in months."""

    event: Line
    kind: KindId | None = None
    offset_days: Annotated[int, Field(ge=-366, le=366)] | None = None
    offset_months: Annotated[int, Field(ge=-60, le=60)] | None = None


WORDS = ("continuous", "regular", "not-stated")
CadenceWord = Annotated[str, StringConstraints(pattern=f"^({'|'.join(WORDS)})$")]


def _cadence_form(value: Any) -> str:
    if isinstance(value, dict | BaseModel):
        has_event = "event" in value if isinstance(value, dict) else hasattr(value, "event")
        return "event" if has_event else "quota"
    return "word"


CadenceEntry = Annotated[
    Annotated[CadenceWord, Tag("word")]
    | Annotated[QuotaEntry, Tag("quota")]
    | Annotated[EventEntry, Tag("event")],
    Discriminator(_cadence_form),
]


BoundNumber = Annotated[int, Field(ge=0, le=1000000)]
ShareText = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}/[1-9][0-9]{0,3}$")]
BoundEntry = BoundNumber | ShareText | None


class BandEntry(EntryForm):
    """A rate such as 1/200 for amounts up to ``up_to``; the last one, for all above, has none."""

    up_to: BoundNumber | None = None
    rate: ShareText


class LimitEntry(EntryForm):
    """A threshold: bounds (a number, or a share such as 1/2), rates by bands, or neither where it is open.

    ``asks`` is a question for practice that the first bound answers.
    """

    quantity: KindId
    effect: EffectText = LimitEffect.ENOUGH
    at_least: BoundEntry = None
    more_than: BoundEntry = None
    at_most: BoundEntry = None
    less_than: BoundEntry = None
    bands: list[BandEntry] = []
    of: Label | None = None
    unit: TimeUnitText | None = None
    when: list[Label] = []
    normally: bool = False
    open_at: bool = False
    then: Line | None = None
    otherwise: Line | None = None
    instead: LocalId | None = None
    note: Line | None = None
    asks: Line | None = None


class QuantityEntry(EntryForm):
    """A quantity that limits name, with the words by which questions state it."""

    id: KindId
    form: FormText
    amount: WordedEntry | None = None
    met: WordedEntry | None = None
    missed: WordedEntry | None = None
    counted: list[Label] = []
    there: list[Label] = []
    counted_there: list[Label] = []
    before: list[Label] = []
    after: list[Label] = []
    lacking_before: list[Label] = []
    lacking_after: list[Label] = []
    whole_before: list[Label] = []
    needs: list[Label] = []


class Quantities(EntryForm):
    """quantities.yaml."""

    quantities: list[QuantityEntry] = []


class CaseEntry(EntryForm):
    """What the text says of a case that a question describes in one of the words of ``when``."""

    when: Annotated[list[Label], Field(min_length=1)]
    ruling: RulingText | None = None
    then: Line


class SourceEntry(EntryForm):
    """The source of a statement; ``place`` is left out when it was not verified."""

    document: KindId
    place: Label | None = None


class ProposalEntry(EntryForm):
    """A duty read by the import; confirmed by giving the clause this subject and cadence."""

    place: LocalId
    words: Line
    strength: StrengthText
    subject_words: Label | None = None
    cadence: CadenceEntry | None = None
    unexpressed: Label | None = None


class ClauseEntry(EntryForm):
    """One thing that a subject owes, or an article; no ``subject`` where none is confirmed yet.

    ``unasked`` are the kinds of questions for practice that would make no good one.
    """

    id: LocalId
    subject: SubjectId | None = None
    duty: DutyText
    text: ClauseText
    cadence: CadenceEntry
    strength: StrengthText
    known: KnownText
    sources: Annotated[list[SourceEntry], Field(min_length=1)]
    part: KindId | None = None
    meets: list[Ref] = []
    asked_as: list[Line] = []
    note: Paragraph | None = None
    chapter: Label | None = None
    proposed: list[ProposalEntry] = []
    also: list[SubjectId] = []
    carried_by: list[SubjectId] | None = None
    applies_to: Line | None = None
    replaces: list[LocalId] = []
    applies_when: Annotated[dict[KindId, WantedEntry], Field(min_length=1)] | None = None
    is_duty: bool = True
    limits: list[LimitEntry] = []
    cases: list[CaseEntry] = []
    consequence: Paragraph | None = None
    neglect: Paragraph | None = None
    if_not: list[Ref] = []
    steps: Annotated[list[Line], Field(max_length=12)] = []
    purpose: Paragraph | None = None
    unasked: list[AskedText] = []


class TermEntry(EntryForm):
    """A term of the field and what people say for it."""

    name: Label
    synonyms: list[Label] = []


class DistinctionEntry(EntryForm):
    """Terms that must not be merged."""

    id: LocalId
    terms: Annotated[list[Label], Field(min_length=2)]
    difference: Paragraph


class Terms(EntryForm):
    """terms.yaml."""

    terms: list[TermEntry] = []
    distinctions: list[DistinctionEntry] = []


class QuestionEntry(EntryForm):
    """A question that the pack answers itself; no ``answer`` where the published text is silent."""

    id: LocalId
    question: Line
    answer: LongText | None = None
    known: KnownText
    sources: list[SourceEntry] = []
    refs: list[Ref] = []
    asked_as: list[Line] = []
    limits: list[LimitEntry] = []


class CorrectionEntry(EntryForm):
    """A common error, and what the text says."""

    id: LocalId
    wrong: Paragraph
    right: Paragraph
    refs: list[Ref] = []
    asked_as: list[Line] = []


class StandardEntry(EntryForm):
    """A checklist."""

    id: LocalId
    title: Label
    subject: SubjectId | None = None
    items: Annotated[list[Paragraph], Field(min_length=1)]
    known: KnownText
    sources: Annotated[list[SourceEntry], Field(min_length=1)]
    asked_as: list[Line] = []
    note: Paragraph | None = None


class Topics(EntryForm):
    """topics.yaml."""

    not_covered: list[Label] = []


PACK = "pack.yaml"
SUBJECTS = "subjects.yaml"
NAMING = "naming.yaml"
QUANTITIES = "quantities.yaml"
CLAUSES = "clauses.yaml"
TERMS = "terms.yaml"
QUESTIONS = "questions.yaml"
CORRECTIONS = "corrections.yaml"
STANDARDS = "standards.yaml"
TOPICS = "topics.yaml"

FILES: dict[str, TypeAdapter[Any]] = {
    PACK: TypeAdapter(Manifest),
    SUBJECTS: TypeAdapter(Subjects),
    NAMING: TypeAdapter(NamingEntry),
    QUANTITIES: TypeAdapter(Quantities),
    CLAUSES: TypeAdapter(list[ClauseEntry]),
    TERMS: TypeAdapter(Terms),
    QUESTIONS: TypeAdapter(list[QuestionEntry]),
    CORRECTIONS: TypeAdapter(list[CorrectionEntry]),
    STANDARDS: TypeAdapter(list[StandardEntry]),
    TOPICS: TypeAdapter(Topics),
}
"""Every file that a pack may have; only ``pack.yaml`` is required."""

CHECKED_TABLE = "checked.csv"
"""What was checked beside the sources, for people and tests; it may lie in a pack and is not read."""

LIST_FILES = frozenset({CLAUSES, QUESTIONS, CORRECTIONS, STANDARDS})
"""The files whose root is a list; the others are mappings."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of each file, by file name."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {name: {"$schema": dialect, **form.json_schema()} for name, form in FILES.items()}
