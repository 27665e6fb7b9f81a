"""What one types and sends on a phone, through the real page on the real program; each leaves a picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.messenger.people.chat_client import grey_png
from tests.e2e.program import running
from tests.e2e.test_walks import BEGIN, register

pytestmark = pytest.mark.e2e

PACKS = Path(__file__).parents[1] / "packs"
COMMITTEE = "支委会（11月）"


@pytest.fixture
async def li(tmp_path, open_page):
    """The secretary of a branch, registered on Monday 23 November."""
    with running(tmp_path / "data") as address:
        page = await open_page(address, phone=True)
        await page.jump(BEGIN)
        await page.be("li")
        await page.open_chat("private")
        await page.start()
        await page.wait_for("履职提醒机器人")
        await register(page, body="党支部", name="办公室党支部", post="党支部书记", acting="设有")
        yield page
        await page.close()


async def test_a_photo_with_its_caption_is_a_report(li, tmp_path):
    picture = tmp_path / "meeting.png"
    picture.write_bytes(grey_png(120))
    await li.send_file(picture, caption="11月20日开了支委会", kind="photo")
    await li.wait_for("这样登记，对吗？")
    await li.wait_for("11月20日（周五）办理，在期内")
    await li.tap("登记")
    await li.wait_for("11月20日（周五）完成")
    await li.shoot("phone-talk-1-photo")


async def test_words_alone_are_a_report(li):
    await li.ask("支委会昨天开了", "这样登记，对吗？")
    await li.shoot("phone-talk-2-words")
    await li.tap("登记")
    await li.wait_for("11月22日（周日）完成")


async def test_three_duties_are_entered_in_one_go(li):
    await li.jump(datetime(2026, 12, 30, 9, 1))
    await li.wait_for("职责提醒")
    await li.tap("今天办了")
    await li.wait_for("办了哪几项")
    for item in ("支委会（12月）", "主题党日（12月）", "组织生活会（全年）"):
        await li.tap(item)
        await li.tap_shows(f"✓ {item}")
    await li.wait_for("已登记 3项")
    await li.shoot("phone-talk-3-several")


async def test_a_day_is_refused_then_read_with_a_question_in_between(li):
    await li.send("/myduties")
    await li.wait_for("我的职责")
    await li.tap("打开一项")
    await li.tap(COMMITTEE)
    await li.wait_for("依据")
    await li.tap("其他日期")
    await li.wait_for("哪一天")
    await li.ask("开春的时候", "没看懂这个日期")
    await li.ask("支部大会多久开一次？", "接着登记")
    await li.wait_for("每季度")
    await li.ask("上周五", "11月20日（周五）办理，在期内")
    await li.shoot("phone-talk-4-day")
    await li.tap("登记")
    await li.wait_for("11月20日（周五）完成")


async def test_a_company_speaks_of_its_own_duties(tmp_path, open_page):
    with running(tmp_path / "data", PACKS, only="company-fire-safety") as address:
        page = await open_page(address, phone=True)
        await page.jump(BEGIN)
        await page.shoot("phone-company-1-people")
        await page.be("zhou")
        await page.open_chat("private")
        await page.start()
        await page.send("/register")
        await page.wait_for("您所在的部门属于哪一类")
        await page.tap("车间")
        await page.send("冲压车间")
        await page.tap("新建“冲压车间”")
        await page.wait_for("上级部门是哪一个")
        await page.tap("跳过")
        await page.tap("车间主任")
        await page.wait_for("登记完成")
        await page.send("/myduties")
        await page.wait_for("我的职责")
        await page.shoot("phone-company-2-duties")
        await page.close()
