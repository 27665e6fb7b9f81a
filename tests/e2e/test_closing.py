"""An entry returned, confirmed and exported, on a phone."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.e2e.program import running
from tests.e2e.station_pack import COUNT, write_older
from tests.e2e.test_seat import STATION, enter, found, take, turn_to

pytestmark = pytest.mark.e2e

REASON = "照片不是本次活动"
ITEM = f"{COUNT}（第二季度）"


async def test_an_entry_is_returned_confirmed_and_exported(tmp_path: Path, open_page):
    packs = tmp_path / "packs"
    packs.mkdir()
    with running(tmp_path / "data", write_older(packs)) as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 4, 13, 12, 0))
        await found(page, "zhou")
        await take(page, "li", datetime(2026, 4, 13, 12, 5))
        await turn_to(page, "zhou")
        await page.send("/events")
        await page.tap("单位情况")
        await page.tap("核实")
        await page.tap("开启核实")
        await page.wait_for("须经管理员核实")

        await page.jump(datetime(2026, 5, 6, 12, 0))
        await turn_to(page, "li")
        await enter(page, ITEM)
        await turn_to(page, "zhou")
        await page.jump("hour")
        await open_entry(page, "5月6日（周三）", told=1)
        await page.tap("退回")
        await page.send(REASON)
        await page.wait_for("已退回")
        await turn_to(page, "li")
        await page.jump("hour")
        returned = await (await page.wait_for("的登记已退回")).inner_text()
        assert f"理由：{REASON}（周敏）" in returned
        await page.shoot("closing-1-returned")

        await page.jump(datetime(2026, 5, 7, 12, 0))
        await enter(page, ITEM)
        await turn_to(page, "zhou")
        await page.jump("hour")
        await open_entry(page, "5月7日（周四）", told=2)
        await page.shoot("closing-2-to-confirm")
        await page.tap(re.compile("^核实$"))
        await page.wait_for("已核实")
        await page.shoot("closing-3-confirmed")

        await page.jump("hour")
        await page.ask("/export", "情况表　2026年第二季度")
        await page.tap("xlsx")
        book = load_workbook(await page.receive(f"{STATION}_2026年第二季度.xlsx", tmp_path))
        register = rows(book["台账"])
        assert [row["核实"] for row in register if COUNT in row.values()] == ["已核实"]
        entries = rows(book["登记"])
        assert [REASON in row.values() for row in entries] == [True, False]
        assert [row["核实"] for row in entries] == ["已退回", "已核实"]


async def open_entry(page, day: str, *, told: int) -> None:
    """Open the entry of that day that waits for the manager, from the last of what they were told."""
    await page.has_said("待核实 1", told)
    await page.tap(ITEM, under=await page.wait_for("待核实 1"))
    await page.wait_for(f"{day}办理，当天登记")


def rows(sheet) -> list[dict[str, object]]:
    """The rows below the heads, by head."""
    heads, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in below]
