"""The main job through the real page, on the real program; each step leaves a picture.

The clock begins on a written day, so that the pictures are the same on every day they are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.program import running

pytestmark = pytest.mark.e2e

BEGIN = datetime(2026, 11, 23, 10, 0)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The program with an empty data folder."""
    with running(tmp_path / "data") as address:
        yield address


async def register(page, *, body: str, name: str, post: str, acting: str | None = None) -> None:
    await page.send("/register")
    await page.wait_for("属于哪一类")
    await page.tap(body)
    await page.wait_for("先查有没有人登记过")
    await page.send(name)
    await page.tap(f"新建“{name}”")
    await page.wait_for("哪一级机关")
    await page.tap("省级")
    if acting is not None:
        await page.wait_for("设有机关党委吗")
        await page.tap(acting)
    await page.wait_for("上级党组织是哪一个")
    await page.tap("跳过")
    await page.wait_for("担任什么职务")
    await page.tap(post)
    await page.wait_for("登记完成")


async def test_a_committee_secretary_from_registration_to_done(address, open_page):
    page = await open_page(address)
    await page.jump(BEGIN)
    await page.be("zhou")
    await page.open_chat("private")
    await page.start()
    await page.wait_for("履职提醒机器人")
    await page.shoot("1-welcome")

    await register(page, body="机关党委", name="省民政厅机关党委", post="机关党委书记")
    await page.shoot("2-registered")

    await page.send("/myduties")
    await page.wait_for("机关党委委员会议（第四季度）")
    await page.shoot("3-my-duties")

    await page.send("机关党委多久开一次委员会")
    await page.wait_for("每季度至少 1 次")
    await page.shoot("4-answer")

    await page.jump("quarter")
    await page.wait_for("职责提醒")
    await page.shoot("5-reminder")

    await page.tap("昨天办了")
    await page.wait_for("办了哪几项")
    await page.shoot("6-several")
    await page.tap("机关党委委员会议（第四季度）")
    await page.wait_for("已登记 1项")
    await page.shoot("7-done")
    await page.tap("好了")

    await page.send("/myduties")
    await page.wait_for("本季度已完成 1")
    await page.shoot("8-my-duties-after")


async def test_a_branch_secretary_on_a_phone(address, open_page):
    page = await open_page(address, phone=True)
    await page.jump(BEGIN)
    await page.be("li")
    await page.open_chat("private")
    await page.start()
    await page.wait_for("履职提醒机器人")
    await register(page, body="党支部", name="办公室党支部", post="党支部书记", acting="设有")
    await page.shoot("phone-1-registered")
    await page.send("/myduties")
    await page.wait_for("支部")
    await page.shoot("phone-2-my-duties")

    await page.jump(datetime(2026, 12, 30, 9, 1))
    await page.wait_for("职责提醒")
    await page.shoot("phone-3-reminder")
    await page.tap("今天办了")
    await page.wait_for("办了哪几项")
    await page.tap("支委会（12月）")
    await page.wait_for("已登记 1项")
    await page.shoot("phone-4-done")


async def test_a_group_is_bound_and_reminded(address, open_page):
    page = await open_page(address)
    await page.jump(BEGIN)
    await page.be("zhou")
    await page.open_chat("private")
    await page.start()
    await register(page, body="机关党委", name="省民政厅机关党委", post="机关党委书记")

    await page.open_chat("group")
    await page.add_bot()
    await page.wait_for("大家好")
    await page.send("/register")
    await page.wait_for("请选择本群要绑定的组织")
    await page.tap("省民政厅机关党委")
    await page.wait_for("本群已绑定到")
    await page.send("/ask 党员大会多久开一次")
    await page.wait_for("一般每季度 1 次")
    # By then every group has heard: what is not the last reminder falls on one of three mornings.
    await page.jump(datetime(2026, 12, 24, 11, 31))
    await page.wait_for("职责进度")
    await page.shoot("group-reminder")


async def test_the_page_is_complete_in_english(address, open_page):
    page = await open_page(address, locale="en-GB")
    await page.jump(BEGIN)
    await page.be("grace")
    await page.open_chat("private")
    await page.start()
    await page.wait_for("duty")
    await page.shoot("english")
