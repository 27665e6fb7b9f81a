"""A week of study on a phone: a clause each workday, a question about it, and the end of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.program import running
from tests.e2e.test_walks import register

pytestmark = pytest.mark.e2e

MONDAY = datetime(2026, 11, 23, 8, 0)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The program with an empty data folder."""
    with running(tmp_path / "data") as address:
        yield address


async def test_a_week_of_study_on_a_phone(address, open_page):
    page = await open_page(address, phone=True)
    await page.jump(MONDAY)
    await page.be("li")
    await page.open_chat("private")
    await page.start()
    await page.wait_for("履职提醒机器人")
    await register(page, body="党支部", name="办公室党支部", post="党支部书记", acting="设有")
    await page.send("/study")
    await page.wait_for("随时可以停")
    await page.tap("12:00")
    await page.wait_for("工作日12:00发")

    for count, day in enumerate((23, 24, 25, 26, 27), start=1):
        await page.jump(datetime(2026, 11, day, 12, 1))
        await page.has_said("更改或停止", count)
    await page.shoot("phone-study-1-clause")
    await page.tap("做一道题")
    await page.vote(0)
    await page.wait_for("已答1题")
    await page.shoot("phone-study-2-question")

    for day in (28, 29):
        await page.jump(datetime(2026, 11, day, 12, 1))
    await page.jump(datetime(2026, 11, 30, 12, 1))
    await page.has_said("更改或停止", 6)

    await page.send("/study")
    await page.tap(re.compile("^停止$"))
    await page.wait_for("已停止")
    await page.jump(datetime(2026, 12, 1, 12, 1))
    await page.has_said("更改或停止", 6)
