"""Pages, pictures, files and feeds: each address for each role, asked for one's own, a higher, lower and foreign organisation."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pytest
from sqlalchemy import select

from bot.web.board.routes import BoardPage
from bot.web.calendars import calendar_route
from bot.web.server import web_app
from scheduler.closing.exports import ExportFormat
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.tables.closing import ExportRow
from scheduler.store.tables.planning import OccurrenceRow

if TYPE_CHECKING:
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, Person

QUARTER = {"span": "q", "start": "2026-10-01"}
PLACES = ("own", "higher", "lower", "foreign")
ROLES = ("stranger", "holder", "clerk", "former manager", "manager")
ADDRESSES = (
    *("board", "lines", "year", "duties", "item"),
    *("picture", "picture of the year", "dark picture"),
    *(f"file {each.value}" for each in ExportFormat),
)
SEEN = {("manager", "own"), ("manager", "lower")}
"""Who may see what: everything else is refused."""

HELD = {"holder": {"own"}, "clerk": {"lower"}, "former manager": {"lower"}}
"""Whose posts owe which of the items."""

CASES = list(itertools.product(ADDRESSES, ROLES, PLACES))
REFUSED = [(role, place) for _, role, place in CASES if (role, place) not in SEEN]


class World(NamedTuple):
    """The places as seen from one organisation, an item of each, and somebody in each role there."""

    places: dict[str, Organisation]
    items: dict[str, OccurrenceId]
    people: dict[str, Person]


@pytest.fixture
async def world(make, talk) -> World:
    higher = await make.organisation("省水利厅机关党委")
    people = {role: await make.person(f"{role} of it") for role in ROLES}
    own = await make.organisation("一处党支部", parent=higher, manager=people["manager"])
    lower = await make.organisation("一处第二支部", parent=own)
    foreign = await make.organisation("市民政局党委")
    places = dict(zip(PLACES, (own, higher, lower, foreign), strict=True))
    await make.assignment(people["holder"], own)
    items = {name: await make.occurrence(place) for name, place in places.items()}
    services = talk.services
    manager, former = people["manager"].id, people["former manager"]
    for each in (people["clerk"], former):  # who is known there may be given a task
        await make.assignment(each, lower, start_on=date(2026, 10, 1))
    await services.people.set_clerk(manager, own.id, people["clerk"].id, on=True)
    await services.people.set_manager(manager, own.id, former.id, on=True)
    await services.people.set_manager(manager, own.id, former.id, on=False)
    return World(places, items, people)


@pytest.fixture
async def browser(talk):
    async def no_trouble():
        return None

    page = BoardPage(talk.services, talk.messenger.token, secure=True)
    transport = httpx.ASGITransport(app=web_app(no_trouble, page.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.example") as client:
        yield client
    talk.services.painter.close()


async def seen(talk, browser, world: World, monkeypatch) -> dict[tuple[str, str, str], int]:
    """The status of every address for every role and place; the session of each is taken as open."""
    found = {}
    for address, role, place in CASES:
        person = world.people[role]

        async def visitor(_: str, person: Person = person) -> Person:
            return person

        monkeypatch.setattr(talk.services.visits, "visitor", visitor)
        unit = {"unit": str(world.places[place].id), **QUARTER}
        if address.startswith("file"):
            wish = {**unit, "format": address.removeprefix("file ")}
            answer = await browser.post("/board/api/export", json=wish)
        elif address == "item":
            answer = await browser.get("/board/api/item", params={"id": world.items[place]})
        elif "picture" in address:
            asked = {"of": "year"} if "year" in address else {}
            dark = {"dark": "1"} if "dark" in address else {}
            answer = await browser.get("/board/api/picture", params={**unit, **asked, **dark})
        else:
            asked = {**unit, "lamps": "rywgb"}
            answer = await browser.get(f"/board/api/{address}", params=asked)
        found[address, role, place] = answer.status_code
        if answer.status_code != 200:
            assert answer.json() == {"error": "not yours"}
    return found


@pytest.mark.experiment("S1 rights")
async def test_every_address_shows_managers_what_is_theirs_and_below_and_nobody_anything_else(
    talk, browser, world, database, monkeypatch
):
    found = await seen(talk, browser, world, monkeypatch)
    wrong = {
        case: status
        for case, status in found.items()
        if status != (200 if case[1:] in SEEN else 403)
    }
    assert len(found) == len(CASES) == 220
    assert not wrong
    async with database.read() as session:
        asked = {
            tuple(row)
            for row in await session.execute(select(ExportRow.person_id, ExportRow.organisation_id))
        }
    manager = world.people["manager"].id
    assert asked == {(manager, world.places["own"].id), (manager, world.places["lower"].id)}


@pytest.mark.experiment("S1 rights")
async def test_with_the_rights_switched_off_it_fails_in_every_case_that_was_refused(
    talk, browser, world, monkeypatch
):
    async def anybody(self: Organisations, by: object, organisation_id: object) -> Organisation:
        return await self.get_organisation(organisation_id)

    monkeypatch.setattr(Organisations, "get_managed", anybody)
    found = await seen(talk, browser, world, monkeypatch)
    leaks = [case for case, status in found.items() if status == 200 and case[1:] not in SEEN]
    assert len(leaks) == len(REFUSED) == 198


@pytest.mark.experiment("S1 rights")
async def test_a_feed_holds_what_its_owner_owes_and_nothing_of_other_places(
    talk, world, database, library
):
    async def no_trouble():
        return None

    async with database.read() as session:
        every = set(await session.scalars(select(OccurrenceRow.id)))
    assert {*world.items.values()} <= every
    calendars = talk.services.calendars
    app = web_app(no_trouble, [calendar_route(calendars, library, lambda: "test")])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.example") as client:
        for role, person in world.people.items():
            secret = await calendars.new_address(person.id)
            text = (await client.get(f"/calendar/{secret}.ics")).text
            held = {name for name, id_ in world.items.items() if f"UID:occ-{id_}@" in text}
            assert held == HELD.get(role, set()), role
