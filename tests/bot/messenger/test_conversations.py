"""Whole conversations between people and the echo bot, through the real PTB."""

from datetime import timedelta

import pytest

from bot.messenger.people.chat_client import NoSuchButton
from bot.messenger.world.polls import close_due


async def test_a_text_comes_back_as_a_reply(messenger, echo):
    zhou = messenger.person("zhou")
    sent = await zhou.send("您好")
    assert (zhou.last.text, zhou.last.reply_to) == ("您好", sent)


async def test_people_do_not_see_each_others_chats(messenger, echo):
    await messenger.person("zhou").send("一")
    await messenger.person("li").send("二")
    assert [seen.text for seen in messenger.person("zhou").messages] == ["一"]


async def test_a_name_full_of_html_reaches_the_bot_as_it_is(messenger, echo, heard):
    guest = messenger.person("guest", first_name='<b>&"李', last_name="</a>")
    await guest.send("在吗")
    assert heard[0].effective_user.full_name == '<b>&"李 </a>'


async def test_a_tap_is_answered_and_edits_the_message(messenger, echo):
    zhou = messenger.person("zhou")
    await zhou.send("/buttons")
    assert zhou.last.html == "<b>选一项</b>"
    assert zhou.last.buttons == ["完成", "明天再说", "下周再说"]
    await zhou.tap("完成")
    assert zhou.alert.text == "收到 done:1"
    assert zhou.alert.is_alert
    assert (zhou.last.text, zhou.last.buttons, zhou.last.is_edited) == ("已记下", [], True)


@pytest.mark.parametrize(
    ("label", "complaint"),
    [("不存在", "no button contains"), ("再说", "2 buttons contain")],
    ids=["none", "several"],
)
async def test_a_tap_that_fits_no_single_button_lists_them(messenger, echo, label, complaint):
    zhou = messenger.person("zhou")
    await zhou.send("/buttons")
    with pytest.raises(NoSuchButton, match=complaint) as caught:
        await zhou.tap(label)
    assert "[明天再说] [下周再说]" in str(caught.value)


async def test_a_forged_payload_reaches_the_bot(messenger, echo, heard):
    zhou = messenger.person("zhou")
    await zhou.send("/buttons")
    await zhou.press("done:999", on=zhou.last)
    assert heard[-1].callback_query.data == "done:999"


async def test_a_document_goes_there_and_back(messenger, echo):
    zhou = messenger.person("zhou")
    await zhou.send_document("会议记录.txt", "一二三".encode())
    assert (zhou.last.file_name, zhou.last.text) == ("returned.bin", "9")


async def test_a_photo_has_its_size(messenger, echo, heard):
    zhou = messenger.person("zhou")
    await zhou.send_photo()
    assert (heard[0].message.photo[-1].width, heard[0].message.photo[-1].height) == (8, 8)
    assert zhou.last.file_name == "returned.bin"


async def test_inline_results_are_sent_in_the_persons_name(messenger, echo, heard):
    messenger.with_bot_in_group()
    zhou = messenger.person("zhou").in_group()
    choices = await zhou.inline("党委会")
    assert [choice.title for choice in choices] == ["关于党委会"]
    await zhou.choose(choices[0])
    assert heard[-1].message.via_bot.username == "zhishou_bot"
    await messenger.person("li").in_group().tap("完成")
    assert heard[-1].callback_query.message is None
    message = next(m for m in messenger.get_chat(zhou.chat_id).messages.values() if m.via_bot)
    assert message.content["text"] == "已记下"


async def test_votes_reach_the_bot_and_are_counted(messenger, echo, heard):
    zhou = messenger.person("zhou")
    await zhou.send("/start")
    await echo.bot.send_poll(zhou.chat_id, "哪天开会？", ["周三", "周四"], is_anonymous=False)
    await zhou.vote("周四")
    answer = next(update.poll_answer for update in heard if update.poll_answer)
    assert (answer.user.id, answer.option_ids) == (zhou.person_id, (1,))
    counted = next(update.poll for update in heard if update.poll)
    assert [option.voter_count for option in counted.options] == [0, 1]


