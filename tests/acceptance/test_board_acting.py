"""What a manager does from the board: remind, look at what has happened to an item, decide."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.conversation.addresses import telegram
from bot.conversation.buttons.board import BoardButton
from bot.conversation.buttons.chasing import UrgeItemButton
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow
from tests.acceptance.test_board import town

__all__ = ["town"]


async def pushed(talk) -> None:
    while await talk.dispatcher.run_once():
        pass
    await talk.messenger.settle()


@pytest.fixture
async def item(talk, town):
    """What 李强 owes late, and its card open before the manager."""
    li = await talk.services.registration.find_person(telegram(talk.person("li").person_id))
    agenda = await talk.services.agenda.of(li)
    return next(
        each.occurrence for each in agenda.items if each.occurrence and "支委会" in each.clause.duty
    )


async def open_card(town) -> str:
    await town.send("/board")
    await town.tap("🔴 逾期 4")
    await town.tap(town.last.buttons[0])
    return town.last.text


async def test_one_press_reminds_as_many_as_the_button_says_and_once_a_day(talk, town):
    await town.send("/board")
    assert "提醒2位责任人" in town.last.buttons
    await town.tap("提醒2位责任人")
    assert "已提醒2人。\n今天不再重复。" in town.last.text
    await pushed(talk)
    assert talk.person("li").last.text.startswith("职责提醒")
    await town.send("/board")
    await town.tap("提醒2位责任人")
    assert "今天已经提醒过" in town.alert.text + town.last.text


async def test_whoever_holds_two_late_items_is_counted_once_and_a_vacant_seat_not_at_all(
    talk, town
):
    chen = await talk.services.registration.find_person(telegram(talk.person("chen").person_id))
    (held,) = await talk.services.registration.assignments_of(chen.id)
    await talk.services.registration.leave(chen.id, held.id)
    await town.send("/board")
    assert "提醒1位责任人" in town.last.buttons


async def test_where_nothing_is_late_or_near_nobody_is_offered_to_be_reminded(talk, town):
    data = BoardButton(1, "q", date(2027, 1, 1)).pack()
    await town.send("/board")
    await town.press(talk.sealed(data, town), on=town.last)
    assert not any("提醒" in each for each in town.last.buttons)


async def test_a_card_offers_to_remind_of_that_item_alone_once_a_day(talk, town, item, database):
    await open_card(town)
    assert town.last.buttons[:2] == ["提醒责任人", "免办、延期"]
    before = await reminders(database, item.id)
    for _ in range(2):
        await town.press(talk.sealed(UrgeItemButton(item.id).pack(), town), on=town.last)
        assert "已提醒1人" in town.last.text
    assert await reminders(database, item.id) == before + 1


async def reminders(database, occurrence_id: int) -> int:
    async with database.read() as session:
        return await session.scalar(
            select(func.count()).where(NoticeRow.occurrence_id == occurrence_id)
        )


async def test_an_item_of_others_is_not_reminded_of(talk, town, item, database):
    li = talk.person("li")
    before = await reminders(database, item.id)
    await li.send("/start")
    await li.press(talk.sealed(UrgeItemButton(item.id).pack(), li), on=li.last)
    assert "找不到这项职责" in li.alert.text
    assert await reminders(database, item.id) == before


async def test_a_card_tells_on_which_days_managers_were_told_and_that_it_ended(talk, town, item):
    await talk.services.chaser.run_now()
    card = await open_card(town)
    assert card.endswith("\n一般性要求，只提醒，不催办。")
    assert "日催办" not in card
    await town.send("/board")
    await town.tap("🔴 逾期 4")
    await town.tap(town.last.buttons[1])
    assert town.last.text.startswith("主题党日（11月）")
    assert "12月7日催办" in town.last.text

    await talk.jump(2026, 12, 15, 9, 0)
    await talk.services.chaser.run_now()
    await town.send("/board")
    await town.tap("🔴 逾期 4")
    await town.tap(town.last.buttons[1])
    assert "12月7日催办" in town.last.text

    li = talk.person("li")
    person = await talk.services.registration.find_person(telegram(li.person_id))
    agenda = await talk.services.agenda.of(person)
    late = next(i.occurrence for i in agenda.items if i.occurrence and "主题党日" in i.clause.duty)
    await talk.services.completions.complete(late.id, by=person.id, held_on=date(2026, 11, 27))
    await town.send("/board")
    await town.tap("🟢 完成 1")
    await town.tap(town.last.buttons[0])
    assert "12月7日催办，已停止" in town.last.text


async def test_an_entry_is_decided_and_its_proof_seen_from_the_card(talk, town, item, database):
    zhou = await talk.services.registration.find_person(telegram(town.person_id))
    li = await talk.services.registration.find_person(telegram(talk.person("li").person_id))
    async with database.read() as session:
        place = await session.scalar(
            select(OccurrenceRow.organisation_id).where(OccurrenceRow.id == item.id)
        )
    await talk.services.reviewing.want(zhou.id, place, wanted=True)
    await talk.services.completions.complete(
        item.id, by=li.id, held_on=date(2026, 11, 27), note="研究第三季度党费收缴"
    )
    await town.send("/board")
    await town.tap("🟢 完成 1")
    await town.tap(town.last.buttons[0])
    assert "　待核实" in town.last.text
    assert "说明：研究第三季度党费收缴" in town.last.text
    await town.tap("核实、退回")
    await town.tap("退回")
    await town.send("照片不是本次活动")
    card = await open_card(town)
    assert "　12月7日（周一）退回（周敏）\n　理由：照片不是本次活动" in card
    assert "已撤回" not in card
    assert "核实、退回" not in town.last.buttons


async def test_who_has_not_done_it_leads_a_manager_to_the_board_and_others_to_their_own(talk, town):
    for words in ("谁还没完成", "who hasn't done it"):
        await town.send(words)
        assert town.last.text.startswith("履职看板")
        await talk.person("li").send(words)
        assert talk.person("li").last.text.startswith("我的职责")
