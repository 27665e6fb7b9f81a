"""Groups with topics, and groups that show the organisations below."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import TopicId, telegram
from bot.messenger.world.cast import GROUP_ID

OFFICE = "省民政厅机关党委"


@pytest.fixture
async def here(talk):
    talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return (await talk.registered("zhou")).in_group(GROUP_ID)


async def bound(talk, person, topic=None):
    found = await talk.services.groups.find(
        telegram(person.chat_id, None if topic is None else TopicId(topic))
    )
    return found and found.organisation and found.organisation.name


async def bound_topic(here, name="履职提醒"):
    topic = await here.make_topic(name)
    await topic.send("/register")
    await topic.tap(OFFICE)
    return topic


async def test_a_topic_is_bound_by_itself_and_everything_goes_into_it(talk, here):
    topic = await bound_topic(here)
    assert "本话题已绑定到" in topic.last.text
    assert await bound(talk, topic, topic.topic) == OFFICE
    assert await bound(talk, topic) is None
    found = await talk.services.groups.find(telegram(here.chat_id, TopicId(topic.topic)))
    assert found.title == "工作群 › 履职提醒"

    other = await here.make_topic("闲聊")
    said, in_general = len(other.messages), len(here.messages)
    await talk.jump(2026, 12, 22, 9, 5)
    assert f"{OFFICE}" in topic.last.text
    assert "编号" in topic.last.text
    assert (len(other.messages), len(here.messages)) == (said, in_general)


async def test_two_topics_of_a_group_belong_to_two_organisations(talk, here):
    first = await bound_topic(here)
    wang = await talk.registered("wang", name="省水利厅机关党委")
    second = await wang.in_group(GROUP_ID).make_topic("水利")
    await second.send("/register")
    await second.tap("省水利厅机关党委")

    await talk.jump(2026, 12, 22, 9, 5)
    assert OFFICE in first.last.text
    assert "编号" in first.last.text
    assert "编号" not in second.last.text  # the limit is the group's: the second one waits
    await talk.jump(2026, 12, 22, 9, 6)
    assert "省水利厅机关党委" in second.last.text
    assert "编号" in second.last.text
    await second.send("/settings")
    assert "本话题绑定的组织：省水利厅机关党委" in second.last.text
    await second.tap("解除绑定")
    await second.tap("解除")
    assert "已解除本话题" in second.last.text
    assert await bound(talk, first, first.topic) == OFFICE


async def test_answers_and_refusals_stay_in_the_topic(talk, here):
    topic = await here.make_topic("履职提醒")
    in_general = len(here.messages)
    await topic.send("/help")
    await topic.send("/clause nothing")
    await topic.send("/nonsense")
    assert len(topic.messages) >= 2
    assert len(here.messages) == in_general


async def test_a_deleted_topic_is_told_to_the_managers_once_and_ends_its_binding(talk, here):
    topic = await bound_topic(here)
    await here.in_topic(topic.topic).delete_topic()
    await talk.jump(2026, 12, 22, 9, 5)
    await talk.jump(2026, 12, 22, 9, 30)
    zhou = talk.person("zhou")
    told = [each.text for each in zhou.messages if "话题" in each.text]
    assert len(told) == 1
    assert "话题“工作群 › 履职提醒”已不在" in told[0]
    assert OFFICE in told[0]
    assert await bound(talk, topic, topic.topic) is None


async def test_a_closed_topic_is_told_and_tried_again(talk, here):
    topic = await bound_topic(here)
    await topic.close_topic()
    said = len(topic.messages)
    await talk.jump(2026, 12, 22, 9, 5)
    await talk.jump(2026, 12, 22, 9, 30)
    told = [each.text for each in talk.person("zhou").messages if "话题" in each.text]
    assert len(told) == 1
    assert "在话题“工作群 › 履职提醒”里不能发言" in told[0]
    assert len(topic.messages) == said
    assert await bound(talk, topic, topic.topic) == OFFICE

    await topic.close_topic(closed=False)
    await talk.jump(2026, 12, 30, 9, 5)
    assert len(topic.messages) > said


async def test_the_bot_that_leaves_a_group_leaves_its_topics_and_comes_back_to_them(talk, here):
    topic = await bound_topic(here)
    await here.remove_bot()
    assert await bound(talk, topic, topic.topic) is None
    await here.add_bot()
    assert await bound(talk, topic, topic.topic) == OFFICE
    await talk.jump(2026, 12, 22, 9, 5)
    assert "编号" in topic.last.text


async def test_a_topic_with_another_name_is_called_by_it(talk, here):
    topic = await bound_topic(here)
    await topic.name_topic("履职")
    found = await talk.services.groups.find(telegram(here.chat_id, TopicId(topic.topic)))
    assert found.title == "工作群 › 履职"
    assert found.organisation.name == OFFICE


async def test_an_operator_unbinds_a_topic_from_afar(talk, here, monkeypatch):
    topic = await bound_topic(here)
    op = talk.person("op")
    monkeypatch.setattr(talk.application, "operators", (op.person_id,))
    await op.send("/admin unbind")
    assert f"{here.chat_id}/{topic.topic}" in op.last.text
    await op.send(f"/admin unbind {here.chat_id}/{topic.topic}")
    assert "已解除" in op.last.text
    assert await bound(talk, topic, topic.topic) is None


# The organisations below


async def with_branch(talk):
    li = talk.person("li")
    await li.send("/register")
    await li.tap("党支部")
    await li.send("第一党支部")
    await li.tap("新建")
    await li.tap("省级")
    await li.tap("设有")
    await li.send(OFFICE)
    await li.tap(OFFICE)
    await li.tap("党支部书记")
    zhou = talk.person("zhou")
    await talk.jump(2026, 11, 23, 9, 30)
    await zhou.tap("同意")
    return li


async def test_a_manager_lets_a_group_show_numbers_of_those_below(talk, here):
    await with_branch(talk)
    await here.send("/register")
    await here.tap(OFFICE)
    assert here.last.buttons == ["同时显示下级的数字"]
    wang = talk.person("wang").in_group(GROUP_ID)
    await wang.tap("同时显示下级的数字", on=here.last)
    assert "属于发出命令的人" in wang.alert.text
    await here.tap("同时显示下级的数字")
    assert "同时显示下级组织的数字" in here.last.text

    await talk.jump(2026, 12, 22, 9, 5)
    shown = [each.text for each in here.messages if "下级组织" in each.text and "编号" in each.text]
    assert shown
    assert "下级组织 1个" in shown[-1]
    assert "第一党支部　🔴" in shown[-1]
    assert "李强" not in shown[-1]

    await here.send("/settings")
    await here.tap("不再显示下级的数字")
    assert here.last.buttons == ["同时显示下级的数字"]


async def test_who_does_not_manage_shows_nothing_of_those_below(talk, here):
    await with_branch(talk)
    await here.send("/register")
    await here.tap(OFFICE)
    wang = talk.person("wang").in_group(GROUP_ID)
    await wang.send("/settings")
    assert "同时显示下级的数字" not in wang.last.buttons
    await wang.press(talk.sealed(f"gunits:{wang.person_id}:1", wang), on=wang.last)
    assert "管理员" in wang.alert.text
    found = await talk.services.groups.find(telegram(GROUP_ID))
    assert not found.shows_units
