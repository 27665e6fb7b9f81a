from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.sealing import LIFE, SEAL_BYTES
from bot.messenger.people.chat_client import NoSuchButton

MEETING = "机关党委委员会议"
ITEM = "机关党委委员会议（第四季度）"


def opened(data: str) -> str:
    """What a button carries, without its seal."""
    return data[:-SEAL_BYTES]


def pages_of(person) -> int:
    return int(next(b for b in person.last.buttons if "/" in b).partition("/")[2])


async def test_what_is_owed_is_listed_under_its_lamp(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    shown = zhou.last.text

    assert shown.startswith("我的职责　11月23日（周一）\n省民政厅机关党委书记　周敏\n")
    assert f"⚪ 未到期 9，先列3项\n最迟12月31日（周四）\n　{ITEM}" in shown
    listed = [line for line in shown.splitlines() if line.startswith(("　", "⚪", "最迟", "我的"))]
    assert max(map(len, listed)) <= 17 + 1


async def test_all_duties_are_listed_page_by_page(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    await zhou.tap("全部")
    first = zhou.last.text
    pages = pages_of(zhou)
    assert MEETING in first
    assert "最迟12月31日（周四）" in first

    seen = [first]
    for _ in range(pages - 1):
        await zhou.tap("›")
        seen.append(zhou.last.text)
    assert len(set(seen)) == pages
    with pytest.raises(NoSuchButton):
        await zhou.tap("›")
    together = "\n".join(seen)
    for heading in ("未到期", "定期，未定次数", "遇事办理", "持续性职责"):
        assert heading in together


async def test_the_list_turns_in_place(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    message_id = zhou.last.id
    await zhou.tap("全部")
    await zhou.tap("›")

    assert (zhou.last.id, zhou.last.is_edited) == (message_id, True)


async def test_a_duty_without_a_number_opens_its_clause(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    await zhou.tap("全部")
    while "持续性职责" not in zhou.last.text:
        await zhou.tap("›")
    duty = zhou.last.text.partition("持续性职责")[2].splitlines()[1].strip()
    await zhou.tap("打开一项")
    picker = zhou.last
    await zhou.tap(duty)

    assert zhou.last.id > picker.id
    assert "依据" in zhou.last.text or "《" in zhou.last.text


async def test_someone_with_two_posts_sees_them_apart(talk):
    zhou = await talk.registered()
    await talk.registered(
        "zhou", body="党支部", post="党支部书记", name="办公室党支部", acting="设有"
    )
    await zhou.send("/myduties")
    assert "\n办公室党支部书记\n" in zhou.last.text

    await zhou.tap("办公室党支部书记")
    assert "\n办公室党支部书记　周敏\n" in zhou.last.text
    assert "机关党委书记" not in zhou.last.text
    assert MEETING not in zhou.last.text


async def test_one_duty_is_opened_and_left_again(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    await zhou.tap(ITEM)
    assert MEETING in zhou.last.text
    assert "0/1" in zhou.last.text
    assert "最迟12月31日（周四）" in zhou.last.text
    assert "依据：" in zhou.last.text

    await zhou.tap("返回")
    assert "我的职责" in zhou.last.text


async def test_the_clause_behind_a_duty_comes_in_a_message_of_its_own(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    await zhou.tap(ITEM)
    item = zhou.last
    await zhou.tap("依据")

    assert zhou.last.id > item.id
    assert "每季度至少 1 次" in zhou.last.text


async def test_someone_without_a_post_is_told_to_register(talk):
    wang = talk.person("wang")
    for command in ("/myduties", "/done"):
        await wang.send(command)
        assert "/register" in wang.last.text


async def test_a_made_up_button_shows_nobodys_duties(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    data = opened(next(b.data for row in zhou.last.rows for b in row if b.label == ITEM))
    wang = talk.person("wang")
    await wang.send("/help")
    said = len(wang.messages)
    for forged in (
        data,
        "item:999999",
        data.replace("item", "done"),
        "wd:1:1:1",
        "my:0:77",
        "tick:20261123:1:o1:0",
    ):
        await wang.press(talk.sealed(forged, wang), on=wang.last)
        assert wang.alert is not None
        assert wang.alert.is_alert
    assert len(wang.messages) == said


@pytest.mark.parametrize("data", ["item:x", "item:", "done", "why:nothing", "on:1:2026-13-40:0"])
async def test_a_button_that_makes_no_sense_is_refused(talk, data):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    for sent in (data, talk.sealed(data, zhou)):
        await zhou.press(sent, on=zhou.last)

        assert zhou.alert.is_alert
        assert "失效" in zhou.alert.text


async def test_a_button_works_only_in_the_chat_that_it_was_made_for(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    item = next(b.data for row in zhou.last.rows for b in row if b.label == ITEM)
    wang = talk.person("wang")
    await wang.send("/help")
    for forged in (item, opened(item), item[:-1] + "x", "done:1"):
        await wang.press(forged, on=wang.last)
        assert "失效" in wang.alert.text


async def test_a_button_of_long_ago_no_longer_works(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    shown = zhou.last
    talk.clock.advance(LIFE + timedelta(days=1))
    await zhou.tap("打开一项", on=shown)

    assert "失效" in zhou.alert.text
