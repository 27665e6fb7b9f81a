"""An organisation's name and place are corrected later, and what was registered by mistake goes."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import telegram
from clauses.characters.script import rewritten_in_traditional as traditional


@pytest.fixture
async def zhou(talk):
    """The secretary and manager of a committee."""
    return await talk.registered("zhou")


@pytest.fixture
async def li(talk):
    """The secretary and manager of a branch that stands under none."""
    return await talk.registered(
        "li", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )


async def open_place(client, name: str) -> None:
    await client.send("/register")
    await client.tap(name)
    await client.tap("单位情况")
    await client.tap("名称、上级")


async def held_by(talk, client):
    person = await talk.services.registration.find_person(telegram(client.person_id))
    return await talk.services.registration.assignments_of(person.id)


async def test_an_organisation_is_renamed_and_found_by_its_new_name_only(talk, li):
    await open_place(li, "规划处党支部")
    await li.tap("更改名称")
    await li.send("规划发展处党支部")

    assert "名称已更改" in li.last.text
    assert "规划发展处党支部" in li.last.text
    wang = talk.person("wang")
    await wang.send("/register")
    await wang.tap("党支部")
    await wang.send("规划处党支部")
    assert "没有查到" in wang.last.text
    await wang.send("规划发展处党支部")
    assert "规划发展处党支部（上级：无" in wang.last.text


async def test_the_parent_is_added_when_its_managers_agree(talk, zhou, li):
    await open_place(li, "规划处党支部")
    assert "上级：无" in li.last.text
    await li.tap("补填上级")
    await li.send("民政局机关党委")
    assert "没有查到名为" in li.last.text
    await li.send("省民政厅机关党委")
    await li.tap("省民政厅机关党委")
    assert "已请“省民政厅机关党委”的管理员确认" in li.last.text

    await talk.jump(2026, 11, 23, 9, 5)
    await zhou.tap("同意")

    [held] = await held_by(talk, li)
    [above] = await held_by(talk, zhou)
    assert held.organisation.parent_id == above.organisation.id
    await open_place(li, "规划处党支部")
    assert "上级：省民政厅机关党委" in li.last.text
    assert "更改上级" in li.last.buttons


async def test_an_organisation_without_history_is_deleted(talk, li):
    await open_place(li, "规划处党支部")
    await li.tap("删除")
    assert "确定删除“规划处党支部”吗" in li.last.text
    await li.tap("删除")

    assert "已删除“规划处党支部”" in li.last.text
    assert await held_by(talk, li) == []
    await li.send("/register")
    await li.tap("党支部")
    await li.send("规划处党支部")
    assert "没有查到" in li.last.text
    count = len(li.messages)
    await talk.jump(2026, 12, 30, 10)
    assert len(li.messages) == count


async def test_one_with_an_entry_stays(talk, li):
    await li.send("/done")
    await li.tap("今天")
    await li.press(li.last.rows[0][0].data, on=li.last)
    await open_place(li, "规划处党支部")
    await li.tap("删除")
    await li.tap("删除")

    assert "已有办理记录" in (li.alert.text if li.alert else li.last.text)
    assert len(await held_by(talk, li)) == 1


async def test_a_double_is_merged_with_its_holders_and_group(talk, li):
    double = await talk.registered(
        "li", body="党支部", post="纪检委员", name="规划处支部委员会", acting="设有"
    )
    group = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    talk.messenger.get_chat(group).members[li.person_id] = "administrator"
    here = li.in_group(group)
    await here.send("/register")
    await here.tap("规划处支部委员会")

    await open_place(double, "规划处支部委员会")
    await double.tap("并入其他组织")
    await double.tap("规划处党支部")
    await double.tap("并入")

    assert "“规划处支部委员会”已并入“规划处党支部”" in double.last.text
    held = await held_by(talk, li)
    assert {each.organisation.name for each in held} == {"规划处党支部"}
    assert len(held) == 2
    bound = await talk.services.groups.find(telegram(group))
    assert bound.organisation.name == "规划处党支部"


async def test_nobody_else_can_press_what_a_manager_may(talk, zhou, li):
    await open_place(li, "规划处党支部")
    [held] = await held_by(talk, li)
    id_ = held.organisation.id
    await zhou.send("/help")
    for data in (f"reorg:{id_}", f"rename:{id_}", f"dissolve:{id_}:1", f"merge:{id_}:1:1"):
        await zhou.press(talk.sealed(data, zhou), on=zhou.last)
        assert "只有该组织的管理员" in zhou.alert.text
    assert len(await held_by(talk, li)) == 1


async def test_a_search_for_one_number_does_not_list_another(talk, zhou):
    for name in ("第一党支部", "第二党支部"):
        await talk.registered("zhou", body="党支部", post="党支部书记", name=name, acting="设有")
    await zhou.send("/register")
    await zhou.tap("再登记一个岗位")
    await zhou.tap("党支部")
    await zhou.send("第二党支部")

    assert "第二党支部（上级" in zhou.last.text
    assert "第一党支部" not in zhou.last.text


async def test_a_part_of_a_name_does_not_become_a_name(talk, zhou):
    await talk.registered(
        "zhou", body="党支部", post="党支部书记", name="第二党支部", acting="设有"
    )
    await zhou.send("/register")
    await zhou.tap("再登记一个岗位")
    await zhou.tap("党支部")
    await zhou.send("第二")
    await zhou.tap("新建组织")

    assert "请发送这个党支部的全称" in zhou.last.text


@pytest.mark.parametrize(
    ("language", "waiting"),
    [
        ("zh-hans", "申请中，等待管理员答复：省民政厅机关党委书记"),
        ("zh-hant", "申請中，等待管理員答覆：省民政厅机关党委书记"),
        ("en", "Asked for, not decided yet: 省民政厅机关党委书记"),
    ],
)
async def test_a_request_under_way_is_shown(talk, zhou, language, waiting):
    ann = talk.person("ann", language_code=language)
    await ann.send("/register")
    script = traditional if language == "zh-hant" else str
    await ann.tap(script("机关党委"))
    await ann.send("省民政厅机关党委")
    await ann.tap("1. 省民政厅机关党委")
    await ann.tap(script("机关党委书记"))

    for command in ("/register", "/start", "/myduties"):
        await ann.send(command)
        assert waiting in ann.last.text, command


async def test_who_had_asked_for_a_post_hears_when_it_is_deleted(talk, li):
    ann = talk.person("ann")
    await ann.send("/register")
    await ann.tap("党支部")
    await ann.send("规划处党支部")
    await ann.tap("1. 规划处党支部")
    await ann.tap("纪检委员")
    await open_place(li, "规划处党支部")
    await li.tap("删除")
    await li.tap("删除")
    await talk.jump(2026, 11, 23, 9, 5)

    assert "规划处党支部" in ann.last.text
    assert "未获" in ann.last.text
