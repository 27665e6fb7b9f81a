from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from clauses.cache.values import from_json, to_json
from clauses.cadence import DueDay, Per, Quota, Season
from clauses.library import Library
from clauses.vocabulary import Concept, Kind


def test_the_shipped_packs_come_back_equal():
    packs = Library.load().packs

    again = from_json(to_json(packs))

    assert again == packs
    assert repr(again) == repr(packs)


@pytest.mark.parametrize(
    "value",
    [
        (),
        ((), ((1, None), "党")),
        frozenset({Concept(Kind.POST, "chief", "站长"), Concept(Kind.TERM, "会", "会")}),
        Quota(1, Per.YEAR, season=Season(10, 12)),
        Quota(1, Per.MONTH, months=(3, 9), due=DueDay(weekday=5, nth=-1)),
        {"党委": 3, "会": (Per.MONTH,)},
    ],
)
def test_values_come_back_equal_and_of_the_same_kind(value: object):
    again = from_json(to_json(value))

    assert again == value
    assert type(again) is type(value)


@dataclass(frozen=True)
class Quotas:
    number: int


def test_a_value_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="Quotas"):
        to_json((Quotas(1),))


@pytest.mark.parametrize("content", [{"Path": ["/"]}, {"Quota": ["x"] * 20}, {"a": 1, "b": 2}])
def test_no_other_class_is_built(content: object):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(json.dumps(content).encode())
