"""Screens in Traditional Chinese hold no Simplified text but names and what is quoted."""

from __future__ import annotations

import re

from clauses.characters.script import is_simplified_only
from tests.acceptance.walking import Walk

ORGANISATION = "省民政廳黨支部"
SEAT = re.compile(f"{ORGANISATION}党?支?部?书记|《[^》]*》")
QUOTED = re.compile(r"^依據：.*$|^「.*」$", re.MULTILINE)
SPARED = ("简体中文", "繁體中文", "English", "退出", "📖 依據", "依據")


async def test_no_screen_is_written_in_the_other_script(talk):
    lin = talk.person("lin_guest", first_name="林珊", language_code="zh-hant")
    await lin.send("/register")
    await lin.tap("黨支部")
    await lin.send(ORGANISATION)
    await lin.tap("新增")
    await lin.tap("省級")
    await lin.tap("設有")
    await lin.tap("略過")
    await lin.tap("黨支部書記")
    walk = Walk(lin, spared=SPARED)
    await walk.send("/start", "/register", "/myduties", "/done", "/events", "/settings", "/help")
    await talk.jump(2026, 12, 29, 10)
    await walk.send("/myduties")

    assert len(walk.shown) > 60
    wrong = {
        text: "".join(sorted(filter(is_simplified_only, set(without_names(text)))))
        for text in walk.shown
    }
    assert {text: found for text, found in wrong.items() if found} == {}


def without_names(text: str) -> str:
    for language in ("简体中文",):
        text = text.replace(language, "")
    return QUOTED.sub("", SEAT.sub("", text))
