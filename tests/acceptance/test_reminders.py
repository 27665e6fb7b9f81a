from __future__ import annotations

import pytest

from bot.conversation.sealing import SEAL_BYTES
from bot.messenger.world.cast import GROUP_ID

MEETING = "机关党委委员会议"
ITEM = "机关党委委员会议（第四季度）"
BRANCH = {"body": "党支部", "post": "党支部书记", "name": "办公室党支部", "acting": "设有"}


def reminder_of(person):
    return next(m for m in reversed(person.messages) if "职责提醒" in m.text)


async def test_the_whole_walk_of_a_committee_secretary(talk):
    zhou = await talk.registered()
    await zhou.send("/myduties")
    assert f"最迟12月31日（周四）\n　{ITEM}" in zhou.last.text
    await zhou.send("机关党委多久开一次委员会")
    assert zhou.last.text.startswith("每季度至少 1 次")

    await talk.jump(2026, 12, 22, 9, 5)
    reminder = zhou.last
    assert "职责提醒" in reminder.text
    assert "🟡 临期" in reminder.text
    assert f"还有7个工作日\n最迟12月31日（周四）\n　{ITEM}" in reminder.text
    assert "编号：" in reminder.text.splitlines()[-1]

    await zhou.tap("其他日期")
    await zhou.send("12月18日")
    assert "12月18日（周五）办了哪几项？" in zhou.last.text
    await zhou.tap(ITEM)
    assert f"12月18日（周五）已登记 1项\n✓ {ITEM}" in zhou.last.text
    await zhou.tap("好了")
    assert f"✓ {ITEM}" in zhou.last.text

    await zhou.send("/myduties")
    assert "本季度已完成 1" in zhou.last.text
    await zhou.tap("全部")
    while "本季度已完成" not in zhou.last.text:
        await zhou.tap("›")
    assert f"本季度已完成 1\n　{ITEM}" in zhou.last.text
    assert reminder_of(zhou).buttons == reminder.buttons


