from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.loading.yaml_lines import read_yaml

SCALARS = {
    "no": "no",
    "12:30": "12:30",
    "007": 7,
    "0x1F": 31,
    "1.5": 1.5,
    "2025-01-01": "2025-01-01",
    "true": True,
    "yes": "yes",
    "~": None,
    "'1'": "1",
    '"true"': "true",
    "9" * 30: float("9" * 30),
}


@pytest.mark.parametrize(("written", "value"), SCALARS.items(), ids=SCALARS)
def test_scalars_follow_the_core_schema(written, value):
    assert read_yaml(f"key: {written}\n").value == {"key": value}


def test_every_key_and_item_has_its_line():
    read = read_yaml(
        "# comment\na: 1\nb:\n  - x: |\n      long\n      text\n    y: [1,\n        2]\n  - z\n"
    )

    assert read.lines == {
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "x"): 4,
        ("b", 0, "y"): 7,
        ("b", 0, "y", 0): 7,
        ("b", 0, "y", 1): 8,
        ("b", 1): 9,
    }
    assert read.line(("b", 0, "no such key")) == 4


def test_a_duplicate_key_keeps_the_first_value_and_is_reported():
    read = read_yaml("a: 1\nb: 2\na: {c: 3}\n")

    assert read.value == {"a": 1, "b": 2}
    assert [(problem.line, problem.code) for problem in read.problems] == [(3, "duplicate-key")]


def test_items_around_a_syntax_error_are_still_read():
    read = read_yaml("- id: A\n- id: B\n  text: 'open\n- id: C\n  n: [1\n- id: D\n")

    assert read.value == [{"id": "A"}, {"id": "D"}]
    assert read.lines[(1, "id")] == 6
    assert [problem.line for problem in read.problems] == [3, 5]
    assert read.lost_names == {"B", "C"}


def test_an_item_without_its_space_takes_no_other_with_it():
    read = read_yaml("- id: A\n-id: B\n  n: 1\n- id: C\n   n: 2\n- id: D\n")

    assert read.value == [{"id": "A"}, {"id": "D"}]
    assert [problem.line for problem in read.problems] == [3, 5]


def test_sections_around_a_syntax_error_are_still_read():
    read = read_yaml("one:\n  - {id: A}\n  - {id: B\n  - {id: C}\ntwo: [1, 2\nthree: 3\n")

    assert read.value == {"one": [{"id": "A"}, {"id": "C"}], "three": 3}
    assert read.lines[("one", 1)] == 4
    assert [problem.line for problem in read.problems] == [3, 5]


REFUSED = {
    "aliases": ("a: &x [1]\nb: *x\n", "alias"),
    "tags": ("a: !!python/name:os.system x\n", "tag"),
    "depth": ("[" * 21 + "]" * 21, "too-deep"),
    "a list as a key": ("? [1, 2]\n: 3\n", "yaml"),
    "two documents": ("a: 1\n---\nb: 1\n", "yaml"),
}


@pytest.mark.experiment("J9 aliases, depth")
@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED)
def test_what_no_pack_needs_is_refused(text, code):
    assert code in [problem.code for problem in read_yaml(text).problems]


@pytest.mark.experiment("J9 aliases, depth")
def test_a_bomb_of_aliases_is_refused_before_it_unfolds():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    read = read_yaml(bomb)

    assert read.value == {}
    assert {problem.code for problem in read.problems} == {"alias"}


@given(st.text(alphabet="ab:- \n[]{}'\"#&*!|>?,%@`一\t\x00", max_size=60))
def test_no_text_is_too_odd_to_be_read(text):
    read = read_yaml(text)

    assert read.complete or read.problems


def test_a_broken_list_inside_a_section_takes_only_the_section():
    read = read_yaml("id: x\nannounced:\n  total: 1\n  parts:\n    - {id: a\nuses: []\n")

    assert read.value == {"id": "x", "uses": []}
    assert [problem.line for problem in read.problems] == [5]
    assert read.lost_names == {"a"}
