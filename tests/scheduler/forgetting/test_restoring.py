"""A backup holds who was erased since; what is restored from it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from scheduler.roster.names import FORMER
from scheduler.store.engine import Database
from scheduler.store.tables.roster import AssignmentRow, PersonRow
from scheduler.watch.backup import back_up, restore
from tests.scheduler.forgetting.conftest import NAME, NUMBER, found_in_files
from tests.scheduler.watch.test_backup import bundled, elsewhere

__all__ = ["elsewhere"]


async def test_who_was_erased_after_the_backup_is_erased_in_what_is_restored(
    database, database_url, world, forgetting, elsewhere, clock, tmp_path
):
    backup = tmp_path / "backup"
    back_up(str(make_url(database_url).render_as_string(hide_password=False)), backup, find=bundled)
    clock.advance(timedelta(hours=1))
    await forgetting.erase(world.person.id)
    await restore(elsewhere, backup, clock, folder=tmp_path / "data", find=bundled)
    restored = Database.open(elsewhere)
    try:
        async with restored.read() as session:
            names = list(await session.scalars(select(PersonRow.name).order_by(PersonRow.id)))
            ends = list(await session.scalars(select(AssignmentRow.end_on)))
        if restored.dialect == "sqlite":
            assert await found_in_files(restored, {NAME, str(NUMBER)}) == set()
    finally:
        await restored.close()
    assert names == ["王芳", FORMER]
    assert None not in ends


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_the_list_they_are_back(
    database, database_url, world, forgetting, elsewhere, clock, tmp_path
):
    backup = tmp_path / "backup"
    back_up(database_url, backup)
    await forgetting.erase(world.person.id)
    await restore(elsewhere, backup, clock, folder=tmp_path / "lost")
    restored = Database.open(elsewhere)
    try:
        async with restored.read() as session:
            assert NAME in set(await session.scalars(select(PersonRow.name)))
    finally:
        await restored.close()
