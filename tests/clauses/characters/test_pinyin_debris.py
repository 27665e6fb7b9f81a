from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.characters.pinyin_debris import strip_pinyin_debris

CLEANED = {
    "tone mark": ("機關(guān)黨建", "機關黨建"),
    "full-width brackets": ("機關（guān）黨建", "機關黨建"),
    "tone digit": ("調(diao4)查", "調查"),
    "no tone": ("調(diao)查", "調查"),
    "another reading": ("重(chóng)庆", "重庆"),
    "umlaut": ("女(nǚ)工", "女工"),
    "umlaut as v": ("綠(lv4)色", "綠色"),
    "umlaut as u:": ("綠(lu:4)色", "綠色"),
    "decomposed tone mark": ("機關(gua\u0304n)", "機關"),
    "capitals": ("長(Cháng)江", "長江"),
    "square brackets": ("關[guān]", "關"),
    "several": ("機關(guān)產(chǎn)", "機關產"),
}
KEPT = ["附件(a)", "第三条(da)", "(guān)", "A(a)", "关(关)", "关(guan zhu)", "机关(wto)", "条(1)"]


@pytest.mark.parametrize(("raw", "clean"), CLEANED.values(), ids=CLEANED)
def test_a_reading_of_the_character_before_is_dropped(raw, clean):
    assert strip_pinyin_debris(raw) == (clean, raw.count("(") + raw.count("（") + raw.count("["))


@pytest.mark.parametrize("text", KEPT)
def test_other_brackets_stay(text):
    assert strip_pinyin_debris(text) == (text, 0)


@given(st.text(alphabet="关機a(guān)（）1 "))
def test_only_brackets_are_ever_dropped(text):
    clean, dropped = strip_pinyin_debris(text)

    assert (clean == text) == (dropped == 0)
    assert [c for c in clean if c in "关機"] == [c for c in text if c in "关機"]
