"""What an edition changes in a pack, clause by clause, and the packs as they are with it; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from clauses.cadence import Cadence, NotStated, OnEvent, Quota
from clauses.model import (
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Document,
    Known,
    Pack,
    Question,
    Strength,
)
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "drafting")
_NOT_STATED = NotStated()


class ClauseChange(StrEnum):
    """What an edition does to a clause."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class RevisedClause:
    """A clause as the edition has it; of one that is gone only ``local`` says something.

    ``place`` stands in its citation, ``after`` is the id of the clause before it, for one that is new.
    ``who`` and ``often`` are words of the file for who owes it and how often that could not be read: it
    is as before in that, or nobody's. One that is not ``taken`` stays as it is, or does not come.
    """

    local: str
    change: ClauseChange
    place: str | None = None
    after: str | None = None
    duty: str = ""
    text: str = ""
    chapter: str | None = None
    strength: Strength = Strength.MUST
    subject: str | None = None
    cadence: Cadence = _NOT_STATED
    who: str | None = None
    often: str | None = None
    taken: bool = True

    @property
    def is_unclear(self) -> bool:
        """Whether something of it was not read, and it is taken nevertheless; or nobody owes it, though by a rhythm."""
        nobodys = self.subject is None and isinstance(self.cadence, Quota | OnEvent)
        return self.taken and (self.who is not None or self.often is not None or nobodys)


@dataclass(frozen=True)
class PackRevision:
    """An edition of one of a pack's documents; clauses that are not in it stay as they are."""

    pack: str
    document: str
    edition: str
    clauses: tuple[RevisedClause, ...]


def edition_from(day: date) -> str:
    """The name of an edition that holds from this day on."""
    return _WORDS.filled("edition-from", day.year, day.month, day.day)


def revised(packs: Sequence[Pack], revision: PackRevision) -> tuple[Pack, ...]:
    """The packs with the edition in force; without its pack among them nothing changes.

    Nothing refers any more to what is gone. Questions and corrections that draw on what is gone or is
    said otherwise are left out: :func:`left_out` has them.
    """
    taken = {each.local: each for each in revision.clauses if each.taken}
    gone = {
        ClauseRef(revision.pack, local)
        for local, each in taken.items()
        if each.change is ClauseChange.GONE
    }
    stale = left_out(packs, revision)
    return tuple(
        replace(
            _with_clauses(pack, revision, taken) if pack.id == revision.pack else pack,
            questions=tuple(each for each in pack.questions if each.ref not in stale),
            corrections=tuple(each for each in pack.corrections if each.ref not in stale),
        )
        for pack in (_without_refs(pack, gone) for pack in packs)
    )


def left_out(packs: Sequence[Pack], revision: PackRevision) -> frozenset[ClauseRef]:
    """The questions and corrections whose answers rest on what is gone or is said otherwise."""
    old = {clause.ref: clause for pack in packs for clause in pack.clauses}
    other = set()
    for each in revision.clauses:
        ref = ClauseRef(revision.pack, each.local)
        if not each.taken or ref not in old:
            continue
        says = (each.text, each.cadence, each.subject, each.strength)
        was = old[ref]
        if each.change is ClauseChange.GONE or says != (
            was.text,
            was.cadence,
            was.subject,
            was.strength,
        ):
            other.add(ref)
    entries: list[Question | Correction] = [e for pack in packs for e in pack.questions]
    entries += [e for pack in packs for e in pack.corrections]
    return frozenset(entry.ref for entry in entries if other.intersection(entry.refs))


def _with_clauses(pack: Pack, revision: PackRevision, taken: Mapping[str, RevisedClause]) -> Pack:
    document = next((each for each in pack.documents if each.id == revision.document), None)
    if document is None:
        return pack
    clauses: list[Clause] = []
    for clause in pack.clauses:
        change = taken.get(clause.ref.local)
        if change is None:
            clauses.append(clause)
        elif change.change is not ClauseChange.GONE:
            clauses.append(_changed(clause, change))
    for each in taken.values():
        if each.change is ClauseChange.NEW:
            before = [at for at, clause in enumerate(clauses) if clause.ref.local == each.after]
            clauses.insert(before[0] + 1 if before else len(clauses), _new(pack, document, each))
    return replace(pack, edition=revision.edition, clauses=tuple(clauses))


def _changed(clause: Clause, now: RevisedClause) -> Clause:
    """The clause as it reads now. What was drawn from its former words is not said of the new ones."""
    first, *others = clause.citations
    kept = replace(
        clause,
        duty=now.duty,
        subject=now.subject,
        cadence=now.cadence,
        strength=now.strength,
        citations=(replace(first, place=now.place), *others),
    )
    if now.text == clause.text:
        return kept
    return replace(
        kept,
        text=now.text,
        note=None,
        proposed=(),
        limits=(),
        cases=(),
        consequence=None,
        neglect=None,
        if_not=(),
        steps=(),
        purpose=None,
    )


def _new(pack: Pack, document: Document, now: RevisedClause) -> Clause:
    return Clause(
        ClauseRef(pack.id, now.local),
        now.subject,
        now.duty,
        now.text,
        now.cadence,
        now.strength,
        Known.TEXT,
        (Citation(document, now.place),),
        chapter=now.chapter,
    )


def _without_refs(pack: Pack, gone: Collection[ClauseRef]) -> Pack:
    if not gone:
        return pack
    clauses = (
        replace(
            clause,
            meets=tuple(ref for ref in clause.meets if ref not in gone),
            if_not=tuple(ref for ref in clause.if_not if ref not in gone),
        )
        for clause in pack.clauses
    )
    return replace(pack, clauses=tuple(clauses))
