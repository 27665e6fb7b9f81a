"""What Telegram refuses, in its own words, as the real PTB reports it."""

import asyncio
from html import escape

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    EndPointNotFound,
    Forbidden,
)

from bot.messenger.markup.entities import as_html, utf16_length
from bot.messenger.markup.telegram_html import HtmlError, parse_html
from bot.messenger.people import talk, taps
from bot.messenger.world import groups
from bot.messenger.world.commands import commands_for


@pytest.fixture
async def zhou(messenger, echo):
    person = messenger.person("zhou")
    await person.send("/start")
    return person


@pytest.mark.parametrize("units", [4095, 4096])
async def test_a_text_of_up_to_4096_units_is_sent(zhou, echo, units):
    text = "🏛" * (units // 2) + "条" * (units % 2)
    assert utf16_length(text) == units
    await echo.bot.send_message(zhou.chat_id, text)
    assert zhou.last.text == text


async def test_a_text_of_4097_units_is_too_long(zhou, echo):
    with pytest.raises(BadRequest, match="Message is too long"):
        await echo.bot.send_message(zhou.chat_id, "🏛" * 2048 + "条")


async def test_markup_does_not_count_towards_the_length(zhou, echo):
    await echo.bot.send_message(zhou.chat_id, f"<b>{'条' * 4096}</b>", parse_mode="HTML")
    assert zhou.last.html == f"<b>{'条' * 4096}</b>"


async def test_more_than_32768_bytes_are_refused_before_parsing(zhou, echo):
    with pytest.raises(BadRequest, match="Text is too long"):
        await echo.bot.send_message(zhou.chat_id, "<b></b>" * 4700, parse_mode="HTML")


async def test_a_caption_has_1024_units(zhou, echo):
    await echo.bot.send_document(zhou.chat_id, b"1", filename="a.txt", caption="🏛" * 512)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await echo.bot.send_document(zhou.chat_id, b"1", filename="a.txt", caption="🏛" * 512 + "1")


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<b>一", 'Can\'t find end tag corresponding to start tag "b"'),
        ("一 < 二", 'Unsupported start tag "" at byte offset 4'),
        ("🏛<int>", 'Unsupported start tag "int" at byte offset 4'),
        ("<i>a</b>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</b>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b ", 'Unclosed start tag "b" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<i =a>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ('<a href="x>', "Unclosed start tag at byte offset 0"),
        ("<a href=x,y>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ],
)
def test_broken_html_is_complained_of_in_telegrams_words(markup, complaint):
    with pytest.raises(HtmlError) as caught:
        parse_html(markup)
    assert str(caught.value) == complaint


async def test_the_complaint_reaches_the_bot(zhou, echo):
    with pytest.raises(BadRequest, match='Can\'t parse entities: unsupported start tag "int"'):
        await echo.bot.send_message(zhou.chat_id, "<int>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("&lt;&gt;&amp;&quot;&#65;&#x1F3DB;&nbsp;", '<>&"A🏛&nbsp;', []),
        ("🏛<b>一<i>二</i></b>", "🏛一二", [("bold", 2, 2), ("italic", 3, 1)]),
        ('<a href="https://example.com/a">链</a>', "链", [("text_link", 0, 1)]),
        ('<a href="http://localhost">链</a>', "链", []),
        ("<b></b>一", "一", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<blockquote expandable>长</blockquote>", "长", [("expandable_blockquote", 0, 1)]),
        ("<tg-spoiler>答</tg-spoiler>", "答", [("spoiler", 0, 1)]),
    ],
    ids=["characters", "nested", "link", "bad-link", "empty", "code", "quote", "spoiler"],
)
def test_html_gives_text_and_entities(markup, text, entities):
    parsed, found = parse_html(markup)
    assert parsed == text
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in found] == entities


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_TAGS = st.sampled_from(["b", "i", "u", "s", "tg-spoiler"])


@given(st.lists(st.tuples(_TEXTS, _TAGS, _TEXTS), max_size=5))
def test_html_survives_parsing_and_writing(parts):

    markup = "".join(
        f"{escape(before, quote=False)}<{tag}>{escape(inside, quote=False)}</{tag}>"
        if inside
        else escape(before, quote=False)
        for before, tag, inside in parts
    )
    assert as_html(*parse_html(markup)) == markup


def button(label="好", **action):
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, **action)]])


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        (button(callback_data="条" * 22), "Button_data_invalid"),
        (button(callback_data=""), "Button_data_invalid"),
        (button(), "text buttons are unallowed in the inline keyboard"),
        (button(url="http://localhost/"), "wrong http url"),
        (button(url="ftp://example.com/"), "unsupported url protocol"),
        (
            InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="1")] * 9]),
            "reply markup is too long",
        ),
        (
            InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="1")] * 4] * 26),
            "reply markup is too long",
        ),
    ],
    ids=["66-bytes", "no-data", "no-action", "localhost", "ftp", "9-in-a-row", "104-in-all"],
)
async def test_a_bad_keyboard_is_refused(zhou, echo, markup, complaint):
    with pytest.raises(BadRequest) as caught:
        await echo.bot.send_message(zhou.chat_id, "选", reply_markup=markup)
    assert complaint.lower() in caught.value.message.lower()


