from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update

from scheduler.membership.registration import Registration
from scheduler.membership.unreached import Unreached
from scheduler.planning.notices import NoticeKind, UndeliverableReason
from scheduler.planning.queries.notices import _LOSS_PREFIXES
from scheduler.roster.model import Group, Person
from scheduler.roster.queries.groups import GroupBook
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import NoticeRow

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock


class Told:
    """Whom the notices about losses are for."""

    def __init__(self, database: Database, clock: ManualClock, make: Factory) -> None:
        self.database = database
        self.clock = clock
        self.make = make

    async def lose(self, person: Person) -> None:
        async with self.database.write() as session:
            await Unreached(session, self.clock.now()).person(person.id)

    async def hear(self, person: Person) -> None:
        async with self.database.write() as session:
            await Persons(session).introduce(
                person.address, name=person.name, locale="zh-Hans", now=self.clock.now()
            )

    async def fail(self, group: Group, reason: UndeliverableReason) -> None:
        async with self.database.write() as session:
            await Unreached(session, self.clock.now()).after(reason, group)

    async def managers(self) -> list[int]:
        """By notice, in the order in which they were told."""
        return [int(key.rpartition("/")[2]) for key in await self.make.notices() if key[0] == "u"]


@pytest.fixture
def told(database: Database, clock: ManualClock, make: Factory) -> Told:
    return Told(database, clock, make)


async def test_the_managers_where_a_person_holds_posts_are_told_once(
    told: Told, make: Factory
) -> None:
    boss, other, stranger = [await make.person() for _ in range(3)]
    first = await make.organisation(manager=boss)
    second = await make.organisation("第一党支部", body="branch", manager=boss)
    third = await make.organisation("机关纪委", manager=other)
    await make.organisation("省财政厅机关党委", manager=stranger)
    ann = await make.holder(first)
    await make.assignment(ann, second, post="branch-secretary")
    await make.assignment(ann, third, post="agency-committee-deputy")

    await told.lose(ann)
    await told.lose(ann)  # the next reminder goes astray as well
    assert await told.managers() == [boss.id, other.id]


async def test_without_a_post_a_person_is_nobody_s_concern(told: Told, make: Factory) -> None:
    await make.organisation(manager=await make.person())
    await told.lose(await make.person())
    assert await told.managers() == []


async def test_an_only_manager_is_told_of_to_those_above(told: Told, make: Factory) -> None:
    boss, secretary = await make.person(), await make.person()
    top = await make.organisation(manager=boss)
    middle = await make.organisation("机关党委二", parent=top)
    branch = await make.organisation("第一党支部", parent=middle, manager=secretary)
    await make.assignment(secretary, branch)
    await told.lose(secretary)
    assert await told.managers() == [boss.id]


async def test_managers_who_are_lost_themselves_are_passed_over(told: Told, make: Factory) -> None:
    boss, secretary = await make.person(), await make.person()
    top = await make.organisation(manager=boss)
    branch = await make.organisation("第一党支部", parent=top, manager=secretary)
    ann = await make.holder(branch)
    await told.lose(secretary)
    await told.lose(ann)
    assert await told.managers() == [boss.id]  # the secretary holds no post


@pytest.mark.parametrize("told_already", [False, True])
async def test_what_a_lost_manager_has_not_heard_goes_to_those_above(
    told: Told, make: Factory, database: Database, clock: ManualClock, *, told_already: bool
) -> None:
    boss, secretary, deputy = [await make.person() for _ in range(3)]
    top = await make.organisation(manager=boss)
    branch = await make.organisation("第一党支部", parent=top, manager=secretary)
    ann, group = await make.holder(branch), await make.group(branch)
    await told.lose(ann)
    await told.fail(group, UndeliverableReason.KICKED)
    if told_already:
        async with database.write() as session:
            await session.execute(text("UPDATE notice SET state = 'sent'"))
    clock.advance(timedelta(minutes=2))
    await told.lose(secretary)
    passed_on = [] if told_already else [boss.id, boss.id]
    assert await told.managers() == [secretary.id, secretary.id, *passed_on]

    async with database.write() as session:
        Organisations(session).add_manager(top.id, deputy.id, clock.now())
    clock.advance(timedelta(minutes=2))
    await told.lose(boss)
    passed_on += [deputy.id] * len(passed_on)
    assert await told.managers() == [secretary.id, secretary.id, *passed_on]


