"""Posts that a manager adds and takes off, through the real application."""

from __future__ import annotations

import pytest

from bot.messenger.people.chat_client import ChatClient

DEPUTY = "机关党委专职副书记"


async def manager(talk) -> ChatClient:
    return await talk.registered("zhou")


async def open_posts(person: ChatClient) -> None:
    await person.send("/events")
    await person.tap("单位情况")
    await person.tap("岗位")


async def add(person: ChatClient, day: str) -> None:
    await open_posts(person)
    await person.tap("增设岗位")
    await person.tap(DEPUTY)
    await person.tap(day)


async def test_a_post_is_added_from_today_and_taken_off(talk):
    zhou = await manager(talk)
    await open_posts(zhou)
    assert "机关党委书记：周敏" in zhou.last.text
    assert DEPUTY not in zhou.last.text
    await add(zhou, "今天（11月23日）")
    assert zhou.last.text.splitlines() == [DEPUTY, "省民政厅机关党委", "", "空缺"]
    await open_posts(zhou)
    assert f"{DEPUTY}：空缺" in zhou.last.text

    await zhou.tap(DEPUTY)
    await zhou.tap("撤销岗位")
    assert "次日起，未完成的不再列入" in zhou.last.text
    assert zhou.last.buttons[:3] == ["今天（11月23日）", "11月30日", "12月31日"]
    await zhou.tap("11月30日")
    assert "空缺，设至11月30日（周一）" in zhou.last.text

    await talk.jump(2026, 12, 1, 9, 0)
    await open_posts(zhou)
    assert DEPUTY not in zhou.last.text
    await zhou.tap("增设岗位")
    assert DEPUTY in zhou.last.buttons


async def test_a_post_is_added_from_a_day_that_is_typed_and_stays_after_all(talk):
    zhou = await manager(talk)
    await open_posts(zhou)
    await zhou.tap("增设岗位")
    await zhou.tap(DEPUTY)
    await zhou.send("开年以后")
    assert "没看懂这个日期" in zhou.last.text
    await zhou.send("昨天")
    assert "请填写2026年11月23日（周一）至" in zhou.last.text
    await zhou.send("12月10日")
    await zhou.tap("对")
    assert "12月10日（周四）起设立" in zhou.last.text

    await zhou.tap("撤销岗位")
    await zhou.send("12月20日")
    assert "12月20日（周日），对吗" in zhou.last.text
    await zhou.tap("对")
    assert "12月10日（周四）起设立，设至12月20日（周日）" in zhou.last.text
    await zhou.tap("保留岗位")
    assert zhou.last.text.splitlines()[-1] == "12月10日（周四）起设立"

    await zhou.tap("撤销岗位")
    await zhou.tap("今天（11月23日）")
    assert "这个岗位不再设立" in zhou.last.text
    assert zhou.last.buttons == ["‹ 返回"]


async def test_who_takes_the_post_is_its_holder_and_it_stays(talk):
    zhou = await manager(talk)
    await add(zhou, "今天（11月23日）")
    await zhou.tap("撤销岗位")
    await zhou.tap("12月31日")
    sun = talk.person("sun")
    await sun.send("/register")
    await sun.tap("机关党委")
    await sun.send("省民政厅机关党委")
    await sun.tap("1. 省民政厅机关党委")
    await sun.tap(DEPUTY)
    await talk.jump(2026, 11, 23, 9, 5)
    await zhou.tap("同意")
    await open_posts(zhou)
    assert f"{DEPUTY}：Sun" in zhou.last.text.splitlines()


async def test_a_post_that_is_held_cannot_be_taken_off(talk):
    zhou = await manager(talk)
    await open_posts(zhou)
    await zhou.tap("机关党委书记")
    assert "有人任职，不能撤销" in zhou.last.text
    assert zhou.last.buttons == ["‹ 返回"]


async def test_a_press_that_comes_too_late_is_refused(talk):
    zhou = await manager(talk)
    await open_posts(zhou)
    await zhou.tap("增设岗位")
    await zhou.tap(DEPUTY)
    asked = zhou.last
    today = next(b for row in asked.rows for b in row if b.label.startswith("今天"))
    await zhou.tap("今天（11月23日）")
    await zhou.press(today.data, on=zhou.last)
    assert "这个岗位已经有了" in zhou.alert.text

    await zhou.press(talk.sealed("seatlast:1:20261231", zhou), on=zhou.last)
    assert "届时仍在任" in zhou.alert.text
    await zhou.press(talk.sealed("seat:99", zhou), on=zhou.last)
    assert "找不到这个岗位" in zhou.alert.text


@pytest.mark.parametrize(
    ("language", "unit", "posts", "vacant"),
    [
        ("繁體中文", "單位情況", "崗位", "空缺"),
        ("English", "About the organisation", "Posts", "vacant"),
    ],
)
async def test_it_speaks_every_language(talk, language, unit, posts, vacant):
    zhou = await manager(talk)
    await add(zhou, "今天（11月23日）")
    await zhou.send("/settings")
    await zhou.tap(language)
    await zhou.send("/events")
    await zhou.tap(unit)
    await zhou.tap(posts)
    assert vacant in zhou.last.text
