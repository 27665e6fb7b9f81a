"""Entries that managers confirm or return, through the real application."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversation.buttons.closing import ConfirmButton, DetailsButton, ReviewButton
from bot.conversation.buttons.duties import ItemButton
from scheduler.planning.occurrences import EntryId
from scheduler.store.tables.roster import TrailRow
from tests.acceptance.closing_world import Unit, committee_with_branch, deliver, press


@pytest.fixture
async def unit(talk, make) -> Unit:
    return await committee_with_branch(talk, make)


async def switch(unit: Unit, label: str = "开启核实") -> None:
    await unit.zhou.send("/events")
    await unit.zhou.tap("省民政厅机关党委")
    await unit.zhou.tap("单位情况")
    await unit.zhou.tap("核实")
    await unit.zhou.tap(label)


async def enter(talk, unit: Unit) -> None:
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    await unit.wang.tap("今天办了")


async def test_a_manager_is_told_of_an_entry_and_confirms_it(talk, unit):
    await switch(unit)
    assert "须经管理员核实" in unit.zhou.last.text
    await enter(talk, unit)
    await unit.wang.send("出席5人，缺席0人，记录编号水支2026-11")
    await unit.wang.send("研究第三季度党费收缴")
    await deliver(talk)
    assert "待核实 1" in unit.zhou.last.text
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    card = unit.zhou.last.text
    assert "规划处党支部书记　王芳" in card
    assert "11月23日（周一）办理，当天登记" in card
    assert "出席5人，缺席0人" in card
    assert "记录编号：水支2026-11" in card
    assert "说明：研究第三季度党费收缴" in card
    await unit.zhou.tap("核实")
    assert "已核实" in unit.zhou.last.text
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    assert "已核实（周敏）" in unit.wang.last.text
    await unit.zhou.tap("待核实的登记")
    assert "没有待您核实的登记" in unit.zhou.last.text


async def test_what_is_returned_counts_no_more_and_its_reason_is_told_and_kept(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await deliver(talk)
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    await unit.zhou.tap("退回")
    await unit.zhou.send("晚")
    assert "理由" in unit.zhou.last.text
    occurrence = await talk.services.completions.occurrence(unit.item, unit.secretary.id)
    assert occurrence.completed == 1

    await unit.zhou.send("照片不是本次活动")
    assert "已退回" in unit.zhou.last.text
    occurrence = await talk.services.completions.occurrence(unit.item, unit.secretary.id)
    assert occurrence.completed == 0
    await deliver(talk)
    assert "的登记已退回" in unit.wang.last.text
    assert "理由：照片不是本次活动（周敏）" in unit.wang.last.text
    assert unit.wang.last.buttons == ["重新登记", "我的职责"]
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    assert "（已退回）" in unit.wang.last.text
    assert "退回（周敏）：照片不是本次活动" in unit.wang.last.text


async def test_what_a_returned_entry_had_goes_to_the_one_in_its_place(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await unit.wang.send("研究第三季度党费收缴")
    await unit.wang.send("出席5人，缺席0人，记录编号水支2026-11")
    await unit.wang.send_photo()
    completions, reviewing = talk.services.completions, talk.services.reviewing
    (first,) = await completions.entries(unit.item, unit.secretary.id)
    await reviewing.give_back(first.id, by=unit.manager.id, reason="日期不符")
    await deliver(talk)
    assert "说明和佐证会转到新的登记" in unit.wang.last.text

    held_on = talk.clock.now().date() - timedelta(days=1)
    done = await completions.complete(unit.item, by=unit.secretary.id, held_on=held_on)
    assert done.entry.note == "研究第三季度党费收缴"
    assert done.entry.details.minutes == "水支2026-11"
    assert len(await completions.evidence(done.entry.id, unit.secretary.id)) == 1
    assert done.entry.waits

    await completions.withdraw(done.entry.id, by=unit.secretary.id)
    third = await completions.complete(
        unit.item, by=unit.secretary.id, held_on=held_on - timedelta(days=1)
    )
    assert third.entry.note is None


async def test_a_likely_reason_is_one_tap(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await deliver(talk)
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    await unit.zhou.tap("退回")
    await unit.zhou.tap("日期不符")
    await deliver(talk)
    assert "理由：日期不符（周敏）" in unit.wang.last.text


async def test_without_the_switch_nobody_is_asked(talk, unit):
    await enter(talk, unit)
    told = len(unit.zhou.messages)
    await deliver(talk)
    assert len(unit.zhou.messages) == told


async def test_switched_off_nothing_waits_any_more(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await switch(unit, "不再核实")
    assert "登记后即计为完成" in unit.zhou.last.text
    await unit.zhou.tap("待核实的登记")
    assert "没有待您核实的登记" in unit.zhou.last.text


async def test_nobody_confirms_their_own_and_without_another_it_waits_and_says_so(talk, unit):
    await switch(unit)
    await unit.zhou.send("/myduties")
    agenda = await talk.services.agenda.of(unit.manager)
    item = next(each.occurrence for each in agenda.items if each.occurrence is not None)
    done = await talk.services.completions.complete(
        item.id, by=unit.manager.id, held_on=item.organisation.today(talk.clock.now())
    )
    await press(talk, unit.zhou, ConfirmButton(done.entry.id).pack())
    assert "没有其他可核实的管理员，登记待核实，仍计为完成" in unit.zhou.alert.text
    await press(talk, unit.zhou, ReviewButton(done.entry.id).pack())
    assert "待核实：没有可核实的管理员，仍计为完成。" in unit.zhou.last.text
    assert "核实" not in unit.zhou.last.buttons


async def test_two_managers_who_decide_at_once_get_one_answer(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await deliver(talk)
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    card = unit.zhou.last
    await unit.zhou.tap("核实")
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    await unit.zhou.press(talk.sealed(ConfirmButton(entry.id).pack(), unit.zhou), on=card)
    assert "已经处理" in unit.zhou.alert.text


async def test_the_holder_and_strangers_cannot_confirm(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    await press(talk, unit.wang, ConfirmButton(entry.id).pack())
    assert unit.wang.alert is not None
    stranger = talk.person("li")
    await stranger.send("/start")
    await press(talk, stranger, ConfirmButton(EntryId(entry.id)).pack())
    assert stranger.alert is not None
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    assert entry.waits


async def test_switch_and_decisions_are_in_the_trail_without_the_reasons(talk, unit, database):
    await switch(unit)
    await enter(talk, unit)
    await deliver(talk)
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    await unit.zhou.tap("退回")
    await unit.zhou.tap("日期不符")
    async with database.survey() as session:
        rows = list(await session.scalars(select(TrailRow).order_by(TrailRow.id)))
    acts = [row.act for row in rows]
    assert acts.index("confirming-set") < acts.index("completed") < acts.index("entry-returned")
    assert "日期不符" not in "".join(str(row.details) for row in rows)


@pytest.mark.parametrize(
    ("language", "prompt"),
    [
        ("zh-Hans", "请勿上传涉密、内部或未公开的材料，可只填会议记录编号。"),
        ("zh-Hant", "請勿上傳涉密、內部或未公開的材料，可只填會議紀錄編號。"),
        ("en", "Nothing secret, internal or unpublished, please"),
    ],
)
async def test_every_proof_prompt_says_what_must_not_be_sent(talk, unit, language, prompt):
    await talk.services.preferences.set_locale(unit.secretary.id, language)
    await press(talk, unit.wang, ItemButton(unit.item).pack())
    await unit.wang.tap(unit.wang.last.buttons[0])
    assert prompt in unit.wang.last.text
    await unit.wang.send("A note")
    assert prompt in unit.wang.last.text
    await unit.wang.send_photo()
    assert prompt in unit.wang.last.text


async def test_who_gives_up_returns_nothing(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await deliver(talk)
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    await unit.zhou.tap("退回")
    assert "取消" in unit.zhou.last.buttons
    await unit.zhou.send("取消")
    assert unit.zhou.last.text == "已取消。"
    occurrence = await talk.services.completions.occurrence(unit.item, unit.secretary.id)
    assert occurrence.completed == 1


async def test_what_was_withdrawn_meanwhile_is_named_so_and_cannot_be_decided(talk, unit):
    await switch(unit)
    await enter(talk, unit)
    await deliver(talk)
    await unit.zhou.tap(unit.zhou.last.buttons[0])
    card = unit.zhou.last
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    await unit.zhou.tap("退回")
    await talk.services.completions.withdraw(entry.id, by=unit.secretary.id)
    await unit.zhou.send("日期不符")
    assert "这条登记已经撤回" in unit.zhou.last.text
    await unit.zhou.press(talk.sealed(ConfirmButton(entry.id).pack(), unit.zhou), on=card)
    assert "这条登记已经撤回" in unit.zhou.alert.text
    await press(talk, unit.zhou, ReviewButton(entry.id).pack())
    assert unit.zhou.last.text.endswith("\n\n已撤回")
    assert unit.zhou.last.buttons == ["待核实的登记"]


async def test_what_is_said_beside_the_numbers_of_a_meeting_stays_as_a_note(talk, unit):
    await enter(talk, unit)
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    await press(talk, unit.wang, DetailsButton(unit.item, entry.id).pack())
    await unit.wang.send("出席5人，缺席0人，列席党员3人")
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    assert (entry.details.present, entry.details.absent) == (5, 0)
    assert entry.note == "列席党员3人"
    for number in range(19):
        await talk.services.completions.add_note(entry.id, by=unit.secretary.id, note=f"{number}")
    await press(talk, unit.wang, DetailsButton(unit.item, entry.id).pack())
    await unit.wang.send("出席6人，列席党员4人")
    assert "20" in unit.wang.last.text
    (entry,) = await talk.services.completions.entries(unit.item, unit.secretary.id)
    assert entry.details.present == 5


async def test_who_manages_no_more_is_told_nothing_that_was_for_managers(talk, unit, make):
    await switch(unit)
    await talk.services.reliefs.ask(unit.item, by=unit.secretary.id, reason="处室搬迁")
    await enter(talk, unit)
    told = len(unit.zhou.messages)
    await make.manager(unit.committee, await make.person("陈晨"))
    await deliver(talk)
    assert len(unit.zhou.messages) == told
