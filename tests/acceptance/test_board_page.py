"""The page of the board: the way in from the chat, and what each visitor may ask for."""

from __future__ import annotations

import re
from datetime import date, timedelta

import httpx
import pytest

from bot.web.board.routes import COOKIE, BoardPage
from bot.web.server import web_app
from clauses.cadence import Per
from scheduler.periods import period_containing
from tests.acceptance.test_board import BRANCH, LONG, town

__all__ = ["town"]

QUARTER = {"span": "q", "start": "2026-10-01"}


@pytest.fixture
async def browser(talk):
    """A browser that has never been here."""

    async def no_trouble():
        return None

    page = BoardPage(talk.services, talk.messenger.token, secure=True)
    transport = httpx.ASGITransport(app=web_app(no_trouble, page.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.example") as client:
        yield client


@pytest.fixture
def public(talk, monkeypatch):
    """The web server is reached from outside."""
    object.__setattr__(talk.services, "public_url", "https://bot.example")


async def follow(client, browser):
    """Open the link that the bot gave last."""
    url = next(b.url for row in client.last.rows for b in row if b.url and "#" in b.url)
    link = url.partition("#")[2]
    return await browser.post("/board/api/enter", json={"link": link})


async def test_without_an_address_the_bot_says_how_to_get_one(talk, town):
    await town.send("/board")
    await town.tap("网页")
    assert "DUTYBOT_PUBLIC_URL" in town.last.text
    assert "看板的文字和图片照常可看" in town.last.text


async def test_a_link_opens_the_page_once(talk, town, public, browser):
    await town.send("/board")
    await town.tap("网页")
    assert "10分钟" in town.last.text
    opened = await follow(town, browser)
    cookie = opened.headers["set-cookie"]
    assert opened.status_code == 200
    assert all(each in cookie for each in ("HttpOnly", "Secure", "SameSite=strict", "Path=/board"))
    me = (await browser.get("/board/api/me")).json()
    assert me["roots"][0]["name"] == "省河湖厅机关党委"
    assert (await follow(town, browser)).status_code == 403


async def test_the_page_says_what_the_text_says(talk, town, public, browser):
    await town.send("/board")
    text = town.last.text
    await town.tap("网页")
    await follow(town, browser)
    unit = (await browser.get("/board/api/me")).json()["roots"][0]["id"]
    board = (await browser.get("/board/api/board", params={"unit": unit, **QUARTER})).json()
    for lamp, word in (("r", "🔴 逾期"), ("g", "🟢 已完成"), ("w", "⚪ 未到期")):
        assert f"{word} {board['counts'][lamp]}" in text
    assert f"合计 {board['total']}" in text
    assert board["total"] == sum(board["counts"].values())
    assert [each["name"] for each in board["units"]] == ["省河湖厅机关党委", BRANCH, LONG]
    asked = {"unit": unit, **QUARTER, "lamps": "r"}
    lines = (await browser.get("/board/api/lines", params=asked)).json()["lines"]
    assert [each["unit_name"] for each in lines] == [BRANCH, BRANCH, LONG, LONG]
    item = (await browser.get("/board/api/item", params={"id": lines[0]["id"]})).json()
    assert item["lamp"] == "逾期5个工作日"
    assert "责任人：李强（党支部书记）" in item["facts"]
    year = (await browser.get("/board/api/year", params={"unit": unit, **QUARTER})).json()
    november = year["units"][1]["cells"][10]
    assert november == {"standing": "overdue", "sign": "2"}
    duties = (await browser.get("/board/api/duties", params={"unit": 2, **QUARTER})).json()
    assert {"支委会", "主题党日"} <= {each["name"] for each in duties["duties"]}


async def test_the_year_of_a_unit_has_all_its_items_however_many_owe_them(
    talk, town, public, browser, make
):
    (root,) = await talk.services.boards.managed_roots(1)
    branch = await make.organisation("三支部", body="branch", parent=root)
    months = [period_containing(Per.MONTH, date(2026, month, 1)) for month in range(1, 13)]
    for _ in range(30):
        holder = await make.holder(branch, post="branch-secretary")
        for month in months:
            await make.occurrence(branch, post="branch-secretary", period=month, holder=holder)
    await town.send("/board")
    await town.tap("网页")
    await follow(town, browser)
    asked = {"unit": branch.id, **QUARTER}
    (duty,) = (await browser.get("/board/api/duties", params=asked)).json()["duties"]
    assert [sum(each["first"] == month for each in duty["items"]) for month in range(1, 13)] == (
        [30] * 12
    )


async def test_a_picture_is_drawn_for_the_page(talk, town, public, browser):
    try:
        await town.send("/board")
        await town.tap("网页")
        await follow(town, browser)
        for of in ({}, {"dark": "1"}, {"of": "year"}):
            answer = await browser.get("/board/api/picture", params={"unit": 1, **QUARTER, **of})
            assert answer.content.startswith(b"\x89PNG")
    finally:
        talk.services.painter.close()


ADDRESSES = ["board", "lines", "year", "duties", "item", "picture", "me"]


@pytest.mark.experiment("S1 rights")
@pytest.mark.parametrize("address", ADDRESSES)
async def test_without_a_session_nothing_is_told(talk, town, browser, address):
    asked = {"unit": 1, **QUARTER, "lamps": "rygwb", "id": 1}
    for cookie in ("", "x" * 43):
        browser.cookies.set(COOKIE, cookie)
        answer = await browser.get(f"/board/api/{address}", params=asked)
        assert (answer.status_code, answer.json()) == (401, {"error": "unknown"})


@pytest.mark.experiment("S1 rights")
@pytest.mark.parametrize("address", [each for each in ADDRESSES if each != "me"])
async def test_a_manager_elsewhere_and_one_further_down_are_told_nothing(
    talk, town, public, browser, make, address
):
    services = talk.services
    above = (await services.boards.managed_roots(1))[0]
    lines = await services.boards.of(above.id, _quarter(), by=1)
    below = next(unit for unit in lines.units if unit.name == BRANCH)
    other = await make.person("外人", telegram_id=99)
    await make.organisation("省水利厅机关党委", manager=other)
    low = await make.person("支部管理员", telegram_id=98)
    organisation = await services.registration.organisation(below.id, 1)
    await make.manager(organisation, low)
    secret = await _some_item(services, above.id)
    for person in (other, low):
        opened = await services.visits.enter(person.address)
        browser.cookies.set(COOKIE, opened.cookie)
        asked = {"unit": above.id, **QUARTER, "lamps": "rygwb", "id": secret}
        answer = await browser.get(f"/board/api/{address}", params=asked)
        assert (answer.status_code, answer.json()) == (403, {"error": "not yours"})
        asked = {**asked, "unit": 999_999, "id": 999_999}
        unknown = await browser.get(f"/board/api/{address}", params=asked)
        assert (unknown.status_code, unknown.content) == (403, answer.content)


def _quarter():
    from bot.conversation.buttons.board import BoardSpan

    return BoardSpan.QUARTER.around(date(2026, 12, 7))


async def _some_item(services, unit):
    """An item of the organisation at the top itself, which nobody below it may see."""
    from scheduler.board.standing import ItemStanding
    from scheduler.board.values import Listing

    board = await services.boards.of(
        unit, _quarter(), Listing(tuple(ItemStanding), 1, unit=unit), by=1
    )
    return board.lines[0].occurrence.id


async def test_the_session_ends_when_the_rights_end(talk, town, public, browser, make):
    await town.send("/board")
    await town.tap("网页")
    await follow(town, browser)
    assert (await browser.get("/board/api/me")).status_code == 200
    (root,) = await talk.services.boards.managed_roots(1)
    heir = await make.person("林珊")
    await make.manager(root, heir)
    for unit in (2, 3):
        await make.manager(await talk.services.registration.organisation(unit, heir.id), heir)
    assert (await browser.get("/board/api/me")).status_code == 401


async def test_the_session_ends_after_a_day_and_on_leaving(talk, town, public, browser):
    await town.send("/board")
    await town.tap("网页")
    await follow(town, browser)
    talk.clock.advance(timedelta(days=1))
    assert (await browser.get("/board/api/me")).status_code == 401
    await town.tap("网页", on=next(m for m in town.messages if "网页" in m.buttons))
    await follow(town, browser)
    assert (await browser.get("/board/api/me")).status_code == 200
    kept = browser.cookies[COOKIE]
    await browser.post("/board/api/leave", json={})
    browser.cookies.set(COOKIE, kept)
    assert (await browser.get("/board/api/me")).status_code == 401


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"{}", {"content-type": "application/json"}),
        (b"[]", {"content-type": "application/json"}),
        (b"{", {"content-type": "application/json"}),
        (b'{"link": 7}', {"content-type": "application/json"}),
        (b'{"link": "x"}', {"content-type": "text/plain"}),
        (b'{"link": "x"}', {"content-type": "application/json", "origin": "https://evil"}),
        (b'{"link": "' + b"x" * 20_000 + b'"}', {"content-type": "application/json"}),
    ],
)
async def test_what_is_no_way_in_is_refused(talk, browser, content, headers):
    answer = await browser.post("/board/api/enter", content=content, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("link", ["", "x", "x" * 43, "\ud800", "‮"])
async def test_a_made_up_link_opens_nothing(talk, browser, link):
    import json

    answer = await browser.post(
        "/board/api/enter",
        content=json.dumps({"link": link}),
        headers={"content-type": "application/json"},
    )
    assert (answer.status_code, answer.json()) == (403, {"error": "unknown"})


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"unit": "x", **QUARTER},
        {"unit": "-1", **QUARTER},
        {"unit": "٣", **QUARTER},
        {"unit": "9" * 30, **QUARTER},
        {"unit": "1", "span": "z", "start": "2026-10-01"},
        {"unit": "1", "span": "q", "start": "2026-13-01"},
        {"unit": "1", "span": "q", "start": "9999-12-31"},
        {"unit": "1", **QUARTER, "lamps": "x"},
        {"unit": "1", **QUARTER},
    ],
)
async def test_what_makes_no_sense_is_refused_and_breaks_nothing(talk, town, browser, asked):
    person = (await talk.services.registration.find_person(_address(town))).address
    browser.cookies.set(COOKIE, (await talk.services.visits.enter(person)).cookie)
    answer = await browser.get("/board/api/lines", params=asked)
    assert answer.status_code == 400


