"""A quarter and a year close by themselves, and the files say what statement and board say; a phone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.e2e.program import running
from tests.e2e.station_pack import CHECK, COUNT, DRILL, write_older
from tests.e2e.test_seat import STATION, enter, found, take, turn_to

pytestmark = pytest.mark.e2e

DONE, LATE, EXCUSED, VACANT, UNREACHED, MISSED = STATES = (
    "如期完成",
    "逾期完成",
    "免办",
    "空缺",
    "未送达",
    "未完成",
)
LISTED, NOT_LISTED, ALL = "列入合计", "不列入", "全部"
OPEN = "尚未办结"


async def test_a_quarter_and_a_year_close_and_their_files_are_read_back(tmp_path: Path, open_page):
    packs = tmp_path / "packs"
    packs.mkdir()
    with running(tmp_path / "data", write_older(packs)) as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 3, 16, 12, 0))
        await found(page, "zhou")
        await take(page, "li", datetime(2026, 3, 16, 12, 5))
        await page.jump(datetime(2026, 5, 6, 12, 0))
        await turn_to(page, "li")
        await enter(page, f"{COUNT}（第二季度）")

        # What the board calls done and red before the day is what the statement calls done and not done.
        await turn_to(page, "zhou")
        await page.jump(datetime(2026, 7, 6, 12, 0))
        shown = sums(await board_of(page, "第二季度"))
        assert (shown["🟢 已完成"], shown["🔴 逾期"], shown["合计"]) == (1, 2, 3)
        await page.jump(datetime(2026, 7, 20, 12, 0))
        await page.jump("hour")
        await page.wait_for("2026年第二季度情况表已出具")
        await page.shoot("quarter-1-told")
        await page.tap("看情况表")
        drawn = sums(await (await page.wait_for("情况表　2026年第二季度")).inner_text())
        await page.shoot("quarter-2-statement")
        assert [drawn[each] for each in STATES] == [1, 0, 0, 0, 0, 1]
        assert (drawn[LISTED], drawn[NOT_LISTED], drawn[ALL]) == (2, 1, 3)
        shown = sums(await board_of(page, "第二季度"))
        await page.shoot("quarter-3-board")
        assert (shown["🟢 已完成"], shown["🔴 逾期"], shown["合计"]) == (1, 1, 2)

        await page.ask("/export", "情况表　2026年第二季度")
        await page.tap("xlsx")
        book = await page.receive(f"{STATION}_2026年第二季度.xlsx", tmp_path)
        assert summed(book) == {OPEN: 0, **stated(drawn)}
        assert states(book) == [(CHECK, MISSED), (DRILL, NOT_LISTED), (COUNT, DONE)]
        await page.ask("/export", "情况表　2026年第二季度")
        await page.tap("docx")
        printed = await page.receive(f"{STATION}_2026年第二季度.docx", tmp_path)
        said = words(printed)
        for state in (*STATES, LISTED, NOT_LISTED):
            assert f"{state} {drawn[state]}" in said
        await page.shoot("quarter-4-files")

        # The rest of the year: one quarter is met, one is not.
        await turn_to(page, "li")
        await page.jump(datetime(2026, 9, 8, 12, 0))
        await enter(page, f"{CHECK}（第三季度）", f"{COUNT}（第三季度）", f"{DRILL}（下半年）")
        await turn_to(page, "zhou")
        await page.jump(datetime(2027, 1, 20, 12, 0))
        await page.jump("hour")
        await page.wait_for("2026年情况表已出具")
        await page.shoot("quarter-5-year-told")
        await page.ask("/export", "情况表　2026年第四季度")
        await page.tap("全年")
        await page.tap_shows("按季度")
        year = sums(await (await page.below("情况表　2026年")).inner_text())
        await page.shoot("quarter-6-year")
        assert (year[DONE], year[MISSED], year[LISTED], year[NOT_LISTED]) == (4, 3, 7, 3)
        await page.tap("xlsx")
        book = await page.receive(f"{STATION}_2026年.xlsx", tmp_path)
        assert summed(book) == {OPEN: 0, **stated(year)}
        shown = sums(await board_of(page, "2026年"))
        assert (shown["🟢 已完成"], shown["🔴 逾期"], shown["合计"]) == (4, 3, 7)


async def board_of(page, period: str) -> str:
    """What the board of a period says."""
    await page.ask("/board", "履职看板")
    await page.tap("期间、组织")
    await page.wait_for("看哪个期间")
    await page.tap(period)
    year = "" if period.endswith("年") else "2026年"
    return await (await page.below(f"履职看板　{year}{period}")).inner_text()


def sums(text: str) -> dict[str, int]:
    """Each number of a screen, by the words before it."""
    parts = [part.rpartition(" ") for line in text.splitlines() for part in line.split("　")]
    return {word: int(number) for word, _, number in parts if number.isdigit()}


def stated(found: dict[str, int]) -> dict[str, int]:
    """Those of these sums that a statement has."""
    return {each: found[each] for each in (*STATES, LISTED, NOT_LISTED, ALL)}


def summed(book: Path) -> dict[str, int]:
    """The sums of the summary, by its heads."""
    rows = list(load_workbook(book)["汇总"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "组织")
    total = next(row for row in rows if row[0] == "合计")
    return {str(head): number for head, number in zip(heads[1:], total[1:], strict=True)}


def states(book: Path) -> list[tuple[str, str]]:
    """Each item of the register with its state, in order."""
    heads, *rows = load_workbook(book)["台账"].iter_rows(values_only=True)
    item, state = heads.index("事项"), heads.index("状态")
    return [(row[item], row[state]) for row in rows]


def words(printed: Path) -> str:
    """All that a printed document says."""
    document = Document(str(printed))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])
