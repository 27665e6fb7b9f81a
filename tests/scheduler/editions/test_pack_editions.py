"""Editions made of files, on both databases: one of a pack at a time, decided once, in force on its day."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from clauses.answering.answers import Answerer
from clauses.cadence import Per, Quota
from clauses.importing.drafting.draft import PackDraft
from clauses.library import Library
from clauses.revising.drafting import DraftedRevision
from clauses.revising.revision import ClauseChange, PackRevision, RevisedClause
from scheduler.editions.in_force import EditionsInForce, InForceFirst, library_in_force
from scheduler.editions.pack_edition import EditionState, FileReport, PackEdition
from scheduler.editions.pack_editions import PackEditions
from scheduler.errors import EditionRefusal, EditionRefused
from scheduler.roster.queries.trail import Act, Trail
from tests.scheduler.editions.test_snapshots import E04

SHANGHAI = ZoneInfo("Asia/Shanghai")
REPORT = FileReport("txt", 10, 1, 3, 0, (), 0, (), ())
MONDAY = date(2026, 11, 30)
"""A week after the clock of the tests."""


@pytest.fixture
def own(library) -> Library:
    """A library of the test's own: it changes."""
    return Library(library.packs)


@pytest.fixture
def editions(database, own, clock) -> PackEditions:
    return PackEditions(database, own, clock, SHANGHAI)


def a_draft(library: Library, **changes: object) -> DraftedRevision:
    clause = library.get(E04)
    fields: dict[str, object] = {
        "place": clause.citations[0].place,
        "duty": clause.duty,
        "text": clause.text,
        "strength": clause.strength,
        "subject": clause.subject,
        "cadence": Quota(1, Per.QUARTER),
    }
    change = RevisedClause(E04.local, ClauseChange.CHANGED, **(fields | changes))
    document = clause.citations[0].document.id
    revision = PackRevision(E04.pack, document, "旧", (change,))
    return DraftedRevision(revision, 3, PackDraft(()))


async def opened(editions: PackEditions, library: Library, by: str = "1") -> PackEdition:
    return await editions.open(a_draft(library), "新版.docx", REPORT, by)


async def approved(editions: PackEditions, library: Library, day: date) -> PackEdition:
    edition = await opened(editions, library)
    await editions.set_day(edition.id, day, "1")
    edition = await editions.hand_over(edition.id, "1")
    return await editions.approve(edition.id, edition.shown, "2", alone=False)


async def refusal(awaitable) -> EditionRefusal:
    with pytest.raises(EditionRefused) as refused:
        await awaitable
    return refused.value.reason


async def test_it_reads_back_as_it_was_made(editions, own):
    edition = await opened(editions, own)
    assert (edition.state, edition.file_name, edition.report) == (
        EditionState.DRAFT,
        "新版.docx",
        REPORT,
    )
    assert edition.revision.clauses == a_draft(own).revision.clauses
    assert await editions.get(edition.id) == edition
    assert await editions.latest() == [edition]


async def test_of_two_at_once_one_is_made(editions, own):
    done = await asyncio.gather(
        opened(editions, own, "1"), opened(editions, own, "2"), return_exceptions=True
    )
    refused = [each for each in done if isinstance(each, EditionRefused)]
    assert [each.reason for each in refused] == [EditionRefusal.IN_HAND]
    assert len(await editions.latest()) == 1


async def test_of_two_who_approve_at_once_one_does(editions, own, database):
    edition = await opened(editions, own)
    await editions.set_day(edition.id, MONDAY, "1")
    edition = await editions.hand_over(edition.id, "1")
    done = await asyncio.gather(
        *(editions.approve(edition.id, edition.shown, by, alone=False) for by in ("2", "3")),
        return_exceptions=True,
    )
    assert sum(isinstance(each, PackEdition) for each in done) == 1
    async with database.read() as session:
        entries = await Trail(session).entries()
    assert [each.act for each in entries].count(Act.EDITION_APPROVED) == 1


async def test_it_has_to_be_handed_over_and_to_have_a_day(editions, own):
    edition = await opened(editions, own)
    assert await refusal(editions.hand_over(edition.id, "1")) is EditionRefusal.NO_DAY
    edition = await editions.set_day(edition.id, MONDAY, "1")
    approving = editions.approve(edition.id, edition.shown, "2", alone=False)
    assert await refusal(approving) is EditionRefusal.CHANGED
    edition = await editions.hand_over(edition.id, "1")
    assert await refusal(editions.set_day(edition.id, MONDAY, "1")) is EditionRefusal.HANDED
    own_approval = editions.approve(edition.id, edition.shown, "1", alone=False)
    assert await refusal(own_approval) is EditionRefusal.OWN


async def test_its_day_begins_in_the_zone_of_the_installation(database, editions, own, clock):
    await approved(editions, own, MONDAY)
    in_force = EditionsInForce(database, own, Answerer(own), clock, SHANGHAI)
    clock.advance(timedelta(days=6, hours=14, minutes=59))  # it is 23:59 there
    await in_force.run()
    assert own.get(E04).cadence.per is Per.MONTH
    clock.advance(timedelta(minutes=1))
    other = Library(own.packs)
    await EditionsInForce(database, other, Answerer(other), clock, SHANGHAI).run()
    seen = await InForceFirst(in_force, lambda: asyncio.sleep(0, own.get(E04).cadence)).run()
    assert seen == own.get(E04).cadence == Quota(1, Per.QUARTER)
    assert [pack.edition for pack in own.packs if pack.id == E04.pack] == ["2026年11月30日起施行"]
    assert other.get(E04).cadence == own.get(E04).cadence
    async with database.read() as session:
        acts = [each.act for each in await Trail(session).entries()]
    assert acts.count(Act.EDITION_IN_FORCE) == 1


async def test_a_process_that_ends_soon_has_the_same(database, editions, own):
    await approved(editions, own, MONDAY)
    for day, per in ((MONDAY - timedelta(days=1), Per.MONTH), (MONDAY, Per.QUARTER)):
        library = await library_in_force(database, own, day)
        assert library.get(E04).cadence.per is per


async def test_the_next_edition_is_made_over_the_one_in_force(database, editions, own, clock):
    first = await approved(editions, own, MONDAY)
    in_force = EditionsInForce(database, own, Answerer(own), clock, SHANGHAI)
    assert await refusal(opened(editions, own)) is EditionRefusal.IN_HAND
    clock.advance(timedelta(days=7))
    await in_force.run()
    assert await refusal(editions.give_up(first.id, "1")) is EditionRefusal.IN_FORCE
    draft = a_draft(own, cadence=Quota(2, Per.YEAR))
    second = await editions.open(draft, "又一版.docx", REPORT, "1")
    await editions.set_day(second.id, MONDAY + timedelta(days=7), "1")
    second = await editions.hand_over(second.id, "1")
    await editions.approve(second.id, second.shown, "2", alone=False)
    clock.advance(timedelta(days=7))
    await in_force.run()
    assert own.get(E04).cadence == Quota(2, Per.YEAR)


async def test_given_up_it_is_unknown_and_another_may_be_made(editions, own):
    edition = await opened(editions, own)
    assert (await editions.give_up(edition.id, "2")).state is EditionState.GIVEN_UP
    assert await refusal(editions.get(edition.id)) is EditionRefusal.UNKNOWN
    assert (await opened(editions, own)).id != edition.id
