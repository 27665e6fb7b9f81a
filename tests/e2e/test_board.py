"""The board in the chat, as a picture and as a page, on the made-up tree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import WAIT_MILLISECONDS
from tests.e2e.program import running
from tests.patience import PATIENCE_SECONDS

pytestmark = pytest.mark.e2e

BEGIN = datetime(2026, 11, 25, 9, 0)

DEMO_MILLISECONDS = 6 * WAIT_MILLISECONDS
"""A quarter's history takes a while."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The program with an empty data folder."""
    with running(tmp_path / "data") as address:
        yield address


async def test_the_board_as_text_picture_and_page(address, open_page):
    page = await open_page(address)
    await page.jump(BEGIN)
    await page.page.get_by_test_id("demo").click()
    made = page.page.get_by_text("已生成，请以周敏的身份发送 /board")
    await expect(made).to_be_visible(timeout=DEMO_MILLISECONDS)
    await page.be("zhou")
    await page.open_chat("private")

    board = await page.ask("/board", "履职看板")
    await expect(board).to_contain_text("省民政厅机关党委及下级")
    await page.shoot("board-1-text")
    await page.tap("🔴 逾期")
    await page.wait_for("点一项看详情")
    await page.shoot("board-2-list")
    await page.tap("‹ 看板")

    await page.tap("图片")
    picture = await page.picture("省民政厅机关党委及下级")
    assert picture["width"] >= 720
    await page.shoot("board-3-picture")

    await page.ask("/board", "履职看板")
    await page.tap("网页")
    await page.wait_for("打开看板网页")
    async with page.page.context.expect_page() as opening:
        await page.tap("打开网页")
    opened = await opening.value
    await opened.wait_for_selector(".row", timeout=PATIENCE_SECONDS * 1000)
    assert "#" not in opened.url
    title = await opened.title()
    assert title == "省民政厅机关党委及下级"
    await opened.locator(".row").first.click()
    await opened.wait_for_selector("#item[open]")
    await opened.keyboard.press("Escape")
    await opened.locator("[data-tab=year]").click()
    await opened.locator("tbody th button").nth(6).click()
    await opened.wait_for_selector("tr.sub")
    assert await opened.locator("tr.sub button.cell").count() > 0
