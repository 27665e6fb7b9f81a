"""An operator pastes the notice of a year that no library knows yet."""

from __future__ import annotations

from datetime import date

import pytest

from tests.clauses.test_workday_notice import OF_2026

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。1月30日（周六）、2月20日（周六）上班。"""


@pytest.fixture
async def operator(talk):
    person = talk.person("op")
    talk.application.operators = (person.person_id,)
    return person


async def test_the_notice_is_shown_before_it_counts_and_the_plan_follows(talk, operator):
    zhou = await talk.registered()
    await talk.services.planner.run()
    await operator.send("/admin workdays")
    await operator.send(NOTICE)
    shown = operator.last.text
    assert "2027年的日期不再是暂定" in shown
    assert "上班2天：1月30日（周六）、2月20日（周六）" in shown
    assert not (await talk.services.agenda.calendar()).is_published(2027)

    await operator.tap("确认")
    assert "已录入" in operator.last.text
    calendar = await talk.services.agenda.calendar()
    assert calendar.is_published(2027)
    await talk.services.planner.run()
    await zhou.send("/myduties")
    assert "暂定" not in zhou.last.text


async def test_a_mismatch_is_named_and_nothing_is_entered(talk, operator):
    await operator.send("/admin workdays")
    await operator.send(NOTICE.replace("共9天", "共8天").replace("（周五）至3日", "（周四）至3日"))
    assert "这天是周五，不是周四" in operator.last.text
    assert "写着共8天，实为9天" in operator.last.text
    assert operator.last.buttons == ["取消"]
    await operator.send(NOTICE)
    assert "将作以下调整" in operator.last.text


async def test_a_later_notice_of_the_year_replaces_the_earlier_one(talk, operator):
    for text in (NOTICE, NOTICE.replace("、2月20日（周六）上班", "上班")):
        await operator.send("/admin workdays")
        await operator.send(text)
        await operator.tap("确认")
    calendar = await talk.services.agenda.calendar()
    days = (date(2027, 1, 30), date(2027, 2, 20))
    assert [calendar.is_workday(day) for day in days] == [True, False]


async def test_what_is_known_changes_nothing(talk, operator):
    await operator.send("/admin workdays")
    await operator.send(OF_2026)
    assert "没有变化" in operator.last.text


async def test_nobody_else_can_enter_days(talk, operator):
    zhou = talk.person("zhou")
    await zhou.send("/admin workdays")
    assert "没有这个命令" in zhou.last.text
    await zhou.send("/help")
    await zhou.press(talk.sealed("wkd", zhou), on=zhou.last)
    assert "按钮已失效" in zhou.alert.text


async def test_whom_a_moved_date_concerns_is_told_once(talk, operator):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 31, 12, 0)
    heard = len(zhou.messages)
    await operator.send("/admin workdays")
    # Nobody works in the last days of March.
    await operator.send("\n".join(f"2027-03-{day} 休" for day in range(25, 32)))
    await operator.tap("确认")
    await talk.services.planner.run()
    await talk.jump(2027, 1, 4, 9, 5)
    told = [each.text for each in zhou.messages[heard:] if "时限有调整" in each.text]
    assert len(told) == 1
    assert "机关党委委员会议（第一季度）：原为3月31日（周三）" in told[0]
    assert "3月24日（周三）" in told[0]
    await talk.jump(2027, 1, 6, 9, 5)
    assert [each.text for each in zhou.messages[heard:] if "时限有调整" in each.text] == told


async def test_a_move_by_a_day_is_not_worth_a_message(talk, operator):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 31, 12, 0)
    await operator.send("/admin workdays")
    await operator.send("2027-03-31 休")
    await operator.tap("确认")
    await talk.services.planner.run()
    await talk.jump(2027, 1, 4, 9, 5)
    assert not [each for each in zhou.messages if "时限有调整" in each.text]
