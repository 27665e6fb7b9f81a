"""The rest of the Bot API's methods, called by the real PTB."""

import json
import struct
from datetime import timedelta

import httpx
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChatMember,
    ForceReply,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.messenger.errors import ApiError, NotPossible
from bot.messenger.markup.urls import InvalidUrl, checked_url
from bot.messenger.page.view import chat_view
from bot.messenger.people import taps
from bot.messenger.people.chat_client import NoSuchButton, grey_png
from bot.messenger.world.cast import GROUP_ID
from bot.messenger.world.commands import commands_for, scope_key
from bot.messenger.world.files import image_size
from bot.messenger.world.polls import close_due


@pytest.fixture
async def zhou(messenger, echo):
    person = messenger.person("zhou")
    await person.send("/start")
    return person


class TestMessages:
    async def test_a_missing_reply_target_can_be_passed_over(self, zhou, echo):
        wish = ReplyParameters(999, allow_sending_without_reply=True)
        await echo.bot.send_message(zhou.chat_id, "一", reply_parameters=wish)
        assert zhou.last.reply_to is None

    async def test_entities_may_be_given_instead_of_markup(self, zhou, echo):
        bold = MessageEntity("bold", 0, 2)
        await echo.bot.send_message(zhou.chat_id, "重要的事", entities=[bold])
        assert zhou.last.html == "<b>重要</b>的事"
        with pytest.raises(BadRequest, match="Entity_bounds_invalid"):
            await echo.bot.send_message(zhou.chat_id, "短", entities=[bold])

    async def test_a_mention_by_link_names_the_person(self, zhou, echo):
        text = (
            f'请<a href="tg://user?id={zhou.person_id}">周敏</a>和<a href="tg://user?id=1">某人</a>'
        )
        message = await echo.bot.send_message(zhou.chat_id, text, parse_mode="HTML")
        (entity,) = message.entities
        assert (entity.type, entity.user.first_name) == ("text_mention", "周敏")

    async def test_blank_ends_are_trimmed_and_entities_follow(self, zhou, echo):
        await echo.bot.send_message(zhou.chat_id, "\n <b> 一 </b>\n", parse_mode="HTML")
        assert zhou.last.html == "<b>一</b>"
        with pytest.raises(BadRequest, match="Text must be non-empty"):
            await echo.bot.send_message(zhou.chat_id, " \n ")
        with pytest.raises(BadRequest, match="Unsupported parse_mode"):
            await echo.bot.send_message(zhou.chat_id, "*一*", parse_mode="MarkdownV2")

    async def test_the_text_of_a_picture_is_not_edited(self, zhou, echo):
        message = await echo.bot.send_photo(zhou.chat_id, grey_png(), caption="旧")
        assert (zhou.last.html, zhou.last.photo_size) == ("旧", (8, 8))
        with pytest.raises(BadRequest, match="There is no text in the message to edit"):
            await message.edit_text("新")

    async def test_what_others_wrote_cannot_be_edited(self, zhou, echo):
        sent = await zhou.send("一")
        with pytest.raises(BadRequest, match="Message can't be edited"):
            await echo.bot.edit_message_text("二", zhou.chat_id, sent)

    async def test_keyboards_of_the_person_are_shown_until_removed(self, messenger, zhou, echo):
        def shown():
            chat = messenger.get_chat(zhou.chat_id)
            return chat_view(messenger, messenger.get_person(zhou.person_id), chat)["keyboard"]

        await echo.bot.send_message(
            zhou.chat_id, "选", reply_markup=ReplyKeyboardMarkup([["是", "否"]])
        )
        assert shown()["rows"] == [["是", "否"]]
        await echo.bot.send_message(zhou.chat_id, "填", reply_markup=ForceReply())
        await echo.bot.send_message(zhou.chat_id, "好", reply_markup=ReplyKeyboardRemove())
        assert shown() is None
        with pytest.raises(BadRequest, match="Inline keyboard expected"):
            await echo.bot.edit_message_text(
                "改", zhou.chat_id, zhou.last.id, reply_markup=ReplyKeyboardRemove()
            )


