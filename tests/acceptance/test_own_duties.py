"""What an organisation asks of itself: written in a sentence, confirmed, reminded of, changed, ended."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from scheduler.roster.queries.trail import Act
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import TrailRow
from tests.rhythms import ROWS, TODAY, Row

SENTENCE = "每季度最后一个周五前报送党建信息，提前一周提醒"
NAME = "报送党建信息"


@pytest.fixture
async def zhang(talk) -> ChatClient:
    """Who registered a branch, leads and manages it."""
    person = await talk.registered(
        "zhou", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await person.tap("以后再说")
    return person


async def own_duties(person: ChatClient, organisation: str | None = None) -> None:
    await person.send("/events")
    if organisation is not None:
        await person.tap(organisation)
    await person.tap("单位情况")
    await person.tap("自定职责")


async def written(
    person: ChatClient, sentence: str = SENTENCE, organisation: str | None = None
) -> ChatClient:
    """A duty is written and confirmed."""
    await own_duties(person, organisation)
    await person.tap("新增")
    await person.send(sentence)
    await person.tap("确认")
    assert "已生效" in person.last.text
    return person


async def every_page(person: ChatClient) -> str:
    await person.send("/myduties")
    await person.tap("全部")
    pages = [person.last.text]
    while "›" in person.last.buttons:
        await person.tap("›")
        pages.append(person.last.text)
    return "\n".join(pages)


async def the_item(person: ChatClient, label: str = f"{NAME}（第四季度）") -> None:
    await person.send("/myduties")
    await person.tap("打开一项")
    while label not in person.last.buttons:
        await person.tap("›")
    await person.tap(label)


async def person_id(talk, client):
    return (await talk.services.registration.find_person(telegram(client.person_id))).id


async def colleague(talk, make, zhang, key="wang", post="branch-discipline-member") -> ChatClient:
    """Somebody who holds another post in the same branch."""
    client = talk.person(key)
    await client.send("/start")
    person = await talk.services.registration.find_person(telegram(client.person_id))
    (branch,) = await talk.services.registration.managed_by(await person_id(talk, zhang))
    await make.assignment(person, branch, post=post)
    await talk.services.planner.run()
    return client


async def acts(database) -> list[str]:
    async with database.read() as session:
        return list(await session.scalars(select(TrailRow.act).order_by(TrailRow.id)))


# Writing


async def test_a_sentence_is_read_back_with_its_dates_and_counts_once_confirmed(talk, zhang):
    await own_duties(zhang)
    assert "还没有自定职责" in zhang.last.text
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    assert "确认后才生效" in zhang.last.text
    assert "周期：每季度1次，最后一个周五前" in zhang.last.text
    assert "责任岗位：党支部书记（负责人）" in zhang.last.text
    assert "提醒：提前5个工作日" in zhang.last.text
    assert "2026年12月25日（周五）\n　2027年3月26日（周五）（暂定）" in zhang.last.text
    assert NAME not in await every_page(zhang)

    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    await zhang.tap("确认")
    assert "已生效" in zhang.last.text
    assert f"最迟12月25日（周五）\n　{NAME}（第四季度）" in await every_page(zhang)
    await own_duties(zhang)
    assert f"{NAME}：每季度1次，最后一个周五前，党支部书记（负责人）" in zhang.last.text


@pytest.mark.parametrize(
    ("typed", "answer", "like"),
    [
        ("每学期开学前一周报送", "没有这样的周期", "每年3月31日前"),
        ("每周一、三报送", "请分成几句", "每周五"),
        ("每年春节前慰问", "每年日期不同", "每年3月31日前"),
        ("每年不超过两次外出", "没有写明次数", "每年3月31日前"),
        ("每月5日前", "没看懂要做什么", "每月5日前"),
        ("报送一下", "没看懂多久一次", "每季度最后一个周五前"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_an_example(zhang, typed, answer, like):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(typed)
    assert answer in zhang.last.text
    assert f"例如：{like}报送工作信息" in zhang.last.text
    await zhang.send(SENTENCE)
    assert "确认后才生效" in zhang.last.text


async def test_another_sentence_takes_the_place_of_a_draft(zhang):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    first = zhang.last
    await zhang.send("每月5日前报送报表")
    await zhang.tap("确认", on=first)
    assert zhang.alert.is_alert
    await zhang.tap("确认")
    await own_duties(zhang)
    assert NAME not in zhang.last.text
    assert "报送报表：每月1次，5日前" in zhang.last.text


async def test_a_draft_is_given_up(zhang):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    await zhang.tap("不保存")
    assert "还没有自定职责" in zhang.last.text


async def test_confirming_twice_changes_nothing(talk, zhang, database):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    draft = zhang.last
    await zhang.tap("确认")
    await zhang.tap("确认", on=draft)
    assert (await acts(database)).count(Act.OWN_DUTY_CONFIRMED) == 1


async def test_who_owes_it_is_read_from_the_words_or_chosen(talk, zhang, make):
    wang = await colleague(talk, make, zhang)
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send("纪检委员每月5日前报送报表")
    assert "责任岗位：纪检委员" in zhang.last.text
    await zhang.tap("责任岗位")
    await zhang.tap("每个岗位")
    assert "责任岗位：每个岗位" in zhang.last.text
    await zhang.tap("确认")
    for person in (zhang, wang):
        assert "最迟12月4日（周五）\n　报送报表（12月）" in await every_page(person)


async def test_of_every_second_week_the_first_is_asked(zhang):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send("隔周周三开例会")
    assert "隔周的第一次是哪一天？" in zhang.last.text
    assert "确认" not in zhang.last.buttons
    await zhang.send("随便")
    assert "没看懂这个日期" in zhang.last.text
    await zhang.send("12月2日")
    assert "隔周1次，周三前（自12月2日那一周起）" in zhang.last.text
    assert "12月2日（周三）\n　2026年12月16日（周三）" in zhang.last.text
    await zhang.tap("确认")
    assert "已生效" in zhang.last.text


async def test_a_term_is_as_long_as_the_packs_say(zhang):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send("任期届满前六个月启动换届")
    assert "每届3年" in zhang.last.text
    assert "请先填写本届起始日期" in zhang.last.text


async def test_what_hangs_on_an_event_is_dated_with_it(talk, zhang):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send("例会前30日报送方案")
    assert "没有这个事件" in zhang.last.text
    assert "换届选举" in zhang.last.text
    await zhang.send("召开组织生活会前十天报送方案")
    assert "周期：召开组织生活会前10日" in zhang.last.text
    assert "在“事件”里填写日期后" in zhang.last.text
    await zhang.tap("确认")
    assert "最迟" not in zhang.last.text

    await zhang.send("/events")
    await zhang.tap("添加事件")
    await zhang.tap("组织生活会")
    await zhang.send("12月20日")
    assert "报送方案" in zhang.last.text
    await zhang.tap("确认")
    assert "最迟12月10日（周四）\n　报送方案" in await every_page(zhang)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.words[0]) for row in ROWS[:-1]])
async def test_each_rhythm_is_dated_and_on_the_list(talk, zhang, database, row: Row):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(f"{row.words[0]}报送简报")
    if row.asks_first:
        await zhang.send("12月2日")
    assert row.said[0].replace(" ", "") in zhang.last.text.replace(" ", "")
    await zhang.tap("确认")

    async with database.read() as session:
        days = await session.scalars(
            select(OccurrenceRow.due_on)
            .where(OccurrenceRow.ref.startswith("_own"))
            .order_by(OccurrenceRow.due_on)
        )
        planned = [day.isoformat() for day in days if day >= TODAY]
    # Only what begins soon is planned.
    expected = [day for day in row.days if day <= max(planned)]
    assert planned[: len(expected)] == expected
    if row.days[0] < "2027":
        assert "简报" in await every_page(zhang)
        await zhang.send("简报什么时候报送？")
        assert row.said[0].replace(" ", "") in zhang.last.text.replace(" ", "")


# Reminders, done


async def test_it_is_reminded_of_when_it_says_and_entered_as_done(talk, zhang):
    await written(zhang)
    await talk.jump(2026, 12, 17, 9, 5)
    before = zhang.last
    await talk.jump(2026, 12, 18, 9, 5)
    assert zhang.last.id != before.id
    assert f"最迟12月25日（周五）\n　{NAME}（第四季度）" in zhang.last.text

    await zhang.tap("今天办了")
    if f"{NAME}（第四季度）" in zhang.last.buttons:
        await zhang.tap(f"{NAME}（第四季度）")
    await the_item(zhang)
    assert "🟢" in zhang.last.text
    assert SENTENCE in zhang.last.text
    assert "本组织自定职责" in zhang.last.text
    assert "未载明次数" not in zhang.last.text
    await zhang.tap("依据")
    assert f"原话：{SENTENCE}" in zhang.last.text
    await zhang.send("/myduties")
    assert "本季度已完成 1" in zhang.last.text
    await talk.jump(2027, 1, 20, 9, 5)
    await zhang.send("/myduties")
    await zhang.tap("往期")
    assert NAME in zhang.last.text


async def test_a_lead_that_reaches_before_the_period_is_kept(talk, zhang):
    await written(zhang, "每月5日前报送报表，提前一周提醒")
    await talk.jump(2026, 11, 27, 9, 5)
    assert "最迟12月4日（周五）\n　报送报表" in zhang.last.text


# Changing and ending


async def test_a_change_counts_after_the_running_period_and_leaves_the_past(talk, zhang):
    await written(zhang)
    await talk.jump(2026, 11, 30, 12, 0)
    await own_duties(zhang)
    await zhang.tap(NAME)
    await zhang.tap("修改")
    assert f"原来写的是：{SENTENCE}" in zhang.last.text
    await zhang.send("每季度首月10日前报送党建信息")
    assert "2027年1月1日（周五）起按新的办" in zhang.last.text
    assert "2027年1月8日（周五）（暂定）" in zhang.last.text
    await zhang.tap("确认")

    assert f"最迟12月25日（周五）\n　{NAME}（第四季度）" in await every_page(zhang)
    await the_item(zhang)
    assert SENTENCE in zhang.last.text
    await talk.jump(2027, 1, 5, 12, 0)
    shown = await every_page(zhang)
    assert "最迟1月8日（周五）" in shown
    assert shown.count(f"{NAME}（第一季度）") == 1
    await own_duties(zhang)
    assert zhang.last.buttons.count(NAME) == 1


async def test_a_slip_is_put_right_on_the_same_day(talk, zhang):
    await written(zhang)
    await own_duties(zhang)
    await zhang.tap(NAME)
    await zhang.tap("修改")
    await zhang.send("每季度末月20日前报送党建信息")
    assert "仍按原来" not in zhang.last.text
    await zhang.tap("确认")
    shown = await every_page(zhang)
    assert f"最迟12月18日（周五）\n　{NAME}（第四季度）" in shown
    assert shown.count(NAME) == 1


async def test_what_is_ended_is_owed_no_more_and_its_past_stays(talk, zhang, database):
    await written(zhang)
    await the_item(zhang)
    item = zhang.last
    await own_duties(zhang)
    await zhang.tap(NAME)
    await zhang.tap("结束")
    assert "往期记录保留" in zhang.last.text
    await zhang.tap("确认结束")
    assert "已结束" in zhang.last.text
    assert NAME not in await every_page(zhang)
    await zhang.tap("依据", on=item)
    assert "已结束" in next(each.text for each in zhang.messages if each.id == item.id)
    assert (await acts(database))[-1] == Act.OWN_DUTY_ENDED
    await talk.jump(2026, 12, 18, 9, 5)
    assert NAME not in zhang.last.text


# Below, and others


async def below(talk, make, zhang) -> ChatClient:
    """Who leads a branch that stands under the one of Zhang."""
    li = talk.person("li")
    await li.send("/start")
    person = await talk.services.registration.find_person(telegram(li.person_id))
    (branch,) = await talk.services.registration.managed_by(await person_id(talk, zhang))
    under = await make.organisation("第一党支部", parent=branch, manager=person, body="branch")
    await make.assignment(person, under, post="branch-secretary")
    return li


async def test_with_all_below_it_holds_there_and_is_changed_above_only(talk, zhang, make):
    li = await below(talk, make, zhang)
    await own_duties(zhang, "规划处党支部")
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    await zhang.tap("下级组织也办")
    assert "范围：规划处党支部及全部下级组织" in zhang.last.text
    await zhang.tap("确认")
    await talk.services.planner.run()

    assert NAME in await every_page(li)
    await li.send("/events")
    await li.tap("单位情况")
    await li.tap("自定职责")
    assert "（上级设定）" in li.last.text
    await li.tap(NAME)
    assert "修改" not in li.last.buttons
    assert "结束" not in li.last.buttons


async def test_without_it_stays_with_those_who_wrote_it(talk, zhang, make):
    li = await below(talk, make, zhang)
    await written(zhang, organisation="规划处党支部")
    await talk.services.planner.run()
    assert NAME not in await every_page(li)
    await li.send("报送党建信息什么时候截止？")
    assert SENTENCE not in li.last.text
    assert "12月25日" not in li.last.text


async def test_who_comes_under_it_later_owes_it_too(talk, zhang, make):
    await own_duties(zhang)
    await zhang.tap("新增")
    await zhang.send(SENTENCE)
    await zhang.tap("下级组织也办")
    await zhang.tap("确认")
    li = await below(talk, make, zhang)
    await talk.services.planner.run()
    assert NAME in await every_page(li)


async def test_others_are_told_nothing_of_it(talk, zhang):
    await written(zhang)
    wang = await talk.registered(
        "wang", body="党支部", post="党支部书记", name="人事处党支部", acting="设有"
    )
    for asked in (
        "报送党建信息什么时候截止？",
        f"/ask {NAME}",
        f"/clause {NAME}",
        "/clause _own:1.branch-secretary",
    ):
        await wang.send(asked)
        assert "12月25日" not in wang.last.text
        assert "规划处" not in wang.last.text
        assert SENTENCE not in wang.last.text
    for choice in await wang.inline(NAME):
        assert SENTENCE not in str(choice)


async def test_the_own_people_find_it_by_asking_in_private_only(talk, zhang, make):
    await written(zhang)
    wang = await colleague(talk, make, zhang)
    await wang.send("报送党建信息什么时候截止？")
    assert "2026年12月25日（周五）" in wang.last.text
    assert "不是条文的规定" in wang.last.text
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    here = zhang.in_group(chat)
    await here.send(f"/ask {NAME}什么时候截止？")
    assert "12月25日" not in here.last.text


# Typed unasked


async def test_a_manager_may_just_write_it(zhang):
    await zhang.send(SENTENCE)
    assert "确认后才生效" in zhang.last.text
    await zhang.tap("确认")
    assert "已生效" in zhang.last.text


@pytest.mark.parametrize(
    "typed",
    ["每季度最后一个周五前报送党建信息吗？", "每季度召开支委会", "每季度最后一个周五前报送了"],
)
async def test_a_question_is_no_duty(zhang, typed):
    await zhang.send(typed)
    assert "确认后才生效" not in zhang.last.text


async def test_who_manages_nothing_states_no_duty(talk, zhang, make):
    wang = await colleague(talk, make, zhang)
    await wang.send(SENTENCE)
    assert "确认后才生效" not in wang.last.text


async def test_who_manages_several_says_where(talk, zhang, make):
    await below(talk, make, zhang)
    await zhang.send(SENTENCE)
    assert "记在哪个组织？" in zhang.last.text
    question = zhang.last
    await zhang.tap("第一党支部")
    assert "范围：第一党支部" in zhang.last.text
    await zhang.tap("规划处党支部", on=question)
    assert zhang.alert.is_alert


# Other languages


@pytest.mark.parametrize(
    ("choose", "sentence", "shown"),
    [
        ("English", "Submit the report by the last Friday of each quarter, remind us one week before",
         ["Please check", "once a quarter, by the last Fri", "5 workdays ahead", "(provisional)"]),
        ("繁體中文", "每季度最後一個週五前報送黨建信息，提前一週提醒",
         ["請核對", "每季度1次，最後一個週五前", "報送黨建信息", "（暫定）"]),
    ],
)  # fmt: skip
async def test_it_is_written_in_other_languages(zhang, choose, sentence, shown):
    await zhang.send("/settings")
    await zhang.tap(choose)
    await zhang.send(sentence)
    assert all(words in zhang.last.text for words in shown), zhang.last.text
