"""One seat over three holders and two editions of its pack, on the real program; pictures of a phone."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.program import running
from tests.e2e.station_pack import (
    BODY,
    CHECK,
    COUNT,
    DRILL,
    HEAD,
    OFFICER,
    OLDER,
    QUARTERLY,
    write_newer,
    write_older,
)

pytestmark = pytest.mark.e2e

STATION = "东湖值守站"
DUTIES = re.compile(r"我的职责\s\d")
"""Its title has the day; a reminder has a button with these words alone."""
VACANT = f"岗位空缺：{OFFICER}"


async def test_one_seat_over_three_holders_and_two_editions(tmp_path: Path, open_page):
    data, packs = tmp_path / "data", tmp_path / "packs"
    packs.mkdir()
    with running(data, write_older(packs)) as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 4, 13, 12, 0))
        await found(page, "zhou")
        await take(page, "li", datetime(2026, 4, 13, 12, 5))

        await page.jump(datetime(2026, 5, 6, 12, 0))
        await turn_to(page, "li")
        await enter(page, f"{COUNT}（第二季度）", f"{DRILL}（上半年）")
        await page.jump(datetime(2026, 7, 6, 12, 0))
        await enter(page, f"{COUNT}（第三季度）")
        duties = await my_duties(page)
        assert overdue(duties) == [f"{CHECK}（第二季度）"]
        assert "本季度已完成 1" in duties
        await page.shoot("seat-1-first-holder")
        await leave(page)

        # The manager is told once, however often the planner looks.
        await turn_to(page, "zhou")
        await page.jump(datetime(2026, 7, 6, 12, 10))
        vacant = await page.wait_for(VACANT)
        assert "自7月6日（周一）起无人任职" in await vacant.inner_text()
        await page.shoot("seat-2-vacant")
        await page.jump(datetime(2026, 7, 8, 12, 0))

        await take(page, "wang", datetime(2026, 7, 20, 12, 0))
        await turn_to(page, "zhou")
        await page.has_said(VACANT, times=1)
        await turn_to(page, "wang")
        duties = await my_duties(page)
        # The statement of the second quarter was drawn: the seat began in it, and nothing was entered.
        assert overdue(duties) == []
        assert coming(duties) == [
            f"{CHECK}（第三季度）",
            f"{COUNT}（第四季度）",
            f"{DRILL}（下半年）",
        ]
        assert "本季度已完成 1" in duties
        await page.shoot("seat-3-successor")

        await page.tap("往期")
        past = await (await page.wait_for("往期　2026年")).inner_text()
        assert "如期完成 3" in past
        assert "不列入 1" in past
        assert DRILL in past
        await page.shoot("seat-4-past")
        await page.close()

    with running(data, write_newer(packs)) as address:
        page = await open_page(address, phone=True)
        await page.be("wang")
        await page.open_chat("private")
        await page.jump(datetime(2026, 8, 10, 12, 0))
        duties = await my_duties(page)
        assert overdue(duties) == []
        assert coming(duties) == [
            f"{CHECK}（第三季度）",
            f"{COUNT}（第四季度）",
            f"{DRILL}（下半年）",
        ]
        await page.tap("打开一项")
        await page.tap(f"{CHECK}（第三季度）")
        card = await (await page.wait_for("要求：")).inner_text()
        assert QUARTERLY in card
        assert OLDER in card
        await page.shoot("seat-5-begun-by-the-older-edition")

        await page.jump(datetime(2026, 9, 21, 12, 0))
        await enter(page, f"{CHECK}（第三季度）")
        await page.jump(datetime(2026, 10, 12, 12, 0))
        duties = await my_duties(page)
        assert overdue(duties) == []
        assert coming(duties) == [f"{CHECK}（10月）", f"{COUNT}（第四季度）", f"{DRILL}（下半年）"]
        await leave(page)

        await take(page, "chen", datetime(2026, 11, 9, 12, 0))
        duties = await my_duties(page)
        assert overdue(duties) == [f"{CHECK}（10月）"]
        assert coming(duties) == [f"{CHECK}（11月）", f"{COUNT}（第四季度）", f"{DRILL}（下半年）"]
        await page.shoot("seat-6-third-holder")
        await page.tap("往期")
        past = await (await page.wait_for("往期　2026年")).inner_text()
        assert "如期完成 4" in past
        assert "不列入 1" in past
        assert "尚未办结 1" in past
        await page.shoot("seat-7-past-of-all")


async def turn_to(page, key: str) -> None:
    """Be somebody, in their chat with the bot."""
    await page.back()
    await page.be(key)
    await page.open_chat("private")


async def found(page, key: str) -> None:
    """Register the station with its head, who is its manager then."""
    await page.be(key)
    await page.open_chat("private")
    await page.start()
    await page.send("/register")
    await page.tap(BODY)
    await page.wait_for("先查有没有人登记过")
    await page.send(STATION)
    await page.tap(f"新建“{STATION}”")
    await page.tap("省级")
    await page.tap("跳过")
    await page.tap(HEAD)
    await page.wait_for("登记完成")


async def take(page, key: str, at: datetime) -> None:
    """Ask for the seat at that time; the manager grants it, and it is held a few minutes later."""
    await turn_to(page, key)
    await page.start()
    await page.wait_for("履职提醒机器人")
    await page.jump(at)
    await page.send("/register")
    await page.tap(BODY)
    await page.wait_for("先查有没有人登记过")
    await page.send(STATION)
    await page.tap(f"1. {STATION}")
    await page.tap(OFFICER)
    await page.wait_for("申请已提交")
    await turn_to(page, "zhou")
    await page.jump("hour")
    await page.tap("同意")
    await page.wait_for("已同意")
    await turn_to(page, key)
    await page.jump("hour")
    await page.wait_for("已获同意")


async def leave(page) -> None:
    """Leave the seat today."""
    await page.send("/register")
    await page.tap(OFFICER)
    await page.tap("退出岗位")
    await page.wait_for("确定退出")
    await page.tap(re.compile("^退出$"))
    await page.wait_for("已退出")


async def enter(page, *items: str) -> None:
    """Enter the items for today, from the list of duties."""
    duties = await page.ask("/myduties", DUTIES)
    await page.tap("今天办了", under=duties)
    for item in items:
        await page.tap(item)
    await page.wait_for(f"已登记 {len(items)}项")
    await page.tap("好了")


async def my_duties(page) -> str:
    """What the list of duties says."""
    return await (await page.ask("/myduties", DUTIES)).inner_text()


def overdue(duties: str) -> list[str]:
    """The items under the red lamp."""
    return _items(duties, "🔴")


def coming(duties: str) -> list[str]:
    """The items under the yellow and white lamps."""
    return _items(duties, "🟡") + _items(duties, "⚪")


def _items(duties: str, lamp: str) -> list[str]:
    blocks = [block for block in duties.split("\n\n") if block.startswith(lamp)]
    return [
        line.strip() for block in blocks for line in block.splitlines()[1:] if line.startswith("　")
    ]
