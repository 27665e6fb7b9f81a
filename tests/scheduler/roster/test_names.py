from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger.markup.entities import found_entities
from scheduler.errors import BadName
from scheduler.roster.names import group_title, note_text, organisation_name, person_name

DOMAIN = re.compile(r"\w\.[^\W\d_]")
BAIT = [
    "@",
    "wang_fang",
    "t",
    ".",
    "me",
    "/",
    "start",
    "http",
    "://",
    "公司",
    "\u202e",
    "\u200b",
    " ",
]

names = st.lists(st.sampled_from(BAIT), max_size=12).map("".join) | st.text(max_size=40)


@pytest.mark.experiment("J3 names that bait")
@pytest.mark.parametrize("kept", [person_name, group_title, organisation_name])
@given(text=names)
def test_no_name_holds_a_mention_a_link_or_a_command(kept: Callable[[str], str], text: str) -> None:
    try:
        name = kept(text)
    except BadName:
        return
    found = {entity["type"] for entity in found_entities(name)} - {"hashtag"}
    assert not found
    assert not DOMAIN.search(name)
    assert not {unicodedata.bidirectional(c) for c in name} & {"LRE", "RLE", "LRO", "RLO", "PDF"}
    assert kept(name) == name


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("J. Smith", "J. Smith"),
        ("第1.5党小组", "第1.5党小组"),
        ("他/她", "他/她"),
        ("找 @wang 或 t.me/x", "找 ＠wang 或 t．me/x"),
        ("/start https://a.cn", "／start https：//a．cn"),
    ],
)
def test_what_makes_no_link_stays_as_it_is(text: str, kept: str) -> None:
    assert person_name(text) == kept


def test_what_no_document_takes_is_kept_nowhere() -> None:
    assert note_text("会\uffff议\ufffe") == "会议"
    assert person_name("王\uffff芳") == "王芳"
    with pytest.raises(BadName):
        organisation_name("一支部\uffff")
