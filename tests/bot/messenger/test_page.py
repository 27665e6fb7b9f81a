"""The page's server side: who may do what through it, and what it shows."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from starlette.applications import Starlette

from bot.messenger.messenger import Messenger
from bot.messenger.page import routes as page_routes
from bot.messenger.page.routes import messenger_routes
from bot.messenger.people import talk
from bot.messenger.people.chat_client import grey_png
from bot.messenger.world.store import FolderStore
from scheduler.clock import ManualClock, ShiftedClock

PAGE = page_routes.PAGE
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOST = "http://localhost:8080"


@pytest.fixture
def real() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 1, 30, tzinfo=UTC))


@pytest.fixture
def shifted(real) -> ShiftedClock:
    return ShiftedClock(real)


@pytest.fixture
def messenger(shifted, elapsed) -> Messenger:
    return Messenger(shifted, elapsed=elapsed)


class Moves:
    """Counts how often the program was told that the clock has moved."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def moves() -> Moves:
    return Moves()


@pytest.fixture
async def page(messenger, shifted, real, moves):
    app = Starlette(routes=messenger_routes(messenger, shifted, moves, real=real))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url=HOST, headers={"Origin": HOST}
    ) as client:
        yield client


@pytest.fixture
def zhou(messenger):
    return messenger.person("zhou")


async def act(page, name, **wish):
    return await page.post(f"/messenger/api/{name}", json=wish)


async def view(page, person):
    address = f"/messenger/api/chats/{person.chat_id}"
    return (await page.get(address, params={"as": person.person_id})).json()


async def test_what_is_written_on_the_page_reaches_the_bot(page, messenger, echo, zhou):
    answer = await act(page, "send", **{"as": zhou.person_id}, chat=zhou.chat_id, text="您好")
    await messenger.settle()
    assert answer.json() == {"message": 1}
    shown = await view(page, zhou)
    assert [(m["is_mine"], m["text"]) for m in shown["messages"]] == [
        (True, "您好"),
        (False, "您好"),
    ]
    assert shown["messages"][1]["reply"]["text"] == "您好"


async def test_a_press_waits_for_the_answer(page, messenger, echo, zhou):
    await zhou.send("/buttons")
    pressing = asyncio.create_task(
        act(
            page,
            "press",
            **{"as": zhou.person_id},
            chat=zhou.chat_id,
            message=zhou.last.id,
            row=0,
            column=0,
        )
    )
    while not messenger.updates.pending():  # noqa: ASYNC110  # no event tells of it
        await asyncio.sleep(0)
    await messenger.settle()
    answer = (await pressing).json()
    assert (answer["text"], answer["is_alert"]) == ("收到 done:1", True)


async def test_a_button_that_is_gone_is_refused(page, echo, zhou):
    await zhou.send("一")
    wish = {"as": zhou.person_id, "chat": zhou.chat_id, "message": zhou.last.id}
    answer = await act(page, "press", **wish, row=0, column=0)
    assert (answer.status_code, answer.json()["error"]) == (409, "this button is no longer there")


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [("photo", "图.png", grey_png()), ("document", "记录.txt", b"abc")],
    ids=["photo", "document"],
)
async def test_an_uploaded_file_can_be_opened_again(page, zhou, kind, name, content):
    fields = {"as": str(zhou.person_id), "chat": str(zhou.chat_id), "kind": kind, "caption": "说明"}
    answer = await page.post("/messenger/api/upload", data=fields, files={"file": (name, content)})
    assert answer.status_code == 200
    (message,) = (await view(page, zhou))["messages"]
    assert message["text"] == "说明"
    file = await page.get(message[kind]["url"])
    assert file.content == content
    shown = "inline" if kind == "photo" else "attachment"
    assert file.headers["Content-Disposition"].startswith(shown)


async def test_unread_messages_are_counted_until_they_are_seen(page, messenger, echo, zhou):
    async def unread():
        people = (await page.get("/messenger/api/overview")).json()["people"]
        return next(one["unread"] for one in people if one["key"] == "zhou")

    await zhou.send("一")
    assert await unread() == 1
    await act(page, "read", **{"as": zhou.person_id}, chat=zhou.chat_id)
    assert await unread() == 0


async def test_a_poll_hides_its_counts_until_one_has_voted(page, echo, zhou):
    await zhou.send("/start")
    await echo.bot.send_poll(
        zhou.chat_id, "多久一次？", ["每月", "每季度"], type="quiz", correct_option_ids=[1]
    )
    before = (await view(page, zhou))["messages"][-1]["poll"]
    assert [option["is_right"] for option in before["options"]] == [None, None]
    wish = {"as": zhou.person_id, "chat": zhou.chat_id, "message": zhou.last.id}
    await act(page, "vote", **wish, options=[0])
    after = (await view(page, zhou))["messages"][-1]["poll"]
    assert [(o["votes"], o["is_mine"], o["is_right"]) for o in after["options"]] == [
        (1, True, False),
        (0, False, True),
    ]
    assert (await act(page, "vote", **wish, options=[1])).status_code == 409


