from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from scheduler.delivery.lease import LIFE, DispatcherLease
from scheduler.delivery.queries.lease import Leases
from scheduler.store import dialects
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import DispatcherLeaseRow
from tests.patience import PATIENCE_SECONDS


def lease_of(office: Any) -> DispatcherLease:
    return DispatcherLease(office.database, office.clock, office.stopwatch)


async def holds(office: Any, lease: DispatcherLease) -> bool:
    async with office.database.write() as session:
        return await lease.kept_in(session)


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def test_the_first_process_gets_the_lease_and_keeps_it(office: Any) -> None:
    lease = lease_of(office)
    assert await lease.keep()
    office.let_pass(seconds=6)
    assert await lease.keep()
    assert await holds(office, lease)
    assert lease.epoch == 1


@on_postgresql
async def test_a_second_process_waits_until_the_lease_has_run_out(office: Any) -> None:
    first, second = lease_of(office), lease_of(office)
    assert await first.keep()
    assert not await second.keep()
    await office.expire_lease()
    assert await second.keep()
    assert second.epoch == 2


@on_sqlite
async def test_a_process_that_starts_on_a_file_need_not_wait(office: Any) -> None:
    first, second = lease_of(office), lease_of(office)
    assert await first.keep()
    assert await second.keep()
    assert second.epoch == 2


@on_sqlite
async def test_it_is_taken_by_force_at_the_start_only(office: Any) -> None:
    first, second = lease_of(office), lease_of(office)
    assert await first.keep()
    assert await second.keep()
    office.let_pass(seconds=6)
    assert not await first.keep()
    office.let_pass(seconds=6)
    assert not await first.keep()
    assert await second.keep()


@on_sqlite
async def test_on_a_file_the_lease_runs_by_the_given_clock(office: Any) -> None:
    first, second = lease_of(office), lease_of(office)
    await first.keep()
    await second.keep()
    office.clock.advance(LIFE)
    assert not await holds(office, second)
    office.let_pass(seconds=6)
    assert await first.keep()
    assert first.epoch == 3


async def test_an_owner_who_was_replaced_holds_nothing(office: Any) -> None:
    first, second = lease_of(office), lease_of(office)
    await first.keep()
    await office.expire_lease()
    await second.keep()
    assert not await holds(office, first)
    assert await holds(office, second)


async def test_its_owner_renews_a_lease_that_ran_out_unnoticed(office: Any) -> None:
    lease = lease_of(office)
    await lease.keep()
    await office.expire_lease()
    assert not await holds(office, lease)
    assert await lease.keep()
    assert await holds(office, lease)
    assert lease.epoch == 1


async def test_a_renewal_that_fails_gives_the_lease_up(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = lease_of(office)
    await lease.keep()
    office.let_pass(seconds=6)

    async def no_database(*_: object, **__: object) -> bool:
        raise OSError("disk")

    monkeypatch.setattr(Leases, "renew", no_database)
    with pytest.raises(OSError, match="disk"):
        await lease.keep()
    assert not await holds(office, lease)


async def test_a_lease_given_up_is_free_at_once(office: Any) -> None:
    first, second = lease_of(office), lease_of(office)
    await first.keep()
    await first.release()
    assert await second.keep()
    assert not await holds(office, first)


async def test_of_many_processes_that_start_together_one_gets_it(office: Any) -> None:
    async def take(owner: int) -> int | None:
        async with office.database.write() as session:
            return await Leases(session).take(
                str(owner), now=office.clock.now(), life=timedelta(seconds=15), by_force=False
            )

    epochs = await asyncio.gather(*(take(owner) for owner in range(5)))
    assert sorted(epochs, key=str) == [1, None, None, None, None]


@on_postgresql
async def test_a_process_frozen_in_a_transaction_keeps_the_lease_from_nobody(
    office: Any, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "_IDLE_SECONDS", 0.2)
    frozen = Database.open(database_url)
    first = DispatcherLease(frozen, office.clock, office.stopwatch)
    second = lease_of(office)
    assert await first.keep()
    await office.expire_lease()

    async def freeze_while_the_other_takes_over() -> None:
        async with frozen.write() as session:
            await session.execute(select(DispatcherLeaseRow).with_for_update())
            async with asyncio.timeout(PATIENCE_SECONDS):
                assert await second.keep()

    with pytest.raises(DBAPIError):
        await freeze_while_the_other_takes_over()
    await frozen.close()
