"""The peers: libraries that rank the folded texts of the packs, with the same phrasings that ours has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import bm25s
import tantivy
from rapidfuzz import fuzz, process

from clauses.characters.folding import fold
from clauses.library import Library, Stated
from clauses.model import Clause, Correction, Distinction, Pack, Question, Standard
from tests.bench.grams import grams

BEST = 3

_CHOICES = 40
"""Number of the nearest texts and phrasings that the best refs are taken from."""


@dataclass(frozen=True)
class StatedText:
    """The ref of an entry of a pack, its title and text, and its phrasings, all folded."""

    ref: str
    text: str
    phrasings: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Everything as one text."""
        return "\n".join((self.text, *self.phrasings))


@dataclass(frozen=True)
class Ranked:
    """The nearest refs, best first, at most ``BEST``, and the score of the first one."""

    refs: tuple[str, ...]
    score: float


class Peer(Protocol):
    """A library under comparison."""

    name: str

    def rank(self, folded: str) -> Ranked:
        """Rank the texts for a folded question."""
        ...


def stated_texts(library: Library) -> tuple[StatedText, ...]:
    """All entries of the packs, in pack order."""
    return tuple(
        StatedText(str(entry.ref), fold(_text(entry)), tuple(map(fold, _phrasings(entry))))
        for pack in library.packs
        for entry in _entries(pack)
    )


def peers(texts: Sequence[StatedText]) -> tuple[Peer, ...]:
    """Every peer, ready to rank these texts."""
    return (
        _RapidFuzz("RapidFuzz WRatio", fuzz.WRatio, texts),
        _RapidFuzz("RapidFuzz partial_ratio", fuzz.partial_ratio, texts),
        _Bm25s(texts),
        _Tantivy(texts),
    )


def _entries(pack: Pack) -> tuple[Stated, ...]:
    return (
        *pack.clauses,
        *pack.questions,
        *pack.corrections,
        *pack.standards,
        *pack.distinctions,
    )


def _text(entry: Stated) -> str:
    match entry:
        case Clause():
            return f"{entry.duty}\n{entry.text}"
        case Question():
            return f"{entry.question}\n{entry.answer or ''}"
        case Correction():
            return f"{entry.wrong}\n{entry.right}"
        case Standard():
            return "\n".join((entry.title, *entry.items))
        case Distinction():
            return "\n".join((*entry.terms, entry.difference))


def _phrasings(entry: Stated) -> tuple[str, ...]:
    return () if isinstance(entry, Distinction) else entry.asked_as


class _RapidFuzz:
    """Compares one text or phrasing at a time: an entry is as near as the nearest of them."""

    def __init__(
        self, name: str, scorer: Callable[..., float], texts: Sequence[StatedText]
    ) -> None:
        self.name = name
        self._scorer = scorer
        self._choices = [c for each in texts for c in (each.text, *each.phrasings)]
        self._refs = [each.ref for each in texts for _ in (each.text, *each.phrasings)]

    def rank(self, folded: str) -> Ranked:
        hits = process.extract(folded, self._choices, scorer=self._scorer, limit=_CHOICES)
        best: dict[str, float] = {}
        for _, score, at in hits:
            best.setdefault(self._refs[at], score)
        return _ranked(list(best.items())[:BEST])


class _Bm25s:
    name = "bm25s, 1-2-grams"

    def __init__(self, texts: Sequence[StatedText]) -> None:
        self._texts = texts
        self._index = bm25s.BM25()
        self._index.index([grams(each.whole) for each in texts], show_progress=False)

    def rank(self, folded: str) -> Ranked:
        known = [gram for gram in grams(folded) if gram in self._index.vocab_dict]
        if not known:
            return Ranked((), 0.0)
        scores = self._index.get_scores(known)
        best = sorted(range(len(scores)), key=lambda at: (-scores[at], at))[:BEST]
        return _ranked([(self._texts[at].ref, float(scores[at])) for at in best if scores[at] > 0])


class _Tantivy:
    name = "tantivy, 1-2-grams"

    def __init__(self, texts: Sequence[StatedText]) -> None:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("ref", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", tokenizer_name="grams")
        self._index = tantivy.Index(schema.build())
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2)).build()
        self._index.register_tokenizer("grams", analyzer)
        # One thread: texts with the same score then always have the same order.
        writer = self._index.writer(num_threads=1)
        for each in texts:
            writer.add_document(tantivy.Document(ref=each.ref, text=each.whole))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def rank(self, folded: str) -> Ranked:
        query = tantivy.Query
        terms = [query.term_query(self._index.schema, "text", gram) for gram in grams(folded)]
        if not terms:
            return Ranked((), 0.0)
        any_of = query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        hits = self._searcher.search(any_of, BEST).hits
        return _ranked([(self._searcher.doc(at)["ref"][0], score) for score, at in hits])


def _ranked(hits: Sequence[tuple[str, float]]) -> Ranked:
    return Ranked(tuple(ref for ref, _ in hits), hits[0][1] if hits else 0.0)
