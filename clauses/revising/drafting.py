"""From an examined file to what it changes in a document of a pack: which article is which clause.

What a clause's structure says (whose it is, how often, under which conditions) comes from the pack; the
file changes of it only what its words say otherwise than the former ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from rapidfuzz import fuzz

from clauses.cadence import Cadence, NotStated, OnEvent, Quota
from clauses.characters.folding import fold
from clauses.editions import compare
from clauses.errors import UnknownPost
from clauses.importing.drafting.article_draft import duty_of
from clauses.importing.drafting.draft import PackDraft, draft_of
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.proposals import proposals, strength_of
from clauses.importing.parsing.rhythms import whole_quota
from clauses.importing.source_gate import Source
from clauses.library import Library
from clauses.model import Body, Clause, Pack, Post, Proposal
from clauses.provisions import is_article
from clauses.revising.revision import ClauseChange, PackRevision, RevisedClause, revised

_ALIKE = 75.0
"""Likeness, of 100, from which on an article under another number is the same clause."""

_OF_THE_SAME_NUMBER = 20.0
"""So much less will do under the same number."""

_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)?")


class OtherDocument(Exception):
    """Nothing in the file is like anything in the document."""


class NothingNew(Exception):
    """The file says what the document says now."""


@dataclass(frozen=True)
class DraftedRevision:
    """What was read. ``same``: clauses that stay as they are; ``read`` says what the reader left out."""

    revision: PackRevision
    same: int
    read: PackDraft


def draft_revision(library: Library, pack: Pack, document: str, source: Source) -> DraftedRevision:
    """What the file changes in a document of the pack; its edition has no name yet.

    Raises:
        DocumentRefused: the file's tables are no list of duties.
        OtherDocument: it is another document, or none.
        NothingNew: it changes nothing.
    """
    read = draft_of(source)
    old = clauses_of(pack, document)
    articles = _as_in_pack(read, old)
    pairs = _pairs(old, articles)
    if not pairs:
        raise OtherDocument
    said = {each.place.partition("(")[0]: each for each in reversed(read.proposed)}
    drafter = _Drafter(library, pack, old)
    after: str | None = None
    changes: list[RevisedClause] = []
    for at, article in enumerate(articles):
        if (clause := pairs.get(at)) is not None:
            changes.append(drafter.changed(clause, article, said.get(article.id)))
        else:
            changes.append(drafter.new(article, said.get(article.id), after))
        after = changes[-1].local
    kept = {each.local for each in changes}
    changes += [
        RevisedClause(clause.ref.local, ClauseChange.GONE)
        for clause in old
        if clause.ref.local not in kept
    ]
    revision = PackRevision(pack.id, document, pack.edition, tuple(changes))
    difference = compare(pack, revised((pack,), revision)[0])
    differs = {
        each.ref.local
        for each in (
            *difference.added,
            *difference.removed,
            *(change.new for change in difference.changed),
        )
    }
    left = tuple(each for each in changes if each.local in differs or each.is_unclear)
    if not left:
        raise NothingNew
    return DraftedRevision(replace(revision, clauses=left), len(changes) - len(left), read)


def clauses_of(pack: Pack, document: str) -> list[Clause]:
    """The clauses that are taken from this document first of all."""
    return [clause for clause in pack.clauses if clause.citations[0].document.id == document]


def subject_named(words: str, library: Library, pack: Pack) -> str | None:
    """The post or body that the words name; the end of a name will do where only one ends so."""
    used = set(pack.uses)
    near = [pack, *(each for each in library.packs if each.id in used)]
    subjects: list[Post | Body] = [post for each in near for post in each.posts]
    subjects += [body for each in near for body in each.bodies]
    name = fold(words)
    for subject in subjects:
        if fold(subject.name) == name or subject.id == words:
            return subject.id
    try:
        return library.post_named(words).id
    except UnknownPost:
        ends = {subject.id for subject in subjects if fold(subject.name).endswith(name)}
        return ends.pop() if name and len(ends) == 1 else None


def _as_in_pack(read: PackDraft, old: Sequence[Clause]) -> list[Article]:
    """The articles; of a row what it says, without its other columns where the pack has none of these either."""
    if not read.headers or any("\n" in clause.text for clause in old):
        return list(read.articles)
    return [replace(article, lines=article.lines[:1]) for article in read.articles]


def _pairs(old: Sequence[Clause], articles: Sequence[Article]) -> dict[int, Clause]:
    """By the index of an article the clause that it is: the likest first, each once."""
    likely: list[tuple[float, int, int]] = []
    texts = [fold(clause.text) for clause in old]
    numbers = [_numbers(clause) for clause in old]
    for at, article in enumerate(articles):
        text = fold(article.text)
        for which, former in enumerate(texts):
            bonus = _OF_THE_SAME_NUMBER if article.id in numbers[which] else 0.0
            alike = fuzz.ratio(text, former, score_cutoff=_ALIKE - bonus)
            if alike:
                likely.append((alike + bonus, at, which))
    found: dict[int, Clause] = {}
    taken: set[int] = set()
    for _, at, which in sorted(likely, key=lambda each: (-each[0], each[1], each[2])):
        if at not in found and which not in taken:
            found[at] = old[which]
            taken.add(which)
    return found


def _numbers(clause: Clause) -> set[str]:
    place = _NUMBER.search(fold(clause.citations[0].place or ""))
    return {clause.ref.local, *([place[0]] if place else [])}


class _Drafter:
    """Makes changes of articles."""

    def __init__(self, library: Library, pack: Pack, old: Sequence[Clause]) -> None:
        self._library = library
        self._pack = pack
        entries = (
            *(each.ref for each in pack.clauses),
            *(each.ref for each in pack.questions),
            *(each.ref for each in pack.corrections),
            *(each.ref for each in pack.standards),
            *(each.ref for each in pack.distinctions),
        )
        self._ids = {ref.local for ref in entries}
        # An article stands as its document has it; what a pack says in its own words has no bare number.
        self._series = "" if any(map(is_article, old)) else "N"

    def changed(self, clause: Clause, article: Article, now: Proposal | None) -> RevisedClause:
        """The clause by the words of the article."""
        former = Article(article.id, article.place, None, clause.text.split("\n"))
        before = clause.proposed[0] if clause.proposed else next(proposals(former), None)
        reworded = fold(clause.text) != fold(article.text)
        text = article.text if reworded else clause.text
        own_words = clause.duty == duty_of(former)
        strength = clause.strength
        if reworded and strength_of(clause.text, clause.text) is not strength_of(text, text):
            strength = strength_of(text, text)
        cadence, often = _cadence_now(clause.cadence, before, now)
        subject, who = self._subject_now(clause, before, now)
        if before is None and not reworded:
            often = who = None  # a column that the pack, in its own words, has settled before
        return RevisedClause(
            clause.ref.local,
            ClauseChange.CHANGED,
            place=self._place(clause, article),
            duty=duty_of(article) if own_words and reworded else clause.duty,
            text=text,
            chapter=clause.chapter,
            strength=strength,
            subject=subject,
            cadence=cadence,
            who=who,
            often=often,
        )

    def new(self, article: Article, said: Proposal | None, after: str | None) -> RevisedClause:
        """A clause of its own."""
        words = None if said is None else said.subject_words
        subject = None if words is None else subject_named(words, self._library, self._pack)
        cadence = None if said is None else _read(said)
        return RevisedClause(
            self._free_id(article.id),
            ClauseChange.NEW,
            place=article.place,
            after=after,
            duty=duty_of(article),
            text=article.text,
            chapter=article.chapter,
            strength=strength_of(article.text, article.text),
            subject=subject,
            cadence=cadence or NotStated(),
            who=words or "" if said is not None and subject is None else None,
            often=said.words if said is not None and cadence is None else None,
        )

    def _place(self, clause: Clause, article: Article) -> str | None:
        """Where it stands now; as the pack has it while the number is the same."""
        same = article.id in _numbers(clause)
        return clause.citations[0].place if same else article.place

    def _subject_now(
        self, clause: Clause, before: Proposal | None, now: Proposal | None
    ) -> tuple[str | None, str | None]:
        words = None if now is None else now.subject_words
        if words is None or (before is not None and before.subject_words == words):
            return clause.subject, None
        named = subject_named(words, self._library, self._pack)
        if named is None:
            return clause.subject, words
        return (clause.subject if named in (clause.subject, *clause.also) else named), None

    def _free_id(self, number: str) -> str:
        """That of its number where no clause has it, else one of a further series."""
        ids = (f"{self._series}{number}", *(f"s{n}.{self._series}{number}" for n in range(2, 10)))
        free = next((id_ for id_ in ids if id_ not in self._ids), None)
        id_ = free or next(f"r{n}" for n in count(1) if f"r{n}" not in self._ids)
        self._ids.add(id_)
        return id_


def _cadence_now(
    old: Cadence, before: Proposal | None, now: Proposal | None
) -> tuple[Cadence, str | None]:
    """How often it is owed now, and words for it that could not be read."""
    if now is None or (before is not None and before.words == now.words):
        return old, before.words if now is None and before is not None else None
    read = _read(now)
    if read is None:
        return old, now.words
    former = old if before is None else _read(before)
    return (old if _main(read) in (_main(former), _main(old)) else read), None


def _main(cadence: Cadence | None) -> object:
    """What of a cadence two wordings of the same have in common."""
    if isinstance(cadence, Quota):
        return cadence.at_least, cadence.per, cadence.due, cadence.months, cadence.season
    return cadence.event if isinstance(cadence, OnEvent) else cadence


def _read(said: Proposal) -> Cadence | None:
    if said.cadence is not None and said.unexpressed is None:
        return said.cadence
    return whole_quota(said.words)
