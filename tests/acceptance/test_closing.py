"""The closing statement in the chat, through the real application."""

from __future__ import annotations

import pytest

from bot.conversation.buttons.closing import StatementButton
from scheduler.closing.drawing import Drawing
from tests.acceptance.closing_world import Unit, committee_with_branch, press


@pytest.fixture
async def unit(talk, make) -> Unit:
    return await committee_with_branch(talk, make)


async def closed(talk, database) -> None:
    """The quarter has ended and drawn itself, and managers have been told."""
    await talk.jump(2027, 4, 15, 9, 0)
    await Drawing(database, talk.clock).run()
    await talk.jump(2027, 4, 15, 10, 0)


async def fourth_quarter(unit: Unit) -> None:
    await unit.zhou.send("/export")
    while "2026年第四季度" not in unit.zhou.last.text:
        await unit.zhou.tap("‹ 上一期")


def sums(text: str) -> dict[str, int]:
    found = {}
    for line in text.splitlines():
        for part in line.split("　"):
            word, _, number = part.rpartition(" ")
            if number.isdigit():
                found[word] = int(number)
    return found


async def test_the_wait_for_what_may_be_done_after_the_period_is_shown_with_its_reason(
    talk, unit, database
):
    await unit.zhou.send("/export")
    first, *_ = unit.zhou.last.text.partition("\n\n")
    assert "项可办到2027年" in first
    assert "有这类事项的组织等到其后第10个工作日出具" in first
    await closed(talk, database)
    await fourth_quarter(unit)
    assert "等到其后" not in unit.zhou.last.text


async def test_before_its_day_it_is_provisional_and_its_sums_add_up(talk, unit):
    await unit.zhou.send("/export")
    text = unit.zhou.last.text
    assert text.startswith("情况表　2026年第四季度\n省民政厅机关党委及下级\n未出具，")
    found = sums(text)
    assert found["全部"] == found["列入合计"] + found["不列入"]
    states = ["如期完成", "逾期完成", "免办", "空缺", "未送达", "未完成", "尚未办结"]
    assert found["列入合计"] == sum(found.get(each, 0) for each in states) > 0
    assert unit.zhou.last.buttons[:3] == ["xlsx", "docx", "csv"]


async def test_managers_are_told_once_and_see_it_drawn_with_its_items(talk, unit, database):
    await closed(talk, database)
    said = [each.text for each in unit.zhou.messages if "情况表已出具" in each.text]
    assert sorted(each.splitlines()[0] for each in said) == [
        "2026年情况表已出具",
        "2026年第四季度情况表已出具",
        "2027年第一季度情况表已出具",
    ]
    assert all("省民政厅机关党委及下级" in each for each in said)
    await talk.jump(2027, 4, 16, 9, 0)
    await Drawing(database, talk.clock).run()
    await talk.jump(2027, 4, 16, 12, 0)
    assert len([each for each in unit.zhou.messages if "情况表已出具" in each.text]) == 3

    await fourth_quarter(unit)
    assert "4月15日（周四）出具" in unit.zhou.last.text
    found = sums(unit.zhou.last.text)
    see = next(each for each in unit.zhou.last.buttons if each.startswith("看未送达"))
    await unit.zhou.tap(see)
    assert (
        len([each for each in unit.zhou.last.buttons if "规划处" in each or "省民政" in each]) == 8
    )
    assert "2026年第四季度" in unit.zhou.last.text
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    assert "未" in unit.zhou.last.text
    assert found["全部"] > 8


async def test_what_changes_afterwards_is_number_two_with_the_reason(talk, unit, database):
    await closed(talk, database)
    today = talk.clock.now().date()
    await talk.services.completions.complete(
        unit.item, by=unit.secretary.id, held_on=today.replace(year=2026, month=11, day=20)
    )
    await fourth_quarter(unit)
    before = sums(unit.zhou.last.text)
    await unit.zhou.tap("出更正表")
    assert "第1号不改" in unit.zhou.last.text
    await unit.zhou.tap("出具")
    assert "已出具1份" in unit.zhou.alert.text
    assert sums(unit.zhou.last.text)["如期完成"] == before["如期完成"] + 1
    await unit.zhou.tap("更正记录")
    assert "第2号　规划处党支部，支委会（2026年11月）" in unit.zhou.last.text
    assert "改为如期完成（补登，2026年11月20日（周五））" in unit.zhou.last.text
    await unit.zhou.tap("‹ 返回")
    await unit.zhou.tap("出更正表")
    await unit.zhou.tap("出具")
    assert "没有变动" in unit.zhou.alert.text


async def test_what_is_extended_after_the_drawing_is_in_sight_of_its_holder_until_that_day(
    talk, unit, database
):
    await closed(talk, database)
    await unit.wang.send("/myduties")
    assert "支委会（2026年11月）" not in unit.wang.last.text
    until = talk.clock.now().date().replace(month=5, day=20)
    await talk.services.reliefs.grant(unit.item, by=unit.manager.id, reason="资料未到", until=until)
    await unit.wang.send("/myduties")
    assert "🔵 延期 1" in unit.wang.last.text
    assert "最迟5月20日（周四）\n　支委会（2026年11月）" in unit.wang.last.text
    await talk.jump(2027, 5, 21, 9, 0)
    await unit.wang.send("/myduties")
    assert "支委会（2026年11月）" not in unit.wang.last.text


async def test_periods_are_turned_and_the_year_is_one_of_them(talk, unit):
    await unit.zhou.send("/export")
    await unit.zhou.tap("‹ 上一期")
    assert "2026年第三季度" in unit.zhou.last.text
    await unit.zhou.tap("下一期 ›")
    await unit.zhou.tap("全年")
    assert "情况表　2026年\n" in unit.zhou.last.text
    await unit.zhou.tap("其他组织")
    await unit.zhou.tap("规划处党支部")
    assert "规划处党支部" in unit.zhou.last.text


async def test_who_manages_nothing_is_told_so_and_shown_nothing(talk, unit):
    await unit.wang.send("/export")
    assert "您目前没有管理的组织" in unit.wang.last.text
    data = StatementButton(
        unit.committee.id, "quarter", talk.clock.now().date().replace(month=10, day=1)
    ).pack()
    await press(talk, unit.wang, data)
    assert "管理员" in unit.wang.alert.text


async def test_a_period_that_no_calendar_has_is_an_old_button(talk, unit):
    day = talk.clock.now().date()
    await unit.zhou.send("/export")
    await press(talk, unit.zhou, StatementButton(unit.committee.id, "quarter", day).pack())
    assert unit.zhou.alert is not None


async def test_a_manager_of_one_organisation_is_told_of_that_one_alone(talk, database):
    zhou = await talk.registered("zhou")
    await closed(talk, database)
    said = [each.text for each in zhou.messages if "情况表已出具" in each.text]
    assert len(said) == 3
    assert not any("及下级" in each for each in said)


async def test_who_came_after_a_quarter_is_not_shown_it_as_not_drawn(talk):
    await talk.jump(2026, 4, 13, 10, 0)
    zhou = await talk.registered("zhou")
    await talk.jump(2026, 5, 7, 10, 0)
    await zhou.send("/export")
    assert zhou.last.text.startswith("情况表　2026年第二季度\n")
    assert sums(zhou.last.text)["全部"] > 0
    await zhou.tap("‹ 上一期")
    head, *_ = zhou.last.text.partition("\n\n")
    assert head.endswith("2026年第一季度\n省民政厅机关党委\n本期没有事项，不出具情况表")
