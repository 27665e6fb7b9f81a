from __future__ import annotations

import pytest

from clauses.answering.finding.weights import Model, certainty_features, shipped_model


def test_the_score_is_the_weighted_sum_of_known_features():
    model = Model({"near": 2.0, "far": -1.0}, {})

    assert model.score({"near": 0.5, "far": 1.0, "unknown": 9.0}) == 0.0


def test_certainty_is_a_probability_however_large_the_sum():
    model = Model({}, {"sure": 1000.0})

    assert model.probability({"sure": 1.0}) == pytest.approx(1.0)
    assert model.probability({"sure": -1.0}) == pytest.approx(0.0, abs=1e-9)
    assert model.probability({}) == 0.5


def test_a_lone_statement_is_as_far_ahead_as_can_be():
    alone = certainty_features({}, {"unheard": 0.0, "share unheard": 0.0}, [1.0])
    rivalled = certainty_features({}, {"unheard": 0.0, "share unheard": 0.0}, [1.0, 1.0])

    assert (alone["ahead"], alone["share"]) == (1.0, 1.0)
    assert (rivalled["ahead"], rivalled["share"]) == (0.0, 0.5)


def test_the_shipped_weights_count_evidence_the_right_way_round():
    ranking = shipped_model().ranking

    assert min(ranking["lexical"], ranking["phrasing"], ranking["carried"]) > 0
    assert max(ranking["foreign"], ranking["terms missing"]) < 0
