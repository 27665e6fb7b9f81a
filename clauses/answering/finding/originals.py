"""Links between the clauses of packs and the articles of imported texts that they restate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from clauses.answering.understanding.analysis import ArticleNumber
from clauses.characters.folding import fold
from clauses.library import Library, Stated
from clauses.model import Citation, Clause, ClauseRef, Document, Question
from clauses.provisions import is_article
from clauses.searching.grams import SHIFT, gram_counts
from clauses.searching.search import ClauseIndex
from clauses.searching.statements import Statement
from clauses.vocabulary import Concept
from clauses.words import WordTable

_ALIKE = 3
"""A clause agrees with an article among this number of the nearest to its wording."""

_LEAST = 3
_MOSTLY = 0.6
"""Least number of articles that have to agree, and least share of those that are cited."""

_SHARED = 0.3
"""Least share of the pairs of characters of the shorter of the two that stand in both."""

_BESIDE_TITLE = WordTable("questions.toml", "titles").pattern("beside-title")


def links(
    library: Library,
    restated: Iterable[Statement],
    texts: tuple[Statement, ...],
    index: ClauseIndex,
) -> dict[str, str]:
    """By the id of a document that is cited: the id of the imported pack that has its text.

    They belong together when they have one title, or when the clauses that cite its articles are
    worded like the articles of the same number: an imported file often has no title but its name.
    In a short list numbers agree by chance, and its rows are no articles: neither is evidence.
    """
    packs = {each.ref.pack for each in texts}
    found: dict[str, str] = {}
    cited: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    documents: dict[str, Document] = {}
    for statement in restated:
        for citation in statement.citations:
            documents[citation.document.id] = citation.document
            if (number := article_of(citation)) is not None:
                cited[citation.document.id].append((number, statement))
    titles = {
        _bare(document.title): pack.id
        for pack in library.packs
        if pack.id in packs
        for document in pack.documents
    }
    for id_, document in documents.items():
        if (pack_id := titles.get(_bare(document.title))) is not None:
            found[id_] = pack_id
        elif texts and (agreeing := _agreeing(cited[id_], texts, index)):
            found[id_] = agreeing
    return found


def _bare(title: str) -> str:
    return fold(_BESIDE_TITLE.sub("", title))


def _agreeing(
    cited: list[tuple[str, Statement]], texts: tuple[Statement, ...], index: ClauseIndex
) -> str | None:
    """The pack most of whose articles are worded like the clauses that cite them."""
    agree: dict[str, int] = defaultdict(int)
    for number, statement in cited:
        near: dict[str, int] = defaultdict(int)
        for at, _ in index.ranked(gram_counts(statement.body), 4 * _ALIKE):
            ref = texts[at].ref
            near[ref.pack] += 1
            if near[ref.pack] <= _ALIKE and _is_article(texts[at], number):
                agree[ref.pack] += _is_worded_like(texts[at], statement)
    pack = max(agree, key=lambda each: agree[each], default=None)
    if pack is None or agree[pack] < max(_LEAST, _MOSTLY * len(cited)):
        return None
    return pack


def _is_article(text: Statement, number: str) -> bool:
    """Whether it is the article of this number, and calls itself one: 第8条, and not 第8项."""
    return text.ref.local == number and any(
        article_of(citation) == number for citation in text.citations
    )


def _is_worded_like(text: Statement, statement: Statement) -> bool:
    one, other = _pairs(text.body), _pairs(statement.body)
    return len(one & other) >= _SHARED * max(1, min(len(one), len(other)))


def _pairs(text: str) -> frozenset[int]:
    return frozenset(gram for gram in gram_counts(text) if gram >> SHIFT)


def article_of(citation: Citation) -> str | None:
    """The number of the article that is cited, as the id of an imported one."""
    cited = ArticleNumber.cited(citation.place)
    return cited.local if cited is not None else None


class Originals:
    """Finds the article behind a clause, and the texts that a question names.

    Somebody who adds the official text wants to read that: the restatement gives way to it.
    """

    def __init__(self, library: Library, linked: Mapping[str, str]) -> None:
        self._library = library
        self._linked = linked
        own = {
            document.id: pack.id
            for pack in library.packs
            if any(map(is_article, pack.clauses))
            for document in pack.documents
        }
        own |= {pack_id: pack_id for pack_id in own.values()}
        self._packs = {**own, **linked}
        self._known_as: dict[str, Document] = {
            linked[document.id]: document
            for pack in library.packs
            for document in pack.documents
            if document.id in linked
        }

    def packs(self, documents: Iterable[Concept]) -> frozenset[str]:
        """The imported packs that have the text of these documents."""
        return frozenset(self._packs[d.id] for d in documents if d.id in self._packs)

    def of(self, stated: Stated | None) -> tuple[Clause, ...]:
        """The imported articles that a clause or an answer is taken from."""
        if not isinstance(stated, Clause | Question) or is_article(stated):
            return ()
        refs = (
            ClauseRef(self._linked[citation.document.id], number)
            for citation in stated.citations
            if citation.document.id in self._linked and (number := article_of(citation)) is not None
        )
        found = (self._library.find(ref) for ref in dict.fromkeys(refs))
        return tuple(each for each in found if isinstance(each, Clause))

    def citations(self, article: Clause) -> tuple[Citation, ...]:
        """Citations of an article, with the title that the packs know its document by."""
        known = self._known_as.get(article.ref.pack)
        if known is None:
            return article.citations
        return tuple(Citation(known, each.place) for each in article.citations)
