"""People come in by an invite, a post is handed over in mid-quarter, and what is late goes up; a phone."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.views.people.invites import picture
from tests.e2e.program import running
from tests.e2e.test_walks import register

pytestmark = pytest.mark.e2e

ABOVE, BRANCH = "省民政厅机关党委", "办公室党支部"
SECRETARY, DISCIPLINE = "党支部书记", "纪检委员"


async def turn_to(page, key: str) -> None:
    """Be somebody, in their chat with the bot."""
    await page.back()
    await page.be(key)
    await page.open_chat("private")


async def people_of(page, unit: str) -> None:
    """Who does what in an organisation, by way of the handover."""
    await page.send("/handover")
    await page.wait_for("为本组织或下级的任职人办理交接")
    await page.tap(unit)
    await page.wait_for("交接哪个岗位")
    await page.tap("‹ 返回")
    await page.wait_for("经办人：")


async def test_an_invite_a_handover_and_an_escalation(tmp_path: Path, open_page):
    with running(tmp_path / "data") as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 11, 9, 10, 0))
        await page.be("zhou")
        await page.open_chat("private")
        await page.start()
        await register(page, body="机关党委", name=ABOVE, post="机关党委书记")

        # Li's branch stands under the committee once Zhou agrees.
        await turn_to(page, "li")
        await page.start()
        await page.send("/register")
        await page.tap(re.compile("^党支部$"))
        await page.wait_for("先查有没有人登记过")
        await page.send(BRANCH)
        await page.tap(f"新建“{BRANCH}”")
        await page.tap("省级")
        await page.wait_for("设有机关党委吗")
        await page.tap("设有")
        await page.wait_for("上级党组织是哪一个")
        await page.send(ABOVE)
        await page.tap(f"1. {ABOVE}")
        await page.tap(SECRETARY)
        await page.wait_for("登记完成")
        await turn_to(page, "zhou")
        await page.jump("hour")
        await page.tap("同意")
        await page.wait_for("已同意")

        # Li invites Chen, by a picture and a link, and decides.
        await turn_to(page, "li")
        await people_of(page, BRANCH)
        await page.tap(re.compile("^邀请$"))
        await page.tap("新邀请")
        await page.tap(DISCIPLINE)
        await page.tap("指定一人，登记后审核")
        await page.wait_for("被邀请人的姓名")
        await page.send("陈立")
        await page.wait_for("邀请已生成")
        passed_on = await (await page.wait_for("扫二维码")).inner_text()
        link = re.search(r"https://t\.me/\S+", passed_on)[0]
        assert await page.picture_file("扫二维码") == picture(link)
        await page.shoot("people-1-invite")
        await page.forward_to_group("扫二维码")
        await page.back()
        await page.be("chen")
        await page.open_chat("group")
        await page.follow(link)
        await page.wait_for(f"邀请您登记为{BRANCH}{DISCIPLINE}")
        await page.shoot("people-2-invited")
        await page.tap("登记")
        await page.wait_for("申请已提交")
        await turn_to(page, "li")
        await page.jump("hour")
        await page.tap("同意")
        await page.wait_for("已同意")

        # In mid-quarter Li hands the post over to Chen.
        await page.ask("/handover", "请点要交接的岗位")
        await page.tap(SECRETARY)
        await page.tap("今天（11月9日）")
        await page.tap(re.compile("^陈立"))
        await page.wait_for("起由陈立接任")
        await page.shoot("people-3-handover")
        await page.tap("确认交接")
        await page.wait_for("交接已定")
        await turn_to(page, "chen")
        await page.jump("hour")
        await page.wait_for(f"您接任{BRANCH}书记")
        await page.shoot("people-4-taken-over")

        # What is late is told to Li after three workdays, and to Zhou after ten.
        await turn_to(page, "li")
        await page.jump(datetime(2026, 12, 3, 7, 0))
        await page.jump(datetime(2026, 12, 3, 9, 1))
        followed_up = await (await page.wait_for("催办　12月3日")).inner_text()
        assert BRANCH in followed_up
        await page.shoot("people-5-followed-up")
        await turn_to(page, "zhou")
        await page.jump(datetime(2026, 12, 14, 7, 0))
        await page.jump(datetime(2026, 12, 14, 9, 1))
        escalated = await (await page.wait_for("督办　12月14日")).inner_text()
        assert "12月3日（周四）已催办" in escalated
        await page.shoot("people-6-escalated")
        await page.tap("提醒责任人")
        await page.wait_for("今天不再重复")
