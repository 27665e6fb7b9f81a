from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, select, text, update

from bot.conversation.addresses import telegram
from scheduler.ledger.completion import Completions
from scheduler.roster import name_index
from scheduler.roster.days_off import DaysOff
from scheduler.roster.likeness import skeleton
from scheduler.roster.model import Digest
from scheduler.roster.queries.organisation_names import OrganisationNames
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.roster.queries.trail_chain import examine
from scheduler.store import migrations
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.tables.inbox import DialogueRow, InboxRow, LaneLeaseRow
from scheduler.store.tables.ledger import LedgerRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import GroupRow, OrganisationRow, PersonRow
from scheduler.store.tables.watch import ClockReadingRow

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock

EXPECTED = {table.name for table in Base.metadata.sorted_tables}


async def on_connection(database: Database, work: Callable[[Connection], Any]) -> Any:
    async with database.write() as session:
        return await (await session.connection()).run_sync(work)


def table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def remove_all(connection: Connection) -> None:
    command.downgrade(migrations.config(connection), "base")


def conditions(connection: Connection) -> dict[str, set[tuple[str | None, str]]]:
    """By table: the CHECK constraints, and the partial indexes with their conditions."""
    seen = inspect(connection)
    found: dict[str, set[tuple[str | None, str]]] = {}
    for table in seen.get_table_names():
        checks = {(check["name"], check["sqltext"]) for check in seen.get_check_constraints(table)}
        partial = {
            (index["name"], str(index["dialect_options"]["sqlite_where"]))
            for index in seen.get_indexes(table)
            if "sqlite_where" in index.get("dialect_options", {})
        }
        found[table] = checks | partial
    return found


def difference(connection: Connection) -> list[Any]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_tables_go_up_down_and_up_again(database: Database) -> None:
    assert await on_connection(database, table_names) == EXPECTED

    await on_connection(database, remove_all)
    assert await on_connection(database, table_names) == set()
    assert await on_connection(database, migrations.revision) is None

    await database.migrate()
    assert await on_connection(database, table_names) == EXPECTED
    assert await on_connection(database, migrations.revision) == migrations.HEAD


async def test_migrated_tables_are_those_of_the_models(database: Database) -> None:
    assert await on_connection(database, difference) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_migrated_checks_and_conditions_are_those_of_the_models(database: Database) -> None:
    """Alembic compares neither CHECK constraints nor the conditions of partial indexes."""
    expected = create_engine("sqlite://")
    with expected.connect() as connection:
        Base.metadata.create_all(connection)
        models = conditions(connection)
    expected.dispose()
    migrated = await on_connection(database, conditions)
    del migrated["alembic_version"]
    assert migrated == models


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await database.migrate()
    assert await on_connection(database, migrations.revision) == migrations.HEAD


async def go_back(database: Database, database_url: str, revision: str) -> None:
    """To an earlier revision; on SQLite without foreign keys, as the way forward goes."""

    def downgrade(connection: Connection) -> None:
        command.downgrade(migrations.config(connection), revision)

    if database.dialect == "postgresql":
        await on_connection(database, downgrade)
        return
    engine = create_engine(database_url.replace("+aiosqlite", ""))
    with engine.begin() as connection:
        downgrade(connection)
    engine.dispose()


async def test_rows_of_released_tables_are_kept_on_the_way_back_and_forth(
    database: Database, database_url: str, make: Factory
) -> None:
    now = datetime(2026, 11, 23, 1, tzinfo=UTC)
    organisation = await make.organisation()
    person = await make.holder(organisation)
    here, before = telegram(-100_200), telegram(-5)
    occurrence = await make.occurrence(organisation)
    await make.notice(occurrence, person)
    rows: list[Base] = [
        GroupRow(address=here, former_address=before, title="群", locale="en"),
        DeliveryRow(
            id=1, reference="ABC234", kind="reminder", address=here, created_at=now, message_id="77"
        ),
        AttemptRow(delivery_id=1, number=1, epoch=1, started_at=now, message_id="77"),
        InboxRow(update_id=5, chat=here, payload="{}", state="new", attempts=2, received_at=now),
        LaneLeaseRow(chat=here, owner="a", takeovers=2, expires_at=now),
        ClockReadingRow(machine="here", boot="b", uptime=12.5, wall=now),
        DialogueRow(
            chat=here, person=person.address, step="later", payload={"a": 1}, updated_at=now
        ),
    ]

    async def stored() -> list[dict[str, Any]]:
        async with database.read() as session:
            return [
                dict(row)
                for table in (NoticeRow, PersonRow, *map(type, rows))
                for row in (await session.execute(select(table.__table__))).mappings()
            ]

    async with database.write() as session:
        await session.execute(update(NoticeRow).values(attempts=3))
        for row in rows:
            session.add(row)
            await session.flush()
    expected = await stored()
    await go_back(database, database_url, "0007")
    assert {"inbox_claim", "heartbeat"} <= await on_connection(database, table_names)
    await database.migrate()
    assert await stored() == expected


