"""The calendar in the chat and at its address, read by two programs' own parsers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import httpx
import icalendar
import pytest
import vobject
from sqlalchemy import update
from starlette.applications import Starlette

from bot.conversation.addresses import telegram
from bot.web.calendars import calendar_route
from scheduler.ledger.agenda import Section
from scheduler.planning.occurrences import Release
from scheduler.store.tables.planning import OccurrenceRow

PUBLIC = "https://duties.example.org"


@pytest.fixture
async def web(talk):
    """A program that fetches; the bot knows where it is reached from outside."""
    services = talk.application.services = replace(talk.services, public_url=PUBLIC)
    route = calendar_route(services.calendars, services.library, lambda: "telegram-7")
    transport = httpx.ASGITransport(app=Starlette(routes=[route]))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        yield client


async def address(talk, client, button: str = "订阅地址") -> str:
    await client.send("/calendar")
    await client.tap(button)
    return re.search(rf"{PUBLIC}/calendar/\S+\.ics", client.last.text)[0]


def by_uid(content: bytes) -> dict[str, icalendar.Event]:
    return {each["uid"]: each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def events(content: bytes) -> dict[str, icalendar.Event]:
    return {each["summary"]: each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


async def test_without_a_public_address_there_is_the_file_alone(talk):
    zhou = await talk.registered()
    await zhou.send("/calendar")
    assert zhou.last.buttons == ["日历文件"]
    assert "订阅地址须待运维人员设置对外网址后提供" in zhou.last.text


async def test_the_file_holds_what_is_owed_with_an_alarm(talk):
    zhou = await talk.registered()
    await talk.services.planner.run()
    await zhou.send("/calendar")
    await zhou.tap("日历文件")
    assert zhou.last.file_name == "duties.ics"
    (file,) = talk.messenger.world.files.values()
    content = talk.messenger.store.read_file(file.id)
    found = events(content)
    assert f"共{len(found)}项" in zhou.last.text
    owed = found["机关党委委员会议（第四季度）"]
    assert owed.decoded("dtstart") == date(2026, 12, 31)
    assert owed.decoded("dtend") == date(2027, 1, 1)
    assert [alarm["action"] for alarm in owed.walk("VALARM")] == ["DISPLAY"]
    assert len(list(vobject.readOne(content.decode()).vevent_list)) == len(found)


async def test_who_owes_nothing_is_told_so(talk):
    nobody = talk.person("chen")
    await nobody.send("/calendar")
    await nobody.tap("日历文件")
    assert "目前没有定了时限的职责" in nobody.last.text


async def test_two_fetches_give_the_same_bytes_and_the_second_need_not_be_sent(talk, web):
    zhou = await talk.registered()
    await talk.services.planner.run()
    there = await address(talk, zhou)
    first, second = await web.get(there), await web.get(there)
    assert first.status_code == 200
    assert first.content == second.content
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "private" in first.headers["cache-control"]
    tag = {"If-None-Match": first.headers["etag"]}
    unchanged = await web.get(there, headers=tag)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (await web.head(there)).headers["etag"] == first.headers["etag"]


async def test_what_is_done_is_marked_and_counts_as_a_change(talk, web):
    zhou = await talk.registered()
    await talk.services.planner.run()
    there = await address(talk, zhou)
    before = by_uid((await web.get(there)).content)
    person = await talk.services.registration.find_person(telegram(zhou.person_id))
    agenda = await talk.services.agenda.of(person)
    owed = next(each.occurrence for each in agenda.items if each.section is Section.DUE)
    assert owed.needed == 1
    talk.clock.advance(timedelta(minutes=1))
    await talk.services.completions.complete(owed.id, by=person.id, held_on=date(2026, 11, 23))
    after = by_uid((await web.get(there)).content)
    done = f"occ-{owed.id}@telegram-7"
    assert after.keys() == before.keys()
    assert after[done]["summary"] == f"✔ {before[done]['summary']}"
    assert after[done]["status"] == "CONFIRMED"
    assert after[done].decoded("dtstamp") > before[done].decoded("dtstamp")
    assert {uid for uid, each in after.items() if each["sequence"] == 1} == {done}


async def test_what_fell_away_is_cancelled_for_a_month_and_then_left_out(talk, web):
    zhou = await talk.registered()
    await talk.services.planner.run()
    there = await address(talk, zhou)
    owed = next(iter(by_uid((await web.get(there)).content)))
    async with talk.services.planner._database.write() as session:
        await session.execute(
            update(OccurrenceRow)
            .where(OccurrenceRow.id == int(re.search(r"\d+", owed)[0]))
            .values(released_on=date(2026, 11, 23), released_reason=Release.LOCAL_RULE.value)
        )
    assert by_uid((await web.get(there)).content)[owed]["status"] == "CANCELLED"
    talk.clock.advance(timedelta(days=31))
    assert owed not in by_uid((await web.get(there)).content)


async def test_a_new_address_ends_the_old_one_and_stopping_ends_both(talk, web):
    zhou = await talk.registered()
    first = await address(talk, zhou)
    second = await address(talk, zhou, "换新地址")
    assert ((await web.get(first)).status_code, (await web.get(second)).status_code) == (404, 200)
    await zhou.tap("停用")
    assert "已停用" in zhou.alert.text
    assert zhou.last.buttons == ["日历文件", "订阅地址"]
    assert (await web.get(second)).status_code == 404
    assert (await web.get(f"{PUBLIC}/calendar/{'x' * 43}.ics")).status_code == 404


async def test_the_address_is_kept_as_a_hash_alone(talk, web, tmp_path):
    zhou = await talk.registered()
    token = (await address(talk, zhou)).removeprefix(f"{PUBLIC}/calendar/").removesuffix(".ics")
    assert len(token) == 43  # 256 bits
    await talk.services.planner._database.close()
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("duty.db*"))
    assert token.encode() not in kept


async def test_another_persons_calendar_holds_their_own_items(talk, web):
    zhou = await talk.registered()
    li = await talk.registered("li", name="省财政厅机关党委")
    await talk.services.planner.run()
    theirs = [by_uid((await web.get(await address(talk, each))).content) for each in (zhou, li)]
    assert theirs[0]
    assert theirs[1]
    assert not theirs[0].keys() & theirs[1].keys()


async def test_it_speaks_the_persons_language(talk, web):
    zhou = await talk.registered()
    await talk.services.planner.run()
    there = await address(talk, zhou)
    before = await web.get(there)
    await zhou.send("/settings")
    await zhou.tap("English")
    after = await web.get(there)
    assert "My duties" in after.text
    assert after.headers["etag"] != before.headers["etag"]
