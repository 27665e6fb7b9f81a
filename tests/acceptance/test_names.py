"""People without a name, and a bot that has got a new one."""

from __future__ import annotations

import pytest

from bot.messenger.world.cast import GROUP_ID

pytestmark = pytest.mark.experiment("15 odd things from Telegram")

BLANK = ["", " ", "\u3164", "\u2800\ufe0f"]


@pytest.mark.parametrize("first_name", BLANK, ids=ascii)
async def test_somebody_without_a_name_is_served_like_anybody(talk, first_name):
    zhou = await talk.registered("zhou")
    nobody = talk.person("nobody", first_name=first_name)
    for words in ("/start", "/settings", "/myduties", "/done", "/cancel", "/help"):
        await nobody.send(words)
        assert "程序出了问题" not in nobody.last.text
    await nobody.send("/register")
    await nobody.tap("机关党委")
    await nobody.send("省民政厅机关党委")
    await nobody.tap("省民政厅机关党委（")
    await nobody.tap("专职副书记")
    assert "申请已提交" in nobody.last.text

    await talk.jump(2026, 11, 23, 9, 5)
    assert "（未署名）申请登记为" in zhou.last.text
    await zhou.tap("同意")
    assert "（未署名）" in zhou.last.text
    await nobody.send("/start")
    assert nobody.last.text.startswith("您好")
    await nobody.block()
    await talk.jump(2026, 11, 23, 9, 35)
    assert "（未署名）收不到提醒" in zhou.last.text


async def test_a_command_with_the_new_name_is_obeyed_at_once(talk):
    group = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    here = talk.person("zhou").in_group(group)
    talk.messenger.world.bot.username = "xin_zhishou_bot"
    await here.send("/help@xin_zhishou_bot")
    assert "@xin_zhishou_bot" in here.last.text

    await here.send("/myduties")
    assert here.last.rows[0][0].url == "https://t.me/xin_zhishou_bot?start=hello"


async def test_commands_of_another_bot_do_not_make_the_bot_ask_each_time(talk):
    talk.messenger.with_bot_in_group()
    zhou = talk.person("zhou").in_group(GROUP_ID)
    await zhou.promote_bot()  # it hears everything now
    before = talk.messenger.api.calls.count("getMe")
    for _ in range(3):
        await zhou.send("/help@another_bot")
    assert talk.messenger.api.calls.count("getMe") == before + 1
