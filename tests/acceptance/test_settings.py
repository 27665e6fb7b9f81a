from __future__ import annotations

from datetime import time

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
