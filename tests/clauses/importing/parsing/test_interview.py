from __future__ import annotations

import pytest

from clauses.cadence import Per
from clauses.importing.parsing.interview import exchanges, stated_quotas
from clauses.model import Strength


def test_questions_and_answers_are_paired_in_order():
    text = "导语。\n问：一？\n答：甲。\n还有乙。\n问：二？答：丙。\n"
    found, outside = exchanges(text)

    assert outside == "导语。"
    assert [(e.number, e.question, e.answer) for e in found] == [
        (1, "一？", "甲。 还有乙。"),
        (2, "二？", "丙。"),
    ]


def test_a_text_without_questions_is_all_outside():
    assert exchanges("第一条 问题很多。\n") == ([], "第一条 问题很多。")


QUOTAS = {
    "厂长每半年应当至少主持召开2次安全会议": (
        2,
        Per.HALF_YEAR,
        "次",
        Strength.MUST,
        "主持召开安全会议",
    ),
    "车间每季度至少检查1次灭火器（含消防栓、水带）": (
        1,
        Per.QUARTER,
        "次",
        Strength.MUST,
        "检查灭火器（含消防栓、水带）",
    ),
    "班组一般每个月至少开一回会": (1, Per.MONTH, "次", Strength.NORMALLY, "开会"),
    "鼓励每年培训不少于32学时": (32, Per.YEAR, "学时", Strength.ENCOURAGED, "培训"),
    "站长每周应当至少检查2次车辆": (2, Per.WEEK, "次", Strength.MUST, "检查车辆"),
    "班组每两个月至少开一回会": (1, Per.TWO_MONTHS, "次", Strength.MUST, "开会"),
    "至少每年演练两次": (2, Per.YEAR, "次", Strength.MUST, "演练"),
    "第十条 每届至少述职1次": (1, Per.TERM, "次", Strength.MUST, "述职"),
}


@pytest.mark.parametrize(("words", "expected"), QUOTAS.items(), ids=QUOTAS)
def test_a_quota_is_read_from_its_clause_of_the_sentence(words, expected):
    [quota] = stated_quotas(f"前面一句，{words}。后面一句。")

    assert (quota.at_least, quota.per, quota.unit, quota.strength, quota.duty) == expected
    assert quota.text == words.removeprefix("第十条 ")


@pytest.mark.parametrize(
    "text", ["厂长每季度开会。", "至少检查3次。", "每逢节日，至少检查1次。", ""]
)
def test_what_states_no_period_or_no_least_number_is_no_quota(text):
    assert list(stated_quotas(text)) == []
