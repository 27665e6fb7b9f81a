"""``packs import --confirm``: a regulation off a web page is confirmed on the page of the program itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from clauses.cadence import DueDay, Per, Quota
from clauses.loading import load_pack
from tests.e2e.conftest import DESKTOP, SCREENSHOTS, WAIT_MILLISECONDS
from tests.e2e.documents import regulation_page
from tests.patience import PATIENCE_SECONDS
from tests.running import ROOT

pytestmark = pytest.mark.e2e


def _begun(file: Path, out: Path) -> tuple[subprocess.Popen[str], str]:
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "packs", "import", file, "--out", out, "--confirm"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert program.stdout is not None
    said: list[str] = []
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/review/\S+", "".join(said[-1:]))):
        said.append(program.stdout.readline())
        assert said[-1], said
    return program, found[0]


async def test_a_regulation_is_confirmed_in_the_browser(tmp_path: Path, chromium: Browser):
    saved = regulation_page(tmp_path / "ferry.html")
    program, address = _begun(saved, tmp_path / "ferry")
    context = await chromium.new_context(viewport=DESKTOP, locale="zh-CN")
    context.set_default_timeout(WAIT_MILLISECONDS)
    expect.set_options(timeout=WAIT_MILLISECONDS)
    try:
        page = await context.new_page()
        await page.goto(address)
        await expect(page.locator("h1")).to_have_text("江岸渡口管理办法")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENSHOTS / "review-1-understood.png", full_page=True)

        row = page.locator("fieldset").filter(has_text="市交通局")
        await expect(row.get_by_label("责任岗位")).to_have_value("渡口管理站站长")
        await row.get_by_label("周期").fill("有空就办")
        await page.get_by_role("button", name="保存更改").click()
        await expect(row.get_by_role("alert")).to_contain_text("没看懂多久一次")
        await page.screenshot(path=SCREENSHOTS / "review-2-unclear.png", full_page=True)
        await row.get_by_label("周期").fill("每月8日前")
        await row.get_by_label("责任岗位").fill("安全主任")
        await page.get_by_role("button", name="保存更改").click()
        await expect(row.locator(".state")).to_contain_text("8日前")
        for other in await page.locator("fieldset").filter(has_not_text="市交通局").all():
            await other.get_by_label("只保留原文").check()
        await page.get_by_role("button", name=re.compile("^确认")).click()
        await expect(page.locator("h1")).to_have_text("已确认1条，可以关闭本页。")
        await page.screenshot(path=SCREENSHOTS / "review-3-confirmed.png")
    finally:
        await context.close()
        program.terminate()
        program.communicate(timeout=PATIENCE_SECONDS)
    pack = load_pack(tmp_path / "ferry")
    (post,) = pack.posts
    owed = [(each.subject, each.cadence) for each in pack.clauses if each.subject]
    assert post.name == "安全主任"
    assert owed == [(post.id, Quota(1, Per.MONTH, exact=True, due=DueDay(day=8)))]
