"""Examples that are offered where a rhythm cannot be read."""

from __future__ import annotations

import pytest

from bot.texts.catalogue import LOCALES, texts
from bot.views.rhythms import like
from clauses.cadence import Per
from clauses.rhythms.kinds import kind_of
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.sentence import read_sentence

WORDS = {
    "每周一、三": Per.WEEK,
    "每日": Per.WEEK,
    "every shift": Per.WEEK,
    "每月5日、20日": Per.MONTH,
    "每两个月逢五": Per.TWO_MONTHS,
    "不超过每季度2次": Per.QUARTER,
    "半年左右": Per.HALF_YEAR,
    "每学期开学前一周": Per.YEAR,
    "換屆前": Per.TERM,
    "会议结束后": Per.EVENT,
    "定期": None,
}


@pytest.mark.parametrize(("words", "per"), WORDS.items())
def test_the_kind_is_that_of_the_period_that_is_named_first(words: str, per: Per | None) -> None:
    assert kind_of(words) is per


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("locale", LOCALES)
def test_an_example_is_a_rhythm_of_that_kind_and_can_be_read(locale: str, words: str) -> None:
    t = texts(locale)
    example = like(words, t)
    assert read_rhythm(example).quota.per is (kind_of(words) or Per.QUARTER)
    sentence = t.plain("rhythm-example-sentence", rhythm=example)
    assert read_sentence(sentence.partition("：")[2] or sentence.partition(": ")[2]).workdays_before