async def test_inline_results_are_listed_and_sent(page, messenger, echo, zhou):
    group = messenger.with_bot_in_group()
    wish = {"as": zhou.person_id, "chat": group}
    asking = asyncio.create_task(act(page, "inline", **wish, query="党课"))
    while not any("inline_query" in update for update in messenger.updates.pending()):  # noqa: ASYNC110  # as above
        await asyncio.sleep(0)
    await messenger.settle()
    answer = (await asking).json()
    assert answer["results"] == [{"id": "1", "title": "关于党课", "description": ""}]
    await act(page, "choose", **wish, query=answer["query"], result="1")
    shown = await view(page, zhou.in_group())
    assert shown["messages"][-1]["via"] == "zhishou_bot"


async def test_membership_is_changed_from_the_page(page, messenger, zhou):
    group = zhou.in_group().chat_id
    for name, status in [("add", "member"), ("promote", "administrator"), ("remove", "kicked")]:
        answer = await act(page, "membership", **{"as": zhou.person_id}, chat=group, act=name)
        assert answer.status_code == 200
        assert (await view(page, zhou.in_group()))["bot_status"] == status
    li = messenger.person("li")
    refused = await act(page, "membership", **{"as": li.person_id}, chat=group, act="remove")
    assert refused.status_code == 409


async def test_a_chat_is_shown_only_to_those_in_it(page, messenger, zhou):
    li = messenger.person("li")
    answer = await page.get(f"/messenger/api/chats/{zhou.chat_id}", params={"as": li.person_id})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://evil.example:8080", "Host": "evil.example:8080"},
    ],
    ids=["foreign", "null", "none", "other-port", "rebound-name"],
)
async def test_only_the_page_itself_may_act(page, messenger, zhou, headers):
    wish = {"as": zhou.person_id, "chat": zhou.chat_id, "text": "/forgetme"}
    for path in ("send", "clock", "upload"):
        answer = await page.post(f"/messenger/api/{path}", json=wish, headers=headers)
        assert answer.status_code == 403
    assert messenger.updates.pending() == []


async def test_a_rebound_name_may_not_even_read(page):
    answer = await page.get("/messenger/api/overview", headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert (await page.get("/messenger", headers={"Host": "127.0.0.1:8080"})).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"as": "x"}', b'{"as": true, "chat": 1}'],
    ids=["none", "list", "text", "bool"],
)
async def test_a_body_that_is_no_wish_is_refused(page, body):
    assert (await page.post("/messenger/api/send", content=body)).status_code == 409


class TestClock:
    @pytest.mark.parametrize(
        ("now", "jump", "expected"),
        [
            ("2026-11-23T09:30", "tomorrow", "2026-11-24T09:00"),
            ("2026-12-31T23:59", "tomorrow", "2027-01-01T09:00"),
            ("2026-11-23T08:00", "monday", "2026-11-30T09:00"),
            ("2026-11-22T08:00", "monday", "2026-11-23T09:00"),
            ("2026-11-23T09:30", "quarter", "2026-12-21T09:00"),
            ("2026-12-21T08:59", "quarter", "2026-12-21T09:00"),
            ("2026-12-21T09:00", "quarter", "2027-03-21T09:00"),
            ("2026-03-25T09:00", "quarter", "2026-06-20T09:00"),
            ("2026-11-23T23:30", "hour", "2026-11-24T00:30"),
        ],
    )
    async def test_the_buttons_lead_to_the_next_such_time(
        self, page, shifted, moves, now, jump, expected
    ):
        await act(page, "clock", to=now)
        answer = await act(page, "clock", jump=jump)
        assert answer.status_code == 200
        assert shifted.now() == datetime.fromisoformat(expected).replace(tzinfo=SHANGHAI)
        assert moves.count == 2

    async def test_it_runs_on_and_goes_back_to_now(self, page, real, shifted, messenger):
        await act(page, "clock", to="2027-03-01T09:00")
        real.advance(timedelta(minutes=5))
        assert shifted.now() == datetime(2027, 3, 1, 1, 5, tzinfo=UTC)
        await act(page, "clock", jump="back")
        assert shifted.now() == real.now()
        assert messenger.world.clock_ahead_seconds == 0

    @pytest.mark.parametrize(
        "wish", [{"to": "soon"}, {"to": "9999-01-01T00:00"}, {"jump": "never"}, {}]
    )
    async def test_a_time_that_is_none_is_refused(self, page, moves, wish):
        assert (await act(page, "clock", **wish)).status_code == 409
        assert moves.count == 0

    async def test_it_is_kept_over_a_restart(self, tmp_path, real, moves):
        for expected in (timedelta(), timedelta(days=10)):
            clock = ShiftedClock(real)
            messenger = Messenger(clock, store=FolderStore(tmp_path / "messenger"))
            app = Starlette(routes=messenger_routes(messenger, clock, moves, real=real))
            assert clock.now() - real.now() == expected
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(
                transport=transport, base_url=HOST, headers={"Origin": HOST}
            ) as client:
                local = (real.now() + timedelta(days=10)).astimezone(SHANGHAI)
                await act(client, "clock", to=local.replace(tzinfo=None).isoformat())


