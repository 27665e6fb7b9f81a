from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.characters.folding import QUERY_CHARACTERS, fold, fold_question

DOMAIN = st.text(
    st.sampled_from(
        list(
            "第一二两十百零廿卅条款项次人名年月天日个 至到下每机关党委(（)）0123a１Ａ😀機關後\u200b。分之"
        )
    ),
    max_size=16,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("機關黨委多久開一次委員會？？", "机关党委多久开1次委员会"),
        ("Ａｂｃ　１２条", "abc 12条"),
        ("第十二条第二款", "第12条第2款"),
        ("第26条（一）", "第26条第1项"),
        ("第 十 二 条", "第12条"),
        ("廿三条", "23条"),
        ("廿三", "23"),
        ("五十至一百名", "50至100名"),
        ("百分之二十", "20%"),
        ("二〇一九年", "2019年"),
        ("一年两次", "1年2次"),
        ("每半年至少一次", "每半年至少1次"),
        ("下一条", "下一条"),
        ("同一天", "同一天"),
        ("每一名党员", "每一名党员"),
        ("三会一课", "三会一课"),
        ("三级五岗", "三级五岗"),
        ("一岗双责", "一岗双责"),
        ("四好一强", "四好一强"),
        ("五好党支部", "五好党支部"),
        ("三五天", "三五天"),
        ("一把手", "一把手"),
        ("机 关 党 委 多久", "机关党委 多久"),
        ("书记 党龄", "书记 党龄"),
        ("機關(guān)黨委", "机关党委"),
        ("支委會（huì）", "支委会"),
        ("附件(a)", "附件 a"),
        ("党组（党委）书记", "党组 党委 书记"),
        ("支委会😀多久\u200b一次🙏", "支委会 多久1次"),
        ("1️⃣条", "1条"),
        ("guān", "guan"),
        ("乾隆於後", "干隆于后"),
        ("", ""),
        ("！？。", ""),
    ],
)
def test_a_text_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第十二条", "第12条"),
        ("１２条", "十二条"),
        ("三會一課", "三会一课"),
        ("支委会 第 3 条", "支委会 第三条"),
        ("一九九〇年", "1990年"),
        ("五十九条", "59条"),
    ],
)
def test_two_ways_of_writing_fold_alike(one, other):
    assert fold(one) == fold(other)


@given(st.text(max_size=40) | DOMAIN)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(DOMAIN)
def test_only_letters_digits_percent_and_single_spaces_are_left(text):
    folded = fold(text)

    assert "  " not in folded
    assert folded == folded.strip()
    assert all(c.isalnum() or c in "% " for c in folded)


def test_a_question_is_cut():
    assert fold_question("党" * 4096) == "党" * QUERY_CHARACTERS


def test_what_is_dropped_anyway_does_not_use_up_the_question():
    assert fold_question("😀" * 200 + "支委会") == "支委会"


def test_a_half_of_a_surrogate_pair_does_no_harm():
    assert fold("支委会\ud83d多久") == "支委会 多久"
