from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.characters.folding import fold
from clauses.searching.pinyin import PinyinReader

WORDS = [
    *((form, 30) for form in ("机关党委", "机关党委书记", "组织生活会", "党组织", "三会1课")),
    *((form, 30) for form in ("支部", "党委", "书记", "党费", "妇女", "法律")),
    *((asked, 40) for asked in ("多久", "1次", "什么时候", "我们", "职责")),
    *((pair, 5) for pair in ("开会", "换届", "部书", "生活", "活会", "织生", "第1", "2条")),
    *((single, 10) for single in "开会的换届组织生活第条部支不党久"),
]


@pytest.fixture(scope="module")
def reader() -> PinyinReader:
    return PinyinReader(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jiguan dangwei duojiu kai yici hui", "机关党委多久开1次会"),
        ("jiguandangweiduojiukaihui", "机关党委多久开会"),
        ("ji1guan1 dang3wei3 duo1jiu3 kai1hui4", "机关党委多久开会"),
        ("jīguān dǎngwěi duōjiǔ huànjiè", "机关党委多久换届"),
        ("JiGuan DangWei", "机关党委"),
        ("dangwei多久换届", "党委多久换届"),
        ("组织shenghuohui", "组织生活会"),
        ("支bu书记", "支部书记"),
        ("dang委", "党委"),
        ("dangwei一次", "党委1次"),
        ("多jiu换jie", "多久换届"),
        ("zzshh多久开", "组织生活会多久开"),
        ("jgdwsj的职责", "机关党委书记的职责"),
        ("shyk", "三会1课"),
        ("funv", "妇女"),
        ("fǎlǜ", "法律"),
        ("falü", "法律"),
        ("fang'an dangfei", "fang an 党费"),
        ("di 12 tiao", "第 12 条"),
        ("ppt 党委", "ppt 党委"),
        ("app dangwei", "app 党委"),
    ],
)
def test_pinyin_is_read(reader: PinyinReader, typed: str, meant: str):
    assert reader.read(fold(typed)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "AI怎么用",
        "PPT怎么做",
        "app",
        "wifi密码",
        "hr怎么考核",
        "how often does the party committee meet",
        "what can we do",
        "mp3",
        "china",
        "dw",
        "党委多久换届",
        "12条",
        "",
    ],
)
def test_other_words_stay(reader: PinyinReader, text: str):
    assert reader.read(fold(text)) == fold(text)


def test_a_reader_without_words_changes_nothing():
    assert PinyinReader([]).read("dangwei duojiu") == "dangwei duojiu"


@given(st.text("abeghinuwz15 党委?", max_size=40))
def test_chinese_characters_stay_where_they_are(typed: str):
    folded = fold(typed)

    read = PinyinReader(WORDS).read(folded)

    given = iter(read)
    assert all(character in given for character in folded if character in "党委")


def test_syllables_that_make_no_word_stay(reader: PinyinReader):
    letters = ("zhonghuiquanshangxian" * 7)[:128]

    assert reader.read(letters) == letters