@pytest.mark.parametrize("number", [2**31, 2**40, 2**53 - 1])
async def test_a_number_that_nothing_can_have_is_nobodys(talk, town, browser, number):
    person = (await talk.services.registration.find_person(_address(town))).address
    browser.cookies.set(COOKIE, (await talk.services.visits.enter(person)).cookie)
    for address in ("board", "item"):
        asked = {"unit": number, "id": number, **QUARTER}
        answer = await browser.get(f"/board/api/{address}", params=asked)
        assert answer.status_code == 403


async def test_a_list_that_is_asked_for_a_thousand_times_is_read_once(talk, town, browser):
    person = (await talk.services.registration.find_person(_address(town))).address
    browser.cookies.set(COOKIE, (await talk.services.visits.enter(person)).cookie)
    unit = (await browser.get("/board/api/me")).json()["roots"][0]["id"]
    once, often = [
        (
            await browser.get(
                "/board/api/lines", params={"unit": unit, **QUARTER, "lamps": "r" * times}
            )
        ).json()
        for times in (1, 1000)
    ]
    assert once == often


def _address(client):
    from bot.conversation.addresses import telegram

    return telegram(client.person_id)


async def test_page_and_answers_may_be_framed_and_kept_by_nobody(talk, browser):
    for address in ("/board", "/board/api/me", "/board/static/page.js"):
        headers = (await browser.get(address)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert re.match("no-store|no-cache", headers["cache-control"])
