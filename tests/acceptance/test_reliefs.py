"""Being let off an item or given a later date, through the real application."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons.closing import (
    ReliefAskButton,
    ReliefDayButton,
    ReliefDecideButton,
    ReliefGrantButton,
    ReliefsButton,
    ReliefWish,
)
from bot.conversation.buttons.duties import ItemButton
from tests.acceptance.closing_world import Unit, committee_with_branch, deliver, press


@pytest.fixture
async def unit(talk, make) -> Unit:
    return await committee_with_branch(talk, make)


async def ask(talk, unit: Unit, label: str) -> None:
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    await unit.wang.tap("免办、延期")
    await unit.wang.tap(label)


async def item(talk, unit: Unit):
    return await talk.services.completions.occurrence(unit.item, unit.secretary.id)


async def test_a_later_date_is_asked_for_and_granted(talk, unit):
    await ask(talk, unit, "申请延期")
    assert "现在的时限是11月30日（周一）" in unit.wang.last.text
    assert unit.wang.last.buttons[0] == "2026年12月"
    await unit.wang.send("12月4日")
    assert "11月30日 → 12月4日（周五）" in unit.wang.last.text
    await unit.wang.send("处室搬迁，资料未到")
    assert "申请延期至12月4日（周五），待管理员决定" in unit.wang.last.text

    await deliver(talk)
    assert unit.zhou.last.text.splitlines()[:4] == [
        "申请延期　支委会（11月）",
        "规划处党支部书记　王芳",
        "11月30日 → 12月4日（周五）",
        "理由：处室搬迁，资料未到",
    ]
    await unit.zhou.tap("同意")
    assert "已延期至12月4日（周五）" in unit.zhou.last.text
    await deliver(talk)
    assert "已同意延期：支委会（11月），最迟12月4日（周五）。" in unit.wang.last.text
    assert (await item(talk, unit)).extended_to.isoformat() == "2026-12-04"


async def test_who_comes_after_a_manager_is_told_what_is_asked_for(talk, unit, make):
    li = talk.person("li")
    await li.send("/start")
    person = await talk.services.registration.find_person(telegram(li.person_id))
    await make.assignment(person, unit.committee, post="agency-committee-deputy")
    await ask(talk, unit, "申请免办")
    await unit.wang.send("处室搬迁，资料未到")
    people = talk.services.people
    await people.set_manager(unit.manager.id, unit.committee.id, person.id, on=True)
    await people.set_manager(person.id, unit.committee.id, unit.manager.id, on=False)
    await deliver(talk)
    assert not any("申请免办" in each.text for each in unit.zhou.messages)
    assert "申请免办" in li.last.text
    await li.tap("同意")
    assert "已免办" in li.last.text


async def test_until_the_later_date_the_holder_sees_it_in_blue_with_that_date(talk, unit):
    until = date(2026, 12, 10)
    reliefs = talk.services.reliefs
    await reliefs.grant(unit.item, by=unit.manager.id, reason="处室搬迁", until=until)
    await talk.jump(2026, 12, 2, 9, 0)
    await unit.wang.send("/myduties")
    assert "🔵 延期 1　还有6个工作日\n最迟12月10日（周四）\n　支委会（11月）" in unit.wang.last.text
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    assert "🔵 延期，还有6个工作日\n最迟12月10日（周四）" in unit.wang.last.text
    await talk.jump(2026, 12, 11, 9, 0)
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    assert "🔴 逾期，已过1个工作日\n应于12月10日（周四）" in unit.wang.last.text


async def test_what_the_holder_is_let_off_is_blue_and_not_done(talk, unit):
    await talk.services.reliefs.grant(unit.item, by=unit.manager.id, reason="支部改选")
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    assert "🔵 免办" in unit.wang.last.text
    assert "已完成" not in unit.wang.last.text
    assert "再登记一次" not in "".join(unit.wang.last.buttons)


async def test_what_was_granted_is_not_refused_from_an_old_message(talk, unit):
    await ask(talk, unit, "申请免办")
    await unit.wang.send("支部改选")
    await deliver(talk)
    asked = unit.zhou.last
    await unit.zhou.tap("同意")
    refuse = next(b for row in asked.rows for b in row if b.label == "不同意")
    await unit.zhou.press(refuse.data, on=asked)
    assert unit.zhou.alert.text == "这件事已经处理过了。"


async def test_a_reason_that_nobody_can_see_is_none(talk, unit):
    await ask(talk, unit, "申请免办")
    await unit.wang.send("\u2060\u2800\u2060")
    assert "请写明理由，至少2个字" in unit.wang.last.text
    await unit.wang.send("改选")
    assert "理由：改选" in unit.wang.last.text


async def test_a_refusal_says_why(talk, unit):
    await ask(talk, unit, "申请免办")
    await unit.wang.send("与其他支部合开")
    await deliver(talk)
    await unit.zhou.tap("不同意")
    await unit.zhou.send("不")
    assert "理由" in unit.zhou.last.text
    await unit.zhou.send("可与联合支部合办")
    assert "未同意免办。理由：可与联合支部合办" in unit.zhou.last.text
    await deliver(talk)
    said = unit.wang.last.text
    assert "未同意免办：支委会（11月）。理由：可与联合支部合办。仍按11月30日（周一）办理。" in said
    assert not (await item(talk, unit)).excused


async def test_a_manager_lets_off_unasked_and_takes_it_back(talk, unit):
    await press(talk, unit.zhou, ReliefsButton(unit.item).pack())
    await unit.zhou.tap("免办")
    await unit.zhou.send("支部改选，本月不开")
    assert "已免办。理由：支部改选，本月不开" in unit.zhou.last.text
    assert (await item(talk, unit)).excused
    await deliver(talk)
    assert "已同意免办：支委会（11月）。" in unit.wang.last.text

    await unit.zhou.tap("解除免办")
    await unit.zhou.tap("是")
    assert "免办已解除" in unit.zhou.last.text
    assert not (await item(talk, unit)).excused
    await deliver(talk)
    assert "免办已解除：支委会（11月）。请按11月30日（周一）办理。" in unit.wang.last.text


async def test_it_is_asked_for_after_the_date_as_well(talk, unit):
    await talk.jump(2026, 12, 3, 10, 0)
    await ask(talk, unit, "申请延期")
    past = ReliefDayButton(unit.item, date(2026, 12, 2), grants=False).pack()
    await press(talk, unit.wang, past)
    assert "晚于" in unit.wang.alert.text
    await unit.wang.send("12月10日")
    await unit.wang.send("资料未到")
    await deliver(talk)
    await unit.zhou.tap("同意")
    assert (await item(talk, unit)).extended_to.isoformat() == "2026-12-10"


async def test_a_reason_of_one_character_is_none(talk, unit):
    await ask(talk, unit, "申请免办")
    await unit.wang.send("忙")
    assert "理由" in unit.wang.last.text
    assert await talk.services.reliefs.of(unit.item, unit.secretary.id) == []


async def test_two_answers_are_one(talk, unit):
    await ask(talk, unit, "申请免办")
    await unit.wang.send("与其他支部合开")
    await deliver(talk)
    asked = unit.zhou.last
    await unit.zhou.tap("同意")
    (relief,) = await talk.services.reliefs.of(unit.item, unit.secretary.id)
    again = ReliefDecideButton(relief.id, granted=True).pack()
    await unit.zhou.press(talk.sealed(again, unit.zhou), on=asked)
    assert "已经处理" in unit.zhou.alert.text


async def test_who_owes_it_decides_nothing(talk, unit):
    await press(talk, unit.wang, ReliefGrantButton(unit.item, ReliefWish.EXCUSE).pack())
    assert unit.wang.alert is not None
    await ask(talk, unit, "申请免办")
    await unit.wang.send("与其他支部合开")
    (relief,) = await talk.services.reliefs.of(unit.item, unit.secretary.id)
    await press(talk, unit.wang, ReliefDecideButton(relief.id, granted=True).pack())
    assert not (await item(talk, unit)).excused


async def test_who_owes_it_alone_and_manages_is_told_that_nobody_decides(talk, unit):
    agenda = await talk.services.agenda.of(unit.manager)
    own = next(each.occurrence for each in agenda.items if each.occurrence is not None)
    await press(talk, unit.zhou, ReliefsButton(own.id).pack())
    assert "目前没有可以决定的管理员" in unit.zhou.last.text
    assert "免办" not in unit.zhou.last.buttons


@pytest.mark.parametrize("said", ["取消", "算了", "cancel"])
async def test_who_gives_up_asks_for_nothing(talk, unit, said):
    await ask(talk, unit, "申请免办")
    await unit.wang.send(said)
    assert unit.wang.last.text == "已取消。"
    assert await talk.services.reliefs.of(unit.item, unit.secretary.id) == []
    await ask(talk, unit, "申请免办")
    await unit.wang.send("与其他支部合开")
    await deliver(talk)
    await unit.zhou.tap("不同意")
    await unit.zhou.send(said)
    (asked,) = await talk.services.reliefs.of(unit.item, unit.secretary.id)
    assert asked.granted is None


async def test_a_clerk_sees_how_it_stands_and_asks_for_nothing(talk, unit, make):
    li = talk.person("li")
    await li.send("/start")
    clerk = await talk.services.registration.find_person(telegram(li.person_id))
    await make.assignment(clerk, unit.branch, post="branch-deputy-secretary")
    await talk.services.people.set_clerk(unit.manager.id, unit.branch.id, clerk.id, on=True)
    await press(talk, li, ReliefsButton(unit.item).pack())
    assert "由责任人本人申请，或由管理员直接决定" in li.last.text
    assert li.last.buttons == ["‹ 返回"]
    await press(talk, li, ReliefAskButton(unit.item, ReliefWish.EXCUSE).pack())
    assert "不由您的岗位承担" in li.alert.text
