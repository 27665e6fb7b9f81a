"""SIGKILL just before and just after a plan is committed: nothing is missing from it, nothing twice."""

from __future__ import annotations

import signal
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select

from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow
from tests.faults.rig import Rig, rounds, seeds
from tests.faults.store import Store
from tests.patience import until

POINTS = {"before plan commit": "A1", "after plan commit": "A2"}
KILLS = 10
HOLDERS = 3


async def add_organisation(store: Store, number: int) -> None:
    """With a few holders of a post that owes much."""
    now = datetime.now(UTC)
    async with store.database.write() as session:
        await session.execute(
            insert(OrganisationRow).values(
                id=100 + number,
                name=f"党委{number}",
                body="agency-committee",
                level="city",
                zone="Asia/Shanghai",
                acts_for=[],
                created_at=now,
            )
        )
        await session.execute(
            insert(AssignmentRow),
            [
                {
                    "organisation_id": 100 + number,
                    "person_id": HOLDERS * number + index + 1,
                    "post": "agency-committee-secretary",
                    "start_on": date(2020, 1, 1),
                    "created_at": now,
                }
                for index in range(HOLDERS)
            ],
        )


async def plans(store: Store) -> dict[int, list[str]]:
    """What is planned, by organisation."""
    query = select(OccurrenceRow).where(OccurrenceRow.organisation_id >= 100)
    planned: dict[int, list[str]] = {}
    async with store.database.read() as session:
        for row in await session.scalars(query):
            whose = None if row.holder_id is None else (row.holder_id - 1) % HOLDERS
            planned.setdefault(row.organisation_id, []).append(
                f"{row.ref} {row.period_start} {whose}"
            )
    return {id_: sorted(items) for id_, items in planned.items()}


async def chain(rig: Rig, dialect: str, point: str, seed: int) -> None:
    async with rig.new_store(dialect) as store:
        killed = 0
        for number in range(KILLS):
            await add_organisation(store, number)
            await store.let_leases_run_out()
            victim = await rig.start(store, point=point, nth=1)
            killed += await victim.ended() == -signal.SIGKILL
        # One more, which nobody disturbs, is the measure.
        await add_organisation(store, KILLS)
        await store.let_leases_run_out()
        victim = await rig.start(store)

        async def all_planned() -> bool:
            return len(await plans(store)) == KILLS + 1

        await until(all_planned)
        await rig.let_time_pass(store)
        status = await victim.stop()
        # Of several about the same thing the newest stands for the others.
        verdict = await rig.judge(store, may_end=("superseded newer",))
        planned = await plans(store)
        row = rig.enter(f"{POINTS[point]} {point}", store, seed, killed, verdict)
        row.check(
            seed,
            every_kill_hit=killed == KILLS,
            ended_well=status == 0,
            planned_like_the_one_nobody_disturbed=all(
                each == planned[100 + KILLS] for each in planned.values()
            ),
            something_was_due=len(verdict.copies) > 0,
        )


@pytest.mark.faults
@pytest.mark.parametrize("point", POINTS)
async def test_many_kills_while_planning(rig: Rig, dialect: str, point: str) -> None:
    for seed in seeds(rounds(5)):
        await chain(rig, dialect, point, seed)