async def test_organisations_that_are_there_count(
    database: Database, database_url: str, make: Factory
) -> None:
    organisation = await make.organisation()
    async with database.write() as session:
        await session.execute(update(OrganisationRow).values(confirmed_at=None))
    await go_back(database, database_url, "0014")
    await database.migrate()
    async with database.read() as session:
        assert (await Organisations(session).get_organisation(organisation.id)).confirmed


async def test_what_was_there_before_the_keeping_stays_and_is_found(
    database: Database, database_url: str, make: Factory, clock: ManualClock
) -> None:
    organisation = await make.organisation()
    person = await make.holder(organisation)
    occurrence = await make.occurrence(organisation)
    for stage, state in (("start", "sent"), ("before-7", "due")):
        await make.notice(occurrence, person, stage=stage, state=state)
    async with database.write() as session:
        Trail(session).add(Act.COMPLETED, clock.now(), subject_id=1)
    notices = await make.notices()
    await go_back(database, database_url, "0015")
    assert "reminder_count" not in await on_connection(database, table_names)

    await database.migrate()
    assert await make.notices() == notices
    assert await name_index.complete(database) == 1
    async with database.survey() as session:
        assert (await examine(session)).sound
        whole = [skeleton(organisation.name)]
        assert await OrganisationNames(session).called(whole) == [organisation.id]


async def test_persons_that_are_there_are_reminded_as_before(
    database: Database, database_url: str, make: Factory
) -> None:
    person = await make.person("王芳", telegram_id=7)
    await go_back(database, database_url, "0015")
    await database.migrate()

    assert await make.person("王芳", telegram_id=7) == person
    assert (person.remind_at, person.digest, person.days_off) == (None, Digest.EACH, DaysOff())


async def test_what_was_entered_before_was_held_in_its_period(
    database: Database, database_url: str, make: Factory, clock: ManualClock
) -> None:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    occurrence_id = await make.occurrence(organisation, needed=1)
    completions = Completions(database, clock)
    done = await completions.complete(
        occurrence_id, by=holder.id, held_on=date(2026, 11, 20), note="三楼"
    )
    await completions.add_evidence(done.entry.id, by=holder.id, kind="photo", file_id="F1")
    before = await completions.entries(occurrence_id, holder.id)

    async def met() -> list[date | None]:
        async with database.read() as session:
            return list(await session.scalars(select(OccurrenceRow.met_on)))

    assert await met() == [date(2026, 11, 20)]
    await go_back(database, database_url, "0015")
    assert "relief" not in await on_connection(database, table_names)
    await database.migrate()
    assert await met() == [date(2026, 11, 20)]
    assert await completions.entries(occurrence_id, holder.id) == before
    assert len(await completions.evidence(done.entry.id, holder.id)) == 1
    async with database.read() as session:
        assert list(await session.scalars(select(LedgerRow.made_up))) == [False]


@pytest.mark.experiment("12 the trail edited")
async def test_the_trail_that_stands_there_is_chained(
    database: Database, database_url: str, clock: ManualClock
) -> None:
    async with database.write() as session:
        for number in range(3):
            Trail(session).add(Act.COMPLETED, clock.now(), subject_id=number, what="一")
    await go_back(database, database_url, "0012")
    async with database.read() as session:
        columns = (await session.execute(text("SELECT * FROM trail"))).keys()
        assert "hash" not in columns

    await database.migrate()
    async with database.write() as session:
        Trail(session).add(Act.COMPLETED, clock.now(), subject_id=3)

    async with database.survey() as session:
        found = await examine(session)
    assert (found.sound, found.entries) == (True, 4)


async def test_three_processes_may_start_at_once(database: Database, database_url: str) -> None:
    await on_connection(database, remove_all)
    starting = [Database.open(database_url) for _ in range(3)]

    await asyncio.gather(*(each.migrate() for each in starting))
    for each in starting:
        await each.close()

    assert await on_connection(database, table_names) == EXPECTED


def test_the_newest_revision_is_the_one_written_down() -> None:
    config = Config()
    config.set_main_option("script_location", "scheduler.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


async def test_a_start_with_nothing_to_migrate_does_not_load_alembic(
    database: Database, database_url: str
) -> None:
    program = f"""
import asyncio, sys
from scheduler.store.engine import Database

async def start():
    database = Database.open({database_url!r})
    await database.migrate()
    await database.close()

asyncio.run(start())
sys.exit("alembic" in sys.modules)
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await process.wait() == 0


async def test_occurrences_are_kept_where_rules_of_organisations_come_in(
    database: Database, database_url: str, make: Factory
) -> None:
    organisation = await make.organisation()
    person = await make.holder(organisation)
    occurrence = await make.occurrence(organisation)
    await make.notice(occurrence, person)

    async def stored() -> list[dict[str, Any]]:
        async with database.read() as session:
            return [
                {name: value for name, value in row.items() if name not in ("changes", "plan_at")}
                for table in (OccurrenceRow, NoticeRow, OrganisationRow)
                for row in (await session.execute(select(table.__table__))).mappings()
            ]

    expected = await stored()
    await go_back(database, database_url, "0015")
    assert "organisation_fact" not in await on_connection(database, table_names)
    await database.migrate()
    assert await stored() == expected
    assert {"organisation_fact", "local_rule", "event"} <= await on_connection(
        database, table_names
    )
