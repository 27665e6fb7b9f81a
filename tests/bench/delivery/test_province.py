from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.store.tables.roster import AssignmentRow, OrganisationRow, PersonRow
from tests.bench.delivery.province import province
from tests.bench.delivery.staffing import PLANNED

NOW = datetime(2026, 11, 29, tzinfo=UTC)


async def test_a_province_is_one_tree_in_which_every_organisation_has_holders(
    tmp_path: Path,
) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'province.db'}")
    await database.migrate()
    await province(database, 400, PLANNED, NOW, holders=2)

    async with database.read() as session:
        roster = Organisations(session)
        lowest = await roster.get_organisation(OrganisationId(400))
        above = await roster.above(lowest)
        managed = await roster.managed_by(PersonId(1))
        counts = [
            await session.scalar(select(func.count()).select_from(table))
            for table in (OrganisationRow, PersonRow, AssignmentRow)
        ]
    await database.close()

    assert [each.id for each in above] == [23, 2, 1]
    assert len(managed) == 400
    assert counts == [400, 800, 800]