async def test_the_next_spell_is_told_anew(told: Told, make: Factory, clock: ManualClock) -> None:
    boss = await make.person()
    ann = await make.holder(await make.organisation(manager=boss))
    await told.lose(ann)
    await told.hear(ann)
    clock.advance(timedelta(hours=1))
    await told.lose(ann)
    assert await told.managers() == [boss.id, boss.id]


async def test_a_lost_group_ends_what_was_planned_for_it_and_is_told_of_once(
    told: Told, make: Factory
) -> None:
    boss = await make.person()
    organisation = await make.organisation(manager=boss)
    group = await make.group(organisation)
    planned = await make.group_notice(await make.occurrence(organisation), group)
    for _ in range(2):
        await told.fail(group, UndeliverableReason.KICKED)
    assert await told.managers() == [boss.id]
    assert (await make.notices())[planned] == ("superseded", "unbound")


async def test_a_silent_group_keeps_what_was_planned(
    told: Told, make: Factory, database: Database, clock: ManualClock
) -> None:
    boss = await make.person()
    organisation = await make.organisation(manager=boss)
    group = await make.group(organisation)
    planned = await make.group_notice(await make.occurrence(organisation), group)
    for _ in range(2):
        await told.fail(group, UndeliverableReason.SILENCED)
    assert await told.managers() == [boss.id]
    assert (await make.notices())[planned] == ("due", None)

    async with database.write() as session:
        await GroupBook(session).hear(group.id)
    clock.advance(timedelta(days=1))
    await told.fail(group, UndeliverableReason.SILENCED)
    assert await told.managers() == [boss.id, boss.id]


@pytest.mark.parametrize("reason", list(UndeliverableReason))
async def test_a_refused_message_loses_nobody(
    told: Told, make: Factory, database: Database, reason: UndeliverableReason
) -> None:
    ann = await make.holder(await make.organisation())
    async with database.write() as session:
        await Unreached(session, told.clock.now()).after(reason, ann)
    async with database.read() as session:
        found = await Persons(session).get(ann.id)
    kept = (UndeliverableReason.REFUSED, UndeliverableReason.SILENCED)
    assert found.reachable is (reason in kept)


def test_every_kind_of_loss_has_its_own_key() -> None:
    assert len(set(_LOSS_PREFIXES.values())) == len(_LOSS_PREFIXES)
    assert set(_LOSS_PREFIXES) == {
        kind
        for kind in NoticeKind
        if any(word in kind for word in ("lost", "silent", "vacant", "gone"))
    }


async def test_what_could_not_be_sent_is_due_again_when_the_person_is_back(
    registration: Registration, make: Factory, database: Database, clock: ManualClock
) -> None:
    person, other = await make.person(), await make.person()
    occurrence = await make.occurrence(await make.organisation())
    now = clock.now()
    given = {
        await make.notice(occurrence, who, stage=reason, send_at=at, state="undeliverable"): reason
        for who, reason, at in [
            (person, "blocked", now - timedelta(days=1)),
            (person, "unreachable", now - timedelta(days=6)),
            (person, "refused", now - timedelta(days=1)),
            (person, "not-found", now - timedelta(days=8)),
            (other, "blocked", now - timedelta(days=1)),
        ]
    }
    async with database.write() as session:
        for key, reason in given.items():
            await session.execute(
                update(NoticeRow).where(NoticeRow.key == key).values(reason=reason, settled_at=now)
            )

    await registration.introduce(person.address, name=person.name, locale="zh-Hans")

    assert [state for state, _ in (await make.notices()).values()] == [
        "due",
        "due",
        "undeliverable",
        "undeliverable",
        "undeliverable",
    ]


async def test_a_word_in_a_group_brings_nothing_back(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    occurrence = await make.occurrence(await make.organisation())
    await make.notice(occurrence, person, state="undeliverable")

    await registration.introduce(
        person.address, name=person.name, locale="zh-Hans", in_private=False
    )

    assert [state for state, _ in (await make.notices()).values()] == ["undeliverable"]
