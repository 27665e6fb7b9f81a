"""New organisations at the top, and who gets to see which."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from clauses.model import PostId
from clauses.naming import LevelId
from scheduler.errors import (
    AlreadyDecided,
    NameTaken,
    TooManyRequests,
    UnknownOrganisation,
    UnknownRequest,
)
from scheduler.membership.joining import MOST_OPEN
from scheduler.membership.registration import Registration
from scheduler.roster.model import Assignment, RequestMark
from scheduler.roster.queries.trail import Act, Trail

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

pytestmark = pytest.mark.experiment("7 new roots and look-alikes")

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPERATOR = telegram(77)
DEPUTY = PostId("agency-committee-deputy")
NAME = "省水利厅机关党委"


@pytest.fixture
def guarded(database: Database, library: Library, clock: ManualClock) -> Registration:
    """New roots need the word of an operator."""
    return Registration(database, library, clock, confirmers=[OPERATOR])


@pytest.fixture
async def operator(make: Factory) -> Person:
    return await make.person("运维", telegram_id=77)


async def found(
    registration: Registration, by: Person, name: str = NAME, **changes: object
) -> Organisation:
    wanted = {"body": "agency-committee", "level": LevelId("province"), "zone": SHANGHAI, **changes}
    return await registration.create_organisation(by.id, name=name, **wanted)


async def seen(registration: Registration, by: Person, text: str) -> list[str]:
    return [each.organisation.name for each in await registration.search_organisations(by.id, text)]


# An operator's word


async def test_a_new_root_is_its_founders_alone_until_an_operator_says_so(
    guarded: Registration, make: Factory, operator: Person
) -> None:
    founder, other = await make.person("王芳"), await make.person("李雷")
    root = await found(guarded, founder)
    assert not root.confirmed
    assert await make.notices() == {f"j/1/{operator.id}": ("due", None)}

    # The founder goes on meanwhile.
    assert isinstance(await guarded.take_post(founder.id, root.id, DEPUTY), Assignment)
    branch = await found(guarded, founder, "一支部", body="branch", parent_id=root.id)
    assert await seen(guarded, founder, "水利") == [NAME]
    for hidden in (root, branch):
        assert await seen(guarded, other, hidden.name) == []
        with pytest.raises(UnknownOrganisation):
            await guarded.organisation(hidden.id, other.id)
        with pytest.raises(UnknownOrganisation):
            await guarded.take_post(other.id, hidden.id, PostId("branch-secretary"))
        with pytest.raises(UnknownOrganisation):
            await found(guarded, other, "别的支部", body="branch", parent_id=hidden.id)

    decision = await guarded.decide(1, operator.id, approve=True)
    assert decision.founds
    assert await seen(guarded, other, NAME) == [NAME]
    assert isinstance(await guarded.take_post(other.id, root.id, DEPUTY), int)
    assert (await make.notices())["ja/1"] == ("due", None)


async def test_only_an_operator_decides_and_all_is_in_the_trail(
    guarded: Registration, make: Factory, operator: Person, database: Database
) -> None:
    founder = await make.person()
    await found(guarded, founder)
    for nobody in (founder, await make.person("外人")):
        for approve in (True, False):
            with pytest.raises(UnknownRequest):
                await guarded.decide(1, nobody.id, approve=approve)
        with pytest.raises(UnknownRequest):
            await guarded.request(1, nobody.id)
    await guarded.decide(1, operator.id, approve=False)
    with pytest.raises(AlreadyDecided):
        await guarded.decide(1, operator.id, approve=True)
    assert await seen(guarded, await make.person(), NAME) == []
    assert await guarded.foundings() == []
    async with database.read() as session:
        last = (await Trail(session).entries())[-1]
    assert (last.act, last.by, last.operator, last.details) == (
        Act.JOIN_DECIDED,
        operator.id,
        "77",
        {"approved": False},
    )


async def test_waiting_roots_are_listed_with_what_looks_like_them(
    guarded: Registration, make: Factory, operator: Person
) -> None:
    real = await make.organisation(NAME, manager=await make.person("主任"))
    root = await found(guarded, await make.person(), f"{NAME}\ufe0f")
    (waiting,) = await guarded.foundings()
    assert waiting.organisation == root
    assert waiting.alike == (real,)
    assert waiting.approved is None


async def test_operators_whom_the_bot_does_not_know_find_it_listed(
    guarded: Registration, make: Factory
) -> None:
    await found(guarded, await make.person())
    assert await make.notices() == {}
    operator = await make.person("运维", telegram_id=77)
    (waiting,) = await guarded.foundings()
    assert (await guarded.decide(waiting.request_id, operator.id, approve=True)).approved


async def test_a_place_under_another_needs_no_operator_and_a_refused_one_does(
    guarded: Registration, make: Factory, operator: Person
) -> None:
    boss, founder, other = [await make.person(name) for name in "甲乙丙"]
    above = await make.organisation("省政府机关党委", manager=boss)
    placed = await found(guarded, founder, parent_id=above.id)
    refused = await found(guarded, founder, "又一机关党委", parent_id=above.id)
    assert await guarded.foundings() == []
    assert await seen(guarded, other, NAME) == []
    await guarded.decide(1, boss.id, approve=True)
    assert await seen(guarded, other, NAME) == [NAME]
    assert placed.parent_id is None  # as it was returned then

    await guarded.decide(2, boss.id, approve=False)
    (waiting,) = await guarded.foundings()
    assert waiting.organisation.id == refused.id
    assert (await make.notices())[f"j/3/{operator.id}"] == ("due", None)


async def test_nobody_floods_the_operators(
    guarded: Registration, make: Factory, operator: Person
) -> None:
    pest = await make.person()
    for number in range(MOST_OPEN):
        await found(guarded, pest, f"第{number}号机关党委")
    with pytest.raises(TooManyRequests):
        await found(guarded, pest, "又一机关党委")
    assert len(await guarded.managed_by(pest.id)) == MOST_OPEN


async def test_where_roots_are_open_they_count_at_once(
    registration: Registration, make: Factory
) -> None:
    root = await found(registration, await make.person())
    assert root.confirmed
    assert await seen(registration, await make.person(), NAME) == [NAME]
    assert await registration.foundings() == []


# Look-alikes


@pytest.mark.parametrize("alike", ["一支部\ufe0f", "\u3164一支部", "—支部", "1支部", "一 支部"])
async def test_a_name_that_looks_like_one_there_is_taken(
    registration: Registration, make: Factory, alike: str
) -> None:
    person = await make.person()
    above = await found(registration, person)
    for parent in (None, above.id):
        await found(registration, person, "一支部", body="branch", parent_id=parent)
        with pytest.raises(NameTaken):
            await found(registration, person, alike, body="branch", parent_id=parent)


# Who finds what


async def test_a_search_finds_the_surroundings_by_a_part_and_others_by_the_name(
    registration: Registration, make: Factory
) -> None:
    top = await make.organisation("省政府党组", body="leading-group")
    own = await make.organisation("省政府水利机关党委", parent=top)
    below = await make.organisation("省政府水利一支部", body="branch", parent=own)
    beside = await make.organisation("省政府财政机关党委", parent=top)
    cousin = await make.organisation("省政府财政一支部", body="branch", parent=beside)
    foreign = await make.organisation("省政府审计机关党委")
    holder = await make.holder(own)

    near = await seen(registration, holder, "省政府")
    assert set(near) == {top.name, own.name, below.name, beside.name}
    for other in (cousin, foreign):
        assert other.name in await seen(registration, holder, other.name)


async def test_nobody_lists_all_names_by_trying_syllables(
    registration: Registration, make: Factory
) -> None:
    names = ["四川省水利厅机关党委", "四川省财政厅机关党委", "成都市审计局第一党支部"]
    for name in names:
        await make.organisation(name)
    stranger = await make.person()
    texts = {name[start:end] for name in names for start in range(10) for end in range(11)}
    tried = {text for text in texts if text and all(len(text) < len(name) - 1 for name in names)}
    for text in sorted(tried - {"四川省水利厅", "四川省财政厅"}):
        assert await seen(registration, stranger, text) == [], text


async def test_a_search_tells_parent_and_managers(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person("主任")
    top = await make.organisation("省政府机关党委", manager=boss)
    own = await make.organisation(NAME, parent=top)
    alone = await make.organisation(NAME)
    hits = await registration.search_organisations((await make.person()).id, NAME)
    assert [(hit.organisation, hit.parent, hit.managers) for hit in hits] == [
        (own, top, (boss,)),
        (alone, None, ()),
    ]


# Round the operators


@pytest.mark.parametrize(("mark", "listed"), [(RequestMark.BLOCKED, 0), (RequestMark.MUTED, 2)])
async def test_a_refused_place_is_no_way_round_the_mark_of_an_operator(
    guarded: Registration, make: Factory, operator: Person, mark: RequestMark, listed: int
) -> None:
    pest, accomplice = await make.person("甲"), await make.person("乙")
    above = await make.organisation("乙家机关党委", manager=accomplice)
    await found(guarded, pest)
    await guarded.set_mark(1, operator.id, mark)

    await found(guarded, pest, "又一机关党委", parent_id=above.id)
    await guarded.decide(2, accomplice.id, approve=False)

    assert len(await guarded.foundings()) == listed
    assert f"j/3/{operator.id}" not in await make.notices()


async def test_once_roots_are_open_what_waited_for_a_word_neither_waits_nor_counts_against_anybody(
    guarded: Registration, registration: Registration, make: Factory, operator: Person
) -> None:
    founder, boss = await make.person("甲"), await make.person("乙")
    for number in range(MOST_OPEN):
        await found(guarded, founder, f"第{number}号机关党委")
    above = await make.organisation("乙家机关党委", manager=boss)

    assert await registration.foundings() == []
    assert isinstance(await registration.take_post(founder.id, above.id, DEPUTY), int)
    assert len(await guarded.foundings()) == MOST_OPEN  # should they be closed again
