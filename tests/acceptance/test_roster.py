"""A roster from a file: what it would change, what was changed, and the same table given out."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from bot.conversation.addresses import telegram
from bot.conversation.cells import guarded, unguarded
from bot.messenger.people.chat_client import ChatClient

UNIT = "省民政厅机关党委"
BRANCH = "第一党支部"
TITLES = ["组织", "岗位", "姓名", "Telegram 编号", "任职起", "任职止"]


def sheet(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in (["2026年名册"], TITLES, *rows):
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture
async def zhou(talk) -> ChatClient:
    return await talk.registered("zhou")


@pytest.fixture
async def branch(talk, zhou, make):
    """A branch below, and somebody who has written to the bot and holds nothing."""
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    (above,) = await talk.services.registration.managed_by(by.id)
    await talk.person("sun").send("/start")
    return await make.organisation(BRANCH, body="branch", parent=above)


async def open_roster(person: ChatClient) -> None:
    await person.send("/handover")
    await person.tap(UNIT)
    await person.tap("返回")
    await person.tap("名册")


def rows(talk) -> list[list[object]]:
    sun, zhou = talk.person("sun").person_id, talk.person("zhou").person_id
    return [
        [BRANCH, "党支部书记", "孙晓", sun, "2026-12-01", None],
        ["", "机关党委书记", "周敏", zhou, None, "2027-06-30"],
        [BRANCH, "纪检委员", "陈晨", None, None, None],
        ["第九党支部", "党支部书记", "赵一", None, None, None],
        [BRANCH, "安全员", "=1+1", "abc", "下周", None],
    ]


def file_of(talk, person: ChatClient) -> tuple[str, bytes]:
    """The last file that the person was sent."""
    name = next(each.file_name for each in reversed(person.messages) if each.file_name)
    messenger = talk.messenger
    file = [each for each in messenger.world.files.values() if each.name == name][-1]
    return name, messenger.store.read_file(file.id)


async def preview(talk, person: ChatClient, content: bytes, name: str = "名册.xlsx") -> str:
    await open_roster(person)
    await person.send_document(name, content)
    return person.last.text


async def test_nothing_is_written_before_it_is_confirmed(talk, zhou, branch):
    text = await preview(talk, zhou, sheet(*rows(talk)))
    assert "新增 2　变更 1　不变 0　有问题 2" in text
    assert "第3行　新增 第一党支部党支部书记　孙晓" in text
    assert "第4行　变更 省民政厅机关党委机关党委书记　周敏" in text
    assert "第5行　邀请 第一党支部纪检委员　陈晨" in text
    assert "第6行　本组织及下级没有这个组织" in text
    assert "第7行　日期读不出来" in text
    assert "确认前不写入" in text
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    people = await talk.services.people.of(by.id, branch.id)
    assert people.posts == ()


async def test_what_is_confirmed_is_written_once(talk, zhou, branch):
    await preview(talk, zhou, sheet(*rows(talk)))
    await zhou.tap("确认3项")
    assert "名册已写入" in next(e.text for e in reversed(zhou.messages) if not e.file_name)
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    people = await talk.services.people.of(by.id, branch.id)
    (secretary,) = [each for each in people.posts if each.holders]
    (held,) = secretary.holders
    assert (held.person.name, held.start_on) == ("Sun", date(2026, 12, 1))
    own = await talk.services.registration.assignments_of(by.id)
    assert own[0].end_on == date(2027, 7, 1)

    text = await preview(talk, zhou, sheet(*rows(talk)))
    assert "新增 0　变更 0　不变 3　有问题 2" in text
    assert "没有需要写入的" in text
    assert not any("确认" in each for each in zhou.last.buttons)


async def test_another_file_is_not_taken_over_by_the_button_of_the_first(talk, zhou, branch):
    await preview(talk, zhou, sheet([BRANCH, "党支部书记", "赵一", None, None, None]))
    first = zhou.last
    await zhou.send_document("名册.xlsx", sheet([BRANCH, "纪检委员", "钱二", None, "下周", None]))
    second = zhou.last
    await zhou.tap("确认1项", on=first)
    assert "已失效" in zhou.alert.text
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    assert await talk.services.rosters.waiting(by.id, branch.id) == 0
    await zhou.tap("问题表 xlsx", on=second)
    assert file_of(talk, zhou)[0] == "名册问题.xlsx"


async def test_who_is_unknown_gets_an_invite_to_print(talk, zhou, branch):
    await preview(talk, zhou, sheet(*rows(talk)))
    await zhou.tap("确认3项")
    name, data = file_of(talk, zhou)
    assert name == "邀请.docx"
    document = Document(io.BytesIO(data))
    said = "\n".join(each.text for each in document.paragraphs)
    assert "陈晨，您好：" in said
    assert f"请登记为{BRANCH}纪检委员" in said
    assert len(document.inline_shapes) == 1
    chen = talk.person("wang")
    await chen.open_link(re.search(r"https://t\.me/\S+", said)[0])
    await chen.tap("登记")
    assert "登记完成" in chen.last.text


async def test_invites_whose_file_was_lost_are_made_anew_in_one_press(talk, zhou, branch):
    await preview(talk, zhou, sheet(*rows(talk)))
    await zhou.tap("确认3项")
    _, lost = file_of(talk, zhou)
    await open_roster(zhou)
    assert "已受邀、还没登记的有1人" in zhou.last.text
    await zhou.tap("重新生成1份邀请 docx")
    name, data = file_of(talk, zhou)
    assert name == "邀请.docx"
    before, now = (links(each) for each in (lost, data))
    assert len(now) == 1
    assert now != before
    chen = talk.person("wang")
    await chen.open_link(before[0])
    assert "登记" not in chen.last.buttons
    await chen.open_link(now[0])
    await chen.tap("登记")
    assert "登记完成" in chen.last.text
    await open_roster(zhou)
    assert "已受邀" not in zhou.last.text
    assert not any("重新生成" in each for each in zhou.last.buttons)


def links(docx: bytes) -> list[str]:
    """The links of invites on its pages."""
    said = "\n".join(each.text for each in Document(io.BytesIO(docx)).paragraphs)
    return re.findall(r"https://t\.me/\S+", said)


async def test_faults_come_back_as_a_sheet_with_the_fault_first(talk, zhou, branch):
    await preview(talk, zhou, sheet(*rows(talk)))
    await zhou.tap("问题表 xlsx")
    name, data = file_of(talk, zhou)
    assert name == "名册问题.xlsx"
    table = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert table[0][:3] == ("问题", "行", "组织")
    assert table[1][0] == "本组织及下级没有这个组织"
    assert table[2][4] == "=1+1"
    again = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert again[2][4] == "=1+1"


async def test_the_table_that_is_given_out_changes_nothing_when_it_comes_back(
    talk, zhou, branch, tmp_path: Path
):
    await preview(talk, zhou, sheet(*rows(talk)))
    await zhou.tap("确认3项")
    for kind in ("xlsx", "csv"):
        await open_roster(zhou)
        await zhou.tap(f"导出 {kind}")
        name, data = file_of(talk, zhou)
        assert name == f"名册 {UNIT}.{kind}"
        text = await preview(talk, zhou, data, name)
        assert "新增 0　变更 0　不变 2　有问题 0" in text


async def test_a_csv_is_read_and_what_it_does_not_name_stays(talk, zhou, branch):
    written = io.StringIO()
    csv.writer(written).writerows(
        [["岗位", "姓名", "组织"], ["党支部书记", "赵一", BRANCH], ["党支部书记", "赵一", BRANCH]]
    )
    text = await preview(talk, zhou, written.getvalue().encode("gb18030"), "名册.csv")
    assert "新增 1　变更 0　不变 0　有问题 1" in text
    assert "与前面的行重复" in text
    await zhou.tap("确认1项")
    await zhou.send("/myduties")
    assert "机关党委书记" in zhou.last.text


async def test_a_roster_is_read_as_offices_line_it_up(talk, zhou, branch):
    book = openpyxl.Workbook()
    for row in (
        ["2026年名册"],
        [" 组 织", "岗　位", "姓　名", "Telegram编号", "任职起", "任职止"],
        [BRANCH, "党支部 书记", "孙　晓", "７２００００００１", "二〇二六年十二月一日", "至今"],
        [None, "纪检委员", "陈　晨", None, "2026年12月1日", None],
        [None, "纪检委员", "陈晨", None, None, None],
    ):
        book.active.append(row)
    book.active.merge_cells("A3:A5")
    written = io.BytesIO()
    book.save(written)
    text = await preview(talk, zhou, written.getvalue())
    assert "新增 2　变更 0　不变 0　有问题 1" in text
    assert "第5行　与前面的行重复" in text
    await zhou.tap("确认2项")
    by = await talk.services.registration.find_person(telegram(zhou.person_id))
    people = await talk.services.people.of(by.id, branch.id)
    (held,) = [each for post in people.posts for each in post.holders]
    assert (held.person.name, held.start_on, held.end_on) == ("Sun", date(2026, 12, 1), None)


async def test_a_name_that_does_not_fit_is_cut_and_invited_once(talk, zhou, branch):
    long, steered = "陈" * 2000, "晨\x01光\x0b\n亮"
    written = io.StringIO()
    csv.writer(written).writerows(
        [
            ["岗位", "姓名", "组织"],
            ["党支部书记", long, BRANCH],
            ["纪检委员", steered, BRANCH],
        ]
    )
    data = written.getvalue().encode()
    text = await preview(talk, zhou, data, "名册.csv")
    assert f"第一党支部党支部书记　{'陈' * 60}\n" in text
    await zhou.tap("确认2项")
    _, invites = file_of(talk, zhou)
    assert "晨光亮，您好：" in [each.text for each in Document(io.BytesIO(invites)).paragraphs]
    text = await preview(talk, zhou, data, "名册.csv")
    assert "新增 0　变更 0　不变 2　有问题 0" in text


async def test_what_was_not_read_of_a_file_is_said_and_formulas_are_no_empty_cells(
    talk, zhou, branch
):
    book = openpyxl.Workbook()
    for row in (
        [*TITLES, "序号"],
        [BRANCH, "党支部书记", "赵一", None, None, "=DATE(2027,1,1)", 1],
        [BRANCH, "纪检委员", "钱二", None, None, "2027-06-30", "=ROW()"],
        [BRANCH, "组织委员", "孙三", None, None, None, 3],
        ["=A2", "=B2", None, None, None, None, None],
    ):
        book.active.append(row)
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["E"].hidden = True
    book.create_sheet("说明").append(["填表说明"])
    written = io.BytesIO()
    book.save(written)
    text = await preview(talk, zhou, written.getvalue())
    assert "新增 1　变更 0　不变 0　有问题 1" in text
    assert "第3行　邀请 第一党支部纪检委员　钱二" in text
    assert "第2行　公式没有保存结果，请用表格软件打开、保存后再发" in text
    assert "有2行没有读：已隐藏，或者公式没有保存结果。\n隐藏的列没有读。" in text
    assert "另有1张工作表没有读：说明" in text
    await zhou.send("名册在这里")
    assert "另有1张工作表没有读：说明" in zhou.last.text


async def test_who_comes_back_to_a_post_stands_twice_in_the_table_that_is_given_out(
    talk, zhou, branch, make
):
    sun = await talk.services.registration.find_person(telegram(talk.person("sun").person_id))
    post = "branch-secretary"
    await make.assignment(sun, branch, post=post, end_on=date(2026, 12, 31))
    await make.assignment(sun, branch, post=post, start_on=date(2027, 3, 1))
    await open_roster(zhou)
    await zhou.tap("导出 csv")
    name, data = file_of(talk, zhou)
    text = await preview(talk, zhou, data, name)
    assert "新增 0　变更 0　不变 3　有问题 0" in text


async def test_a_person_with_and_without_a_number_is_one_line_too_many(talk, zhou, branch):
    sun = talk.person("sun").person_id
    text = await preview(
        talk,
        zhou,
        sheet(
            [BRANCH, "党支部书记", "孙晓", None, None, None],
            [BRANCH, "党支部书记", "孙 晓", sun, None, None],
            [BRANCH, "纪检委员", "孙晓", sun, None, "2026-12-31"],
            [BRANCH, "纪检委员", "孙晓", None, None, "2027-12-31"],
            ["", "机关党委专职副书记", "李强", 7000, None, None],
            ["", "机关党委专职副书记", "李强", 7001, None, None],
            ["", "机关党委专职副书记", "李刚", 7001, None, None],
        ),
    )
    assert "新增 4　变更 0　不变 0　有问题 3" in text
    for number in (4, 6, 9):
        assert f"第{number}行　与前面的行重复" in text


async def test_a_last_day_before_a_first_one_that_is_stored_is_a_fault(talk, zhou, branch):
    sun = talk.person("sun").person_id
    await preview(talk, zhou, sheet([BRANCH, "党支部书记", "孙晓", sun, "2026-12-01", None]))
    await zhou.tap("确认1项")
    ended = sheet([BRANCH, "党支部书记", "孙晓", sun, None, "2026-11-25"])
    assert "第3行　任职止早于任职起" in await preview(talk, zhou, ended)
    assert not any("确认" in each for each in zhou.last.buttons)


async def test_another_first_day_than_the_one_that_is_settled_is_a_fault(talk, zhou, branch):
    def said(first: str) -> bytes:
        return sheet([BRANCH, "党支部书记", "孙晓", talk.person("sun").person_id, first, None])

    await preview(talk, zhou, said("2026-12-01"))
    await zhou.tap("确认1项")
    assert "不变 1　有问题 0" in await preview(talk, zhou, said("2026-12-01"))
    assert "第3行　任职起与已定的日期不一致" in await preview(talk, zhou, said("2027-02-01"))
    await talk.jump(2026, 12, 2, 9, 0)
    assert "不变 1　有问题 0" in await preview(talk, zhou, said("2027-02-01"))


async def test_the_last_day_of_what_is_handed_over_is_not_put_off_by_a_roster(
    talk, zhou, branch, make
):
    sun = await talk.services.registration.find_person(telegram(talk.person("sun").person_id))
    wang = await make.person()
    post, day = "branch-secretary", date(2026, 12, 1)
    await make.assignment(sun, branch, post=post, end_on=day)
    await make.assignment(wang, branch, post=post, start_on=day)

    def said(last: str) -> bytes:
        return sheet([BRANCH, "党支部书记", sun.name, talk.person("sun").person_id, None, last])

    assert "不变 1　有问题 0" in await preview(talk, zhou, said("2026-11-30"))
    assert "第3行　已定由他人接任" in await preview(talk, zhou, said("2026-12-31"))
    assert not any("确认" in each for each in zhou.last.buttons)


async def test_what_is_no_roster_is_refused(talk, zhou, branch):
    await open_roster(zhou)
    await zhou.send("名册在这里")
    assert "请发送 xlsx 或 csv 文件" in zhou.last.text
    await zhou.send_document("名册.xlsx", b"PK\x03\x04broken")
    assert "读不出来" in zhou.last.text
    await zhou.send_document("名册.csv", "甲,乙\n1,2\n".encode())
    assert "没有找到名册" in zhou.last.text


async def test_only_a_manager_gives_a_roster(talk, zhou, branch):
    sun = talk.person("sun")
    from bot.conversation.buttons.rosters import RosterButton

    await sun.press(talk.sealed(RosterButton(branch.id).pack(), sun), on=sun.last)
    assert sun.alert is not None
    assert BRANCH not in sun.alert.text


@pytest.mark.parametrize(
    "cell", ["=1+1", "+86", "-5", "@here", "\tx", "普通", "'=x", "＝1", " =1", ""]
)
def test_a_guarded_cell_is_read_as_it_was(cell):
    assert guarded(cell).strip()[:1] not in ("=", "+", "-", "@", "＝")
    assert unguarded(guarded(cell)) == cell
