from __future__ import annotations

import pytest

from scheduler.roster.likeness import is_exact, is_part_of, numbers_agree, skeleton


@pytest.mark.parametrize(
    "other",
    [
        "省水利厅机关党委\ufe0f",
        "省\u3164水利厅机关党委",
        "省\u2800水利厅\u200d机关党委",
        "省水利厅\U000e0101机关党委",
        "省　水利厅·机关党委",
        "省水利廳機關黨委",
        "\u2f64省水利厅机关党委".replace("\u2f64", ""),
        "省水利厅机关党委。",
    ],
    ids=ascii,
)
def test_names_that_look_alike_have_one_skeleton(other: str) -> None:
    assert skeleton(other) == skeleton("省水利厅机关党委")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第一支部", "第—支部"),
        ("第一支部", "第ー支部"),
        ("第一支部", "第1支部"),
        ("第10支部", "第lO支部"),
        ("ABC党委", "АВС党委"),
        ("abc党委", "ａｂｃ党委"),
        ("工会党委", "エ会党委"),
        ("口岸办党委", "ロ岸办党委"),
        ("人民党委", "⼈民党委"),
        ("青年党委", "⻘年党委"),
        ("未来城党委", "末来城党委"),
    ],
    ids=ascii,
)
def test_characters_of_other_scripts_make_no_other_name(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("第一支部", "第二支部"), ("水利厅党委", "财政厅党委"), ("A党委", "B党委")]
)
def test_other_names_stay_others(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("四川省水利厅机关党委", True),
        ("四川省水利庁机关党委", True),
        ("川省水利厅机关党委", True),
        ("四川省水利厅", True),  # the type is chosen before
        ("水利厅", False),
        ("四川省", False),
        ("机关党委", False),
        ("四川省财政厅机关党委", False),
        ("", False),
    ],
)
def test_a_whole_name_is_exact_and_a_part_is_not(typed: str, exact: bool) -> None:
    assert is_exact(typed, "四川省水利厅机关党委", kind="机关党委") is exact


def test_one_number_is_not_another() -> None:
    assert not is_exact("省水利厅机关第一党支部", "省水利厅机关第二党支部", kind="党支部")


def test_a_short_name_has_to_be_whole() -> None:
    assert not is_exact("甲党委", "乙党委", kind="党委")
    assert not is_exact("厅", "厅机关党委", kind="机关党委")


@pytest.mark.parametrize(
    "typed", ["第一党支部", "第二十一党支部", "第十党支部", "第百一十党支部", "第党支部"]
)
def test_a_number_with_a_digit_too_few_or_too_many_is_another(typed: str) -> None:
    assert not is_exact(f"省水利厅机关{typed}", "省水利厅机关第十一党支部", kind="党支部")


@pytest.mark.parametrize(
    ("typed", "name", "agree"),
    [
        ("第二党支部", "第一党支部", False),
        ("第2党支部", "第二党支部", True),
        ("第二党支部", "机关第十二党支部", False),
        ("二支部", "机关第一支部", False),
        ("四川省水利厅第二党支部", "水利厅第二党支部", True),
        ("水利厅党支部", "水利厅第二党支部", True),
    ],
)
def test_names_with_other_numbers_are_other_names(typed, name, agree):
    assert numbers_agree(typed, name) is agree


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [("第二", "第二党支部", True), ("第二党支部", "第2党支部", False), ("财政", "水利厅", False)],
)
def test_a_part_of_a_name_is_told_from_the_name(text, name, part):
    assert is_part_of(text, name) is part
