"""From a file to the first reminder: a register in a spreadsheet, and a regulation off a web page."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.documents import messy_register, regulation_page
from tests.e2e.program import running
from tests.e2e.station_pack import write_older
from tests.e2e.test_seat import STATION, found

pytestmark = pytest.mark.e2e

BEGIN = datetime(2026, 11, 23, 10, 0)


async def test_a_messy_register_is_dropped_and_reminds(tmp_path: Path, open_page):
    packs = tmp_path / "packs"
    packs.mkdir()
    register = messy_register(tmp_path / "EHS register.xlsx").read_bytes()
    with running(tmp_path / "data", write_older(packs)) as address:
        page = await open_page(address)
        await page.jump(BEGIN)
        await found(page, "zhou")

        await page.drop_file("EHS register.xlsx", register)
        await page.tap("导入为职责清单")
        understood = await (await page.wait_for("2026年度EHS合规清单")).inner_text()
        assert "共7项，没看懂3项" in understood
        assert "本组织没有这些岗位：安全主任、Finance manager、Compliance officer" in understood
        assert "原件中不显示的内容）：6 旧项目 Old item" in understood
        assert "没有保存结果的公式" in understood
        assert understood.index("没看懂周期：适时") < understood.index("组织消防演练")
        await page.shoot("list-1-understood")

        # Who: two new posts, and one that there is already.
        await page.tap("责任岗位（3个待定）")
        await page.wait_for("待定的暂由负责人办理")
        await page.shoot("list-2-posts")
        await page.tap(re.compile("^安全主任$"))
        await page.tap("新设：安全主任")
        await page.tap("Compliance officer")
        await page.tap("新设：Compliance officer")
        await page.tap("Finance manager")
        await page.wait_for("“Finance manager”是本组织的哪个岗位")
        await page.shoot("list-3-post")
        await page.tap("值守站站长")
        await page.wait_for("Finance manager（1项）：值守站站长")
        await page.tap("返回")

        # How often: one is typed, of one the first day is tapped, one is left out.
        await page.tap("4 更新应急预案")
        await page.tap("更改周期")
        await page.send("每学期")
        await page.wait_for("例如：每年3月31日前")
        await page.send("每年12月20日前")
        await page.wait_for("每年1次，12月20日前")
        await page.tap("返回")
        await page.tap("5 检查仓库")
        await page.wait_for("隔周的第一次是哪一天？点选")
        await page.shoot("list-4-first-day")
        await page.tap("11月25日")
        await page.wait_for("12月9日（周三）")
        await page.tap("返回")
        await page.tap("7 提交环保报告")
        await page.tap("不导入")
        await page.tap_shows("仍要导入")
        await page.tap("返回")
        await page.wait_for("没看懂0项")
        await page.shoot("list-5-ready")
        await page.tap("确认6项")
        await page.wait_for("已生效6项")
        await page.shoot("list-6-confirmed")

        await page.tap("由我担任：安全主任")
        await page.wait_for("本岗位共有4项职责")
        await page.ask("/myduties", "检查仓库")
        await page.shoot("list-7-my-duties")
        await page.jump(datetime(2026, 11, 24, 11, 31))
        await page.has_said("职责提醒", 1)
        assert "检查仓库" in await page.last_message()
        await page.shoot("list-8-reminder")


async def test_a_regulation_off_a_web_page_reminds(tmp_path: Path, open_page):
    packs = tmp_path / "packs"
    packs.mkdir()
    saved = regulation_page(tmp_path / "江岸渡口管理办法.html")
    with running(tmp_path / "data", write_older(packs)) as address:
        page = await open_page(address, phone=True)
        await page.jump(BEGIN)
        await found(page, "zhou")

        await page.send("/import")
        await page.wait_for(STATION)
        await page.send_file(saved)
        understood = await (await page.wait_for("共3项，没看懂1项")).inner_text()
        assert "江岸渡口管理办法" in understood
        assert "没有写明周期的内容" in understood
        assert "原件中不显示的内容）：内部草稿" in understood
        assert "责任编辑" not in understood
        await page.shoot("regulation-1-understood")
        await page.tap("责任岗位（")
        await page.tap("渡口管理站站长")
        await page.wait_for("“渡口管理站站长”是本组织的哪个岗位")
        await page.shoot("regulation-2-post")
        await page.tap(re.compile("^值守站站长"))
        await page.wait_for("渡口管理站站长（1项）：值守站站长")
        await page.tap("返回")
        await page.tap(re.compile("^5 "))
        await page.tap("更改周期")
        await page.send("每年9月30日前")
        await page.wait_for("每年1次，9月30日前")
        await page.tap("返回")
        await page.tap("确认3项")
        await page.wait_for("已生效3项")
        await page.shoot("regulation-3-confirmed")
        await page.jump(datetime(2026, 12, 3, 11, 31))
        reminder = await (await page.wait_for("向市交通局报送安全情况")).inner_text()
        assert "职责提醒" in reminder
        await page.shoot("regulation-4-reminder")