async def test_listeners_hear_of_changes_until_the_messenger_closes(messenger, zhou):
    heard = []

    async def listen():
        heard.extend([change async for change in messenger.changes.listen(60)])

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0)
    talk.send_text(messenger, zhou.person_id, zhou.chat_id, "一")
    messenger.close()
    await listening
    assert heard == [{"kind": "message", "chat": zhou.chat_id}]


class TestFiles:
    async def test_the_page_forbids_everything_foreign(self, page):
        answer = await page.get("/messenger")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "style=" not in answer.text
        assert "<script>" not in answer.text

    @pytest.mark.parametrize("file", sorted(PAGE.iterdir()), ids=lambda file: file.name)
    async def test_every_file_is_served_and_names_only_files_that_are_there(self, page, file):
        answer = await page.get(f"/messenger/page/{file.name}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-cache"
        for name in re.findall(r'from "\./([\w.]+)"|/messenger/page/([\w.]+)', answer.text):
            assert (PAGE / "".join(name)).is_file()

    @pytest.mark.parametrize("file", sorted(PAGE.glob("*.js")), ids=lambda file: file.name)
    def test_no_script_writes_markup_or_reaches_out(self, file):
        source = file.read_text("utf-8")
        assert "innerHTML =" not in source
        assert not re.search(r'(fetch|import|EventSource)\(?\s*["`]https?:', source)

    def test_both_languages_have_the_same_words(self):
        source = (PAGE / "texts.js").read_text("utf-8")
        tables = re.findall(r"^  (zh|en): \{$(.*?)^  \},$", source, re.M | re.S)
        keys = {
            language: re.findall(r"^ {4,6}(\w+):|[{,] (\w+):", body, re.M)
            for language, body in tables
        }
        assert keys["zh"] == keys["en"]
        assert len(keys["zh"]) > 80

    def test_every_word_that_the_scripts_use_is_there(self):
        known = set(re.findall(r"^    (\w+):", (PAGE / "texts.js").read_text("utf-8"), re.M))
        for file in PAGE.glob("*.js"):
            used = set(re.findall(r"words\(\)\.(\w+)", file.read_text("utf-8")))
            assert used <= known, file.name


async def test_messages_are_corrected_forwarded_and_deleted_from_the_page(page, messenger, zhou):
    await zhou.send("一")
    wish = {"as": zhou.person_id, "chat": zhou.chat_id, "message": 1}
    group = zhou.in_group()
    await act(page, "edit", **wish, text="二")
    await act(page, "forward", **wish, to=group.chat_id)
    (forwarded,) = (await view(page, group))["messages"]
    assert (forwarded["text"], forwarded["origin"]) == ("二", "周敏")
    assert [m["is_edited"] for m in (await view(page, zhou))["messages"]] == [True]
    await act(page, "delete", **wish)
    assert (await view(page, zhou))["messages"] == []
    assert (await act(page, "edit", **wish, text="三")).status_code == 409


async def test_a_link_to_the_bot_opens_its_chat(page, messenger, zhou):
    url = "https://t.me/zhishou_bot?start=invite-1"
    answer = await act(page, "open", **{"as": zhou.person_id}, url=url)
    assert answer.json() == {"chat": zhou.chat_id}
    assert (await view(page, zhou))["messages"][-1]["text"] == "/start invite-1"


async def test_the_bot_is_blocked_and_taken_back_from_the_page(page, zhou):
    for name, is_blocked in [("block", True), ("unblock", False)]:
        await act(page, "membership", **{"as": zhou.person_id}, chat=zhou.chat_id, act=name)
        assert (await view(page, zhou))["is_blocked"] is is_blocked
    wish = {"as": zhou.person_id, "chat": zhou.chat_id, "act": "praise"}
    assert (await act(page, "membership", **wish)).status_code == 409
    assert (await act(page, "praise", **wish)).status_code == 404


async def test_a_press_that_nobody_answers_ends_by_itself(page, messenger, zhou, monkeypatch):
    monkeypatch.setattr("bot.messenger.page.acts.ANSWER_SECONDS", 0)
    await zhou.send("一")
    messenger.get_message(zhou.chat_id, 1).markup = {
        "inline_keyboard": [[{"text": "好", "callback_data": "1"}]]
    }
    wish = {"as": zhou.person_id, "chat": zhou.chat_id, "message": 1}
    answer = await act(page, "press", **wish, row=0, column=0)
    assert answer.json() == {"is_answered": False}