async def test_63_bytes_of_chinese_fit_a_button(zhou, echo):
    await echo.bot.send_message(zhou.chat_id, "选", reply_markup=button(callback_data="条" * 21))
    assert zhou.last.rows[0][0].data == "条" * 21


async def test_blocked_unknown_and_never_started_chats_are_told_apart(messenger, zhou, echo):
    await zhou.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await echo.bot.send_message(zhou.chat_id, "在吗")
    await zhou.unblock()
    await echo.bot.send_message(zhou.chat_id, "在吗")
    with pytest.raises(BadRequest, match="Chat not found"):
        await echo.bot.send_message(999, "在吗")
    with pytest.raises(BadRequest, match="Chat not found"):
        await echo.bot.send_message(messenger.person("li").chat_id, "在吗")
    messenger.with_bot_in_group()
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await echo.bot.send_message(messenger.person("li").chat_id, "在吗")


async def test_a_bot_that_was_removed_cannot_write_in_the_group(messenger, echo):
    group = messenger.with_bot_in_group()
    await echo.bot.send_message(group, "好")
    await messenger.person("zhou").in_group().remove_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await echo.bot.send_message(group, "好")


async def test_edits_that_change_nothing_or_miss_are_told(messenger, zhou, echo):
    message = await echo.bot.send_message(
        zhou.chat_id, "一", reply_markup=button(callback_data="1")
    )
    with pytest.raises(BadRequest, match="Message is not modified"):
        await message.edit_text("一", reply_markup=button(callback_data="1"))
    await message.edit_text("一")
    assert zhou.last.buttons == []
    talk.delete(messenger, zhou.person_id, zhou.chat_id, message.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await message.edit_text("二")
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await echo.bot.send_message(zhou.chat_id, "三", reply_to_message_id=message.message_id)


async def test_a_press_is_answered_once_and_within_150_seconds(messenger, zhou, echo, elapsed):

    await zhou.send("/buttons")
    press = taps.press(messenger, zhou.person_id, zhou.chat_id, zhou.last.id, "done:1")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await echo.bot.answer_callback_query(press.id, "长" * 201)
    elapsed.seconds += 151
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await echo.bot.answer_callback_query(press.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await echo.bot.answer_callback_query("12345")


async def test_an_unfetched_press_goes_away_after_150_seconds(messenger, zhou, elapsed):

    await zhou.send("/buttons")
    taps.press(messenger, zhou.person_id, zhou.chat_id, zhou.last.id, "done:1")
    assert len(messenger.updates.pending()) == 1
    elapsed.seconds += 151
    assert messenger.updates.pending() == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"question": "", "options": ["一"]}, "poll question must be non-empty"),
        ({"question": "问" * 301, "options": ["一"]}, "length must not exceed 300"),
        ({"question": "问", "options": []}, "at least 1 option"),
        ({"question": "问", "options": ["一"] * 13}, "more than 12 options"),
        ({"question": "问", "options": ["长" * 101]}, "length must not exceed 100"),
        ({"question": "问", "options": ["一"], "type": "quiz"}, "wrong correct option"),
        (
            {
                "question": "问",
                "options": ["一"],
                "type": "quiz",
                "correct_option_ids": [0],
                "explanation": "\n".join("甲乙丙丁"),
            },
            "QUIZ_EXPLANATION_INVALID",
        ),
        ({"question": "问", "options": ["一"], "open_period": 4}, "wrong open period"),
    ],
)
async def test_a_poll_outside_the_limits_is_refused(zhou, echo, arguments, complaint):
    with pytest.raises(BadRequest) as caught:
        await echo.bot.send_poll(zhou.chat_id, **arguments)
    assert complaint.lower() in caught.value.message.lower()