async def test_a_quiz_closes_when_its_time_has_come(messenger, echo, clock, heard):
    zhou = messenger.person("zhou")
    await zhou.send("/start")
    await echo.bot.send_poll(
        zhou.chat_id,
        "多久一次？",
        ["每月", "每季度"],
        type="quiz",
        correct_option_ids=[1],
        explanation="见第一条",
        open_period=60,
    )
    clock.advance(timedelta(seconds=61))
    close_due(messenger)
    await messenger.settle()
    assert heard[-1].poll.is_closed
    assert heard[-1].poll.correct_option_ids == (1,)


class TestGroupPrivacy:
    @pytest.fixture
    def group(self, messenger):
        return messenger.with_bot_in_group()

    @pytest.mark.parametrize(
        ("text", "heard_it"),
        [
            ("大家好", False),
            ("@zhishou_bot 在吗", False),
            ("/ask 多久开一次会", True),
            ("/ask@zhishou_bot 多久开一次会", True),
            ("/ask@another_bot 多久开一次会", False),
            ("请发 /ask", False),
        ],
        ids=["plain", "mention", "command", "addressed", "to-another", "command-inside"],
    )
    async def test_only_commands_for_it_reach_the_bot(
        self, messenger, echo, heard, group, text, heard_it
    ):
        await messenger.settle()
        heard.clear()
        await messenger.person("li").in_group().send(text)
        assert heard.texts() == ([text] if heard_it else [])

    async def test_a_reply_to_it_reaches_the_bot(self, messenger, echo, heard, group):
        li = messenger.person("li").in_group()
        await li.send("/ask 一")
        await li.send("那二呢", reply_to=li.last)
        assert heard.texts()[-1] == "那二呢"

    async def test_as_administrator_it_hears_everything(self, messenger, echo, heard, group):
        await messenger.person("zhou").in_group().promote_bot()
        await messenger.person("li").in_group().send("大家好")
        assert heard.texts()[-1] == "大家好"

    async def test_a_command_without_the_bot_in_the_group_is_not_heard(
        self, messenger, echo, heard
    ):
        await messenger.person("li").in_group().send("/ask 一")
        assert heard == []

    async def test_joining_and_leaving_are_told(self, messenger, echo, heard):
        zhou = messenger.person("zhou").in_group()
        await zhou.add_bot()
        await zhou.remove_bot()
        statuses = [
            update.my_chat_member.new_chat_member.status
            for update in heard
            if update.my_chat_member
        ]
        assert statuses == ["member", "kicked"]

    async def test_an_anonymous_administrator_is_not_told_apart(
        self, messenger, echo, heard, group
    ):
        await messenger.person("wang").in_group().send("/ask 一", anonymous=True)
        assert heard[-1].effective_user.id == 1087968824
        assert heard[-1].message.sender_chat.id == group


async def test_an_edited_message_is_told_as_such(messenger, echo, heard):
    zhou = messenger.person("zhou")
    sent = await zhou.send("一")
    await zhou.edit(sent, "二")
    assert heard[-1].edited_message.text == "二"


async def test_a_forwarded_command_names_its_origin(messenger, echo, heard):
    messenger.with_bot_in_group()
    zhou = messenger.person("zhou")
    sent = await zhou.send("/done")
    await zhou.forward(sent, to=zhou.in_group())
    assert heard[-1].message.forward_origin.sender_user.id == zhou.person_id


async def test_a_start_link_brings_its_payload(messenger, echo, heard):
    zhou = messenger.person("zhou")
    await zhou.open_link("https://t.me/zhishou_bot?start=invite-42")
    assert heard[-1].message.text == "/start invite-42"


async def test_acts_at_once_meet_the_bot_together(messenger, echo, heard):
    async with messenger.at_once():
        await messenger.person("zhou").send("一")
        await messenger.person("li").send("二")
        assert heard == []
    assert heard.texts() == ["一", "二"]
