from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.characters.numerals import arabic_numbers, numeral_value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("五十九", 59),
        ("一百", 100),
        ("一百零五", 105),
        ("三百二十", 320),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("贰拾", 20),
        ("二零一九", 2019),
        ("一千九百", 1900),
        ("32", 32),
        ("三五", None),
        ("十十", None),
        ("百百", None),
        ("十廿", None),
        ("半", None),
        ("二半", None),
    ],
)
def test_a_numeral_is_read(numeral, value):
    assert numeral_value(numeral) == value


@given(st.text(st.sampled_from(list("第一二十百零廿条款次年0123"))))
def test_numbers_are_converted_once_and_for_all(text):
    once = arabic_numbers(text)

    assert arabic_numbers(once) == once