class TestFiles:
    async def test_a_file_is_sent_again_by_its_id_as_what_it_is(self, zhou, echo):
        photo = await echo.bot.send_photo(zhou.chat_id, grey_png())
        await echo.bot.send_photo(zhou.chat_id, photo.photo[-1].file_id)
        document = await echo.bot.send_document(zhou.chat_id, b"1", filename="a.txt")
        await echo.bot.send_document(zhou.chat_id, document.document.file_id)
        assert zhou.last.file_name == "a.txt"
        with pytest.raises(BadRequest, match="Can't use file of type document as photo"):
            await echo.bot.send_photo(zhou.chat_id, document.document.file_id)
        with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
            await echo.bot.send_document(zhou.chat_id, photo.photo[-1].file_id)
        with pytest.raises(BadRequest, match="Wrong file identifier"):
            await echo.bot.send_document(zhou.chat_id, "no-such-id")

    async def test_what_is_no_picture_or_is_empty_is_refused(self, zhou, echo):
        with pytest.raises(BadRequest, match="Image_process_failed"):
            await echo.bot.send_photo(zhou.chat_id, b"not a picture")
        with pytest.raises(BadRequest, match="File must be non-empty"):
            await echo.bot.send_document(zhou.chat_id, b"", filename="a.txt")
        with pytest.raises(BadRequest, match="Invalid file_id"):
            await echo.bot.get_file("no-such-id")

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (grey_png(5), ("png", 5, 5)),
            (b"GIF89a" + struct.pack("<HH", 7, 9), ("gif", 7, 9)),
            (
                b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40),
                ("jpg", 40, 30),
            ),
            (b"\xff\xd8\x00", None),
            (b"\xff\xd8\xff\xe0\x00\x04ab\x00\x00" + bytes(20), None),
            (b"%PDF-1.7", None),
        ],
        ids=["png", "gif", "jpeg", "cut-jpeg", "broken-jpeg", "pdf"],
    )
    def test_the_size_is_read_from_the_picture(self, content, expected):
        assert image_size(content) == expected


class TestQueries:
    @pytest.fixture
    def question(self, messenger, zhou):
        return taps.ask_inline(messenger, zhou.person_id, zhou.chat_id, "党课")

    @staticmethod
    def article(number=1, text="好"):
        return InlineQueryResultArticle(str(number), "题", InputTextMessageContent(text))

    @pytest.mark.parametrize(
        ("results", "complaint"),
        [
            ([(1, "好"), (1, "好")], "Result_id_duplicate"),
            ([("长" * 22, "好")], "Result_id_invalid"),
            ([(1, "长" * 4097)], "Message is too long"),
            ([(number, "好") for number in range(51)], "Too many inline query results"),
        ],
        ids=["same-id", "long-id", "long-text", "too-many"],
    )
    async def test_bad_inline_results_are_refused(self, echo, question, results, complaint):
        articles = [self.article(*result) for result in results]
        if len(articles) > 50:
            wish = {"inline_query_id": question.id, "results": [one.to_dict() for one in articles]}
            with pytest.raises(BadRequest, match=complaint):
                await echo.bot._post("answerInlineQuery", wish)
        else:
            with pytest.raises(BadRequest, match=complaint):
                await echo.bot.answer_inline_query(question.id, articles)
        assert question.results is None

    async def test_an_inline_query_is_answered_once_and_within_30_seconds(
        self, messenger, zhou, echo, question, elapsed
    ):
        await echo.bot.answer_inline_query(question.id, [self.article()])
        with pytest.raises(BadRequest, match="Query is too old"):
            await echo.bot.answer_inline_query(question.id, [self.article()])
        late = taps.ask_inline(messenger, zhou.person_id, zhou.chat_id, "晚")
        elapsed.seconds += 31
        with pytest.raises(BadRequest, match="Query is too old"):
            await echo.bot.answer_inline_query(late.id, [self.article()])


class TestBodies:
    @pytest.fixture
    async def client(self, messenger):
        async with httpx.AsyncClient(
            transport=messenger.api.transport(),
            base_url=f"http://messenger.local/bot{messenger.token}/",
        ) as client:
            yield client

    async def test_json_query_and_forms_are_read_alike_and_names_in_any_case(self, client, zhou):
        wish = {"chat_id": zhou.chat_id, "text": "一"}
        await client.post("sendMessage", json=wish)
        await client.get("SENDMESSAGE", params=wish)
        await client.post("sendmessage", data=wish)
        await client.post("sendMessage", files={name: (None, str(wish[name])) for name in wish})
        assert [seen.text for seen in zhou.messages][-4:] == ["一"] * 4

    @pytest.mark.parametrize(
        ("wish", "complaint"),
        [
            ({"text": "一"}, "chat_id is empty"),
            ({"chat_id": "@nobody", "text": "一"}, "chat not found"),
            ({"text": ""}, "message text is empty"),
            ({"text": "一", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
            ({"text": "一", "reply_markup": "[]"}, "object expected as reply markup"),
            (
                {"text": "一", "reply_markup": {"inline_keyboard": [{}]}},
                'field "inline_keyboard" of the reply markup should be an Array of Arrays',
            ),
            (
                {"text": "一", "reply_markup": {"inline_keyboard": [[{"url": "a.cn"}]]}},
                'can\'t parse inline keyboard button: Field "text" must be of type String',
            ),
            (
                {
                    "text": "一",
                    "reply_markup": {
                        "inline_keyboard": [[{"text": "好", "url": "a.cn", "callback_data": "1"}]]
                    },
                },
                "BUTTON_TYPE_INVALID",
            ),
            ({"text": "一", "message_thread_id": 5}, "message thread not found"),
            ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ],
    )
    async def test_a_bad_request_is_told_in_telegrams_words(self, client, zhou, wish, complaint):
        if complaint != "chat_id is empty":
            wish = {"chat_id": zhou.chat_id, **wish}
        headers = {"Content-Type": "application/json"}
        answer = await client.post("sendMessage", content=json.dumps(wish), headers=headers)
        assert answer.json() == {
            "ok": False,
            "error_code": 400,
            "description": f"Bad Request: {complaint}",
        }

    async def test_a_body_that_is_no_object_is_refused(self, client):
        headers = {"Content-Type": "application/json"}
        answer = await client.post("getMe", content=b"[1]", headers=headers)
        assert answer.status_code == 400


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("example.com", "http://example.com/"),
        ("example.com:8080/a", "http://example.com:8080/a"),
        ("tg://user?id=1", "tg://user?id=1"),
    ],
)
def test_addresses_are_completed(url, expected):
    assert checked_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://example.com",
        "http://",
        "http://localhost",
        "http://[",
        "a b.cn",
    ],
)
def test_bad_addresses_are_refused(url):
    with pytest.raises(InvalidUrl):
        checked_url(url)


