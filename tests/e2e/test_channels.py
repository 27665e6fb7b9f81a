"""A robot of another messenger is set up, and told; somebody without Telegram is reached by mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.vendor import Hook
from scheduler.roster.robot_minutes import minute_for
from tests.acceptance.channel_world import HOOK, KEY
from tests.bot.channels.test_mail import Postmaster, serving
from tests.bot.channels.vendor import coded, vendor_server
from tests.e2e.program import running
from tests.e2e.test_people import people_of, turn_to
from tests.e2e.test_walks import register
from tests.patience import until

pytestmark = pytest.mark.e2e

UNIT = "省民政厅机关党委"
MAILBOX = "chen.li@example.org"
MINUTE = minute_for(Hook(KEY).address("wecom"))


async def arrived(come: Callable[[], int], count: int) -> None:
    """Wait until so much has come."""

    async def there() -> bool:
        return come() >= count

    await until(there)


async def test_a_robot_and_a_mailbox_from_set_up_to_what_arrives(tmp_path: Path, open_page):
    postmaster = Postmaster()
    async with vendor_server() as vendor, serving(postmaster) as smtp:
        patches = {"bot.channels.wecom.BASE": vendor.base}
        with running(tmp_path / "data", patches=patches, DUTYBOT_SMTP_URL=smtp) as address:
            page = await open_page(address, phone=True)
            await page.jump(datetime(2026, 11, 9, 10, 0))
            await page.be("zhou")
            await page.open_chat("private")
            await page.start()
            await register(page, body="机关党委", name=UNIT, post="机关党委书记")

            # The robot says a number, and counts once that was typed.
            await page.send("/register")
            await page.tap(UNIT)
            await page.tap("单位情况")
            await page.tap("群机器人")
            await page.tap("添加企业微信机器人")
            await page.wait_for("Webhook")
            await page.send_secret(HOOK)
            await page.wait_for("6 位编号")
            await page.shoot("channels-1-number")
            said = [body["markdown"]["content"] for body in vendor.bodies]
            number = re.search(r"[0-9]{6}$", said[0])
            assert number is not None
            await page.send(number[0])
            await page.wait_for("已添加")
            await page.shoot("channels-2-robot")

            # Somebody without Telegram holds the post beside.
            await people_of(page, UNIT)
            await page.tap(re.compile("^邀请$"))
            await page.tap("新邀请")
            await page.tap("机关党委专职副书记")
            await page.wait_for("给谁用")
            await page.shoot("channels-3-no-telegram")
            await page.tap("没有 Telegram，用邮件提醒")
            await page.wait_for("请发送姓名和邮箱")
            await page.send_secret(f"陈立 {MAILBOX}")
            await page.wait_for("提醒发到 ch***@example.org")
            await page.shoot("channels-4-by-mail")
            await arrived(lambda: len(postmaster.taken), 1)
            assert postmaster.taken[0].rcpt_tos == [MAILBOX]

            # Near the end of the quarter all goes to the robot in one message, at its own minute.
            before = len(vendor.bodies)
            for day in (22, 23, 24):
                await page.jump(datetime(2026, 12, day, 8, 0))
                await page.jump(datetime(2026, 12, day, 12, 0) + timedelta(minutes=MINUTE))
            await arrived(lambda: len(vendor.bodies), before + 1)
            (told,) = [body["markdown"]["content"] for body in vendor.bodies[before:]]
            assert UNIT in told
            assert re.search(r"\]\(https://t\.me/\w+\?start=done_\d+_\w{6}\)", told)
            assert "周敏" not in told

            # What the robot's link leads to.
            link = re.search(r"start=(done_\d+_\w{6})", told)
            assert link is not None
            await turn_to(page, "zhou")
            await page.send(f"/start {link[1]}")
            await page.wait_for("是哪一天完成的")
            await page.shoot("channels-5-link-back")
            await page.tap("今天（12月24日）")
            await page.wait_for("已登记")

            # When the robot was removed there, its manager is told, and nothing more is sent.
            vendor.usual, asked = coded(93000), len(vendor.bodies)
            for day in (5, 6, 7, 8):
                await page.jump(datetime(2027, 1, day, 8, 0))
                await page.jump(datetime(2027, 1, day, 12, 0) + timedelta(minutes=MINUTE))
            await arrived(lambda: len(vendor.bodies), asked + 1)
            await page.jump("hour")
            await page.wait_for("不再接收消息")
            await page.shoot("channels-6-stopped")
            assert len(vendor.bodies) == asked + 1
            await page.close()
