"""An operator sends a document: it becomes an edition, another approves it, and its day brings it into force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from sqlalchemy import select
from xlsxwriter import Workbook

from bot.conversation.addresses import telegram
from bot.conversation.context import Services
from bot.messenger.driver import Driver
from bot.messenger.people.chat_client import ChatClient
from clauses.answering.answers import Answerer
from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.loading import load_packs
from clauses.model import ClauseRef, Pack
from scheduler.editions.pack_edition import EditionState
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.ledger import EvidenceRow
from tests.acceptance.conftest import Talk, build_talk
from tests.e2e.station_pack import CHECK, PACK, write_older

NEWER = """\
值守站工作规则
第一条 安全员每月至少检查1次消防器材。
第二条 站长每年至少主持1次安全总结会。
第三条 安全员每半年至少组织1次应急演练。
第四条 安全员应当经常向站长报告消防情况。
"""
SAME = """\
值守站工作规则
第一条 安全员每季度至少检查1次消防器材。
第二条 安全员每半年至少组织1次应急演练。
第三条 安全员每季度至少清点1次应急物资。
"""
OTHER = "食堂管理办法\n第一条 食堂开放时间由后勤科规定。\n第二条 就餐人员应当爱护餐具。\n"


@pytest.fixture(scope="session")
def station_packs(tmp_path_factory) -> tuple[Pack, ...]:
    """The shipped packs and a made-up one."""
    return load_packs([write_older(tmp_path_factory.mktemp("packs"))])


@dataclass
class Room:
    """A bot, and who talks to it; each step may come after a new start of it."""

    talk: Talk
    again: Callable[[], Talk]
    operators: tuple[int, ...] = ()

    async def restart(self) -> None:
        """Another process in place of the first one, as it starts."""
        await self.talk.application.shutdown()
        self.talk = self.again()
        await self.talk.application.initialize()
        self.talk.application.operators = self.operators
        await self.services.in_force.run()

    @property
    def services(self) -> Services:
        return self.talk.services

    async def day(self, *moment: int) -> None:
        """Let it be this moment, and do what is done each minute."""
        await self.services.planner.run()
        await self.talk.jump(*moment)
        await self.services.in_force.run()
        await self.services.planner.run()
        await self.services.editions.run()
        while await self.talk.dispatcher.run_once():
            pass
        await self.talk.messenger.settle()

    def cadence(self, local: str = "S1") -> object:
        return self.services.library.get(ClauseRef(PACK, local)).cadence


@pytest.fixture
async def room(talk, database, clock, station_packs):
    def again() -> Talk:
        library = Library(station_packs)
        return build_talk(database, library, Answerer(library), clock, talk.messenger)

    room = Room(talk, again)
    yield room
    await room.talk.application.shutdown()


async def operators(room: Room, *names: str) -> list[ChatClient]:
    people = [room.talk.person(name) for name in names]
    room.operators = tuple(person.person_id for person in people)
    await room.restart()
    for person in people:
        await person.send("/start")
    return people


async def send(operator: ChatClient, text: str = NEWER, name: str = "新版.txt") -> None:
    await operator.send("/admin edition")
    await operator.tap("上传新版")
    await operator.tap("值守站规则")
    await operator.send_document(name, text.encode())


async def dated(operator: ChatClient, day: str = "2027年1月1日") -> None:
    await operator.tap("施行日期")
    await operator.send(day)


async def acts(database: Database) -> list[Act]:
    async with database.read() as session:
        entries = await Trail(session).entries()
    return [each.act for each in entries if each.act.value.startswith("edition")]


async def officer(room: Room) -> ChatClient:
    """Somebody who owes the clauses of the made-up pack."""
    return await room.talk.registered("sun", body="值守站", post="值守站安全员", name="一号值守站")


async def test_from_the_file_to_its_day_with_a_new_start_between_each_step(room, database):
    chen, wu = await operators(room, "chen", "wu")
    await send(chen)
    text = chen.last.text
    assert "状态：草稿" in text
    assert "新增2、变更2、取消1、不变0" in text
    assert "频次：每季度至少 1 次 → 每月至少 1 次" in text
    assert "条号：第2条 → 第3条" in text
    assert "取消：新版里没有这一条" in text
    await room.restart()

    await dated(chen)
    assert "施行日期：2027年1月1日" in chen.last.text
    await room.restart()
    await chen.tap("提交核准")
    assert "需由另一位运维人员核准" in chen.last.text
    assert "核准" not in chen.last.buttons
    assert "请您核准" in wu.last.text
    await room.restart()
    await wu.tap("查看")
    await wu.tap("核准")
    assert "已核准，2027年1月1日（周五）起施行" in wu.last.text
    assert "已核准，2027年1月1日（周五）起施行" in chen.last.text
    await room.restart()
    assert room.cadence() == Quota(1, Per.QUARTER)

    await room.day(2026, 12, 31, 23, 59)
    assert room.cadence() == Quota(1, Per.QUARTER)
    await room.day(2027, 1, 1, 0, 1)
    assert room.cadence() == Quota(1, Per.MONTH)
    await room.restart()
    assert room.cadence() == Quota(1, Per.MONTH)
    assert await acts(database) == [
        Act.EDITION_SENT,
        Act.EDITION_CHANGED,
        Act.EDITION_CHANGED,
        Act.EDITION_APPROVED,
        Act.EDITION_IN_FORCE,
    ]


async def test_only_those_whose_duties_change_are_told_once_and_can_say_that_they_read_it(room):
    (chen,) = await operators(room, "chen")
    sun = await officer(room)
    secretary = await room.talk.registered("zhou")
    await room.services.editions.run()
    await send(chen)
    assert "您是唯一的运维人员" in chen.last.text
    await dated(chen)
    await chen.tap("核准")
    await room.day(2027, 1, 1, 9)
    await room.restart()
    await room.day(2027, 1, 2, 9)
    told = [each.text for each in sun.messages if each.text.startswith("条文有新版")]
    assert len(told) == 1
    assert "检查消防器材：每月至少 1 次，原为每季度至少 1 次" in told[0]
    assert "不再要求\n· 清点应急物资" in told[0]
    assert not [each for each in secretary.messages if each.text.startswith("条文有新版")]
    message = next(each for each in sun.messages if "已看过" in each.buttons)
    await sun.tap("已看过", on=message)
    assert sun.alert.text == "记下了，谢谢。"


async def test_a_running_period_ends_by_the_edition_it_began_with(room):
    (chen,) = await operators(room, "chen")
    sun = await officer(room)
    await send(chen)
    await dated(chen, "2026年12月5日")
    await chen.tap("核准")
    await room.day(2026, 12, 6, 9)
    await sun.send("/myduties")
    assert "清点应急物资（第四季度）" in sun.last.text
    assert "检查消防器材（12月）" not in sun.last.text
    await room.day(2027, 1, 4, 9)
    await sun.send("/myduties")
    assert "检查消防器材（1月）" in sun.last.text
    assert "清点应急物资（第一季度）" not in sun.last.text


async def test_questions_are_answered_by_the_edition_in_force(room):
    (chen,) = await operators(room, "chen")
    question = "值守站安全员多久检查一次消防器材？"
    await send(chen)
    await dated(chen)
    await chen.tap("核准")
    await chen.send(question)
    assert "每季度" in chen.last.text
    await room.day(2027, 1, 1, 9)
    await chen.send(question)
    assert "每月" in chen.last.text
    await chen.send("值守站站长多久主持一次安全总结会？")
    assert "每年" in chen.last.text


async def test_a_clause_a_day_is_of_the_edition_in_force(room):
    (chen,) = await operators(room, "chen")
    sun = await officer(room)
    await sun.send("/study")
    await sun.tap("08:00")
    await send(chen)
    await dated(chen)
    await chen.tap("核准")
    await room.day(2027, 1, 1, 7)
    before = len(sun.messages)
    for day in range(4, 9):
        await room.day(2027, 1, day, 8)
    taught = "".join(each.text for each in sun.messages[before:])
    assert "向站长报告消防情况" in taught
    assert "清点应急物资。" not in taught


async def test_what_was_not_read_is_put_right_in_words(room):
    (chen,) = await operators(room, "chen")
    await send(chen, NEWER.replace("每年至少主持1次", "适时主持"))
    await chen.tap("第2条 站长适时主持安全总结会")
    await chen.tap("更改频次")
    assert "例如：每季度最后一个周五前" in chen.last.text
    await chen.send("每学期")
    assert "没有这样的周期" in chen.last.text
    await room.restart()
    await chen.send("每年12月20日前")
    assert "频次：每年 1 次" in chen.last.text
    await chen.tap("返回")
    assert "没看懂的1条" in chen.last.text
    assert "❓第2条 站长适时主持安全总结会" in chen.last.buttons
    await chen.tap("第2条 站长适时主持安全总结会")
    await chen.tap("更改责任主体")
    await chen.send("炊事员")
    assert "没有这个岗位或组织" in chen.last.text
    await chen.send("站长")
    assert "责任主体：值守站站长" in chen.last.text
    await chen.tap("返回")
    await chen.tap("第3条 清点应急物资")
    await chen.tap("保留这一条")
    assert "保持现行" in chen.last.text
    await chen.tap("返回")
    assert "取消0" in chen.last.text
    await dated(chen)
    await chen.tap("核准")
    await room.day(2027, 1, 1, 9)
    assert room.services.library.get(ClauseRef(PACK, "N2")).subject == "head"
    assert room.cadence("S3") == Quota(1, Per.QUARTER)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (SAME, "新版.txt", "与现行版相同"),
        (OTHER, "新版.txt", "没有一条与现行条文对得上"),
        ("%PDF-1.4 nothing", "新版.pdf", "已损坏"),
        ("", "新版.txt", "没有内容"),
    ],
)
async def test_a_file_that_is_none_is_refused_and_another_may_follow(room, text, name, said):
    (chen,) = await operators(room, "chen")
    await send(chen, text, name)
    assert said in chen.last.text
    await room.restart()
    await chen.send_document("新版.txt", NEWER.encode())
    assert "状态：草稿" in chen.last.text


async def test_damaged_text_does_not_come_into_force(room):
    (chen,) = await operators(room, "chen")
    await send(chen, NEWER.replace("安全总结会", "安全\ufffd\ufffd\ufffd会"))
    assert "原文损坏1处" in chen.last.text
    await dated(chen)
    await chen.tap("核准")
    assert "采用的条文里有损坏的文字" in chen.alert.text


@pytest.mark.parametrize("day", ["2026年11月22日", "今天"])
async def test_its_day_has_to_lie_ahead(room, day):
    (chen,) = await operators(room, "chen")
    await send(chen)
    await dated(chen, day)
    assert "施行日期要在今天之后" in chen.last.text
    await chen.send("2026年12月1日")
    assert "施行日期：2026年12月1日" in chen.last.text


async def test_a_day_that_passed_before_it_was_approved_is_refused(room):
    (chen,) = await operators(room, "chen")
    await send(chen)
    await dated(chen)
    await room.day(2027, 1, 1, 9)
    await chen.tap("核准")
    assert "施行日期要在今天之后" in chen.alert.text
    assert room.cadence() == Quota(1, Per.QUARTER)


async def test_who_sent_it_does_not_approve_it_where_there_is_another(room):
    chen, _ = await operators(room, "chen", "wu")
    await send(chen)
    await dated(chen)
    await chen.tap("提交核准")
    (edition,) = await room.services.pack_editions.latest()
    await chen.press(room.talk.sealed(f"edact:{edition.id}:ok:{edition.shown}", chen), on=chen.last)
    assert "另一位运维人员核准" in chen.alert.text


async def test_nobody_approves_what_they_have_not_seen(room):
    chen, wu = await operators(room, "chen", "wu")
    await send(chen)
    await dated(chen)
    await chen.tap("提交核准")
    await wu.tap("查看")
    seen = wu.last
    await chen.tap("退回修改")
    await dated(chen, "2027年2月1日")
    await chen.tap("提交核准")
    await wu.tap("核准", on=seen)
    assert "刚有变动" in wu.alert.text
    await wu.send("/admin edition")
    await wu.tap("1")
    assert "2027年2月1日" in wu.last.text
    await wu.tap("核准")
    assert "已核准" in wu.last.text


async def test_of_two_operators_at_once_the_second_is_told(room):
    chen, wu = await operators(room, "chen", "wu")
    await send(chen)
    await send(wu)
    assert "已有一份新版在办" in wu.last.text
    await chen.send("/admin edition")
    await chen.tap("1")
    await chen.tap("撤回")
    assert "已撤回，一切照现行版" in chen.last.text
    await wu.send_document("新版.txt", NEWER.encode())
    assert "状态：草稿" in wu.last.text


async def test_going_back_is_possible_until_its_day(room, database):
    (chen,) = await operators(room, "chen")
    await send(chen)
    await dated(chen)
    await chen.tap("核准")
    await room.restart()
    await chen.tap("撤回新版")
    assert "已撤回，一切照现行版" in chen.last.text
    await room.day(2027, 1, 1, 9)
    assert room.cadence() == Quota(1, Per.QUARTER)
    assert (await acts(database))[-1] is Act.EDITION_GIVEN_UP

    await send(chen)
    await dated(chen, "2027年2月1日")
    await chen.tap("核准")
    approved = chen.last
    await room.day(2027, 2, 1, 9)
    await chen.tap("撤回新版", on=approved)
    assert "已经施行，不能再撤回" in chen.alert.text
    assert room.cadence() == Quota(1, Per.MONTH)
    await send(chen, SAME)
    assert "频次：每月至少 1 次 → 每季度至少 1 次" in chen.last.text


async def test_a_file_that_was_given_up_leaves_nothing(room):
    (chen,) = await operators(room, "chen")
    await chen.send("/admin edition")
    assert "还没有新版" in chen.last.text
    await chen.tap("上传新版")
    await chen.tap("值守站规则")
    await chen.tap("取消")
    await chen.send("/admin edition")
    assert "还没有新版" in chen.last.text


async def test_a_file_may_be_sent_before_anything_is_said(room):
    (chen,) = await operators(room, "chen")
    await chen.send_document("新版.txt", NEWER.encode())
    await chen.tap("作为内容包的新版")
    await chen.tap("值守站规则")
    assert "状态：草稿" in chen.last.text


async def test_what_an_operator_sent_as_proof_is_not_lost_on_the_way(room, database):
    await operators(room, "sun")
    sun = await officer(room)
    await sun.send_document("签到表.docx", b"signed")
    await sun.send_document("记录.docx", b"minutes")
    asked = sun.last
    await sun.tap("作为内容包的新版")
    await sun.tap(next(each for each in asked.buttons if CHECK in each), on=asked)
    await sun.tap("今天")
    async with database.read() as session:
        kept = (await session.scalars(select(EvidenceRow.file_name))).all()
    assert kept == ["签到表.docx", "记录.docx"]


async def test_a_table_is_read_by_its_columns(room):
    (chen,) = await operators(room, "chen")
    rows = [
        ("序号", "工作内容", "责任主体", "频次"),
        ("1", "安全员每季度至少检查1次消防器材。", "值守站安全员", "每季度"),
        ("2", "安全员每半年至少组织1次应急演练。", "值守站站长", "每半年"),
        ("3", "安全员至少清点1次应急物资。", "值守站安全员", "每月5日前"),
    ]
    content = BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    await chen.send("/admin edition")
    await chen.tap("上传新版")
    await chen.tap("值守站规则")
    await chen.send_document("清单.xlsx", content.getvalue())
    text = chen.last.text
    assert "新增0、变更2、取消0、不变1" in text
    assert "责任主体：值守站安全员 → 值守站站长" in text
    assert "频次：每季度至少 1 次 → 每月至少 1 次，5日前" in text


async def test_of_a_pack_with_several_documents_it_is_asked_of_which(room):
    (chen,) = await operators(room, "chen")
    await chen.send("/admin edition")
    await chen.tap("上传新版")
    await chen.tap("有关党内法规")
    await chen.tap("党员教育管理条例")
    assert "请发送《党员教育管理条例》新版的文件" in chen.last.text
    await chen.send_document("其他.txt", OTHER.encode())
    assert "没有一条与现行条文对得上" in chen.last.text


async def test_for_anybody_else_there_is_no_way_to_it(room):
    (chen,) = await operators(room, "chen")
    await send(chen)
    stranger = room.talk.person("stranger")
    await stranger.send_document("新版.txt", NEWER.encode())
    assert "作为内容包的新版" not in stranger.last.buttons
    (edition,) = await room.services.pack_editions.latest()
    await stranger.press(room.talk.sealed(f"ed:{edition.id}:0", stranger), on=stranger.last)
    assert "值守站" not in stranger.alert.text


async def test_two_replicas_both_follow(room, database, clock, station_packs):
    (chen,) = await operators(room, "chen")
    other = Library(station_packs)
    replica = build_talk(database, other, Answerer(other), clock, room.talk.messenger)
    room.talk.messenger.settle = Driver(room.talk.application, together=True).settle
    await send(chen)
    await dated(chen)
    await chen.tap("核准")
    await room.day(2027, 1, 1, 9)
    await replica.services.in_force.run()
    assert replica.services.library.get(ClauseRef(PACK, "S1")).cadence == Quota(1, Per.MONTH)
    assert replica.services.library.get(ClauseRef(PACK, "N2")).subject == "head"
    await replica.services.editions.run()
    assert not [each for each in chen.messages if each.text.startswith("条文有新版")]


async def test_newer_files_of_the_pack_count_instead(room, database, clock, station_packs):
    (chen,) = await operators(room, "chen")
    await send(chen)
    await dated(chen)
    await chen.tap("核准")
    await room.day(2027, 1, 1, 9)
    newer = [
        replace(each, edition="2027年版") if each.id == PACK else each for each in station_packs
    ]
    library = Library(newer)
    replica = build_talk(database, library, Answerer(library), clock, room.talk.messenger)
    await replica.services.in_force.run()
    assert library.get(ClauseRef(PACK, "S1")).cadence == Quota(1, Per.QUARTER)
    (edition,) = await replica.services.pack_editions.latest()
    assert edition.state is EditionState.OVERTAKEN


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
async def test_every_screen_is_there_in_each_language(room, locale):
    chen, wu = await operators(room, "chen", "wu")
    for person in (chen, wu):
        found = await room.services.registration.find_person(telegram(person.person_id))
        await room.services.preferences.set_locale(found.id, locale)
    await chen.send_document("new.txt", NEWER.replace("每年至少主持1次", "适时主持").encode())
    seen = [chen.last.text]
    for at in (-1, -2, 0, 1, -1):
        await chen.tap(chen.last.buttons[at])
        seen.append(chen.last.text)
    assert not [text for text in seen if "pack-edition" in text or "{" in text]
    assert len(set(seen)) == len(seen)
