"""The board in the chat, as a picture and as a page, on the made-up tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Words:
    """What the board says in a language."""

    language: str
    title: str
    red: str
    back: str
    remind: str
    picture: str
    drawn: str
    year: str
    year_drawn: str
    tree: str
    page: str
    open: str


CHINESE = Words(
    language="zh-Hans",
    title="履职看板　2026年第四季度",
    red="🔴 逾期",
    back="‹ 看板",
    remind="提醒责任人",
    picture="图片",
    drawn="2026年第四季度　逾期",
    year="全年表",
    year_drawn="2026年　逾期",
    tree="管理员",
    page="网页",
    open="打开网页",
)
ENGLISH = Words(
    language="en",
    title="Board · Fourth quarter of 2026",
    red="🔴 Overdue",
    back="‹ Board",
    remind="Remind holders",
    picture="Picture",
    drawn="Fourth quarter of 2026 · overdue",
    year="Whole year",
    year_drawn="below · 2026 · overdue",
    tree="Managers",
    page="Page",
    open="Open the page",
)


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
    opened = (await page.open_page("打开网页")).page
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

    # A unit that was looked at last and is managed no more keeps nobody from the rest.
    await opened.evaluate("sessionStorage.setItem('place', JSON.stringify({unit: 999}))")
    await opened.reload()
    await opened.wait_for_selector(".row", timeout=PATIENCE_SECONDS * 1000)
    assert await opened.title() == title


async def test_the_board_on_a_phone_in_two_languages(address, open_page):
    page = await open_page(address, phone=True)
    await page.jump(BEGIN)
    await page.page.get_by_test_id("clock-toggle").click()
    await page.page.get_by_test_id("demo").click()
    made = page.page.get_by_text("已生成，请以周敏的身份发送 /board")
    await expect(made).to_be_visible(timeout=DEMO_MILLISECONDS)
    await expect(page.page.get_by_test_id("messages")).to_be_visible()  # of the first manager
    await in_the_chat(page, CHINESE)
    await on_the_page(page, CHINESE)
    await page.jump("hour")
    await page.ask("/settings", "语言：")
    await page.tap("English")
    await page.wait_for("Language: English")
    await in_the_chat(page, ENGLISH)
    await on_the_page(page, ENGLISH)


async def in_the_chat(page, words: Words) -> None:
    """The board as text, as a list, a card, two pictures, and the tree."""
    await page.ask("/board", words.title)
    await page.shoot(f"phone-board-1-text-{words.language}")
    await page.tap(words.red)
    await page.tap_shows(words.back)
    await page.shoot(f"phone-board-2-list-{words.language}")
    await page.tap("10月" if words is CHINESE else "Oct")
    await page.tap_shows(words.remind)
    await page.shoot(f"phone-board-3-card-{words.language}")

    await page.ask("/board", words.title)
    await page.tap(words.picture)
    await page.picture(words.drawn)
    await page.shoot(f"phone-board-4-picture-{words.language}")
    await page.tap(words.year)
    await page.picture(words.year_drawn)
    await page.shoot(f"phone-board-5-year-{words.language}")
    await page.ask("/org", words.tree)
    await page.shoot(f"phone-board-6-tree-{words.language}")


async def on_the_page(page, words: Words) -> None:
    """The list, an item and the year in the browser; nothing is wider than the phone."""
    await page.jump("hour")
    await page.ask("/board", words.title)
    await page.tap(words.page)
    await page.tap_shows(words.open)
    board = await page.open_page(words.open)
    await expect(board.page.locator(".row").first).to_be_visible()
    await expect(board.page.locator("html")).to_have_attribute("lang", words.language)
    await board.shoot(f"phone-page-1-list-{words.language}")
    assert await board.fits()
    await board.page.locator(".row").first.click()
    await expect(board.page.locator("#item")).to_be_visible()
    await board.shoot(f"phone-page-2-item-{words.language}")
    assert await board.fits()
    await board.page.keyboard.press("Escape")
    await board.page.locator("[data-tab=year]").click()
    await board.page.locator("tbody th button").nth(6).click()
    await expect(board.page.locator("tr.sub").first).to_be_visible()
    await board.shoot(f"phone-page-3-year-{words.language}")
    assert await board.fits()
    await board.page.close()
