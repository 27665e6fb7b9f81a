from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.catalogue import Html
from bot.views.layout import in_rows, parts, shortened, shown_units, units
from bot.views.screen import TEXT_UNITS, Button


@pytest.mark.experiment("J2 lengths")
def test_a_text_of_exactly_the_limit_stays_one_message() -> None:
    text = Html("字" * TEXT_UNITS)
    assert parts(text) == [text]


@pytest.mark.experiment("J2 lengths")
def test_one_unit_more_makes_two() -> None:
    assert [shown_units(part) for part in parts(Html("字" * (TEXT_UNITS + 1)))] == [TEXT_UNITS, 1]


@pytest.mark.experiment("J2 lengths")
@pytest.mark.parametrize("length", range(4090, 4101))
@pytest.mark.parametrize("character", ["字", "𠮷", "😀"])
def test_no_character_is_broken_at_the_cut(length: int, character: str) -> None:
    text = "x" * (length - units(character)) + character
    cut = parts(Html(text))
    assert all(units(part) <= TEXT_UNITS for part in cut)
    assert "".join(cut) == text
    assert cut[-1].endswith(character)


def test_length_is_counted_in_utf16_units_and_entities_as_one() -> None:
    assert units("𠮷") == 2
    assert shown_units(Html("<b>𠮷</b>&lt;&amp;")) == 4


def test_a_cut_falls_between_paragraphs_where_there_are_any() -> None:
    first, second = "一" * 30, "二" * 30
    assert parts(Html(f"{first}\n\n{second}"), 40) == [first, second]


def test_tags_open_at_a_cut_are_closed_and_opened_again() -> None:
    cut = parts(Html("<b>" + "字" * 15 + "</b>"), 10)
    assert cut == ["<b>" + "字" * 10 + "</b>", "<b>" + "字" * 5 + "</b>"]


def test_a_link_keeps_its_address_in_both_parts() -> None:
    cut = parts(Html('<a href="https://t.me/x">' + "字" * 15 + "</a>"), 10)
    assert all(part.startswith('<a href="https://t.me/x">') for part in cut)
    assert all(part.endswith("</a>") for part in cut)


@pytest.mark.experiment("J2 lengths")
@given(st.text(alphabet="ab一。\n <&𠮷", max_size=200), st.integers(2, 40))
def test_nothing_is_lost_but_space_and_nothing_is_too_long(text: str, limit: int) -> None:
    cut = parts(Html(escape(text, quote=False)), limit)
    assert all(0 < shown_units(part) <= limit for part in cut)
    assert "".join("".join(cut).split()) == "".join(escape(text, quote=False).split())


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("短", 3, "短"), ("四个字符", 3, "四个…"), ("a\n\n b", 9, "a b")],
    ids=["fits", "cut", "one line"],
)
def test_shortened(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit) == expected


def test_buttons_fill_rows_in_order() -> None:
    buttons = [Button(str(n), data="x") for n in range(5)]
    assert [[b.label for b in row] for row in in_rows(buttons, 2)] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]
