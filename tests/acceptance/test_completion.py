from __future__ import annotations

import pytest

from bot.conversation.sealing import SEAL_BYTES
from scheduler.ledger import recording

MEETING = "召开机关党委委员会议"
ITEM = "机关党委委员会议（第四季度）"


async def open_meeting(zhou) -> None:
    """The quarterly meeting, on the screen of its own."""
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    await zhou.tap(ITEM)


async def open_done(zhou) -> None:
    """The same once it has been done: it stands after all that is open."""
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    while ITEM not in zhou.last.buttons:
        await zhou.tap("›")
    await zhou.tap(ITEM)


@pytest.fixture
async def zhou(talk):
    """The secretary, with the quarterly meeting on the screen; it is 23 November."""
    zhou = await talk.registered()
    await open_meeting(zhou)
    return zhou


async def test_done_today_is_entered_at_once(zhou):
    await zhou.tap("今天办了")
    assert f"已登记：{MEETING}，11月23日（周一）完成。" in zhou.last.text
    assert "2026年第四季度已完成1/1，本期达到要求" in zhou.last.text

    await zhou.send("/myduties")
    assert "本季度已完成 1" in zhou.last.text


async def test_done_yesterday(zhou):
    await zhou.tap("昨天办了")

    assert "11月22日（周日）完成" in zhou.last.text


@pytest.mark.parametrize("typed", ["11月2日", "11-2", "2026-11-02", "十一月二號", "１１月２日"])
async def test_done_on_a_day_that_is_typed(zhou, typed):
    await zhou.tap("其他日期")
    await zhou.send(typed)
    assert "11月2日（周一）办理，在期内" in zhou.last.text
    assert "登记后1/1，达到要求" in zhou.last.text
    assert zhou.last.buttons == ["登记", "改日期", "换一项"]
    await zhou.tap("登记")

    assert "11月2日（周一）完成" in zhou.last.text


async def test_a_day_is_chosen_among_those_of_a_month(zhou):
    await zhou.tap("其他日期")
    assert "2026年11月" in zhou.last.buttons
    assert "24" not in zhou.last.buttons  # has not come
    await zhou.tap("‹")
    await zhou.tap("8")

    assert "10月8日（周四）完成" in zhou.last.text


async def test_a_day_outside_the_period_is_refused_with_the_reason(zhou):
    await zhou.tap("其他日期")
    await zhou.send("9月30日")
    assert "不在本期之内" in zhou.last.text
    assert "2026年第四季度" in zhou.last.text

    await zhou.send("10月8日")
    await zhou.tap("登记")
    assert "10月8日（周四）完成" in zhou.last.text


async def test_a_day_in_the_future_is_refused(zhou):
    await zhou.tap("其他日期")
    await zhou.send("2026年12月20日")
    assert "还没有到" in zhou.last.text

    await zhou.send("今天")
    await zhou.tap("登记")
    assert "11月23日（周一）完成" in zhou.last.text


async def test_what_is_no_day_is_asked_for_again(zhou):
    await zhou.tap("其他日期")
    await zhou.send("上上个礼拜吧")
    assert "具体是哪一天" in zhou.last.text
    await zhou.send("2月30日")
    assert "没有这一天" in zhou.last.text
    await zhou.send("忘了")
    assert "没看懂这个日期。可以写“11月23日”“上周五”" in zhou.last.text

    await zhou.send("/cancel")
    await open_meeting(zhou)
    assert "　0/1" in zhou.last.text


def asked_data(message) -> str:
    """What the button for today carries."""
    return next(b.data for row in message.rows for b in row if b.label == "✅ 今天办了")


async def test_pressing_twice_is_one_entry(zhou):
    asked = zhou.last
    await zhou.tap("今天办了", on=asked)
    await zhou.press(asked_data(asked), on=asked)
    assert "不必重复登记" in zhou.last.text

    await open_done(zhou)
    assert "　1/1" in zhou.last.text
    assert zhou.last.text.count("登记\n") + zhou.last.text.endswith("登记") == 1


