"""Turns the checked files of a pack into the values of ``clauses.model``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import signature
from typing import Any, TypeVar

from clauses.cadence import Cadence, Continuous, DueDay, NotStated, OnEvent, Quota, Regular, Season
from clauses.conditions import EventKind, Fact, FactCondition, FactId, Worded
from clauses.limits import Band, Bound, Comparison, Limit
from clauses.loading import schema
from clauses.model import (
    ActingRule,
    Body,
    Case,
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Document,
    Pack,
    Part,
    Post,
    Proposal,
    Question,
    Standard,
    Term,
)
from clauses.naming import Cast, LevelKind, Naming
from clauses.quantities import Quantity

_WORDS: dict[str, Cadence] = {
    "continuous": Continuous(),
    "regular": Regular(),
    "not-stated": NotStated(),
}


T = TypeVar("T")


def build(models: Mapping[str, Any]) -> Pack:
    """Build the pack from its validated files, by file name; files that are absent are empty."""
    manifest: schema.Manifest = models[schema.PACK]
    subjects: schema.Subjects = models.get(schema.SUBJECTS) or schema.Subjects()
    terms: schema.Terms = models.get(schema.TERMS) or schema.Terms()
    topics: schema.Topics = models.get(schema.TOPICS) or schema.Topics()
    naming: schema.NamingEntry = models.get(schema.NAMING) or schema.NamingEntry()
    counting: schema.Quantities = models.get(schema.QUANTITIES) or schema.Quantities()
    values = _Values(manifest)
    announced = manifest.announced
    return Pack(
        id=manifest.id,
        title=manifest.title,
        short_title=manifest.short_title,
        edition=manifest.edition,
        uses=tuple(manifest.uses),
        documents=tuple(values.documents.values()),
        announced_total=announced.total if announced else None,
        parts=values.of(Part, announced.parts if announced else ()),
        bodies=values.of(Body, subjects.bodies),
        posts=values.of(Post, subjects.posts),
        acting=values.of(ActingRule, subjects.acting),
        clauses=values.of(Clause, models.get(schema.CLAUSES, ())),
        terms=values.of(Term, terms.terms),
        distinctions=values.of(Distinction, terms.distinctions),
        questions=values.of(Question, models.get(schema.QUESTIONS, ())),
        corrections=values.of(Correction, models.get(schema.CORRECTIONS, ())),
        standards=values.of(Standard, models.get(schema.STANDARDS, ())),
        not_covered=tuple(topics.not_covered),
        announced_note=announced.note if announced else None,
        checked=manifest.checked,
        facts=values.of(Fact, subjects.facts),
        events=values.of(EventKind, subjects.events),
        naming=Naming(
            {word.value: _worded(entry) for word, entry in naming.words.items()},
            values.of(LevelKind, naming.levels),
            _cast(naming.cast),
        ),
        quantities=values.of(Quantity, counting.quantities),
    )


def _cast(entry: schema.CastEntry | None) -> Cast | None:
    if entry is None:
        return None
    return Cast(_worded(entry.group), tuple(_worded(each) for each in entry.posts))


def _worded(entry: schema.WordedEntry) -> Worded:
    return Worded(**dict(entry))


class _Values:
    """Makes the values of one pack from its entries, field by field of the same name."""

    def __init__(self, manifest: schema.Manifest) -> None:
        self._pack = manifest.id
        self.documents = {each.id: self._made(Document, each) for each in manifest.documents}

    def of(self, kind: type[T], entries: Iterable[schema.EntryForm]) -> tuple[T, ...]:
        return tuple(self._made(kind, entry) for entry in entries)

    def _made(self, kind: type[T], entry: schema.EntryForm) -> T:
        return kind(**{name: self._field(name, entry) for name in signature(kind).parameters})

    def _field(self, name: str, entry: Any) -> Any:
        match name:
            case "ref":
                return ClauseRef(self._pack, entry.id)
            case "refs" | "meets" | "replaces" | "if_not":
                return tuple(map(self._ref, getattr(entry, name)))
            case "citations":
                return tuple(
                    Citation(self.documents[source.document], source.place)
                    for source in entry.sources
                )
            case "cadence":
                return None if entry.cadence is None else _cadence(entry.cadence)
            case "applies_when" | "not_when":
                return _conditions(getattr(entry, name) or {})
            case "limits":
                return tuple(map(_limit, entry.limits))
            case "proposed":
                return self.of(Proposal, entry.proposed)
            case "cases":
                return self.of(Case, entry.cases)
            case _ if isinstance(getattr(entry, name), schema.WordedEntry):
                return Worded(**dict(getattr(entry, name)))
        value = getattr(entry, name)
        return tuple(value) if isinstance(value, list) else value

    def _ref(self, ref: str) -> ClauseRef:
        return ClauseRef.parse(ref) if ":" in ref else ClauseRef(self._pack, ref)


def _conditions(wanted: Mapping[str, bool | schema.BoundsEntry]) -> tuple[FactCondition, ...]:
    return tuple(
        FactCondition(FactId(fact), yes=want)
        if isinstance(want, bool)
        else FactCondition(FactId(fact), **dict(want))
        for fact, want in wanted.items()
    )


def _limit(entry: schema.LimitEntry) -> Limit:
    values: dict[str, Any] = dict(entry)
    bounds = {each: values.pop(each) for each in Comparison}
    values["bounds"] = tuple(
        Bound(comparison, *_share(bound))
        for comparison, bound in bounds.items()
        if bound is not None
    )
    values["bands"] = tuple(Band(*_share(each.rate), each.up_to) for each in entry.bands)
    values["when"] = tuple(entry.when)
    return Limit(**values)


def _share(bound: str | int) -> tuple[int, int]:
    number, _, parts = str(bound).partition("/")
    return int(number), int(parts or 1)


def _cadence(entry: str | schema.QuotaEntry | schema.EventEntry) -> Cadence:
    if isinstance(entry, str):
        return _WORDS[entry]
    values = dict(entry)
    if isinstance(entry, schema.EventEntry):
        return OnEvent(**values)
    if entry.season is not None:
        values["season"] = Season(**dict(entry.season))
    if entry.due is not None:
        values["due"] = DueDay(**dict(entry.due))
    values["months"] = tuple(sorted(entry.months))
    if entry.prepare_months is None:
        del values["prepare_months"]
    times = values.pop("times")
    if times is not None:
        values |= {"at_least": times, "exact": True}
    return Quota(**values)
