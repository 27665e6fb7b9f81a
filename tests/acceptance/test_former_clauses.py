"""A clause that left the packs while items hang on it: its words stay, and say that they are former ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clauses.answering.answers import Answerer
from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import ClauseRef
from tests.acceptance.conftest import build_talk

E04 = ClauseRef("party-regulations", "E04")
MEETING = "支委会"


@pytest.fixture(scope="module")
def without_the_meeting(library) -> Library:
    """The shipped packs but for the meeting of the branch committee, and all that points to it."""

    def kept(stated):
        return tuple(each for each in stated if E04 not in getattr(each, "refs", ()))

    packs = [
        replace(
            pack,
            clauses=tuple(each for each in pack.clauses if each.ref != E04),
            questions=kept(pack.questions),
            corrections=kept(pack.corrections),
        )
        for pack in library.packs
    ]
    return Library(packs)


@pytest.fixture
async def zhang(talk, database, clock, without_the_meeting):
    """A branch secretary who registered by the old packs; the program runs with the new ones."""
    secretary = await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await secretary.tap("是")
    answerer = Answerer(without_the_meeting)
    newer = build_talk(database, without_the_meeting, answerer, clock, talk.messenger)
    async with newer.application:
        await newer.services.planner.run()
        yield secretary


async def test_the_card_of_an_item_says_that_its_clause_is_former(zhang):
    await zhang.send("/myduties")
    await zhang.tap("打开一项")
    await zhang.tap("支委会（11月）")
    assert "这一条已不在现行内容中" in zhang.last.text
    assert "版本（2026年11月整理）" in zhang.last.text
    assert "未载明次数" not in zhang.last.text
    await zhang.tap("依据")
    assert zhang.last.text.startswith("召开支委会")
    assert "依据：《中国共产党支部工作条例（试行）》" in zhang.last.text
    assert "以上是此前版本（2026年11月整理）的表述" in zhang.last.text


@pytest.fixture(scope="module")
def each_quarter(library) -> Library:
    """The shipped packs, but the branch committee meets each quarter."""
    clause = library.get(E04)
    changed = replace(
        clause,
        text="支委会每季度召开1次。",
        cadence=Quota(1, Per.QUARTER),
    )
    packs = [
        replace(
            pack,
            edition="2027年整理",
            clauses=tuple(changed if each.ref == E04 else each for each in pack.clauses),
        )
        for pack in library.packs
    ]
    return Library(packs)


async def test_the_card_of_an_item_keeps_the_words_with_which_it_began(
    talk, database, clock, library, each_quarter
):
    zhang = await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await zhang.tap("是")
    newer = build_talk(database, each_quarter, Answerer(each_quarter), clock, talk.messenger)
    async with newer.application:
        await newer.services.planner.run()
        await zhang.send("/myduties")
        await zhang.tap("打开一项")
        await zhang.tap("支委会（11月）")
        assert f"要求：{library.get(E04).text}" in zhang.last.text
        assert "每季度" not in zhang.last.text
        assert "已有改动，本期仍按开始时的版本（2026年11月整理）办到期满" in zhang.last.text
        await zhang.tap("依据")
        assert library.get(E04).text in zhang.last.text
        assert "每季度" not in zhang.last.text
        assert "以上是该事项开始时的版本（2026年11月整理）的表述" in zhang.last.text
        await zhang.tap("现行表述")
        assert "支委会每季度召开1次。" in zhang.last.text


@pytest.mark.parametrize("asked", ["/clause E04", "/clause party-regulations:e04"])
async def test_a_former_clause_is_found_by_its_id(zhang, asked):
    await zhang.send(asked)
    assert zhang.last.text.startswith("召开支委会")
    assert "以上是此前版本" in zhang.last.text


async def test_a_question_that_no_pack_answers_is_answered_by_the_former_clause(zhang):
    await zhang.send("支委会一个月开几次")
    assert zhang.last.text.startswith("召开支委会")
    assert "以上是此前版本（2026年11月整理）的表述" in zhang.last.text
    # No pack ever had anything on expenses.
    await zhang.send("支委会的经费怎么报销")
    assert "此前版本" not in zhang.last.text


async def test_what_the_packs_have_is_never_former(talk):
    await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    assert await talk.services.former_clauses.find(E04) is None
    assert await talk.services.former_clauses.named_in("支委会") is None
