"""Turns the checked files of a pack into the values of ``clauses.model``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clauses.cadence import Cadence, Continuous, NotStated, OnEvent, Quota, Regular, Season
from clauses.loading import schema
from clauses.model import (
    ActingRule,
    Body,
    BodyId,
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Document,
    Pack,
    Part,
    Post,
    PostId,
    Proposal,
    Question,
    Standard,
    Term,
)

_WORDS: dict[str, Cadence] = {
    "continuous": Continuous(),
    "regular": Regular(),
    "not-stated": NotStated(),
}


def build(models: Mapping[str, Any]) -> Pack:
    """Build the pack from its validated files, by file name; files that are absent are empty."""
    manifest: schema.Manifest = models[schema.PACK]
    subjects: schema.Subjects = models.get(schema.SUBJECTS) or schema.Subjects()
    terms: schema.Terms = models.get(schema.TERMS) or schema.Terms()
    topics: schema.Topics = models.get(schema.TOPICS) or schema.Topics()
    entries = _Entries(manifest)
    announced = manifest.announced
    return Pack(
        id=manifest.id,
        title=manifest.title,
        short_title=manifest.short_title,
        edition=manifest.edition,
        uses=tuple(manifest.uses),
        documents=tuple(entries.documents.values()),
        announced_total=announced.total if announced else None,
        parts=tuple(
            Part(part.id, part.title, tuple(part.subjects), part.count)
            for part in (announced.parts if announced else ())
        ),
        bodies=tuple(Body(BodyId(b.id), b.name, b.has_members) for b in subjects.bodies),
        posts=tuple(
            Post(PostId(p.id), p.name, BodyId(p.body), p.owed, p.answers_for_body)
            for p in subjects.posts
        ),
        acting=tuple(
            ActingRule(BodyId(rule.absent), tuple(map(BodyId, rule.carried_by)))
            for rule in subjects.acting
        ),
        clauses=tuple(map(entries.clause, models.get(schema.CLAUSES, ()))),
        terms=tuple(Term(term.name, tuple(term.synonyms)) for term in terms.terms),
        distinctions=tuple(map(entries.distinction, terms.distinctions)),
        questions=tuple(map(entries.question, models.get(schema.QUESTIONS, ()))),
        corrections=tuple(map(entries.correction, models.get(schema.CORRECTIONS, ()))),
        standards=tuple(map(entries.standard, models.get(schema.STANDARDS, ()))),
        not_covered=tuple(topics.not_covered),
    )


class _Entries:
    """Builds the entries that have refs or cite documents."""

    def __init__(self, manifest: schema.Manifest) -> None:
        self._pack = manifest.id
        self.documents = {
            document.id: Document(document.id, document.title, document.short_title, document.year)
            for document in manifest.documents
        }

    def clause(self, entry: schema.ClauseEntry) -> Clause:
        return Clause(
            ref=self._ref(entry.id),
            subject=entry.subject,
            duty=entry.duty,
            text=entry.text,
            cadence=_cadence(entry.cadence),
            strength=entry.strength,
            known=entry.known,
            citations=self._citations(entry.sources),
            part=entry.part,
            meets=self._refs(entry.meets),
            asked_as=tuple(entry.asked_as),
            note=entry.note,
            chapter=entry.chapter,
            proposed=tuple(map(_proposal, entry.proposed)),
        )

    def distinction(self, entry: schema.DistinctionEntry) -> Distinction:
        return Distinction(self._ref(entry.id), tuple(entry.terms), entry.difference)

    def question(self, entry: schema.QuestionEntry) -> Question:
        return Question(
            ref=self._ref(entry.id),
            question=entry.question,
            answer=entry.answer,
            known=entry.known,
            citations=self._citations(entry.sources),
            refs=self._refs(entry.refs),
            asked_as=tuple(entry.asked_as),
        )

    def correction(self, entry: schema.CorrectionEntry) -> Correction:
        return Correction(
            ref=self._ref(entry.id),
            wrong=entry.wrong,
            right=entry.right,
            refs=self._refs(entry.refs),
            asked_as=tuple(entry.asked_as),
        )

    def standard(self, entry: schema.StandardEntry) -> Standard:
        return Standard(
            ref=self._ref(entry.id),
            title=entry.title,
            subject=entry.subject,
            items=tuple(entry.items),
            known=entry.known,
            citations=self._citations(entry.sources),
            asked_as=tuple(entry.asked_as),
            note=entry.note,
        )

    def _ref(self, local: str) -> ClauseRef:
        return ClauseRef(self._pack, local)

    def _refs(self, refs: list[str]) -> tuple[ClauseRef, ...]:
        return tuple(ClauseRef.parse(ref) if ":" in ref else self._ref(ref) for ref in refs)

    def _citations(self, sources: list[schema.SourceEntry]) -> tuple[Citation, ...]:
        return tuple(Citation(self.documents[source.document], source.place) for source in sources)


def _proposal(entry: schema.ProposalEntry) -> Proposal:
    return Proposal(
        place=entry.place,
        words=entry.words,
        strength=entry.strength,
        subject_words=entry.subject_words,
        cadence=_cadence(entry.cadence) if entry.cadence is not None else None,
    )


def _cadence(entry: str | schema.QuotaEntry | schema.EventEntry) -> Cadence:
    if isinstance(entry, str):
        return _WORDS[entry]
    if isinstance(entry, schema.EventEntry):
        return OnEvent(entry.event, entry.offset_days)
    season = entry.season
    quota = Quota(
        at_least=entry.at_least,
        per=entry.per,
        unit=entry.unit,
        each=entry.each,
        season=Season(season.first_month, season.last_month) if season else None,
        term_years=entry.term_years,
    )
    if entry.prepare_months is None:
        return quota
    return replace(quota, prepare_months=entry.prepare_months)
