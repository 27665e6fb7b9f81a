from __future__ import annotations

import pytest

from clauses.answering.understanding.spelling import Speller

WORDS = ["民主评议党员", "组织生活会", "支委会", "纪检委员"]
KNOWN = {"汇报": 5, "评议": 5, "请假": 1, "工会": 4, "机关": 9, "关工": 1}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(WORDS, KNOWN)


def corrected(speller: Speller, text: str) -> str:
    return speller.corrected(text, [(0, len(text))])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("民主平议党员", "民主评议党员"),
        ("组织生会", "组织生活会"),
        ("组织活生会", "组织生活会"),
        ("组织生活动会", "组织生活会"),
        ("支伟会", "支委会"),
        ("会报", "汇报"),
        ("多就", "多久"),
    ],
    ids=["wrong", "missing", "swapped", "extra", "short same sound", "pair", "asking word"],
)
def test_one_slip_is_set_right(speller: Speller, wrong, right):
    assert corrected(speller, wrong) == right


@pytest.mark.parametrize("text", ["民主评议党员", "请假", "工会", "机关工会", "天气", "", "支书会"])
def test_what_is_right_or_unknown_stays(speller: Speller, text):
    assert corrected(speller, text) == text


def test_only_the_given_spans_are_touched(speller: Speller):
    assert speller.corrected("多就支伟会", [(2, 5)]) == "多就支委会"


@pytest.mark.parametrize("right", ["何处列支", "由谁核销"])
def test_words_of_offices_that_no_pack_has_are_left_as_they_are(right: str):
    speller = Speller([], {"处": 20, "理": 20, "处理": 20, "和": 20, "小": 20, "和小": 20})

    assert corrected(speller, right) == right
