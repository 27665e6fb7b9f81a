"""Each change of who holds, owes or has done what leaves one entry; entries are never edited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from bot.conversation.addresses import telegram
from clauses.naming import LevelId
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.errors import NotAssigned
from scheduler.ledger.completion import Completions
from scheduler.ledger.postponement import Postponement
from scheduler.membership.groups import Groups
from scheduler.membership.registration import Registration
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail, TrailEntry
from scheduler.store.tables.roster import TrailRow

if TYPE_CHECKING:
    from conftest import Factory

    from clauses.library import Library
    from scheduler.clock import ManualClock
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)
SECRETARY = "agency-committee-secretary"


async def entries(database: Database) -> list[TrailEntry]:
    async with database.read() as session:
        return await Trail(session).entries()


async def acts(database: Database) -> list[Act]:
    return [entry.act for entry in await entries(database)]


async def test_from_registration_to_leaving_everything_is_entered_once(
    database: Database, library: Library, clock: ManualClock, make: Factory
) -> None:
    registration = Registration(database, library, clock)
    manager, member = await make.person("周敏"), await make.person("李强")
    organisation = await registration.create_organisation(
        manager.id,
        name="省水利厅机关党委",
        body="agency-committee",
        level=LevelId("province"),
        zone=ZoneInfo("Asia/Shanghai"),
    )
    await registration.set_term_start(manager.id, organisation.id, date(2026, 1, 5))
    request_id = await registration.take_post(member.id, organisation.id, SECRETARY)
    await registration.take_post(member.id, organisation.id, SECRETARY)
    await registration.decide(request_id, manager.id, approve=True)
    await registration.decide(request_id, manager.id, approve=True)
    [held] = await registration.assignments_of(member.id)
    await registration.leave(member.id, held.id)

    found = await entries(database)
    assert [(entry.act, entry.by) for entry in found] == [
        (Act.ORGANISATION_CREATED, manager.id),
        (Act.TERM_SET, manager.id),
        (Act.JOIN_ASKED, member.id),
        (Act.JOIN_DECIDED, manager.id),
        (Act.POST_TAKEN, manager.id),
        (Act.POST_LEFT, member.id),
    ]
    assert {entry.organisation_id for entry in found} == {organisation.id}
    assert found[1].details == {"before": None, "after": "2026-01-05"}
    assert found[4].details == {"post": SECRETARY, "person": member.id}


async def test_what_is_done_withdrawn_or_put_off_is_entered_and_a_repeat_is_not(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    occurrence_id = await make.occurrence(organisation)
    completions = Completions(database, clock)
    await Postponement(database, clock).postpone(
        occurrence_id, by=holder.id, until=TODAY + timedelta(days=7)
    )
    done = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    await completions.add_note(done.entry.id, by=holder.id, note="会议纪要已存档")
    await completions.withdraw(done.entry.id, by=holder.id)
    await completions.withdraw(done.entry.id, by=holder.id)

    assert await acts(database) == [
        Act.POSTPONED,
        Act.COMPLETED,
        Act.EVIDENCE_ADDED,
        Act.WITHDRAWN,
    ]
    assert "纪要" not in str(await entries(database))


async def test_a_refused_act_leaves_no_entry(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    organisation = await make.organisation()
    await make.holder(organisation)
    occurrence_id = await make.occurrence(organisation)
    manager = await make.person()
    async with database.write() as session:
        Organisations(session).add_manager(organisation.id, manager.id, clock.now())
    with pytest.raises(NotAssigned):
        await Completions(database, clock).complete(occurrence_id, by=manager.id, held_on=TODAY)

    assert await acts(database) == []


async def test_groups_and_holds_are_entered(
    database: Database, clock: ManualClock, make: Factory
) -> None:
    manager = await make.person()
    organisation = await make.organisation(manager=manager)
    groups, holds = Groups(database, clock), Holds(database, clock)
    group = telegram(-100)
    await groups.joined(group, title="工作群", locale="zh-Hans")
    await groups.bind(group, organisation.id, manager.id, runs_group=True)
    await groups.unbind(group, manager.id, runs_group=True)
    await holds.hold(HoldCause.OPERATOR, "测试", by="ops")
    await holds.hold(HoldCause.OPERATOR, "测试", by="ops")
    await holds.resume(by="ops")

    found = await entries(database)
    assert [(entry.act, entry.by, entry.operator) for entry in found] == [
        (Act.GROUP_BOUND, manager.id, None),
        (Act.GROUP_RELEASED, manager.id, None),
        (Act.SENDING_HELD, None, "ops"),
        (Act.SENDING_RESUMED, None, "ops"),
    ]


@pytest.mark.parametrize(
    "change", [update(TrailRow).values(act="completed"), delete(TrailRow)], ids=["edit", "remove"]
)
async def test_the_database_refuses_to_change_an_entry(
    database: Database, clock: ManualClock, make: Factory, change: object
) -> None:
    await Holds(database, clock).hold(HoldCause.OPERATOR, "测试", by="ops")

    with pytest.raises(DBAPIError, match="never edited"):
        async with database.write() as session:
            await session.execute(change)

    assert await acts(database) == [Act.SENDING_HELD]
