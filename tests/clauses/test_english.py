"""English words of questions, in the Chinese words of the packs."""

from __future__ import annotations

import pytest

from clauses.characters.folding import fold
from clauses.lexicon.english import in_chinese, only_in_chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Who chairs the branch committee meeting?", "谁主持支委会"),
        ("How long is the term of an agency Party committee?", "多长时间任期机关党委"),
        ("party lecture 一年要讲几次", "党课1年要讲几次"),
        ("换届的 quorum 是多少", "换届的到会人数是多少"),
        ("Do probationary members have the right to vote?", "预备党员选举权"),
    ],
)
def test_known_words_are_put_into_chinese(english: str, chinese: str) -> None:
    assert in_chinese(fold(english)) == chinese


def test_a_word_that_is_not_known_stays_and_keeps_its_distance() -> None:
    assert in_chinese("what is the branch zebra budget") == "什么支部 zebra 预算"


def test_of_a_phrasing_only_known_words_are_kept() -> None:
    assert only_in_chinese("what is the branch zebra budget") == "什么支部 预算"
    assert only_in_chinese("ppt怎么做") == "ppt怎么做"


@pytest.mark.parametrize("pinyin", ["zhiweihui duojiu kai yici", "dang fei zen me jiao", "can hui"])
def test_pinyin_is_left_to_be_read_as_pinyin(pinyin: str) -> None:
    assert in_chinese(pinyin) == pinyin
