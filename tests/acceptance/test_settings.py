from __future__ import annotations

from datetime import time

import pytest

from bot.conversation.addresses import telegram
from scheduler.roster.model import QuietHours


async def test_the_language_changes_at_once(talk):
    zhou = talk.person("zhou")
    await zhou.send("/settings")
    await zhou.tap("English")
    assert "Settings" in zhou.last.text
    await zhou.tap("繁體中文")

    assert "語言：繁體中文" in zhou.last.text


async def test_quiet_hours_can_be_changed_and_switched_off(talk):
    zhou = talk.person("zhou")
    await zhou.send("/settings")
    assert "21:00至08:00" in zhou.last.text
    await zhou.tap("22:00—07:00")
    person = await talk.services.registration.find_person(telegram(zhou.person_id))
    assert person.quiet_hours == QuietHours(time(22), time(7))

    await zhou.tap("不设免打扰")
    assert "未设置" in zhou.last.text


async def test_a_made_up_choice_is_refused(talk):
    zhou = talk.person("zhou")
    await zhou.send("/settings")
    await zhou.press(talk.sealed("loc:klingon", zhou), on=zhou.last)

    assert "按钮已失效" in zhou.alert.text


async def test_the_hour_of_reminders_is_chosen(talk):
    zhou = await talk.registered()
    await zhou.send("/settings")
    assert "提醒时间：默认" in zhou.last.text
    await zhou.tap("提醒时间")
    await zhou.tap("10:30")
    assert "● 10:30" in zhou.last.buttons
    await zhou.tap("返回")
    assert "提醒时间：10:30" in zhou.last.text


async def test_reminders_are_gathered_once_a_week(talk):
    zhou = await talk.registered()
    await zhou.send("/settings")
    await zhou.tap("汇总方式")
    await zhou.tap("每周一次")
    heard = len(zhou.messages)
    await talk.jump(2026, 12, 22, 9, 5)  # a Tuesday
    assert len(zhou.messages) == heard

    await talk.jump(2026, 12, 28, 9, 5)
    assert "职责提醒" in zhou.last.text


async def test_a_leave_is_typed_and_kept(talk):
    zhou = await talk.registered()
    await zhou.send("/settings")
    await zhou.tap("休息日")
    await zhou.tap("周六")
    assert "● 周六" in zhou.last.buttons
    await zhou.tap("休假日期")
    await zhou.send("过几天吧")
    assert "没有看懂" in zhou.last.text
    await zhou.send("12月21日至12月25日")
    assert "2026年12月21日（周一）至2026年12月25日（周五），对吗" in zhou.last.text
    await zhou.tap("对")
    assert "休假：2026年12月21日至25日" in zhou.last.text
    heard = len(zhou.messages)
    await talk.jump(2026, 12, 22, 9, 5)
    assert len(zhou.messages) == heard
    await talk.jump(2026, 12, 27, 9, 5)
    assert "职责提醒" in zhou.last.text


async def test_one_weekday_is_left_for_reminders(talk):
    zhou = await talk.registered()
    await zhou.send("/settings")
    await zhou.tap("休息日")
    for day in "一二三四五六日":
        await zhou.tap(f"周{day}")
    assert "至少留一天" in zhou.alert.text
    assert "● 周日" not in zhou.last.buttons


@pytest.mark.parametrize("data", ["hour:2561", "off:8", "dig:never", "pref:x"])
async def test_a_made_up_preference_is_refused(talk, data):
    zhou = talk.person("zhou")
    await zhou.send("/settings")
    await zhou.press(talk.sealed(data, zhou), on=zhou.last)

    assert "按钮已失效" in zhou.alert.text
