"""Posts handed over, stood in for, and the people who manage and enter: whole conversations."""

from __future__ import annotations

import re

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons.duties import ItemButton
from bot.messenger.people.chat_client import ChatClient

UNIT = "省民政厅机关党委"
POST = "机关党委书记"
SEAT = "省民政厅机关党委书记"
DEPUTY = "机关党委专职副书记"


@pytest.fixture
async def zhou(talk) -> ChatClient:
    """Holds the post and manages the organisation."""
    return await talk.registered("zhou")


@pytest.fixture
async def sun(talk, zhou, make) -> ChatClient:
    """A colleague: deputy in the same organisation."""
    client = talk.person("sun")
    await client.send("/start")
    person = await talk.services.registration.find_person(telegram(client.person_id))
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    (organisation,) = await talk.services.registration.managed_by(by.id)
    await make.assignment(person, organisation, post="agency-committee-deputy")
    return client


async def choose_day(person: ChatClient, day: str) -> None:
    await person.send("/handover")
    await person.tap(POST)
    await person.tap(day)


def told(person: ChatClient, words: str) -> list[str]:
    return [each.text for each in person.messages if words in each.text]


async def test_a_post_is_handed_over_on_a_day_ahead_and_both_are_told_once(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    assert "由谁接任" in zhou.last.text
    await zhou.tap("Sun")
    assert "12月1日（周二）起由Sun接任。" in zhou.last.text
    await zhou.tap("确认交接")
    assert "交接已定" in zhou.last.text
    await zhou.send("/myduties")
    assert POST in zhou.last.text

    await talk.jump(2026, 11, 23, 9, 30)
    (to_sun,) = told(sun, "您接任")
    assert f"自12月1日（周二）起，您接任{SEAT}，前任周敏。" in to_sun
    assert "待办结 8项" in to_sun
    assert "最迟12月31日（周四）" in to_sun
    assert "下一时限：" in to_sun
    (to_zhou,) = told(zhou, "您任")
    assert f"您任{SEAT}至11月30日（周一），12月1日（周二）起由Sun接任。" in to_zhou

    await talk.jump(2026, 12, 1, 9, 0)
    await talk.jump(2026, 12, 2, 9, 0)
    assert len(told(sun, "您接任")) == 1
    assert len(told(zhou, "您任")) == 1
    assert not told(zhou, "岗位空缺")
    await sun.send("/myduties")
    assert POST in sun.last.text
    await zhou.send("/myduties")
    assert POST not in zhou.last.text


async def test_what_was_done_and_what_is_open_stays_with_the_post(talk, zhou, sun):
    services = talk.services
    person = await services.registration.find_person(telegram(zhou.person_id))
    agenda = await services.agenda.of(person)
    before = {i.occurrence.id for i in agenda.items if i.occurrence}
    await choose_day(zhou, "今天（11月23日）")
    await zhou.tap("Sun")
    await zhou.tap("确认交接")
    other = await services.registration.find_person(telegram(sun.person_id))
    agenda = await services.agenda.of(other)
    after = {
        i.occurrence.id
        for i in agenda.items
        if i.occurrence and i.post == "agency-committee-secretary"
    }
    assert after == before


async def test_the_second_press_settles_nothing_new(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    await zhou.tap("Sun")
    message = zhou.last
    sure = next(
        each for each in [b for row in message.rows for b in row] if each.label == "确认交接"
    )
    for _ in range(2):
        await zhou.press(sure.data, on=message)
        assert "12月1日（周二）起由Sun接任" in zhou.last.text
    await zhou.send("/handover")
    await zhou.tap(POST)
    assert "已定于12月1日（周二）交接" in zhou.last.text
    await talk.jump(2026, 11, 23, 9, 30)
    assert len(told(sun, "您接任")) == 1


async def test_an_old_press_does_not_pass_for_what_was_settled(talk, zhou, sun):
    async def shown(choice: str):
        await choose_day(zhou, "12月1日")
        await zhou.tap(choice)
        return zhou.last

    vacant, invited = await shown("暂时空缺"), await shown("邀请接任")
    await shown("Sun")
    await zhou.tap("确认交接")
    for old in (vacant, invited):
        await zhou.tap("确认交接", on=old)
        assert zhou.alert.text.startswith("这个岗位已定于2026年12月1日（周二）交接")


async def test_a_second_press_says_again_that_somebody_is_invited(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    await zhou.tap("暂时空缺")
    vacant = zhou.last
    await choose_day(zhou, "12月1日")
    await zhou.tap("邀请接任")
    asked = zhou.last
    for _ in range(2):
        await zhou.tap("确认交接", on=asked)
        (said,) = [each.text for each in zhou.messages if "交接已定" in each.text]
        assert "12月1日（周二）起，由受邀的人登记后接任" in said
    assert len([each for each in zhou.messages if "邀请已生成" in each.text]) == 1
    await zhou.tap("确认交接", on=vacant)
    assert zhou.alert.text.startswith("这个岗位已定于2026年12月1日（周二）交接")


async def test_a_post_is_left_vacant_and_the_managers_are_told(talk, zhou, sun):
    await choose_day(zhou, "今天（11月23日）")
    await zhou.tap("暂时空缺")
    assert "11月23日（周一）起岗位空缺" in zhou.last.text
    await zhou.tap("确认交接")
    assert "已定：11月23日（周一）起岗位空缺" in zhou.last.text
    await talk.jump(2026, 11, 23, 9, 30)
    assert told(zhou, f"您任{SEAT}至11月22日（周日）。")


async def test_somebody_is_invited_to_take_over(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    await zhou.tap("邀请接任")
    await zhou.tap("确认交接")
    said = zhou.messages[-2].text
    assert "自2026年12月1日" in said
    wang = talk.person("wang")
    await wang.open_link(re.search(r"https://t\.me/\S+", said)[0])
    await wang.tap("登记")
    assert "自12月1日（周二）起，您任" in wang.last.text
    await talk.jump(2026, 11, 23, 9, 30)
    assert told(wang, "您接任")
    await wang.send("/myduties")
    assert POST not in wang.last.text
    await talk.jump(2026, 12, 1, 9, 0)
    await wang.send("/myduties")
    assert POST in wang.last.text


async def test_the_day_may_be_typed_and_a_past_one_is_refused(talk, zhou, sun):
    await zhou.send("/handover")
    await zhou.tap(POST)
    await zhou.send("昨天")
    assert "请填写" in zhou.last.text
    await zhou.send("12月10日")
    assert "12月10日（周四）起由谁接任" in zhou.last.text


async def call_off(person: ChatClient) -> None:
    await person.send("/handover")
    await person.tap(POST)
    await person.tap("取消交接")
    await person.tap("确认取消")


async def test_a_handover_for_a_day_ahead_is_called_off_and_both_are_told_once(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    await zhou.tap("Sun")
    await zhou.tap("确认交接")
    await talk.jump(2026, 11, 23, 9, 30)
    await zhou.send("/handover")
    await zhou.tap(POST)
    assert "已定于12月1日（周二）交接，由Sun接任。" in zhou.last.text
    await zhou.tap("取消交接")
    assert "取消后，现任继续任职" in zhou.last.text
    asked = zhou.last
    sure = next(b for row in asked.rows for b in row if b.label == "确认取消")
    for _ in range(2):
        await zhou.press(sure.data, on=asked)
        assert "交接已取消，由周敏继续任职。" in zhou.last.text
    for hour in (10, 11):
        await talk.jump(2026, 11, 23, hour, 0)
    (to_sun,) = told(sun, "已取消")
    assert f"原定自12月1日（周二）起由您接任{SEAT}，这次交接已取消。" in to_sun
    (to_zhou,) = told(zhou, "您继续任")
    assert f"原定12月1日（周二）的交接已取消，您继续任{SEAT}。" in to_zhou
    await talk.jump(2026, 12, 1, 9, 0)
    await zhou.send("/myduties")
    assert POST in zhou.last.text
    await sun.send("/myduties")
    assert POST not in sun.last.text


async def test_of_what_was_called_off_before_it_was_told_nobody_hears(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    await zhou.tap("Sun")
    await zhou.tap("确认交接")
    await call_off(zhou)
    await zhou.tap("重新交接")
    await zhou.tap("12月1日")
    await zhou.tap("暂时空缺")
    await zhou.tap("确认交接")
    await talk.jump(2026, 11, 23, 9, 30)
    assert not told(sun, "接任")
    assert len(told(zhou, f"您任{SEAT}至11月30日（周一）。")) == 1
    assert not told(zhou, "您继续任")


async def test_the_holder_does_not_call_off_what_a_manager_settled(talk, zhou, sun):
    await people(zhou)
    await zhou.tap("交接")
    await zhou.tap(f"{DEPUTY} Sun")
    await zhou.tap("明天")
    await zhou.tap("周敏")
    await zhou.tap("确认交接")
    await sun.send("/handover")
    await sun.tap(DEPUTY)
    assert "请联系本组织的管理员" in sun.last.text
    assert "取消交接" not in sun.last.buttons
    await people(zhou)
    await zhou.tap("交接")
    await zhou.tap(f"{DEPUTY} Sun")
    await zhou.tap("取消交接")
    await zhou.tap("确认取消")
    await talk.jump(2026, 11, 24, 9, 0)
    await sun.send("/myduties")
    assert DEPUTY in sun.last.text


async def test_whom_a_holder_invites_takes_over_on_the_day_once_a_manager_agrees(talk, zhou, sun):
    await sun.send("/handover")
    await sun.tap(DEPUTY)
    await sun.send("12月1日")
    await sun.tap("邀请接任")
    await sun.tap("确认交接")
    link = re.search(r"https://t\.me/\S+", sun.messages[-2].text)[0]
    wang = talk.person("wang")
    await wang.open_link(link)
    await wang.tap("登记")
    await talk.jump(2026, 11, 23, 9, 30)
    assert "按交接自2026年12月1日（周二）起任职" in zhou.last.text
    await zhou.tap("同意")
    await talk.jump(2026, 11, 23, 10, 0)
    await wang.send("/myduties")
    assert DEPUTY not in wang.last.text
    (to_wang,) = told(wang, "您接任")
    assert "自12月1日（周二）起，您接任" in to_wang
    assert "前任Sun" in to_wang
    await talk.jump(2026, 12, 1, 9, 0)
    await wang.send("/myduties")
    assert DEPUTY in wang.last.text
    await sun.send("/myduties")
    assert DEPUTY not in sun.last.text


async def test_an_invite_to_a_post_is_over_when_the_handover_is_off(talk, zhou, sun):
    await choose_day(zhou, "12月1日")
    await zhou.tap("邀请接任")
    await zhou.tap("确认交接")
    link = re.search(r"https://t\.me/\S+", zhou.messages[-2].text)[0]
    wang = talk.person("wang")
    await wang.open_link(link)
    await wang.tap("登记")
    await call_off(zhou)
    await talk.jump(2026, 12, 1, 9, 0)
    await wang.send("/myduties")
    assert POST not in wang.last.text
    late = talk.person("chen")
    await late.open_link(link)
    assert "登记" not in late.last.buttons


async def test_organisations_that_find_no_place_are_counted(talk, zhou, make):
    (organisation,) = await talk.services.registration.managed_by(await number(talk, zhou))
    for each in range(13):
        await make.organisation(f"第{each}党支部", body="branch", parent=organisation)
    await zhou.send("/handover")
    assert "另有2个组织，请发送 /org，进入该组织后点“交接”。" in zhou.last.text


async def test_who_holds_no_post_has_nothing_to_hand_over(talk):
    li = talk.person("li")
    await li.send("/handover")
    assert "没有可以交接的岗位" in li.last.text


async def people(person: ChatClient) -> None:
    await person.send("/events")
    await person.tap("单位情况")
    await person.tap("人员")


async def test_a_manager_hands_over_for_somebody(talk, zhou, sun):
    await people(zhou)
    assert f"{POST}：周敏" in zhou.last.text
    assert f"{DEPUTY}：Sun" in zhou.last.text
    await zhou.tap("交接")
    await zhou.tap(f"{DEPUTY} Sun")
    await zhou.tap("今天（11月23日）")
    await zhou.tap("周敏")
    await zhou.tap("确认交接")
    await talk.jump(2026, 11, 23, 9, 30)
    assert told(sun, "您的登记保留")
    await people(zhou)
    assert f"{DEPUTY}：周敏" in zhou.last.text


async def test_somebody_stands_in_over_days(talk, zhou, sun):
    await people(zhou)
    await zhou.tap("代行")
    await zhou.tap(POST)
    await zhou.tap("Sun")
    await zhou.send("下周某天")
    assert "没看懂" in zhou.last.text
    await zhou.send("11月25日至11月30日")
    assert "11月25日（周三）至11月30日（周一），由Sun代行" in zhou.last.text
    await people(zhou)
    assert f"{POST}：周敏、11月25日（周三）起Sun（代行）" in zhou.last.text
    await sun.send("/myduties")
    assert POST not in sun.last.text
    await talk.jump(2026, 11, 25, 9, 0)
    await sun.send("/myduties")
    assert POST in sun.last.text
    await talk.jump(2026, 12, 1, 9, 0)
    await sun.send("/myduties")
    assert POST not in sun.last.text
    assert not told(sun, "您接任")


async def test_a_stand_in_is_ended_early(talk, zhou, sun):
    await people(zhou)
    await zhou.tap("代行")
    await zhou.tap(POST)
    await zhou.tap("Sun")
    await zhou.send("11月23日至11月30日")
    await people(zhou)
    await zhou.tap("代行")
    await zhou.tap("取消 Sun")
    await sun.send("/myduties")
    assert POST not in sun.last.text


async def test_the_last_manager_stays_until_somebody_else_manages(talk, zhou, sun):
    await people(zhou)
    await zhou.tap("管理员")
    await zhou.tap("取消 周敏")
    assert zhou.alert.text == "请先指定接任的管理员，再退出。"
    await zhou.tap("增加管理员")
    await zhou.tap("Sun")
    await zhou.tap("取消 周敏")
    assert "您不再是这个组织的管理员" in zhou.last.text
    await people(sun)
    assert "管理员：Sun" in sun.last.text


async def replaced_by_sun(zhou: ChatClient) -> None:
    await people(zhou)
    await zhou.tap("管理员")
    await zhou.tap("增加管理员")
    await zhou.tap("Sun")
    await zhou.tap("取消 周敏")
    assert "您不再是这个组织的管理员" in zhou.last.text


async def asked(zhou: ChatClient, wang: ChatClient) -> None:
    """Wang asks for a post, by an invite of Zhou's."""
    await people(zhou)
    await zhou.tap("邀请")
    await zhou.tap("新邀请")
    await zhou.tap(DEPUTY)
    await zhou.tap("多人可用，逐个审核")
    await wang.open_link(re.search(r"https://t\.me/\S+", zhou.messages[-2].text)[0])
    await wang.tap("登记")


async def test_who_comes_after_a_manager_is_asked_what_waits_for_a_decision(talk, zhou, sun):
    wang = talk.person("wang")
    await asked(zhou, wang)
    await talk.jump(2026, 11, 23, 9, 30)
    (request,) = [each for each in zhou.messages if "申请登记" in each.text]
    await replaced_by_sun(zhou)
    await talk.jump(2026, 11, 23, 10, 0)
    assert len(told(sun, "王芳申请登记")) == 1
    await zhou.tap("同意", on=request)
    assert "不由您处理" in zhou.alert.text
    await sun.tap("同意")
    await talk.jump(2026, 11, 23, 10, 30)
    await wang.send("/myduties")
    assert DEPUTY in wang.last.text
    assert len(told(sun, "王芳申请登记")) <= 1


async def test_who_manages_no_more_is_told_nothing_that_was_still_to_be_said(talk, zhou, sun):
    await asked(zhou, talk.person("wang"))
    await replaced_by_sun(zhou)
    await talk.jump(2026, 11, 23, 9, 30)
    assert not told(zhou, "申请登记")
    assert len(told(sun, "王芳申请登记")) == 1


async def test_what_a_manager_vouched_for_ends_with_their_rights_and_is_shown_so(talk, zhou, sun):
    await people(zhou)
    await zhou.tap("邀请")
    for whom in ("指定一人，点开即登记", "指定一人，登记后审核"):
        await zhou.tap("新邀请")
        await zhou.tap(DEPUTY)
        await zhou.tap(whom)
        await zhou.send("孙丽" if "点开" in whom else "李强")
        await zhou.tap("邀请")
    await replaced_by_sun(zhou)
    await people(sun)
    await sun.tap("邀请")
    assert "孙丽" not in sun.last.text
    assert "李强" in sun.last.text
    (organisation,) = await talk.services.registration.managed_by(await number(talk, sun))
    assert await talk.services.rosters.waiting(await number(talk, sun), organisation.id) == 0


async def test_who_manages_no_more_is_not_held_in_what_they_had_begun(talk, zhou, sun):
    await people(zhou)
    await zhou.tap("名册")
    by = await number(talk, zhou)
    (organisation,) = await talk.services.registration.managed_by(by)
    other = await number(talk, sun)
    await talk.services.people.set_manager(by, organisation.id, other, on=True)
    await talk.services.people.set_manager(other, organisation.id, by, on=False)
    await zhou.send("名册在这里")
    assert "只有该组织的管理员" in zhou.last.text
    await zhou.send("党支部书记多久讲一次党课？")
    assert "党课" in zhou.last.text


async def number(talk, client: ChatClient) -> int:
    return (await talk.services.registration.find_person(telegram(client.person_id))).id


async def clerk_of(zhou: ChatClient, name: str) -> None:
    await people(zhou)
    await zhou.tap("经办人")
    await zhou.tap("增加经办人")
    await zhou.tap(name)


async def test_a_clerk_enters_for_the_holder_and_both_names_stand_in_the_record(talk, zhou, sun):
    await clerk_of(zhou, "Sun")
    assert "经办人可以代任职人登记" in zhou.last.text
    await sun.send("/myduties")
    await sun.tap(f"代录 {UNIT}")
    assert "您和责任人的姓名都记入登记" in sun.last.text
    label = next(each for each in sun.last.buttons if each.endswith("周敏"))
    await sun.tap(label)
    await sun.tap("✅ 今天办了")
    assert "已登记" in sun.last.text
    person = await talk.services.registration.find_person(telegram(zhou.person_id))
    agenda = await talk.services.agenda.of(person)
    (done,) = agenda.done
    (entry,) = await talk.services.completions.entries(done.id, person.id)
    assert (entry.person_name, entry.for_name) == ("Sun", "周敏")
    await zhou.send("/myduties")
    await zhou.press(talk.sealed(ItemButton(done.id).pack(), zhou), on=zhou.last)
    assert "Sun（代周敏）登记" in zhou.last.text


async def test_who_is_no_clerk_any_more_enters_nothing_for_others(talk, zhou, sun):
    await clerk_of(zhou, "Sun")
    await sun.send("/myduties")
    await sun.tap(f"代录 {UNIT}")
    label = next(each for each in sun.last.buttons if each.endswith("周敏"))
    await sun.tap(label)
    await people(zhou)
    await zhou.tap("经办人")
    await zhou.tap("取消 Sun")
    await sun.tap("✅ 今天办了")
    person = await talk.services.registration.find_person(telegram(zhou.person_id))
    assert not (await talk.services.agenda.of(person)).done
    await sun.send("/myduties")
    assert not any("代录" in each for each in sun.last.buttons)
