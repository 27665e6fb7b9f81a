"""The systems under comparison: each built over the same clauses, then asked the same questions."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.grams import grams
from tests.bench.search.corpus import Corpus, as_statements

OURS = "ours"
BEST = 3
"""Number of hits that the peers are asked for; ours gives its whole short list."""

Search = Callable[[str], object]
Build = Callable[[], Search]


def prepared(system: str, made: Corpus) -> Build:
    """A function that builds the system; making the input that it takes is not part of building."""
    return SYSTEMS[system](made)


def _ours(made: Corpus) -> Build:
    statements = as_statements(made)

    def build() -> Search:
        from clauses.searching.search import ClauseIndex

        return ClauseIndex(statements).search

    return build


def _rapidfuzz(scorer: str) -> Callable[[Corpus], Build]:
    def with_texts(made: Corpus) -> Build:
        texts = [each.text for each in made.clauses]

        def build() -> Search:
            from rapidfuzz import fuzz, process

            score = getattr(fuzz, scorer)
            return lambda question: process.extract(question, texts, scorer=score, limit=BEST)

        return build

    return with_texts


def _bm25s(made: Corpus) -> Build:
    texts = [each.text for each in made.clauses]

    def build() -> Search:
        import bm25s

        index = bm25s.BM25()
        index.index([grams(text) for text in texts], show_progress=False)
        best = min(BEST, len(texts))

        def search(question: str) -> object:
            known = [gram for gram in grams(question) if gram in index.vocab_dict]
            return index.retrieve([known], k=best, show_progress=False) if known else ()

        return search

    return build


def _tantivy(made: Corpus) -> Build:
    texts = [each.text for each in made.clauses]

    def build() -> Search:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="grams")
        schema = builder.build()
        index = tantivy.Index(schema)
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2)).build()
        index.register_tokenizer("grams", analyzer)
        writer = index.writer()
        for text in texts:
            writer.add_document(tantivy.Document(text=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        query, should = tantivy.Query, tantivy.Occur.Should

        def search(question: str) -> object:
            terms = [(should, query.term_query(schema, "text", g)) for g in grams(question)]
            return searcher.search(query.boolean_query(terms), BEST).hits

        return search

    return build


SYSTEMS: dict[str, Callable[[Corpus], Build]] = {
    OURS: _ours,
    "RapidFuzz WRatio": _rapidfuzz("WRatio"),
    "RapidFuzz partial_ratio": _rapidfuzz("partial_ratio"),
    "bm25s, 1-2-grams": _bm25s,
    "tantivy, 1-2-grams": _tantivy,
}
"""By name, in the order of the table."""
