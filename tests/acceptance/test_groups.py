from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram
from bot.messenger.world.cast import GROUP_ID


@pytest.fixture
async def group(talk):
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return chat


async def test_the_bot_greets_a_group_and_says_how_to_bind_it(talk):
    zhou = talk.person("zhou").in_group(GROUP_ID)
    if talk.messenger.get_chat(GROUP_ID).members.get(100000001):
        await zhou.remove_bot()
    await zhou.add_bot()

    assert "/register" in zhou.last.text


async def test_a_manager_binds_the_group_and_another_member_cannot(talk, group):
    zhou = await talk.registered("zhou")
    wang = talk.person("wang").in_group(group)
    await wang.send("/register")
    assert "还不是任何组织的管理员" in wang.last.text

    here = zhou.in_group(group)
    await here.send("/register")
    choice = here.last
    await wang.tap("省民政厅机关党委", on=choice)
    assert "属于发出命令的人" in wang.alert.text
    await here.tap("省民政厅机关党委", on=choice)

    assert "本群已绑定到“省民政厅机关党委”" in here.last.text


async def test_a_button_of_somebody_without_the_right_binds_nothing(talk, group):
    await talk.registered("zhou")
    wang = talk.person("wang").in_group(group)
    await wang.send("/register")
    await wang.press(talk.sealed(f"bind:{wang.person_id}:1", wang), on=wang.last)

    assert "管理员" in wang.alert.text
    bound = await talk.services.groups.find(telegram(group))
    assert bound.organisation is None


async def test_settings_of_a_group_are_for_its_managers(talk, group):
    zhou = (await talk.registered("zhou")).in_group(group)
    await zhou.send("/register")
    await zhou.tap("省民政厅机关党委")
    wang = talk.person("wang").in_group(group)
    await wang.send("/settings")
    await wang.tap("English")
    assert "管理员" in wang.alert.text

    await zhou.send("/settings")
    await zhou.tap("解除绑定")
    await zhou.tap("解除")
    assert "已解除" in zhou.last.text


async def test_personal_duties_are_not_shown_in_a_group(talk, group):
    zhou = (await talk.registered("zhou")).in_group(group)
    await zhou.send("/myduties")

    assert "私聊" in zhou.last.text
    assert zhou.last.buttons == ["在私聊中打开"]


async def test_a_plain_mention_does_not_arrive_but_a_reply_does(talk, group):
    zhou = talk.person("zhou").in_group(group)
    said = len(zhou.messages)
    await zhou.send("机关党委多久开一次委员会")
    assert len(zhou.messages) == said

    await zhou.send("/help")
    await zhou.send("机关党委多久开一次委员会", reply_to=zhou.last)
    assert "每季度至少 1 次" in zhou.last.text
