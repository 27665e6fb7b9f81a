"""Both ways of ranking, held to BM25 as the textbook has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.searching.building import K1, PAIR, SINGLE, B, Field, build_postings
from clauses.searching.grams import gram_counts, gram_text
from clauses.searching.postings import Postings
from clauses.searching.ranking import ArrayRanking, PlainRanking, Ranking

BOOSTS = (1.0, 0.4)
TEXT = st.text("党委会支部每年 ", max_size=12)
CORPUS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=12)


def grams(text: str) -> Counter[str]:
    return Counter(
        run[at : at + size]
        for run in text.split()
        for size in (1, 2)
        for at in range(len(run) - size + 1)
    )


def naive_scores(corpus: list[tuple[str, ...]], question: str) -> dict[int, float]:
    """Every statement that shares a gram, with its score."""
    scores: dict[int, float] = {}
    for field, boost in enumerate(BOOSTS):
        counted = [grams(texts[field]) for texts in corpus]
        lengths = [counts.total() for counts in counted]
        mean = sum(lengths) / len(lengths) or 1.0
        for gram, asked in grams(question).items():
            having = sum(gram in counts for counts in counted)
            rarity = log(1 + (len(corpus) - having + 0.5) / (having + 0.5))
            for place, counts in enumerate(counted):
                if count := counts[gram]:
                    norm = K1 * (1 - B + B * lengths[place] / mean)
                    size = PAIR if len(gram) > 1 else SINGLE
                    weight = boost * size * rarity * count * (K1 + 1) / (count + norm)
                    scores[place] = scores.get(place, 0.0) + asked * weight
    return scores


def postings_of(corpus: list[tuple[str, ...]]) -> Postings:
    return build_postings(
        [Field([texts[at] for texts in corpus], boost) for at, boost in enumerate(BOOSTS)]
    )


@pytest.mark.parametrize("ranking", [PlainRanking, ArrayRanking])
@given(corpus=CORPUS, question=TEXT, limit=st.integers(1, 15))
def test_the_ranking_is_that_of_bm25(
    ranking: Callable[[Postings], Ranking],
    corpus: list[tuple[str, ...]],
    question: str,
    limit: int,
):
    expected = naive_scores(corpus, question)

    found = ranking(postings_of(corpus)).best(gram_counts(question), limit)

    assert len(found) == min(limit, len(expected))
    for place, score in found:
        assert score == pytest.approx(expected[place], rel=1e-4)
    wanted = sorted(expected.values(), reverse=True)[:limit]
    assert [score for _, score in found] == pytest.approx(wanted, rel=1e-4)


@given(corpus=CORPUS, question=TEXT)
def test_equal_statements_keep_their_order(corpus: list[tuple[str, ...]], question: str):
    twice = postings_of([*corpus, *corpus])

    for ranking in (PlainRanking(twice), ArrayRanking(twice)):
        scores = dict(ranking.best(gram_counts(question), 2 * len(corpus)))
        order = list(scores)
        for place in range(len(corpus)):
            if place in scores:
                assert scores[place] == scores[place + len(corpus)]
                assert order.index(place) < order.index(place + len(corpus))


def test_the_best_are_found_among_many_as_among_all():
    corpus = [(f"第{at}条 支部每年{at % 97}次会", "党委") for at in range(3000)]
    postings = postings_of(corpus)
    asked = gram_counts("支部每年96次")

    few = ArrayRanking(postings).best(asked, 24)

    assert few == ArrayRanking(postings).best(asked, 3000)[:24]
    assert [place for place, _ in few] == [p for p, _ in PlainRanking(postings).best(asked, 24)]


def test_postings_survive_as_bytes():
    postings = postings_of([("支部每年", ""), ("党委会", "支部")])
    asked = gram_counts("支部会")

    again = Postings.from_bytes(postings.statements, postings.as_bytes())

    assert PlainRanking(again).best(asked, 9) == PlainRanking(postings).best(asked, 9)
    assert ArrayRanking(again).best(asked, 9) == ArrayRanking(postings).best(asked, 9)


@pytest.mark.parametrize("text", ["党", "党委", "𠮷"])
def test_the_number_of_a_gram_gives_its_text_back(text: str):
    assert text in [gram_text(code) for code in gram_counts(text)]


def test_no_pair_reaches_over_a_space():
    assert {gram_text(code) for code in gram_counts("党 委会")} == {"党", "委", "会", "委会"}
