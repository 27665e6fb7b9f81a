"""A new edition from the operator's docx to "read": drafted, put right, approved by another, in force."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from tests.e2e.program import running
from tests.e2e.station_pack import CHECK, DRILL, write_older
from tests.e2e.test_seat import coming, found, my_duties, take, turn_to

pytestmark = pytest.mark.e2e

CHEN, ZHAO = 710001004, 710001005
"""Operators."""

ARTICLES = (
    "第一条　安全员每月至少检查1次消防器材。",
    "第二条　站长适时主持安全总结会。",
    "第三条　安全员每半年至少组织1次应急演练。",
)


async def test_an_edition_from_docx_to_read(tmp_path: Path, open_page):
    packs = tmp_path / "packs"
    packs.mkdir()
    file = tmp_path / "值守站工作规则（2026年修订）.docx"
    document = Document()
    for text in ("值守站工作规则", *ARTICLES):
        document.add_paragraph(text)
    document.save(str(file))
    operators = f"{CHEN},{ZHAO}"
    with running(tmp_path / "data", write_older(packs), DUTYBOT_OPERATORS=operators) as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 7, 6, 12, 0))
        await found(page, "zhou")
        await take(page, "li", datetime(2026, 7, 6, 12, 10))

        await turn_to(page, "zhao")
        await page.start()
        await turn_to(page, "chen")
        await page.start()
        await page.ask("/admin edition", "还没有新版")
        await page.tap("上传新版")
        await page.tap("值守站规则")
        await page.wait_for("请发送《值守站规则》新版的文件")
        await page.send_file(file)
        draft = await (await page.wait_for("状态：草稿")).inner_text()
        assert "新增1、变更2、取消1、不变0" in draft
        assert "频次：每季度至少 1 次 → 每月至少 1 次" in draft
        await page.shoot("phone-edition-1-draft")

        await page.tap("站长适时主持")
        await page.tap("更改频次")
        await page.ask("每年12月20日前", "频次：每年 1 次")
        await page.tap("更改责任主体")
        await page.ask("站长", "责任主体：值守站站长")
        await page.shoot("phone-edition-2-clause")
        await page.tap("返回")
        await page.tap("施行日期")
        await page.ask("2026年9月1日", "施行日期：2026年9月1日")
        await page.tap("提交核准")
        await page.wait_for("需由另一位运维人员核准")

        await turn_to(page, "zhao")
        await page.wait_for("请您核准")
        await page.tap("查看")
        await page.tap_shows("退回修改")
        await page.shoot("phone-edition-3-approval")
        await page.tap("核准")
        await page.wait_for("已核准，2026年9月1日（周二）起施行")

        await turn_to(page, "li")
        duties = await my_duties(page)
        assert f"{CHECK}（第三季度）" in coming(duties)
        await page.jump(datetime(2026, 9, 1, 12, 0))
        told = await (await page.wait_for("条文有新版")).inner_text()
        assert f"{CHECK}：每月至少 1 次，原为每季度至少 1 次" in told
        await page.shoot("phone-edition-4-told")
        await page.tap("已看过")
        assert await page.toast() == "记下了，谢谢。"
        await page.jump(datetime(2026, 10, 9, 12, 0))
        duties = await my_duties(page)
        assert coming(duties) == [f"{CHECK}（10月）", f"{DRILL}（下半年）"]
        await page.ask("值守站安全员多久检查一次消防器材？", "每月")

        await turn_to(page, "zhou")
        await page.send("/events")
        await page.tap("单位情况")
        await page.tap("新版阅知")
        await page.wait_for("共告知")
        await page.shoot("phone-edition-5-read")
        await page.close()
    with running(tmp_path / "data", packs, DUTYBOT_OPERATORS=operators) as address:
        page = await open_page(address, phone=True)
        await page.be("li")
        await page.open_chat("private")
        await page.ask("值守站安全员多久检查一次消防器材？", "每月")
