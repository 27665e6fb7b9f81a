"""What is owed here: the questions, the managers' word and /events, through the real application."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from clauses.conditions import EventKindId

COMMITTEE = "支部是否设有支部委员会？"
ACTIVISTS = "现在是否有入党积极分子？"
MEETING = "召开支委会"
TALK = "派人同入党申请人谈话"


async def branch_secretary(talk) -> ChatClient:
    return await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )


async def every_page(person: ChatClient) -> str:
    await person.send("/myduties")
    await person.tap("全部")
    pages = [person.last.text]
    while "›" in person.last.buttons:
        await person.tap("›")
        pages.append(person.last.text)
    return "\n".join(pages)


def uncertain(text: str) -> str:
    """The duties of which nobody has said yet whether they apply."""
    _, _, below = text.partition("待确认是否适用")
    return below.partition("\n\n")[0]


# Facts


async def test_what_matters_is_asked_once_after_a_post_is_taken(talk):
    zhang = await branch_secretary(talk)
    assert COMMITTEE in zhang.last.text
    assert {"是", "否", "以后再说"} <= set(zhang.last.buttons)
    await zhang.tap("否")
    assert "已记下：设有支部委员会，否（规划处党支部）" in zhang.last.text
    assert ACTIVISTS in zhang.last.text
    await zhang.tap("以后再说")
    assert "不再询问" in zhang.last.text

    shown = await every_page(zhang)
    assert MEETING not in shown
    assert "？" not in shown
    assert "考察入党积极分子" in uncertain(shown)


async def test_who_ignores_the_question_finds_the_duty_marked_and_may_say_it_later(talk):
    zhang = await branch_secretary(talk)
    shown = await every_page(zhang)
    assert MEETING.removeprefix("召开") in uncertain(shown)
    assert COMMITTEE not in shown

    await zhang.send("/events")
    await zhang.tap("单位情况")
    assert "设有支部委员会：未填写" in zhang.last.text
    await zhang.tap("设有支部委员会")
    await zhang.tap("是")
    shown = await every_page(zhang)
    assert MEETING.removeprefix("召开") in shown
    assert MEETING.removeprefix("召开") not in uncertain(shown)


async def test_a_number_is_typed(talk):
    zhang = await branch_secretary(talk)
    await zhang.send("/events")
    await zhang.tap("单位情况")
    await zhang.tap("正式党员数")
    await zhang.tap("填写数字")
    await zhang.send("很多")
    assert "没有看懂" in zhang.last.text
    await zhang.send("十二名")
    assert "已记下：正式党员数，12" in zhang.last.text


async def test_a_made_up_answer_is_refused(talk):
    zhang = await branch_secretary(talk)
    data = next(b.data for row in zhang.last.rows for b in row if b.label == "是")
    wang = talk.person("wang")
    await wang.send("/help")
    for forged in ("fsay:1:1:1", "unit:1", "evcal:1", "here:1:0", "rule:1:1", "ev:1", "fsay:9:9:9"):
        await wang.press(talk.sealed(forged, wang), on=wang.last)
        assert wang.alert.is_alert
    assert data


# The managers' word


async def open_rule(person: ChatClient, duty: str) -> None:
    await person.send("/events")
    await person.tap("单位情况")
    await person.tap("全部职责")
    while duty not in person.last.buttons:
        await person.tap("›")
    await person.tap(duty)


async def test_a_duty_is_set_aside_with_a_reason_and_comes_back(talk):
    zhang = await branch_secretary(talk)
    await open_rule(zhang, "开展主题党日")
    await zhang.tap("不适用于本组织")
    await zhang.send("无")
    assert "至少2个字" in zhang.last.text
    await zhang.send("与机关党委合办")
    assert "不适用（与机关党委合办）" in zhang.last.text
    assert "主题党日（" not in await every_page(zhang)

    await zhang.send("/events")
    await zhang.tap("单位情况")
    assert "开展主题党日：不适用（与机关党委合办）" in zhang.last.text
    await zhang.tap("开展主题党日")
    await zhang.tap("恢复适用")
    assert "照常" in zhang.last.text
    assert "主题党日（" in await every_page(zhang)


async def test_other_lead_times_and_another_hour_are_kept_to(talk):
    zhang = await branch_secretary(talk)
    await open_rule(zhang, "开展主题党日")
    await zhang.tap("提前量")
    await zhang.tap("提前3、1个工作日")
    await zhang.tap("提醒时间")
    await zhang.tap("14:00")
    assert "提前3、1个工作日，14:00" in zhang.last.text

    await talk.jump(2026, 11, 25, 13, 59)
    assert "主题党日（" not in zhang.last.text
    await talk.jump(2026, 11, 25, 14, 1)
    assert "主题党日（" in zhang.last.text


async def test_the_card_of_an_item_leads_to_the_managers_word(talk):
    zhang = await branch_secretary(talk)
    await zhang.send("/myduties")
    await zhang.tap("打开一项")
    await zhang.tap("主题党日（11月）")
    await zhang.tap("适用、提醒时间")
    assert zhang.last.text.splitlines()[0] == "开展主题党日"
    assert "本组织的安排：照常" in zhang.last.text


# Events


async def add_event(person: ChatClient, kind: str, day: str) -> None:
    await person.send("/events")
    await person.tap("添加事件")
    await person.tap(kind)
    await person.send(day)


async def test_an_event_is_entered_moved_and_called_off(talk):
    zhang = await branch_secretary(talk)
    await add_event(zhang, "组织生活会", "12月12日")
    assert "12月12日（周六），这天休息" in zhang.last.text
    assert "将安排：" in zhang.last.text
    duty = "组织生活会的会前、会上、会后步骤"
    assert duty in zhang.last.text
    await zhang.tap("确认")
    assert "已安排：" in zhang.last.text
    assert "最迟12月12日（周六）" in await every_page(zhang)

    await zhang.send("/events")
    await zhang.tap("12月12日 组织生活会")
    await zhang.tap("改期")
    await zhang.send("12月24日")
    assert "由12月12日（周六）改到12月24日（周四），对吗" in zhang.last.text
    await zhang.tap("确认")
    assert "12月24日（周四）" in zhang.last.text
    assert "最迟12月24日（周四）" in await every_page(zhang)
    before = len(zhang.messages)
    await talk.jump(2026, 12, 23, 9, 1)
    assert any(duty[:7] in message.text for message in zhang.messages[before:])

    await zhang.send("/events")
    await zhang.tap("12月24日 组织生活会")
    await zhang.tap("取消事件")
    assert "不再列入" in zhang.last.text
    assert "截至12月24日" not in await every_page(zhang)
    await zhang.send("/events")
    assert "12月24日" not in zhang.last.text


async def test_what_was_called_off_can_take_place_after_all(talk):
    zhang = await branch_secretary(talk)
    await add_event(zhang, "收到入党申请", "昨天")
    assert "12月22日（周二）　派人同入党申请人谈话" in zhang.last.text
    await zhang.tap("确认")
    await zhang.tap("取消事件")
    await zhang.tap("恢复")
    assert "已安排：" in zhang.last.text
    assert "最迟12月22日（周二）\n　派人同入党申请人谈话" in await every_page(zhang)


async def test_an_item_of_an_event_is_done_like_any_other(talk):
    zhang = await branch_secretary(talk)
    await add_event(zhang, "收到入党申请", "今天")
    await zhang.tap("确认")
    await zhang.send("/myduties")
    await zhang.tap("打开一项")
    while not any(TALK[:4] in label for label in zhang.last.buttons):
        await zhang.tap("›")
    await zhang.tap(TALK[:4])
    await zhang.tap("今天办了")
    _, _, done = (await every_page(zhang)).partition("已完成")
    assert TALK[:4] in done
    assert "（截至12月23日）" in done


async def test_the_term_of_office_is_among_the_events(talk):
    zhang = await branch_secretary(talk)
    await zhang.send("/events")
    assert "本届起始日期：未填写" in zhang.last.text
    await zhang.tap("填写本届起始日期")
    await zhang.send("2024-01-15")
    await zhang.tap("对")
    await zhang.send("/events")
    assert "本届起始日期：2024年1月15日" in zhang.last.text


async def test_a_day_that_is_none_and_one_too_far_are_asked_again(talk):
    zhang = await branch_secretary(talk)
    await add_event(zhang, "换届选举", "过几天")
    assert "没看懂这个日期" in zhang.last.text
    await zhang.send("2036-01-01")
    assert "请填写" in zhang.last.text
    await zhang.send("12月1日")
    assert "换届选举" in zhang.last.text


async def test_a_day_without_a_year_is_the_coming_one_or_the_nearest(talk):
    zhang = await branch_secretary(talk)
    for typed, meant in (("11月1日", "11月1日（周日）"), ("1月8日", "2027年1月8日（周五）")):
        await add_event(zhang, "收到入党申请", typed)
        assert zhang.last.text.splitlines()[2].startswith(meant)


async def test_many_events_come_in_pages(talk):
    zhang = await branch_secretary(talk)
    person = await talk.services.registration.find_person(telegram(zhang.person_id))
    [place] = await talk.services.events.places(person.id)
    for days in range(100):
        day = date(2026, 11, 23) + timedelta(days=days)
        await talk.services.events.add(
            person.id, place.id, EventKindId("membership-application"), day
        )
    await zhang.send("/events")
    assert zhang.last.text.count("收到入党申请") == 8
    await zhang.tap("›")
    assert "12月1日（周二）　收到入党申请" in zhang.last.text
    assert {"‹", "›", "添加事件", "单位情况"} <= set(zhang.last.buttons)


async def test_an_item_of_an_event_in_another_year_is_not_called_by_the_present_one(talk):
    zhang = await branch_secretary(talk)
    await add_event(zhang, "收到入党申请", "2027年3月1日")
    await zhang.tap("确认")
    shown = await every_page(zhang)
    assert "\n　派人同入党申请人谈话" in shown.partition("最迟2027年4月1日")[2]
    assert "2026年截至" not in shown


async def test_others_have_no_events_to_enter(talk):
    wang = talk.person("wang")
    await wang.send("/events")
    assert "由组织的管理员和负责人填写" in wang.last.text


@pytest.mark.parametrize("language", ["繁體中文", "English"])
async def test_it_speaks_every_language(talk, language):
    zhang = await branch_secretary(talk)
    await zhang.send("/settings")
    await zhang.tap(language)
    await zhang.send("/events")
    await zhang.tap({"繁體中文": "單位情況", "English": "About the organisation"}[language])
    assert {"繁體中文": "設有支部委員會", "English": "Has a branch committee"}[
        language
    ] in zhang.last.text
