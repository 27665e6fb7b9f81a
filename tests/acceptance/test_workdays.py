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
    assert "2027年不再是暂定" in shown
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
