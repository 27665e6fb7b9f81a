"""A question put to a group by its manager, through the real page on a phone; each step leaves a picture."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.program import running
from tests.e2e.test_walks import register

pytestmark = pytest.mark.e2e

COMMITTEE = "省民政厅机关党委"


async def in_group(page, key: str) -> None:
    """Be somebody, in the group."""
    await page.back()
    await page.be(key)
    await page.open_chat("group")


async def test_a_groups_quiz(tmp_path: Path, open_page):
    with running(tmp_path / "data") as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 11, 23, 10, 0))
        await page.be("zhou")
        await page.open_chat("private")
        await page.start()
        await register(page, body="机关党委", name=COMMITTEE, post="机关党委书记")
        await in_group(page, "zhou")
        await page.add_bot()
        await page.send("/register")
        await page.wait_for("请选择本群要绑定的组织")
        await page.tap(COMMITTEE)
        await page.wait_for("本群已绑定到")

        # Nobody but its manager puts a question to the group.
        await in_group(page, "chen")
        await page.send("/quiz")
        await page.wait_for("管理员")
        await in_group(page, "zhou")
        await page.send("/quiz")
        await page.wait_for("记名：全群都能看到每个人选了什么")
        await page.shoot("phone-group-quiz-1-asked-how")
        await page.tap(re.compile("^不记名$"))
        await page.wait_for("题目已发出")

        # A member answers, and is told the source; nothing is said of anybody afterwards.
        await in_group(page, "chen")
        await page.vote(0)
        assert "匿名" in await page.poll()
        await page.shoot("phone-group-quiz-2-answered")

        await in_group(page, "zhou")
        await page.send("/quiz")
        await page.tap(re.compile("^记名$"))
        await page.wait_for("公开")
        assert "匿名" not in await page.poll()
        await page.vote(1)
        # Of what was chosen the bot says nothing: no names, no ranking.
        await page.has_said("答对", 0)
        await page.shoot("phone-group-quiz-3-named")
        await page.close()
