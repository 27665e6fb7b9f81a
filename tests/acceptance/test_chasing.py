"""Late items: the holder is reminded, the own managers are told, then those above; and it ends."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from scheduler.store.tables.chasing import ChaseRow
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow, WordingRow

UNIT = "省民政厅机关党委"
BRANCH = "第一党支部"


@pytest.fixture
async def zhou(talk) -> ChatClient:
    """Manages the committee."""
    return await talk.registered("zhou")


@pytest.fixture
async def people(talk, zhou, make, database) -> dict[str, ChatClient]:
    """A branch below the committee: its manager, and its secretary, who owes one item late."""
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    (above,) = await talk.services.registration.managed_by(by.id)
    clients = {}
    known = {}
    for key in ("sun", "wang"):
        clients[key] = talk.person(key)
        await clients[key].send("/start")
        known[key] = await talk.services.registration.find_person(telegram(clients[key].person_id))
    branch = await make.organisation(BRANCH, body="branch", parent=above, manager=known["sun"])
    await make.assignment(
        known["wang"], branch, post="branch-secretary", start_on=date(2026, 11, 1)
    )
    await talk.services.planner.run()
    clients["zhou"] = zhou
    return clients


async def only_one_is_late(database) -> int:
    """Let one binding item of the branch be due on 20 November, and all else of everybody be met."""
    async with database.write() as session:
        rows = await session.scalars(
            select(OccurrenceRow)
            .join(WordingRow, WordingRow.id == OccurrenceRow.wording_id)
            .where(
                OccurrenceRow.post == "branch-secretary",
                OccurrenceRow.period_start <= date(2026, 11, 1),
                OccurrenceRow.period_end > date(2026, 11, 23),
                WordingRow.strength == "must",
            )
            .order_by(OccurrenceRow.id)
        )
        item = rows.first()
        assert item is not None
        item.due_on = item.due_by = date(2026, 11, 20)
        await session.execute(
            update(OccurrenceRow).where(OccurrenceRow.id != item.id).values(needed=0)
        )
        return item.id


def told(person: ChatClient, title: str) -> list[str]:
    return [each.text for each in person.messages if each.text.startswith(f"{title}　")]


async def chase(talk, *moment: int) -> None:
    """The pass and what it sends, without planning: the items stay as the test has made them."""
    from datetime import datetime

    from tests.acceptance.conftest import SHANGHAI

    talk.clock.set(datetime(*moment, tzinfo=SHANGHAI))
    talk.uptime.seconds += 60
    await talk.services.chaser.run()
    while await talk.dispatcher.run_once():
        pass
    await talk.messenger.settle()


async def a_day(talk, month: int, day: int) -> None:
    """The pass soon after midnight, and the messages of the morning."""
    await chase(talk, 2026, month, day, 0, 10)
    await chase(talk, 2026, month, day, 9, 10)


async def test_own_managers_are_told_after_three_workdays_and_those_above_after_ten(
    talk, people, database
):
    await only_one_is_late(database)
    await a_day(talk, 11, 24)
    assert not told(people["sun"], "催办")
    await a_day(talk, 11, 25)
    (text,) = told(people["sun"], "催办")
    assert "今天新增 1项" in text
    assert BRANCH in text
    assert "　3天　王芳" in text
    assert "将报上级督办" in text
    assert not told(people["zhou"], "督办")
    assert not told(people["wang"], "催办")

    for day in (26, 27, 30):
        await a_day(talk, 11, day)
    for day in (1, 2, 3):
        await a_day(talk, 12, day)
    assert not told(people["zhou"], "督办")
    await a_day(talk, 12, 4)
    (text,) = told(people["zhou"], "督办")
    assert "11月25日（周三）已催办" in text
    assert len(told(people["sun"], "催办")) == 1

    for day in (7, 8, 9):
        await a_day(talk, 12, day)
    assert len(told(people["zhou"], "督办")) == 1
    assert len(told(people["sun"], "催办")) == 1


async def test_those_above_are_announced_only_where_there_are_any(talk, people, database):
    await only_one_is_late(database)
    zhou, sun = [
        await talk.services.registration.find_person(telegram(people[key].person_id))
        for key in ("zhou", "sun")
    ]
    branch = (await talk.services.registration.managed_by(sun.id))[0]
    await talk.services.people.set_manager(zhou.id, branch.id, sun.id, on=False)
    await a_day(talk, 11, 25)
    (text,) = told(people["zhou"], "催办")
    assert "上级" not in text


async def test_a_manager_has_one_message_a_day_for_both_steps(talk, people, database):
    branch_item = await only_one_is_late(database)
    await a_day(talk, 11, 25)
    # Zhou manages the committee, above the branch: its own item has been late for three workdays then.
    async with database.write() as session:
        own = await session.scalar(
            select(OccurrenceRow)
            .join(WordingRow, WordingRow.id == OccurrenceRow.wording_id)
            .where(
                OccurrenceRow.post == "agency-committee-secretary",
                OccurrenceRow.period_start <= date(2026, 11, 1),
                WordingRow.strength == "must",
            )
            .order_by(OccurrenceRow.id)
        )
        own.due_on = own.due_by = date(2026, 12, 1)
        own.needed, own.post = 1, "agency-committee-deputy"
    before = len(people["zhou"].messages)
    for day in (1, 2, 3):
        await a_day(talk, 12, day)
    assert len(people["zhou"].messages) == before
    await a_day(talk, 12, 4)
    assert len(people["zhou"].messages) == before + 1
    text = people["zhou"].last.text
    assert text.startswith("催办　12月4日（周五）\n今天新增 1项\n")
    assert "\n\n督办　12月4日（周五）\n今天新增 1项\n" in text
    assert text.count("　3天　空缺") == 1
    assert text.count("　10天　王芳\n　　11月25日（周三）已催办") == 1
    # Nobody stands above the committee, to whom its own item would go.
    ends = "王芳\n　　11月25日（周三）已催办\n\n催办后仍未办结，请督促办理。\n天数按工作日计。"
    assert ends in text
    async with database.read() as session:
        notices = await session.scalars(
            select(NoticeRow.delivery_id).where(
                NoticeRow.kind.in_(["follow-up", "escalation"]),
                NoticeRow.nominal_on == date(2026, 12, 4),
            )
        )
        assert len(set(notices)) == 1
    assert branch_item


async def test_of_a_post_that_very_many_hold_one_is_named_and_how_many_they_are(
    talk, people, database, make
):
    item = await only_one_is_late(database)
    async with database.read() as session:
        place = await session.scalar(
            select(OccurrenceRow.organisation_id).where(OccurrenceRow.id == item)
        )
    branch = await talk.services.registration.organisation(place, 1)
    for _ in range(200):
        holder = await make.person("买买提江·吐尔逊·阿不都热合曼")
        await make.assignment(holder, branch, post="branch-secretary", start_on=date(2026, 11, 2))
    await a_day(talk, 11, 25)
    (text,) = told(people["sun"], "催办")
    assert "　3天　王芳等201人" in text


async def test_it_ends_with_the_entry_and_begins_again_when_that_is_withdrawn(
    talk, people, database
):
    item = await only_one_is_late(database)
    await a_day(talk, 11, 25)
    assert len(told(people["sun"], "催办")) == 1
    wang = await talk.services.registration.find_person(telegram(people["wang"].person_id))
    done = await talk.services.completions.complete(item, by=wang.id, held_on=date(2026, 11, 24))
    async with database.read() as session:
        assert await session.scalar(select(ChaseRow.id).where(ChaseRow.ended_at.is_(None))) is None
    await a_day(talk, 12, 8)
    assert not told(people["zhou"], "督办")

    await talk.services.completions.withdraw(done.entry.id, by=wang.id)
    await a_day(talk, 12, 9)
    assert len(told(people["sun"], "催办")) == 2
    await a_day(talk, 12, 10)
    assert len(told(people["zhou"], "督办")) == 1


async def test_it_begins_again_when_the_entry_is_returned(talk, people, database):
    item = await only_one_is_late(database)
    await a_day(talk, 11, 25)
    registration, reviewing = talk.services.registration, talk.services.reviewing
    sun = await registration.find_person(telegram(people["sun"].person_id))
    wang = await registration.find_person(telegram(people["wang"].person_id))
    (branch,) = await registration.managed_by(sun.id)
    await reviewing.want(sun.id, branch.id, wanted=True)
    done = await talk.services.completions.complete(item, by=wang.id, held_on=date(2026, 11, 24))
    await a_day(talk, 12, 8)
    assert len(told(people["sun"], "催办")) == 1

    await reviewing.give_back(done.entry.id, by=sun.id, reason="照片不是本次活动")
    await a_day(talk, 12, 9)
    assert len(told(people["sun"], "催办")) == 2
    assert not told(people["zhou"], "督办")
    await a_day(talk, 12, 10)
    assert len(told(people["zhou"], "督办")) == 1


async def test_what_is_entered_before_nine_is_told_to_nobody(talk, people, database):
    item = await only_one_is_late(database)
    await chase(talk, 2026, 11, 25, 0, 10)
    wang = await talk.services.registration.find_person(telegram(people["wang"].person_id))
    await talk.services.completions.complete(item, by=wang.id, held_on=date(2026, 11, 24))
    await a_day(talk, 11, 25)
    assert not told(people["sun"], "催办")
    async with database.read() as session:
        states = set(
            await session.scalars(select(NoticeRow.state).where(NoticeRow.kind == "follow-up"))
        )
    assert states == {"superseded"}


async def test_what_the_texts_ask_for_normally_is_not_chased(talk, people, database):
    item = await only_one_is_late(database)
    async with database.write() as session:
        row = await session.get_one(OccurrenceRow, item)
        await session.execute(
            update(WordingRow).where(WordingRow.id == row.wording_id).values(strength="normally")
        )
    await a_day(talk, 11, 25)
    await a_day(talk, 12, 8)
    assert not told(people["sun"], "催办")
    assert not told(people["zhou"], "督办")


async def test_an_item_that_is_let_off_is_chased_no_more(talk, people, database):
    await only_one_is_late(database)
    await a_day(talk, 11, 25)
    async with database.write() as session:
        from datetime import UTC, datetime

        from scheduler.planning.queries.chases import end_chase

        chased = await session.scalar(select(ChaseRow.occurrence_id))
        await end_chase(session, chased, datetime(2026, 11, 25, 2, tzinfo=UTC))
    async with database.read() as session:
        assert await session.scalar(select(ChaseRow.id).where(ChaseRow.ended_at.is_(None))) is None


async def test_an_organisation_may_be_told_earlier(talk, people, database):
    await only_one_is_late(database)
    sun = people["sun"]
    await sun.send("/handover")
    await sun.tap(BRANCH)
    await sun.tap("返回")
    await sun.tap("催办、督办")
    assert "满3个工作日" in sun.last.text
    await sun.tap("1个、5个工作日")
    assert "满1个工作日" in sun.last.text
    await a_day(talk, 11, 24)
    assert len(told(sun, "催办")) == 1


async def test_a_manager_reminds_everybody_once_a_day(talk, people, database):
    await only_one_is_late(database)
    await a_day(talk, 11, 25)
    sun, wang = people["sun"], people["wang"]
    before = len(wang.messages)
    await sun.tap("提醒责任人")
    assert "已提醒1人。" in sun.last.text
    assert "今天不再重复" in sun.last.text
    await chase(talk, 2026, 11, 25, 9, 15)
    assert len(wang.messages) == before + 1
    assert "职责提醒" in wang.last.text
    message = next(each for each in sun.messages if each.text.startswith("催办　"))
    data = next(b.data for row in message.rows for b in row if b.label == "提醒责任人")
    await sun.press(data, on=message)
    assert sun.alert.text == "今天已经提醒过了，不再重复。"
    await chase(talk, 2026, 11, 25, 9, 20)
    assert len(wang.messages) == before + 1


async def test_nobody_is_told_who_is_manager_no_more(talk, people, database):
    await only_one_is_late(database)
    await chase(talk, 2026, 11, 25, 0, 10)
    zhou = await talk.services.registration.find_person(telegram(people["zhou"].person_id))
    sun = await talk.services.registration.find_person(telegram(people["sun"].person_id))
    branch = next(
        each for each in await talk.services.registration.managed_by(zhou.id) if each.name == BRANCH
    )
    await talk.services.people.set_manager(zhou.id, branch.id, sun.id, on=False)
    await a_day(talk, 11, 25)
    assert not told(people["sun"], "催办")
