"""The fit: what has been seen tells nothing, probabilities are honest, and prices say where to answer."""

from __future__ import annotations

import pytest

from clauses.answering.finding.weights import Model, logistic, shipped_model, text_model
from tests.answers import fit_texts
from tests.answers.fit import DENIED, LIMIT, NEAREST, NOISE, WRONG, nearest_from
from tests.answers.fitting import FOLDS, line, straightened, unseen


def test_a_feature_of_one_fold_alone_tells_nothing_of_its_cases() -> None:
    features = [{"always": 1.0, **({"telling": 1.0} if n % FOLDS == 0 else {})} for n in range(60)]
    right = [n % FOLDS == 0 for n in range(60)]

    odds = unseen(features, right, [1.0] * 60, [n % FOLDS for n in range(60)])

    assert {round(each, 3) for n, each in enumerate(odds) if n % FOLDS == 0} == {round(odds[0], 3)}
    assert odds[0] < 0


def test_what_promises_too_much_is_straightened() -> None:
    # Two of three are right where the odds say that nearly all are, and the other way round.
    odds = [4.0, 4.0, 4.0, -4.0, -4.0, -4.0]
    right = [True, True, False, False, False, True]

    by = line(odds, right, [1.0] * 6)
    sure = Model({}, straightened({"x": 4.0}, by))

    assert sure.probability({"x": 1.0, "always": 1.0}) == pytest.approx(2 / 3, abs=0.05)


def test_at_the_limits_either_costs_the_same() -> None:
    assert pytest.approx(NEAREST, abs=0.001) == (1 - LIMIT) * WRONG
    at = nearest_from(NOISE)
    assert at * NEAREST + (1 - at) * NOISE == pytest.approx(at * DENIED, abs=0.001)


@pytest.mark.parametrize(
    ("model", "noise"),
    [(shipped_model(), NOISE), (text_model(), fit_texts.NOISE)],
    ids=["shipped", "texts"],
)
def test_the_limits_are_those_of_the_prices(model: Model, noise: float) -> None:
    assert (model.limit, model.nearest) == (LIMIT, nearest_from(noise))


def test_one_of_three_is_never_less_likely_right_than_the_first() -> None:
    model = Model({}, {"near": 2.0}, {"near": -1.0, "wide": 3.0})
    assert model.one_of_three({"near": 1.0}) == model.probability({"near": 1.0})
    assert model.one_of_three({"wide": 1.0}) == pytest.approx(logistic(3.0))