@pytest.mark.parametrize(
    ("command", "language", "complaint"),
    [
        (("x" * 33, "说明"), None, "command length must not exceed 32"),
        (("帮助", "说明"), None, "bot_command_invalid"),
        (("help", "说" * 257), None, "description length must not exceed 256"),
        (("help", "说明"), "zh-hans", "invalid language code"),
    ],
)
async def test_commands_outside_the_limits_are_refused(echo, command, language, complaint):
    with pytest.raises(BadRequest) as caught:
        await echo.bot.set_my_commands([BotCommand(*command)], language_code=language)
    assert complaint in caught.value.message.lower()


async def test_commands_are_kept_by_scope_and_language(messenger, zhou, echo):

    await echo.bot.set_my_commands([BotCommand("help", "help")])
    await echo.bot.set_my_commands([BotCommand("help", "帮助")], language_code="zh")
    await echo.bot.set_my_commands([BotCommand("admin", "管理")], BotCommandScopeChat(zhou.chat_id))

    def menu(key):
        person = messenger.get_person(messenger.person(key).person_id)
        return commands_for(messenger.world, messenger.get_chat(person.id), person)[0]

    assert menu("zhou")["command"] == "admin"
    assert menu("lin")["description"] == "帮助"
    assert menu("grace")["description"] == "help"


async def test_an_unknown_method_and_a_wrong_token_are_refused(messenger, echo):
    with pytest.raises(EndPointNotFound):
        await echo.bot.do_api_request("sendRichMessage", {"chat_id": 1})
    async with httpx.AsyncClient(transport=messenger.api.transport()) as client:
        answer = await client.get("http://messenger.local/bot1:wrong/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


class TestReceiving:
    async def test_a_second_poll_ends_the_first(self, messenger, echo):

        first = asyncio.create_task(echo.bot.get_updates(timeout=10))
        while not messenger.updates.is_polled:  # noqa: ASYNC110  # no event tells of it
            await asyncio.sleep(0)
        assert await echo.bot.get_updates(timeout=0) == ()
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first

    async def test_an_update_stays_until_a_higher_offset_confirms_it(self, messenger, echo):

        person = messenger.person("zhou")
        talk.send_text(messenger, person.person_id, person.chat_id, "一")
        (first,) = await echo.bot.get_updates(timeout=0)
        assert [update.update_id for update in await echo.bot.get_updates(timeout=0)] == [
            first.update_id
        ]
        assert await echo.bot.get_updates(offset=first.update_id + 1, timeout=0) == ()

    async def test_kinds_that_were_not_asked_for_are_not_made(self, messenger, echo):
        await echo.bot.get_updates(timeout=0, allowed_updates=["message"])
        person = messenger.person("zhou")

        groups.block(messenger, person.person_id)
        assert messenger.updates.pending() == []

    async def test_a_webhook_excludes_polling(self, echo):
        await echo.bot.set_webhook("https://example.org/hook", secret_token="a" * 32)
        with pytest.raises(Conflict, match="webhook is active"):
            await echo.bot.get_updates(timeout=0)
        assert (await echo.bot.get_webhook_info()).url == "https://example.org/hook"
        await echo.bot.delete_webhook()
        assert await echo.bot.get_updates(timeout=0) == ()


async def test_ptb_reads_every_kind_of_member(messenger, zhou, echo):
    group = messenger.with_bot_in_group()
    wang, grace = messenger.person("wang"), messenger.person("grace")
    for person, status in ((zhou, "creator"), (wang, "administrator"), (grace, "left")):
        assert (await echo.bot.get_chat_member(group, person.person_id)).status == status
    await zhou.in_group().remove_bot()
    with pytest.raises(Forbidden, match="bot was kicked"):
        await echo.bot.get_chat_member(group, zhou.person_id)


async def test_the_bot_describes_itself(messenger, echo):
    await echo.bot.set_my_description("提醒、答疑、记账。")
    await echo.bot.set_my_short_description("值守", language_code="zh")
    profile = messenger.world.bot
    assert (profile.descriptions, profile.short_descriptions) == (
        {"": "提醒、答疑、记账。"},
        {"zh": "值守"},
    )
    await echo.bot.set_my_short_description("", language_code="zh")
    assert profile.short_descriptions == {}
    with pytest.raises(BadRequest, match="Bot short description is too long"):
        await echo.bot.set_my_short_description("长" * 121)
    with pytest.raises(EndPointNotFound):
        await echo.bot.do_api_request("noSuchMethod")