async def test_several_are_entered_in_one_go(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    reminder = zhou.last
    await zhou.tap("今天办了")
    picker = zhou.last
    assert picker.id > reminder.id
    assert picker.text == "12月22日（周二）办了哪几项？\n点一项登记一项，可以连点。"
    first, second = picker.buttons[:2]

    await zhou.tap(first)
    assert zhou.last.id == picker.id
    assert zhou.last.text.startswith("12月22日（周二）已登记 1项\n✓ ")
    assert f"✓ {first}" in zhou.last.buttons
    await zhou.tap(second)
    assert "已登记 2项" in zhou.last.text
    assert {"补充材料", "撤回一项", "好了"} <= set(zhou.last.buttons)

    await zhou.tap(f"✓ {first}")
    assert zhou.alert.text == "已登记"
    assert "已登记 2项" in zhou.last.text

    await zhou.tap("补充材料")
    await zhou.tap(second)
    assert "可只填会议记录编号" in zhou.last.text
    await zhou.send("记录编号：机党2026-12")
    assert "已保存：记录编号：机党2026-12" in zhou.last.text


async def test_one_of_several_is_taken_back(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    await zhou.tap("今天办了")
    await zhou.tap(ITEM)
    await zhou.tap("撤回一项")
    assert "确定撤回" in zhou.last.text
    await zhou.tap("撤回")
    assert "　0/1" in zhou.last.text

    await zhou.send("/done")
    await zhou.tap("今天")
    assert ITEM in zhou.last.buttons


async def test_the_day_is_changed_before_anything_is_tapped(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    await zhou.tap("今天办了")
    await zhou.tap("换日期")
    await zhou.tap("昨天")
    assert "12月21日（周一）办了哪几项？" in zhou.last.text

    await zhou.tap("好了")
    assert "没有登记" in zhou.last.text


async def test_what_is_done_is_not_reminded_of(talk):
    zhou = await talk.registered()
    await zhou.send("/done")
    await zhou.tap("今天")
    await zhou.tap(ITEM)
    await talk.jump(2026, 12, 22, 9, 5)

    assert "职责提醒" in zhou.last.text
    assert MEETING not in zhou.last.text


async def test_one_of_a_reminder_is_put_off_until_tomorrow(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    await zhou.tap("稍后")
    await zhou.tap("只推后其中一项")
    await zhou.tap(ITEM)
    await zhou.tap("明天")
    assert f"好的，12月23日（周三）09:00再提醒您：\n　{ITEM}" in zhou.last.text

    await talk.jump(2026, 12, 23, 9, 5)
    assert "职责提醒　1项\n按您的要求再次提醒" in zhou.last.text
    assert MEETING in zhou.last.text


async def test_all_of_a_reminder_are_put_off_by_hours(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    listed = zhou.last.text.partition("项")[0]
    await zhou.tap("稍后")
    await zhou.tap("3小时后")
    assert "好的，今天12:05再提醒您：" in zhou.last.text

    heard = len(zhou.messages)
    await talk.jump(2026, 12, 22, 12, 4)
    assert len(zhou.messages) == heard
    await talk.jump(2026, 12, 22, 12, 6)
    assert len(zhou.messages) == heard + 1
    assert zhou.last.text.partition("项")[0] == listed


async def test_a_reminder_is_put_off_twice_on_the_last_day(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 31, 9, 5)
    assert "今天截止" in zhou.last.text
    for hour in (10, 11):
        await zhou.tap("稍后")
        assert "明天" not in zhou.last.buttons
        await zhou.tap("1小时后")
        assert f"今天{hour}:" in zhou.last.text
        await talk.jump(2026, 12, 31, hour, 10)
        assert "职责提醒" in zhou.last.text


async def test_quiet_hours_are_said_and_kept(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 20, 30)
    await zhou.tap("稍后")
    await zhou.tap("1小时后")

    assert "21:30在您的免打扰时间（21:00至08:00）之内" in zhou.last.text
    assert "12月23日（周三）08:00再提醒您" in zhou.last.text


async def test_a_reminder_is_put_off_to_a_day_that_is_typed(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    await zhou.tap("稍后")
    await zhou.tap("只推后其中一项")
    await zhou.tap(ITEM)
    await zhou.tap("选日期")
    await zhou.send("1月8日")
    assert "不晚于2026年12月31日" in zhou.last.text
    await zhou.send("12月29日")
    assert "12月29日（周二），对吗" in zhou.last.text
    await zhou.send("12月28日")
    assert "12月28日（周一），对吗" in zhou.last.text
    await zhou.tap("对")

    assert "12月28日（周一）09:00" in zhou.last.text


async def test_the_only_item_of_a_reminder_is_entered_by_its_day(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    await zhou.tap("稍后")
    await zhou.tap("只推后其中一项")
    await zhou.tap(ITEM)
    await zhou.tap("明天")
    await talk.jump(2026, 12, 23, 9, 5)
    reminder = zhou.last
    await zhou.tap("今天办了")

    assert "已登记：召开机关党委委员会议，12月23日（周三）完成。" in zhou.last.text
    assert zhou.last.id > reminder.id
    assert reminder_of(zhou).id == reminder.id
    assert reminder_of(zhou).buttons == []


async def test_the_clause_is_shown_from_the_reminder(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    await zhou.tap("依据")
    await zhou.tap(ITEM)

    assert "每季度至少 1 次" in zhou.last.text
    assert "答记者问" in zhou.last.text


async def test_the_list_is_opened_from_the_reminder(talk):
    zhou = await talk.registered()
    await talk.jump(2026, 12, 22, 9, 5)
    reminder = zhou.last
    await zhou.tap("我的职责")

    assert zhou.last.id > reminder.id
    assert zhou.last.text.startswith("我的职责　12月22日（周二）")


async def test_whoever_blocked_the_bot_does_not_hold_up_the_others(talk):
    zhou = await talk.registered()
    wang = await talk.registered("wang", name="省财政厅机关党委")
    await zhou.block()
    heard = len(zhou.messages)
    await talk.jump(2026, 12, 22, 9, 5)
    assert len(zhou.messages) == heard
    assert "职责提醒" in wang.last.text

    await zhou.unblock()
    await zhou.send("/myduties")
    assert MEETING in zhou.last.text


@pytest.mark.parametrize("name", ["<b>省厅</b> & <a href='x'>机关</a>", "𠮷" * 60])
async def test_names_of_any_kind_arrive_as_they_were_typed(talk, name):
    zhou = await talk.registered(name=name)
    await talk.jump(2026, 12, 22, 9, 5)

    assert "职责提醒" in zhou.last.text
    assert name in zhou.last.text
    await zhou.send("/done")
    await zhou.tap("今天")
    assert ITEM in zhou.last.buttons


async def test_no_reminder_is_longer_than_a_message(talk):
    zhou = await talk.registered(name="𠮷" * 60)
    for number in range(3):
        await talk.registered("zhou", **(BRANCH | {"name": "支" * 58 + f"{number}"}))
    heard = len(zhou.messages)
    await talk.jump(2026, 12, 22, 9, 5)

    reminders = zhou.messages[heard:]
    assert len(reminders) == 1  # one message per person and time
    for reminder in reminders:
        assert len(reminder.text.encode("utf-16-le")) // 2 <= 4096
        assert "编号：" in reminder.text.splitlines()[-1]


@pytest.fixture
async def bound(talk):
    """The secretary, whose organisation has a group; and somebody else in it."""
    zhou = await talk.registered()
    talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    here = zhou.in_group(GROUP_ID)
    await here.send("/register")
    await here.tap("省民政厅机关党委")
    return zhou, here


async def test_a_group_is_reminded_without_names(talk, bound):
    _, here = bound
    await talk.jump(2026, 12, 22, 9, 5)

    assert "省民政厅机关党委的职责进度" in here.last.text
    assert MEETING in here.last.text
    assert "周敏" not in here.last.text


async def test_the_link_of_a_group_leads_to_ones_own_chat(talk, bound):
    zhou, here = bound
    await talk.jump(2026, 12, 22, 9, 5)
    await here.tap("登记 机关党委委员")
    assert "是哪一天完成的" in zhou.last.text
    assert MEETING in zhou.last.text
    await zhou.tap("今天")

    assert f"已登记：召开{MEETING}" in zhou.last.text


async def test_the_link_of_a_group_gives_nobody_else_a_right(talk, bound):
    _, here = bound
    await talk.jump(2026, 12, 22, 9, 5)
    url = next(b.url for row in here.last.rows for b in row)
    wang = talk.person("wang")
    await wang.open_link(url)

    assert "找不到这项职责" in wang.last.text


async def test_the_requests_of_others_are_decided_by_a_button(talk):
    zhou = await talk.registered()
    wang = talk.person("wang")
    await wang.send("/register")
    await wang.tap("机关党委")
    await wang.send("省民政厅机关党委")
    await wang.tap("省民政厅机关党委（省级）")
    await wang.tap("机关党委专职副书记")
    await talk.jump(2026, 11, 23, 9, 30)
    asked = zhou.last
    assert "登记申请" in asked.text
    agree = next(b.data for row in asked.rows for b in row)
    await wang.press(talk.sealed(agree[:-SEAL_BYTES], wang), on=wang.last)
    assert wang.alert.is_alert
    assert "失效" not in wang.alert.text

    await zhou.tap("同意")
    assert "已同意" in zhou.last.text
    assert zhou.last.buttons == []
    await talk.jump(2026, 11, 23, 9, 35)
    assert "已获同意" in wang.last.text
    await wang.send("/myduties")
    assert "我的职责" in wang.last.text
