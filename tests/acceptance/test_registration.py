from __future__ import annotations

import asyncio
import re

from bot.conversation.addresses import telegram
from clauses.model import PostId


async def test_a_secretary_registers_a_new_committee(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    assert "机关党委" in zhou.last.buttons

    await zhou.tap("机关党委")
    await zhou.send("省民政厅机关党委")
    await zhou.tap("新建“省民政厅机关党委”")
    await zhou.tap("省级")
    assert "上级党组织" in zhou.last.text
    await zhou.tap("跳过")
    await zhou.tap("机关党委书记")

    assert "登记完成" in zhou.last.text
    assert "机关党委书记，省民政厅机关党委" in zhou.last.text
    assert "管理员" in zhou.last.text
    assert "下一次提醒：2026年11月24日（周二）" in zhou.last.text


async def test_every_step_can_be_gone_back(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("党支部")
    await zhou.send("第一党支部")
    await zhou.tap("新建“第一党支部”")
    await zhou.tap("市级")
    assert "设有机关党委吗" in zhou.last.text
    await zhou.tap("设有")

    seen = []
    for _ in range(4):
        await zhou.tap("返回")
        seen.append(zhou.last.text.splitlines()[-1])

    assert seen[0] == "“第一党支部”所在单位设有机关党委吗？"
    assert seen[1] == "“第一党支部”属于哪一级机关？"
    assert seen[-1] == "您所在的党组织属于哪一类？"


async def test_an_acting_branch_carries_the_duties_of_the_committee(talk):
    li = await talk.registered(
        "li", body="党支部", post="党支部书记", name="档案局党支部", acting="未设"
    )

    assert "本单位未设机关党委，其职责由本党支部承担" in li.last.text
    await li.send("/myduties")
    await li.tap("全部")
    while "机关党委委员会议" not in li.last.text:
        await li.tap("›")


async def test_a_bad_name_is_refused_and_can_be_typed_again(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.tap("新建组织")
    await zhou.send("！！！")
    assert "不能用" in zhou.last.text
    await zhou.send("厅" * 61)
    assert "不超过60字" in zhou.last.text

    await zhou.send("省民政厅机关党委")
    assert "哪一级" in zhou.last.text


async def test_a_name_full_of_markup_is_harmless(talk):
    mallory = talk.person("mallory", first_name="<b>&amp;</b>", last_name='"><a href="x">')
    name = "<i>甲</i> & <b"
    await mallory.send("/register")
    await mallory.tap("党支部")
    await mallory.send(name)
    await mallory.tap("新建")
    await mallory.tap("省级")
    await mallory.tap("设有")
    await mallory.tap("跳过")
    await mallory.tap("党支部书记")
    assert f"党支部书记，{name}" in mallory.last.text

    await mallory.send("/start")
    assert mallory.last.text.startswith('<b>&amp;</b> "><a href="x">，您好')


async def test_a_second_person_needs_the_managers_word(talk):
    zhou = await talk.registered("zhou")
    wang = talk.person("wang")
    await wang.send("/register")
    await wang.tap("机关党委")
    await wang.send("民政厅")
    assert "没有查到" in wang.last.text
    await wang.send("民政厅机关党委")
    assert "省民政厅机关党委（上级：无；管理员：周敏）" in wang.last.text
    await wang.tap("省民政厅机关党委")
    await wang.tap("专职副书记")
    assert "申请已提交" in wang.last.text

    await talk.jump(2026, 11, 23, 9, 5)
    assert "申请登记为“省民政厅机关党委”的机关党委专职副书记" in zhou.last.text
    await zhou.tap("同意")
    await talk.jump(2026, 11, 23, 9, 6)

    assert "已获同意" in wang.last.text
    await wang.send("/myduties")
    assert "其余见“全部”" in wang.last.text
    await wang.tap("全部")
    assert "列席" in wang.last.text


async def test_two_people_registering_at_once_both_succeed(talk):
    zhou, li = talk.person("zhou"), talk.person("li")
    for person, body in ((zhou, "机关党委"), (li, "党支部")):
        await person.send("/register")
        await person.tap(body)
    async with talk.messenger.at_once():
        await asyncio.gather(zhou.send("省民政厅机关党委"), li.send("第一党支部"))
    await zhou.tap("新建")
    await li.tap("新建")
    await zhou.tap("省级")
    await li.tap("市级")
    await li.tap("设有")
    async with talk.messenger.at_once():
        await asyncio.gather(zhou.tap("跳过"), li.tap("跳过"))
    async with talk.messenger.at_once():
        await asyncio.gather(zhou.tap("机关党委书记"), li.tap("党支部书记"))

    assert "机关党委书记，省民政厅机关党委" in zhou.last.text
    assert "党支部书记，第一党支部" in li.last.text


async def test_two_people_who_create_the_same_organisation_at_once_get_one_each(talk):
    """Nobody is let into an organisation by being quick: each manages their own."""
    people = [talk.person(key) for key in ("zhou", "wang")]
    for person in people:
        await person.send("/register")
        await person.tap("机关党委")
        await person.send("省民政厅机关党委")
        await person.tap("新建")
        await person.tap("省级")
        await person.tap("跳过")
    async with talk.messenger.at_once():
        await asyncio.gather(*(person.tap("机关党委书记") for person in people))

    assert ["登记完成" in person.last.text for person in people] == [True, True]


async def test_pressing_the_last_button_twice_registers_once(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.send("省民政厅机关党委")
    await zhou.tap("新建")
    await zhou.tap("省级")
    await zhou.tap("跳过")
    message = zhou.last
    await zhou.tap("机关党委书记")
    button = next(b for row in message.rows for b in row if b.label == "机关党委书记")
    await zhou.press(button.data, on=message)

    assert "请发送 /register 重新开始" in zhou.alert.text
    person = await talk.services.registration.find_person(telegram(zhou.person_id))
    assert len(await talk.services.registration.assignments_of(person.id)) == 1


async def test_a_restart_in_the_middle_loses_nothing(talk, restarted):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.send("省民政厅机关党委")
    again = restarted()
    async with again.application:
        await zhou.tap("新建“省民政厅机关党委”")
        await zhou.tap("省级")
        await zhou.tap("跳过")
        await zhou.tap("机关党委书记")

    assert "登记完成" in zhou.last.text


async def test_cancel_and_every_other_command_end_the_dialogue(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.send("/cancel")
    assert zhou.last.text == "已取消。"
    await zhou.send("/cancel")
    assert "没有正在进行" in zhou.last.text

    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.send("/help")
    await zhou.send("机关党委多久开一次委员会")
    assert "每季度至少 1 次" in zhou.last.text


async def test_a_post_can_be_changed_and_left(talk):
    zhou = await talk.registered("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委书记，省民政厅机关党委")
    await zhou.tap("变更岗位")
    await zhou.tap("专职副书记")
    assert "机关党委专职副书记，省民政厅机关党委" in zhou.last.buttons

    await zhou.tap("机关党委专职副书记")
    await zhou.tap("退出岗位")
    assert "确定退出" in zhou.last.text
    await zhou.tap("退出")
    assert "已退出" in zhou.last.text
    await zhou.send("/myduties")
    assert "还没有登记岗位" in zhou.last.text


async def test_one_person_may_hold_several_posts(talk):
    zhou = await talk.registered("zhou")
    await talk.registered(
        "zhou", body="党支部", post="党支部书记", name="办公室党支部", acting="设有"
    )
    await zhou.send("/register")

    assert [label for label in zhou.last.buttons if "，" in label] == [
        "机关党委书记，省民政厅机关党委",
        "党支部书记，办公室党支部",
    ]


async def test_the_start_of_the_term_makes_its_duties_known(talk):
    zhou = await talk.registered("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委书记，省民政厅机关党委")
    await zhou.tap("填写本届起始日期")
    await zhou.send("去年")
    assert "具体是哪一天" in zhou.last.text
    await zhou.send("2022-03-15")
    assert "2022年3月15日（周二），对吗" in zhou.last.text
    await zhou.tap("对")

    assert "自2022年3月15日（周二）起" in zhou.last.text


async def test_a_duty_of_two_periods_counts_once_among_the_duties_of_a_post(talk):
    zhou = await talk.registered("zhou")

    person = await talk.services.registration.find_person(telegram(zhou.person_id))
    items = (await talk.services.agenda.of(person)).items
    duties = {item.clause.ref for item in items}
    assert len(duties) < len(items)
    listed = talk.services.library.listed_duties(PostId("agency-committee-secretary"))
    assert duties <= {clause.ref for clause in listed}
    assert f"本岗位共有{len(listed)}项职责" in zhou.last.text


async def test_the_cancel_button_ends_it_and_says_so(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.tap("取消")

    assert zhou.last.text == "已取消。"
    assert zhou.last.buttons == []
    await zhou.send("/cancel")
    assert "没有正在进行的操作" in zhou.last.text


async def test_a_button_of_an_earlier_step_shows_what_is_being_asked_now(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.send("省民政厅机关党委")
    await zhou.tap("新建")
    levels = zhou.last
    await zhou.tap("省级")
    await zhou.tap("市级", on=levels)

    assert zhou.alert is None
    assert "“省民政厅机关党委”的上级党组织" in zhou.last.text
    assert zhou.last.id == levels.id


async def test_a_post_has_one_number_of_duties_on_every_screen(talk, library):
    li = await talk.registered(
        "li", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    counted = re.search(r"本岗位共有(\d+)项职责", li.last.text)
    await li.send("我有哪些职责")

    listed = len(re.findall(r"^\d+\. ", li.last.text, re.MULTILINE))
    more = re.search(r"另有(\d+)项", li.last.text)
    assert listed + int(more[1]) == int(counted[1])
    duties = [each.duty for each in library.listed_duties("branch-secretary")]
    assert len(duties) == int(counted[1])
    assert not [duty for duty in duties if "担任" in duty or "党龄" in duty]


async def test_an_offered_name_is_taken_though_another_button_asked_for_a_name(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    asked = zhou.last
    await zhou.send("省民政厅机关党委")
    offered = zhou.last
    await zhou.tap("新建组织", on=asked)
    assert "全称" in "".join(each.text for each in zhou.messages)
    await zhou.tap("新建“省民政厅机关党委”", on=offered)
    assert "“省民政厅机关党委”属于哪一级机关？" in zhou.last.text
    await zhou.tap("省级")
    await zhou.tap("跳过")
    await zhou.tap("机关党委书记")
    assert "登记完成" in zhou.last.text


async def test_a_button_with_an_earlier_name_does_not_create_under_the_later_one(talk):
    zhou = talk.person("zhou")
    await zhou.send("/register")
    await zhou.tap("机关党委")
    await zhou.send("省民政厅机关党委")
    first = zhou.last
    await zhou.send("省水利厅机关党委")
    await zhou.tap("新建“省民政厅机关党委”", on=first)
    assert any(
        "新建“省水利厅机关党委”" in label for each in zhou.messages for label in each.buttons
    )
    assert not any("属于哪一级" in each.text for each in zhou.messages)


async def test_what_was_found_is_taken_though_a_button_asked_for_a_name(talk):
    await talk.registered("zhou")
    wang = talk.person("wang")
    await wang.send("/register")
    await wang.tap("机关党委")
    asked = wang.last
    await wang.send("民政厅机关党委")
    found = wang.last
    await wang.tap("新建组织", on=asked)
    await wang.tap("省民政厅机关党委", on=found)
    await wang.tap("专职副书记")
    assert "申请已提交" in wang.last.text
