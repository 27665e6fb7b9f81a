"""The yearly self-assessment, through the real application."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from bot.conversation.buttons.closing import ChecklistsButton
from bot.exporting.making import make_file
from clauses.cadence import Per
from scheduler.closing.exports import ExportFormat
from scheduler.periods import period_containing
from tests.acceptance.closing_world import Unit, committee_with_branch, press


@pytest.fixture
async def unit(talk, make) -> Unit:
    return await committee_with_branch(talk, make)


async def opened(unit: Unit) -> None:
    await unit.wang.send("/events")
    await unit.wang.tap("单位情况")
    await unit.wang.tap("自评")


async def test_a_body_says_how_it_stands_point_by_point(talk, unit):
    await opened(unit)
    text = unit.wang.last.text
    assert text.startswith("自评　2026年\n规划处党支部\n\n五好党支部\n○ 政治功能发挥好")
    assert "依据：《答记者问》问4之四" in text
    assert len(unit.wang.last.buttons) == 5 + 2
    await unit.wang.tap("政治功能发挥好")
    assert "尚未填写" in unit.wang.last.text
    await unit.wang.tap("达到")
    assert "达到（王芳）" in unit.wang.last.text
    await unit.wang.tap("填说明、佐证")
    assert "请勿上传涉密、内部或未公开的材料" in unit.wang.last.text
    await unit.wang.send("全年理论学习12次")
    assert "说明：全年理论学习12次" in unit.wang.last.text
    await unit.wang.tap("填说明、佐证")
    await unit.wang.send_photo()
    assert "佐证1件" in unit.wang.last.text
    await unit.wang.tap("看佐证")
    await unit.wang.tap("‹ 返回")
    assert any("✓ 政治功能发挥好" in each.text for each in unit.wang.messages)


async def test_managers_above_see_it_and_the_year_is_exported_with_it(
    talk, unit, database, library, tmp_path
):
    await opened(unit)
    await unit.wang.tap("廉洁自律形象好")
    await unit.wang.tap("未达到")
    await unit.wang.tap("填说明、佐证")
    await unit.wang.send("=1件信访")
    await unit.zhou.send("/start")
    await press(talk, unit.zhou, ChecklistsButton(unit.branch.id).pack())
    assert "✗ 廉洁自律形象好" in unit.zhou.last.text

    async def ignored(done: int, total: int) -> None: ...

    path = tmp_path / "year.xlsx"
    year = period_containing(Per.YEAR, talk.clock.now().date())
    await make_file(
        database,
        library,
        unit.committee,
        year,
        ExportFormat.XLSX,
        "zh-Hans",
        path,
        talk.clock.now(),
        ignored,
    )
    rows = list(load_workbook(path)["自评"].iter_rows(values_only=True))
    assert rows[1][:5] == ("规划处党支部", "五好党支部", "廉洁自律形象好", "未达到", "=1件信访")


async def test_another_year_is_another_one_and_the_next_cannot_be_said(talk, unit):
    await opened(unit)
    await unit.wang.tap("2025年")
    await unit.wang.tap("党员队伍建设好")
    await unit.wang.tap("达到")
    await unit.wang.tap("‹ 返回")
    assert "✓ 党员队伍建设好" in unit.wang.last.text
    await unit.wang.tap("2026年")
    assert "✓" not in unit.wang.last.text
    await press(talk, unit.wang, ChecklistsButton(unit.branch.id, 2027).pack())
    await unit.wang.tap("党员队伍建设好")
    await unit.wang.tap("达到")
    assert unit.wang.alert is not None


async def test_a_body_without_a_standard_has_none(talk, unit):
    await unit.zhou.send("/events")
    await unit.zhou.tap("省民政厅机关党委")
    await unit.zhou.tap("单位情况")
    assert "自评" not in unit.zhou.last.buttons


async def test_others_see_nothing_of_it(talk, unit):
    await opened(unit)
    stranger = talk.person("li")
    await stranger.send("/start")
    await press(talk, stranger, ChecklistsButton(unit.branch.id).pack())
    assert stranger.alert is not None
    assert "五好" not in stranger.last.text
