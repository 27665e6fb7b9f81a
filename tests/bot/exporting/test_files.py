"""The files of a statement, read back by programs that others wrote."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from bot.conversation.cells import guarded
from bot.exporting.making import make_file
from bot.texts.catalogue import LOCALES
from clauses.cadence import Per
from scheduler.closing.drawing import Drawing
from scheduler.closing.exports import ExportFormat
from scheduler.closing.overview import Overviews
from scheduler.ledger.completion import Completions
from scheduler.ledger.reliefs import Reliefs
from scheduler.ledger.reviewing import Reviewing
from scheduler.periods import period_containing
from scheduler.planning.occurrences import EntryDetails, OccurrenceId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import PersonRow

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, PersonId
    from scheduler.store.engine import Database

QUARTER = period_containing(Per.QUARTER, date(2026, 10, 1))
MONTHS = [period_containing(Per.MONTH, date(2026, month, 1)) for month in (10, 11, 12)]
SECRETARY = "branch-secretary"
FORMULA = '=HYPERLINK("http://evil.example","何静")'
DRAWN = datetime(2027, 1, 15, 1, tzinfo=UTC)


class Case(NamedTuple):
    above: Organisation
    manager: PersonId


@pytest.fixture
async def case(make: Factory, database: Database, clock: ManualClock) -> Case:
    """Two branches of which one has a hostile name; done, late, let off, returned, and not done."""
    manager = await make.person("周敏")
    above = await make.organisation("省水利厅机关党委", manager=manager)
    await Reviewing(database, clock).want(manager.id, above.id, wanted=True)
    completions = Completions(database, clock)
    for name, person in (("=1+1党支部", FORMULA), ("二支部", "王芳")):
        branch = await make.organisation(name, body="branch", parent=above)
        holder = await make.person(person)
        await make.assignment(holder, branch, post=SECRETARY)
        items = [await make.occurrence(branch, post=SECRETARY, period=month) for month in MONTHS]
        done = await completions.complete(
            items[0], by=holder.id, held_on=date(2026, 10, 20), note="@说明"
        )
        await completions.add_details(
            done.entry.id, by=holder.id, details=EntryDetails(5, 0, "+水支2026-11")
        )
        await completions.add_evidence(
            done.entry.id, by=holder.id, kind="photo", file_id=f"p{name}"
        )
        again = await completions.complete(items[1], by=holder.id, held_on=date(2026, 11, 20))
        await Reviewing(database, clock).give_back(
            again.entry.id, by=manager.id, reason="-日期不符"
        )
        await Reliefs(database, clock).grant(items[2], by=manager.id, reason="支部改选")
    return Case(above, manager.id)


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob("*.part"))


async def made(
    case: Case,
    database: Database,
    library: Library,
    clock: ManualClock,
    folder: Path,
    format_: ExportFormat,
    locale: str = "zh-Hans",
) -> Path:
    path = folder / f"1.{format_.value}"
    heard: list[tuple[int, int]] = []

    async def progress(done: int, total: int) -> None:
        heard.append((done, total))

    await make_file(
        database, library, case.above, QUARTER, format_, locale, path, clock.now(), progress
    )
    assert (heard[0], heard[-1]) == ((0, 6), (6, 6))
    assert not left_over(folder)
    return path


@pytest.mark.parametrize("locale", LOCALES)
async def test_two_readers_find_the_same_in_the_workbook_and_no_formula(
    case: Case,
    database: Database,
    library: Library,
    clock: ManualClock,
    tmp_path: Path,
    locale: str,
) -> None:
    path = await made(case, database, library, clock, tmp_path, ExportFormat.XLSX, locale)
    first, second = load_workbook(path), CalamineWorkbook.from_path(str(path))
    assert first.sheetnames == second.sheet_names
    assert len(first.sheetnames) == 4
    register = first.worksheets[1]
    assert (register.max_row, register.max_column) == (7, 13)
    rows = second.get_sheet_by_index(1).to_python()
    for mine, theirs in zip(register.iter_rows(values_only=True), rows, strict=True):
        said = [each.date() if isinstance(each, datetime) else each for each in mine]
        assert ["" if each is None else each for each in said] == theirs
    cells = [cell for sheet in first for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    texts = {str(cell.value) for cell in cells}
    assert any(FORMULA in text for text in texts)
    assert "=1+1党支部" in texts
    assert "+水支2026-11" in texts
    assert not any(cell.hyperlink for cell in cells)


async def test_sums_are_those_of_the_register_and_shown_as_native_charts(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    path = await made(case, database, library, clock, tmp_path, ExportFormat.XLSX)
    book = load_workbook(path)
    summary, register, entries, trail = book.worksheets
    heads = [cell.value for cell in summary[5]]
    total = dict(zip(heads, (cell.value for cell in summary[6]), strict=True))
    states = [row[11] for row in register.iter_rows(min_row=2, values_only=True)]
    for state in set(states):
        assert total[state] == states.count(state)
    assert total["全部"] == len(states) == total["列入合计"] + total["不列入"]
    units = [row for row in summary.iter_rows(min_row=7, values_only=True) if row[0]]
    assert [row[0] for row in units] == ["省水利厅机关党委", "　=1+1党支部", "　二支部"]
    assert sum(row[-1] for row in units) == total["全部"]
    with ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2

    kinds = [row[12] for row in entries.iter_rows(min_row=2, values_only=True)]
    assert kinds == ["待核实", "已退回"] * 2
    row = next(entries.iter_rows(min_row=2, values_only=True))
    assert row[7:10] == (5, 0, "+水支2026-11")
    acts = [row[1] for row in trail.iter_rows(min_row=2, values_only=True)]
    assert acts.count("退回") == 2
    assert acts.count("登记") == 4


async def test_the_register_says_of_an_item_what_the_ledger_knows(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    path = await made(case, database, library, clock, tmp_path, ExportFormat.XLSX)
    rows = list(load_workbook(path).worksheets[1].iter_rows(min_row=2, values_only=True))
    october, november, december = rows[3:]
    assert october[3:6] == ("二支部", "党支部书记（王芳）", "2026年10月")
    assert october[7].date() == date(2026, 10, 20)
    assert october[9:12] == ("记录编号1、照片1张、说明1", "待核实", "如期完成")
    assert november[7] == "—"
    assert november[12] == "退回1次"
    assert (december[11], december[12]) == ("免办", "免办：支部改选")


async def test_a_page_of_the_document_is_an_organisation_with_place_for_signature_and_seal(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    clock.set(DRAWN)
    assert await Drawing(database, clock).run() == 4
    path = await made(case, database, library, clock, tmp_path, ExportFormat.DOCX)
    document = Document(str(path))
    assert len(document.sections) == 2
    assert all(each.page_width > each.page_height for each in document.sections)
    titles = [each.text for each in document.paragraphs if each.text.endswith("履职情况表")]
    assert titles == ["2026年第四季度履职情况表"] * 2
    sums, register, signatures = document.tables[:3]
    said = [cell.text for cell in sums.rows[0].cells]
    assert said[0] == "列入合计 3"
    assert said[-1] == "另：不列入 0"
    assert sum(int(each.split(" ")[1]) for each in said[1:-1]) == 3
    assert [cell.text for cell in register.rows[0].cells][:3] == ["序号", "事项", "依据"]
    assert len(register.rows) == 4
    told = "".join(cell.text for cell in signatures.rows[0].cells)
    assert "到期自动出具" in told
    assert "负责人（签字）" in told
    assert "上级党组织（盖章）" in told
    assert "w:tblHeader" in register.rows[0]._tr.xml


async def test_days_of_the_year_in_the_title_have_no_year_whenever_it_is_printed(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    clock.set(DRAWN)
    await Drawing(database, clock).run()
    path = await made(case, database, library, clock, tmp_path, ExportFormat.DOCX)
    cells = [cell.text for cell in Document(str(path)).tables[1].rows[1].cells]
    assert cells[6:9] == ["10月31日", "10月20日", "11月23日"]


async def test_the_document_names_its_faces_what_replaces_them_and_keeps_the_order_of_the_format(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    clock.set(DRAWN)
    await Drawing(database, clock).run()
    path = await made(case, database, library, clock, tmp_path, ExportFormat.DOCX)
    with ZipFile(path) as book:
        fonts = book.read("word/fontTable.xml").decode()
        body = book.read("word/document.xml").decode()
    for face, substitute in (("方正小标宋_GBK", "华文中宋"), ("仿宋_GB2312", "仿宋")):
        assert f'<w:font w:name="{face}"><w:altName w:val="{substitute}"/></w:font>' in fonts
        assert f'w:eastAsia="{face}"' in body
    # Programs that go by the schema take no other order.
    assert body.index("<w:tblCellMar>") < body.index("<w:tblLook")
    head = body[body.index("<w:shd ") :]
    assert head.index("<w:vAlign") < head.index("</w:tcPr>")
    assert Document(str(path)).tables[2].rows[0].height >= Mm(40)


async def test_a_correction_is_named_as_one_and_says_what_was_before(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    clock.set(DRAWN)
    await Drawing(database, clock).run()
    async with database.read() as session:
        item = await session.scalar(
            select(OccurrenceRow.id).where(OccurrenceRow.period_start == date(2026, 11, 1)).limit(1)
        )
    await Reliefs(database, clock).grant(OccurrenceId(item or 0), by=case.manager, reason="改选")
    assert await Overviews(database, clock).draw(case.above.id, QUARTER, by=case.manager) == 1
    path = await made(case, database, library, clock, tmp_path, ExportFormat.DOCX)
    document = Document(str(path))
    assert sum("更正第2号（更正第1号中的1项）" in p.text for p in document.paragraphs) == 1
    (changes,) = [table for table in document.tables if len(table.columns) == 14]
    assert [cell.text for cell in changes.rows[0].cells][-3:] == ["原状态", "现状态", "备注"]
    assert len(changes.rows) == 2
    assert [cell.text for cell in changes.rows[1].cells][-3:] == ["未送达", "免办", "免办"]
    path = await made(case, database, library, clock, tmp_path, ExportFormat.CSV)
    assert "更正：未送达改为免办（免办）" in path.read_text("utf-8-sig")


async def test_what_is_not_drawn_has_no_place_to_sign(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    path = await made(case, database, library, clock, tmp_path, ExportFormat.DOCX)
    document = Document(str(path))
    words = "".join(each.text for each in document.paragraphs)
    assert "未出具" in words
    assert len(document.tables) == 4
    assert "盖章" not in "".join(c.text for table in document.tables for c in table._cells)


async def test_nothing_in_the_csv_is_run_by_a_program(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    path = await made(case, database, library, clock, tmp_path, ExportFormat.CSV)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 7
    assert rows[1][3] == "'=1+1党支部"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\tx", "\n=1", " =1", "　=1", "＝1", "＠a"]
)
def test_what_a_program_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_other_text_stays_as_it_is() -> None:
    assert guarded("支委会 1-2") == "支委会 1-2"


async def test_the_sums_of_the_file_are_those_of_the_chat(
    case: Case, database: Database, library: Library, clock: ManualClock, tmp_path: Path
) -> None:
    path = await made(case, database, library, clock, tmp_path, ExportFormat.XLSX)
    overview = await Overviews(database, clock).of(case.above.id, QUARTER, by=case.manager)
    summary = load_workbook(path).worksheets[0]
    assert summary.cell(6, 2).value == overview.listed


async def test_a_printed_statement_has_what_was_drawn_and_nothing_that_came_since(
    case: Case,
    database: Database,
    library: Library,
    clock: ManualClock,
    make: Factory,
    tmp_path: Path,
) -> None:
    clock.set(DRAWN)
    await Drawing(database, clock).run()
    async with database.read() as session:
        branch = (await Organisations(session).managed_by(case.manager))[1]
    await make.occurrence(branch, post=SECRETARY, period=MONTHS[0], ref="a:b")
    path = tmp_path / "1.docx"

    async def progress(done: int, total: int) -> None: ...

    await make_file(
        database,
        library,
        case.above,
        QUARTER,
        ExportFormat.DOCX,
        "zh-Hans",
        path,
        clock.now(),
        progress,
    )
    sums, register, _ = Document(str(path)).tables[:3]
    said = [cell.text for cell in sums.rows[0].cells]
    assert said[0] == "列入合计 3"
    assert len(said) == 8
    assert len(register.rows) == 4


async def test_characters_that_no_document_takes_are_left_out_of_it(
    case: Case,
    database: Database,
    library: Library,
    clock: ManualClock,
    tmp_path: Path,
) -> None:
    async with database.write() as session:
        await session.execute(update(PersonRow).values(name="何\uffff\x01静\ufffe"))
    for format_ in ExportFormat:
        await made(case, database, library, clock, tmp_path, format_)
    printed = Document(str(tmp_path / "1.docx")).tables[1]
    assert "（何静）" in printed.rows[1].cells[4].text
