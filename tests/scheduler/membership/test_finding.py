"""Finding organisations by the index of terms gives what comparing with every name gives."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, event, func, select

from scheduler.membership import finding
from scheduler.membership.registration import Registration
from scheduler.roster import name_index
from scheduler.roster.likeness import is_exact, skeleton
from scheduler.roster.name_search import closest
from scheduler.roster.name_terms import apart, pairs_of, terms_of
from scheduler.roster.queries import organisation_names
from scheduler.store.tables.roster import OrganisationTermRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

NAMES = [
    *(f"{place}{kind}" for place in ["青川", "广元", "剑阁", "旺苍"] for kind in (
        "县水利局机关党委", "县水利局机关党支部", "县财政局机关党支部委员会", "县第1小学党支部",
        "县第2小学党支部", "县第十二小学党支部", "县人民医院党总支", "县III级单位党支部",
    )),
    "四川省水利厅机关党委", "四川省财政厅机关党委", "機關黨委", "党组", "Büro für Straßenbau",
]  # fmt: skip


@pytest.fixture
async def tree(make: Factory) -> tuple[Person, dict[str, Organisation]]:
    """Somebody who manages all of them, and the organisations by name."""
    boss = await make.person()
    top = await make.organisation("四川省委", manager=boss)
    return boss, {name: await make.organisation(name, parent=top) for name in NAMES}


def typed_for(name: str, chance: random.Random) -> list[str]:
    """What people may type for it: whole, parts, and with a slip or two."""
    begin = chance.randrange(len(name) - 1)
    end = chance.randrange(begin + 2, len(name) + 1)
    slipped = list(name)
    slipped[chance.randrange(len(name))] = "厂"
    twice = [*slipped]
    del twice[chance.randrange(len(twice))]
    return [name, name[begin:end], "".join(slipped), "".join(twice), name + "会", name[:-1]]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("around", [0, 2_000], ids=["by terms", "all around"])
async def test_the_index_gives_what_comparing_with_every_name_gives(
    registration: Registration,
    library: Library,
    tree: tuple[Person, dict[str, Organisation]],
    monkeypatch: pytest.MonkeyPatch,
    around: int,
) -> None:
    monkeypatch.setattr(finding, "_AROUND", around)
    boss, organisations = tree
    kind = library.body("agency-committee").name
    names = {each.id: name for name, each in organisations.items()}
    chance = random.Random(12)
    for name in NAMES[::3]:
        for text in typed_for(name, chance):
            exact = [id_ for id_, each in names.items() if is_exact(text, each, kind=kind)]
            expected = list(dict.fromkeys((*exact, *closest(text, names))))[:10]
            hits = await registration.search_organisations(boss.id, text)
            found = [hit.organisation.id for hit in hits if hit.organisation.id in names]
            assert found[: len(exact)] == exact, text
            if around:
                assert found == expected, text
            else:
                # Of what only resembles it, an odd one may be missing, and another take its place.
                assert len(set(expected) - set(found)) <= 1, text
                containing = [id_ for id_ in expected if text in names[id_]]
                assert set(containing) <= set(found), text


async def test_a_stranger_finds_by_whole_names_with_slips_only(
    registration: Registration, make: Factory, tree: tuple[Person, dict[str, Organisation]]
) -> None:
    stranger = await make.person()

    async def seen(text: str) -> list[str]:
        hits = await registration.search_organisations(stranger.id, text)
        return [hit.organisation.name for hit in hits]

    assert await seen("青川县财政局机关党支部委员合") == ["青川县财政局机关党支部委员会"]
    assert await seen("青川县财政局机关党支委员合") == ["青川县财政局机关党支部委员会"]
    assert await seen("青川县第1小学党支部") == ["青川县第1小学党支部"]
    assert await seen("财政局机关党支部委员会") == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_search_goes_through_all_organisations(
    registration: Registration,
    database: Database,
    tree: tuple[Person, dict[str, Organisation]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "_AROUND", 0)
    boss, _ = tree
    run = {}
    for engine in database._engines:
        event.listen(
            engine.sync_engine,
            "before_cursor_execute",
            lambda _, __, statement, parameters, *___: run.setdefault(statement, parameters),
        )
    for text in ("青川县财政局机关党支部委员合", "水利", "县第1小学"):
        await registration.search_organisations(boss.id, text)
    plans = []
    async with database.read() as session:
        connection = await session.connection()
        for statement, parameters in list(run.items()):
            if statement.startswith("SELECT"):
                plan = await connection.exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", parameters
                )
                plans += [row.detail for row in plan]
    assert any("organisation_term" in step for step in plans)
    assert not [step for step in plans if re.match("SCAN (organisation|assignment|manager)", step)]


async def test_names_from_before_the_index_are_entered_at_the_start(
    registration: Registration,
    database: Database,
    tree: tuple[Person, dict[str, Organisation]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(name_index, "_AT_ONCE", 7)
    _, organisations = tree

    async def number() -> int | None:
        async with database.read() as session:
            return await session.scalar(select(func.count()).select_from(OrganisationTermRow))

    before = await number()
    async with database.write() as session:
        await session.execute(delete(OrganisationTermRow))
    stranger = await registration.introduce(tree[0].address, name="李", locale="zh-Hans")
    assert await name_index.complete(database) == len(organisations) + 1
    assert await number() == before
    assert await name_index.complete(database) == 0
    hits = await registration.search_organisations(stranger.id, "四川省水利厅机关党委")
    assert hits[0].organisation == organisations["四川省水利厅机关党委"]


async def test_of_many_of_one_name_the_oldest_come_first(
    registration: Registration, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisation_names, "MOST_CANDIDATES", 12)
    made = [await make.organisation("机关党支部", body="branch") for _ in range(15)]
    hits = await registration.search_organisations((await make.person()).id, "机关党支部")
    assert [hit.organisation for hit in hits] == made[:10]


def test_terms_are_the_pairs_and_the_whole() -> None:
    assert terms_of("机关党委") == {"机关", "关党", "党委", "=机关党委"}
    assert terms_of("第二支部") >= {"第2", "2支", "=第2支部"}
    assert pairs_of("党") == ["党"]
    longest = terms_of("党委" * 30)
    assert max(map(len, longest)) <= 128
    assert all(len(term) <= 128 for term in terms_of("ﷺ" * 60))


def test_pairs_apart_are_the_rarest_and_share_no_character() -> None:
    pairs = pairs_of(skeleton("甲乙丙丁戊"))
    counts = dict(zip(pairs, (5, 1, 4, 3), strict=True))
    assert apart(pairs, counts, most=3) == [pairs[1], pairs[3]]
    assert apart(pairs_of("aaaa"), {"aa": 1}, most=3) == ["aa"]
