"""A question that nobody could answer becomes an answer, on a phone; it outlives a restart and goes into a pack."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.program import running
from tests.running import ROOT

pytestmark = pytest.mark.e2e

OPERATOR = "710001001"
PARKING, ALIKE = "地下车库怎么办月卡", "地下车库怎么办月卡呀"
CANTEEN = "周五食堂有没有包子"
ANSWER, SOURCE = "凭工作证到机关事务中心办理。", "机关事务中心2026年11月答复"
PACK = """\
id: office-notes
title: 办公事项
short_title: 办公事项
edition: 2026年11月
checked: 2026年11月
documents:
  - {id: notes, title: 办公事项, short_title: 办公事项}
"""


def exported(pack: Path, data: Path) -> str:
    """What operators answered is written into the pack; what the command says."""
    told = subprocess.run(
        [sys.executable, "-m", "bot", "packs", "export", str(pack)],
        env={**os.environ, "DUTYBOT_DATA_DIR": str(data)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout


async def turn_to(page, key: str) -> None:
    """Be somebody, in their chat with the bot."""
    await page.back()
    await page.be(key)
    await page.open_chat("private")


async def test_an_unanswered_question_becomes_an_answer(tmp_path: Path, open_page):
    data, pack = tmp_path / "data", tmp_path / "office-notes"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK, "utf-8")
    with running(data, DUTYBOT_OPERATORS=OPERATOR) as address:
        page = await open_page(address, phone=True)
        await page.jump(datetime(2026, 11, 23, 10, 0))
        for key, words in (("li", PARKING), ("chen", ALIKE)):
            await page.be(key)
            await page.open_chat("private")
            await page.start()
            await page.wait_for("履职提醒机器人")
            await page.ask(words, "没有收录")
            if key == "chen":
                await page.ask(CANTEEN, "没有收录")
                await page.shoot("phone-open-question-1-not-found")
            await page.back()

        # The operator sees both as one, with the count, and without whoever asked.
        await page.be("zhou")
        await page.open_chat("private")
        await page.start()
        listed = await page.ask("/admin questions", "未能回答的问题")
        assert f"1. {PARKING}（2次）" in await listed.inner_text()
        assert "李强" not in await listed.inner_text()
        await page.shoot("phone-open-question-2-listed")
        await page.tap(re.compile("^1$"))
        await page.wait_for("没有查到")
        await page.tap("写答案")
        await page.wait_for("请发送答案")
        await page.send(ANSWER)
        await page.wait_for("请发送出处")
        await page.send(SOURCE)
        await page.wait_for("已生效")
        await page.ask("/admin questions", "未能回答的问题")
        await page.tap(re.compile("^1$"))
        await page.tap("不属收录范围")
        await page.wait_for("已生效")
        await turn_to(page, "li")
        answer = await page.ask(PARKING, ANSWER)
        assert SOURCE in await answer.inner_text()
        await page.shoot("phone-open-question-3-answered")
        await page.close()

    with running(data, DUTYBOT_OPERATORS=OPERATOR) as address:
        page = await open_page(address, phone=True)
        await page.be("chen")
        await page.open_chat("private")
        await page.ask(ALIKE, ANSWER)
        await page.close()

    assert "questions.yaml" in exported(pack, data)
    written = (pack / "questions.yaml").read_text("utf-8")
    assert f"# 2026-11-23, operator {OPERATOR}" in written
    assert ANSWER in written
    assert SOURCE in (pack / "pack.yaml").read_text("utf-8")
    assert CANTEEN in (pack / "topics.yaml").read_text("utf-8")