class TestPeople:
    async def test_what_telegrams_apps_do_not_let_one_do_is_not_possible(self, messenger, zhou):
        with pytest.raises(NotPossible, match="empty text"):
            await zhou.send("  ")
        with pytest.raises(NotPossible, match="over 4096 units"):
            await zhou.send("长" * 4097)
        with pytest.raises(NotPossible, match="not in chat"):
            await messenger.person("grace").in_group().send("好")
        with pytest.raises(NotPossible, match="one's own"):
            await zhou.edit(zhou.last.id, "改")
        with pytest.raises(NotPossible, match="does not lead to the bot"):
            await zhou.open_link("https://t.me/another_bot?start=1")
        with pytest.raises(NotPossible, match="administrator"):
            await messenger.person("li").in_group().remove_bot()
        with pytest.raises(NoSuchButton, match="no message here has buttons"):
            await zhou.tap("好")
        await zhou.block()
        with pytest.raises(NotPossible, match="the bot is blocked"):
            await zhou.send("好")

    async def test_a_group_link_brings_the_bot_in(self, messenger, zhou, heard):
        await zhou.open_link("https://t.me/zhishou_bot?startgroup=invite-7")
        assert heard[-1].message.text == "/start@zhishou_bot invite-7"
        assert (await messenger.person("li").in_group().send("/ask")) > 0

    async def test_an_answered_poll_cannot_be_answered_beyond_its_rules(
        self, messenger, zhou, echo, clock
    ):
        options = ["周三", "周四"]
        await echo.bot.send_poll(
            zhou.chat_id, "哪天？", options, is_anonymous=False, open_period=60
        )
        with pytest.raises(NotPossible, match="one option only"):
            await zhou.vote("周三", "周四")
        await zhou.vote("周三")
        await zhou.vote("周四")
        await zhou.vote()
        assert zhou.last.poll.votes == {}
        clock.advance(timedelta(seconds=60))
        close_due(messenger)
        with pytest.raises(NotPossible, match="the poll is closed"):
            await zhou.vote("周三")


class TestCommands:
    @pytest.mark.parametrize(
        ("scope", "complaint"),
        [
            ([], "can't parse BotCommandScope: Object expected"),
            ({"type": "planet"}, "can't parse BotCommandScope: Unsupported type specified"),
            ({"type": "chat", "chat_id": 999}, "chat not found"),
            (
                {"type": "chat_administrators", "chat_id": 710001001},
                "can't use specified scope in private chats",
            ),
            (
                {"type": "chat_member", "chat_id": GROUP_ID, "user_id": 1},
                "invalid user_id specified",
            ),
        ],
    )
    def test_a_scope_that_is_none_is_refused(self, messenger, scope, complaint):
        with pytest.raises(ApiError) as caught:
            scope_key(messenger.world, scope, "")
        assert caught.value.description == f"Bad Request: {complaint}"

    async def test_administrators_and_single_members_see_their_own_menu(self, messenger, echo):
        group = messenger.with_bot_in_group()
        wang, li = messenger.person("wang"), messenger.person("li")
        for name, scope in [
            ("everyone", BotCommandScopeAllGroupChats()),
            ("admins", BotCommandScopeAllChatAdministrators()),
            ("li", BotCommandScopeChatMember(group, li.person_id)),
        ]:
            await echo.bot.set_my_commands([BotCommand(name, "说明")], scope)

        def menu(person):
            chat = messenger.get_chat(group)
            found = commands_for(messenger.world, chat, messenger.get_person(person.person_id))
            return [item["command"] for item in found]

        assert menu(wang) == ["admins"]
        assert menu(li) == ["li"]
        assert menu(messenger.person("chen")) == ["everyone"]
