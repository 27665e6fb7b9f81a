"""Files asked for in the chat: made in another process, shown on their way, and sent by the outbox."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select

from bot.conversation.buttons.closing import ExportButton
from bot.exporting.making import make_file
from bot.exporting.progress import ChatProgress
from bot.exporting.worker import FileFailed, WorkerProcess
from scheduler.closing.exports import FilePass
from scheduler.store.tables.closing import ExportRow
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.roster import ManagerRow
from tests.acceptance.closing_world import Unit, committee_with_branch, deliver, press
from tests.acceptance.conftest import SHANGHAI


class InThisProcess:
    """Makes files at once; ``faults`` are raised instead, one at a time."""

    def __init__(self, talk, database, library) -> None:
        self._talk, self._database, self._library = talk, database, library
        self.faults: list[BaseException] = []

    async def make(self, task, progress) -> None:
        if self.faults:
            raise self.faults.pop(0)
        export = task.export
        await make_file(
            self._database,
            self._library,
            task.organisation,
            export.period,
            export.format,
            task.person.locale,
            task.path,
            self._talk.clock.now(),
            progress,
        )


@pytest.fixture
async def unit(talk, make) -> Unit:
    return await committee_with_branch(talk, make)


@pytest.fixture
def maker(talk, database, library) -> InThisProcess:
    return InThisProcess(talk, database, library)


@pytest.fixture
def folder(talk, tmp_path) -> Path:
    """Where the files lie; the courier knows it as well."""
    (channel,) = talk.dispatcher._channels.values()
    channel.courier._files = tmp_path / "exports"
    return tmp_path / "exports"


@pytest.fixture
def files(talk, database, library, maker, folder) -> FilePass:
    progress = ChatProgress(talk.application.bot, library, talk.uptime)
    return FilePass(database, talk.clock, maker, progress, folder)


def sent(client) -> list:
    return [each for each in client.messages if each.file_name]


async def test_a_file_is_shown_on_its_way_and_arrives(talk, unit, files, folder):
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    assert "省民政厅机关党委　2026年第四季度　xlsx\n正在准备" in unit.zhou.last.text
    assert await files.run() == 1
    assert "已生成，随即发出" in unit.zhou.last.text
    await deliver(talk)
    (message,) = sent(unit.zhou)
    assert message.file_name == "省民政厅机关党委_2026年第四季度.xlsx"
    assert "省民政厅机关党委　2026年第四季度" in message.text
    (path,) = folder.iterdir()
    assert len(load_workbook(path).sheetnames) == 4


async def test_the_same_wish_twice_is_one_file(talk, unit, files, database):
    await unit.zhou.send("/export")
    statement = unit.zhou.last
    for _ in range(2):
        await unit.zhou.tap("docx", on=statement)
    assert "正在准备" in unit.zhou.alert.text
    assert sum("正在准备" in each.text for each in unit.zhou.messages) == 1
    assert await files.run() == 1
    assert not any("正在准备" in each.text for each in unit.zhou.messages)
    await deliver(talk)
    assert len(sent(unit.zhou)) == 1


async def test_a_process_that_was_killed_leaves_the_wish_to_the_next_one(
    talk, unit, files, maker, database
):
    await unit.zhou.send("/export")
    await unit.zhou.tap("csv")
    maker.faults = [asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await files.run()
    assert await files.run() == 0  # its claim has not lapsed yet
    await talk.jump(2026, 11, 23, 9, 1)
    assert await files.run() == 1
    await deliver(talk)
    assert [each.file_name for each in sent(unit.zhou)] == ["省民政厅机关党委_2026年第四季度.csv"]


async def test_what_kills_the_whole_process_is_given_up_and_told(talk, unit, files, maker):
    await unit.zhou.send("/export")
    await unit.zhou.tap("csv")
    maker.faults = [asyncio.CancelledError()] * 4
    for minute in (1, 2, 3):
        with pytest.raises(asyncio.CancelledError):
            await files.run()
        await talk.jump(2026, 11, 23, 9, minute)
    assert await files.run() == 1
    await deliver(talk)
    assert sent(unit.zhou) == []
    assert "未能生成，请稍后再试" in unit.zhou.last.text
    assert await files.run() == 0


async def test_what_fails_is_tried_again_and_then_told(talk, unit, files, maker):
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    maker.faults = [OSError("disk"), OSError("disk")]
    assert await files.run() == 1
    await deliver(talk)
    assert len(sent(unit.zhou)) == 1

    await unit.zhou.send("/export")
    await unit.zhou.tap("docx")
    maker.faults = [OSError("disk")] * 3
    assert await files.run() == 1
    await deliver(talk)
    assert len(sent(unit.zhou)) == 1
    assert "未能生成，请稍后再试" in unit.zhou.last.text


async def test_rights_that_ended_meanwhile_end_the_file(talk, unit, files, database, folder):
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    async with database.write() as session:
        await session.execute(delete(ManagerRow))
    assert await files.run() == 0
    await deliver(talk)
    assert sent(unit.zhou) == []
    assert "您已不是这个组织的管理员" in unit.zhou.last.text
    async with database.read() as session:
        assert (await session.scalars(select(ExportRow.state))).all() == ["refused"]
        kinds = set(await session.scalars(select(NoticeRow.kind)))
    assert "file-made" not in kinds
    assert not folder.exists() or list(folder.iterdir()) == []


async def test_rights_that_end_while_it_is_made_keep_it_from_being_sent(
    talk, unit, files, maker, database, folder
):
    class Slow:
        async def make(self, task, progress) -> None:
            await maker.make(task, progress)
            async with database.write() as session:
                await session.execute(delete(ManagerRow))

    files._maker = Slow()
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    await files.run()
    await deliver(talk)
    assert sent(unit.zhou) == []
    assert list(folder.iterdir()) == []


async def test_nobody_asks_for_what_they_do_not_manage_or_for_too_much(talk, unit, database):
    quarter = talk.clock.now().date().replace(month=10, day=1)
    wish = ExportButton(unit.committee.id, "quarter", quarter, "xlsx").pack()
    await unit.wang.send("/export")
    await press(talk, unit.wang, wish)
    assert unit.wang.alert is not None
    async with database.read() as session:
        assert (await session.scalars(select(ExportRow.id))).all() == []

    await unit.zhou.send("/export")
    statement = unit.zhou.last
    for each in ("xlsx", "docx", "csv"):
        await unit.zhou.tap(each, on=statement)
    await unit.zhou.tap("全年", on=statement)
    statement = next(each for each in unit.zhou.messages if each.id == statement.id)
    await unit.zhou.tap("xlsx", on=statement)
    assert "已有3个文件正在准备" in unit.zhou.alert.text
    odd = ExportButton(unit.committee.id, "quarter", quarter, "exe").pack()
    await press(talk, unit.zhou, odd)
    assert unit.zhou.alert is not None


async def test_old_files_are_removed(talk, unit, files, folder):
    await unit.zhou.send("/export")
    await unit.zhou.tap("csv")
    await files.run()
    await files.clear()
    assert len(list(folder.iterdir())) == 1
    await talk.jump(2026, 12, 10, 9, 0)
    await files.clear()
    assert list(folder.iterdir()) == []


async def test_the_child_process_makes_the_same_file(talk, unit, database, database_url, folder):
    worker = WorkerProcess(database_url, [], [], folder.parent, talk.clock, SHANGHAI)
    progress = ChatProgress(talk.application.bot, talk.services.library, talk.uptime)
    files = FilePass(database, talk.clock, worker, progress, folder)
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    assert await files.run() == 1
    await deliver(talk)
    (message,) = sent(unit.zhou)
    assert message.file_name == "省民政厅机关党委_2026年第四季度.xlsx"


async def test_a_child_that_fails_says_why(talk, unit, database, folder):
    worker = WorkerProcess(
        "sqlite:////nowhere/duty.db", [], [], folder.parent, talk.clock, SHANGHAI
    )
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    progress = ChatProgress(talk.application.bot, talk.services.library, talk.uptime)
    task = await FilePass(database, talk.clock, worker, progress, folder)._next()
    folder.mkdir()

    async def ignored(done: int, total: int) -> None: ...

    with pytest.raises(FileFailed, match="unable to open"):
        await worker.make(task, ignored)


async def test_a_long_name_leaves_room_for_the_period_in_that_of_the_file(talk, unit, files):
    name = "联合党支部" * 12
    reorganising = talk.services.reorganising
    await reorganising.rename(unit.manager.id, unit.committee.id, name)
    await unit.zhou.send("/export")
    await unit.zhou.tap("csv")
    await files.run()
    await deliver(talk)
    (message,) = sent(unit.zhou)
    assert message.file_name == f"{name[:51]}_2026年第四季度.csv"


async def test_rights_that_end_before_it_is_sent_keep_the_file_back(talk, unit, files, make):
    await unit.zhou.send("/export")
    await unit.zhou.tap("xlsx")
    assert await files.run() == 1
    await make.manager(unit.committee, await make.person("陈晨"))
    await deliver(talk)
    assert sent(unit.zhou) == []
