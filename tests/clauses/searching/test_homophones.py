from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.characters.folding import fold
from clauses.searching.homophones import Homophones

KNOWN = {
    **dict.fromkeys("党支部大会多久开书记", 40),
    **dict.fromkeys(("支部", "党支", "书记", "部书"), 40),
    **dict.fromkeys(("大会", "部大", "多久"), 5),
}


@pytest.fixture(scope="module")
def homophones() -> Homophones:
    return Homophones(KNOWN, ["开一次"], "的")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("党支布", "党支部"),
        ("支部输记", "支部书记"),
        ("支部达会", "支部大会"),
        ("支布书计", "支部书记"),
        ("党支部", "党支部"),
        ("凯一次", "凯一次"),
        ("支部阿会", "支部阿会"),
        ("达 会", "达 会"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_a_character_is_changed_by_its_sound(homophones: Homophones, typed: str, meant: str):
    assert homophones.corrected(typed) == meant


def test_what_stands_beside_a_known_neighbour_is_not_touched(homophones: Homophones):
    assert homophones.corrected("支部多久开会") == "支部多久开会"


def test_two_characters_that_fit_alike_are_left_open():
    either = Homophones({"形": 1, "行": 1, "形式": 20, "行式": 20, "式": 1}, [], "")

    assert either.corrected("型式") == "型式"


@given(st.text("党支部布书输记大达会的一次 ab", max_size=20))
def test_the_length_stays(homophones: Homophones, typed: str):
    assert len(homophones.corrected(fold(typed))) == len(fold(typed))