async def test_a_note_a_photo_and_a_file_are_kept(zhou):
    await zhou.tap("今天办了")
    await zhou.send("会议纪要在档案室 <b>3</b> & 4")
    assert "说明已保存" in zhou.last.text
    await zhou.send_photo()
    assert "佐证已保存" in zhou.last.text
    await zhou.send_document("纪要.pdf", caption="签到表")
    await zhou.tap("好了")

    assert "会议纪要在档案室 <b>3</b> & 4" in zhou.last.text
    assert "签到表" in zhou.last.text
    assert "佐证2件" in zhou.last.text


async def test_a_note_that_is_too_long_is_refused_and_can_be_sent_shorter(zhou):
    await zhou.tap("今天办了")
    await zhou.send("长" * 1001)
    assert "1000字以内" in zhou.last.text

    await zhou.send("短")
    assert "说明已保存" in zhou.last.text


async def test_after_enough_a_text_is_a_question_again(zhou):
    await zhou.tap("今天办了")
    await zhou.tap("不用了")
    assert "　1/1" in zhou.last.text

    await zhou.send("机关党委多久开一次委员会")
    assert "每季度至少 1 次" in zhou.last.text


@pytest.mark.experiment("13 quota on files")
async def test_one_file_too_many_is_not_kept_and_said(zhou, monkeypatch):
    monkeypatch.setattr(recording, "MOST_WITH_ENTRY", 2)
    await zhou.tap("今天办了")
    await zhou.send_photo()
    assert "佐证已保存" in zhou.last.text
    await zhou.send_document("纪要.pdf", caption="签到表")
    assert "这次登记已有2份说明和佐证" in zhou.last.text
    await zhou.send_document("纪要.pdf")
    assert "佐证已保存" in zhou.last.text

    monkeypatch.setattr(recording, "MOST_WITH_ENTRY", 20)
    monkeypatch.setattr(recording, "MOST_A_DAY", 2)
    await zhou.send("再说一句")
    assert "请明天再发" in zhou.last.text


async def test_a_correction_is_a_withdrawal_and_a_new_entry(zhou):
    await zhou.tap("昨天办了")
    await zhou.tap("不用了")
    await zhou.tap("撤回11月22日的登记")
    assert "确定撤回" in zhou.last.text
    await zhou.tap("不撤回")
    assert "　1/1" in zhou.last.text

    await zhou.tap("撤回11月22日的登记")
    await zhou.tap("撤回")
    assert "已撤回11月22日的登记" in zhou.alert.text
    assert "　0/1" in zhou.last.text

    await zhou.tap("今天办了")
    await zhou.tap("不用了")
    assert "　1/1" in zhou.last.text
    assert "（已撤回）" in zhou.last.text


async def test_withdrawing_twice_is_harmless(zhou):
    await zhou.tap("今天办了")
    await zhou.tap("不用了")
    await zhou.tap("撤回11月23日的登记")
    sure = next(b.data for row in zhou.last.rows for b in row if b.label == "撤回")
    await zhou.press(sure, on=zhou.last)
    await zhou.press(sure, on=zhou.last)

    assert "　0/1" in zhou.last.text


async def test_the_command_lists_what_is_open(talk):
    zhou = await talk.registered()
    await zhou.send("/done")
    assert "是哪一天办的" in zhou.last.text
    await zhou.tap("今天")
    await zhou.tap(ITEM)
    await zhou.tap("好了")
    await zhou.send("/done")
    await zhou.tap("昨天")

    assert ITEM not in zhou.last.buttons


async def test_somebody_else_cannot_enter_it(talk, zhou):
    data = asked_data(zhou.last)
    wang = await talk.registered("wang", name="省财政厅机关党委")
    await wang.press(talk.sealed(data[:-SEAL_BYTES], wang), on=wang.last)
    assert wang.alert.is_alert
    assert "失效" not in wang.alert.text

    await open_meeting(zhou)
    assert "　0/1" in zhou.last.text
