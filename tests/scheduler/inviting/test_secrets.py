from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.inviting.secrets import (
    code_hash,
    is_link,
    link_hash,
    new_code,
    new_link,
    read_code,
)


def test_a_new_link_has_22_signs_that_a_deep_link_takes():
    link = new_link()
    assert len(link) == 22
    assert is_link(link)
    assert len(f"i_{link}") <= 64


def test_two_links_and_two_codes_differ():
    assert new_link() != new_link()
    assert new_code() != new_code()


def test_a_new_code_has_no_signs_that_look_alike():
    codes = "".join(new_code() for _ in range(200))
    assert not set(codes) & set("01ILOU")


@pytest.mark.parametrize(
    "typed",
    [
        "7k4m p2xd",
        "7K4M-P2XD",
        " 7K4MP2XD ",
        "７Ｋ４Ｍ　Ｐ２ＸＤ",
        "发送：7K4M P2XD",
        "Code: 7K4M P2XD",
    ],
)
def test_a_code_is_read_in_any_form(typed):
    assert read_code(typed) == "7K4MP2XD"


@pytest.mark.parametrize(
    "typed",
    ["20261118", "2345 6789", "BRANCHES", "MEETINGS", "7K4M P2X", "7K4M P2XDD", "支委会", ""],
)
def test_what_has_not_the_form_is_no_code(typed):
    assert read_code(typed) is None


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_none(text):
    code = read_code(text)
    assert code is None or read_code(code) == code


def test_only_hashes_of_them_are_to_be_stored():
    assert "7K4MP2XD" not in code_hash("7K4MP2XD")
    assert len(code_hash("7K4MP2XD")) == len(link_hash("A" * 22)) == 64
