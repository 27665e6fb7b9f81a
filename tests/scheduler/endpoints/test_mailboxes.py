from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scheduler.address import Address
from scheduler.endpoints.mailboxes import Mailboxes
from scheduler.endpoints.secrets import LockedSecrets
from scheduler.membership.unreached import Unreached
from scheduler.planning.notices import UndeliverableReason
from scheduler.roster.model import Person
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock


@pytest.fixture
def mailboxes(database: Database, clock: ManualClock) -> Mailboxes:
    return Mailboxes(database, clock)


def mailbox(person: Person) -> Address:
    return Address("mail", str(person.id))


async def test_who_has_a_mailbox_is_lost_without_a_word_to_the_managers(
    database: Database, clock: ManualClock, make: Factory, mailboxes: Mailboxes
) -> None:
    boss = await make.person()
    ann = await make.holder(await make.organisation(manager=boss))
    await mailboxes.put(ann.id, mailbox(ann), "locked")
    async with database.write() as session:
        await Unreached(session, clock.now()).after(UndeliverableReason.BLOCKED, ann)
    assert not await make.notices()


async def test_a_mailbox_that_takes_nothing_is_told_to_the_managers_once(
    database: Database, clock: ManualClock, make: Factory, mailboxes: Mailboxes
) -> None:
    boss = await make.person()
    ann = await make.holder(await make.organisation(manager=boss))
    await mailboxes.put(ann.id, mailbox(ann), "locked")
    for recipient in (ann, replace(ann, address=mailbox(ann)), replace(ann, address=mailbox(ann))):
        async with database.write() as session:
            await Unreached(session, clock.now()).after(UndeliverableReason.REJECTED, recipient)
    assert len(await make.notices()) == 1
    assert await mailboxes.locked_of(ann.id) is None


async def test_a_person_has_one_mailbox_and_the_trail_says_nothing_of_where(
    database: Database, make: Factory, mailboxes: Mailboxes
) -> None:
    ann = await make.person()
    await mailboxes.put(ann.id, mailbox(ann), "first")
    await mailboxes.put(ann.id, mailbox(ann), "second")
    assert await mailboxes.locked_of(ann.id) == "second"
    assert await LockedSecrets(database).of(mailbox(ann)) == "second"
    await mailboxes.remove(ann.id)
    await mailboxes.remove(ann.id)
    assert await mailboxes.locked_of(ann.id) is None
    assert await LockedSecrets(database).newest() is None
    async with database.read() as session:
        entries = [each for each in await Trail(session).entries() if each.act is Act.MAILBOX_SET]
    assert [each.details for each in entries] == [{}, {}, {}]
