from __future__ import annotations

import pytest

from clauses.characters.script import (
    is_simplified_only,
    is_traditional_only,
    rewritten_in_traditional,
    to_simplified,
    traditional_characters,
)


@pytest.mark.parametrize("character", "機關黨責體")
def test_traditional_only(character):
    assert is_traditional_only(character)
    assert not is_simplified_only(character)


@pytest.mark.parametrize("character", "机关党责体")
def test_simplified_only(character):
    assert is_simplified_only(character)
    assert not is_traditional_only(character)


@pytest.mark.parametrize("character", "人大后干著乾於徵a？")
def test_characters_of_both_scripts(character):
    assert not is_traditional_only(character)
    assert not is_simplified_only(character)


def test_a_text_is_turned_into_simplified_script_by_phrases():
    assert to_simplified("黨組（黨委）書記，乾隆皇后") == "党组（党委）书记，乾隆皇后"


def test_traditional_characters_are_listed_once_in_order():
    assert traditional_characters("机關党關體") == "關體"
    assert traditional_characters("机关党建") == ""


def test_words_that_meet_are_not_read_as_another_word():
    assert rewritten_in_traditional("带头发扬民主，理头发") == "帶頭發揚民主，理頭髮"
