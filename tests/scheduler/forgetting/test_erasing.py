"""Name and ids are gone from every table and from the bytes; figures, entries and others' words stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from scheduler.address import ERASED, Address
from scheduler.errors import UnknownPerson
from scheduler.forgetting.erasures import ErasureFile
from scheduler.inbox.incoming import IncomingUpdate
from scheduler.inbox.queries.updates import Updates
from scheduler.roster.names import FORMER
from scheduler.roster.queries.trail_chain import examine
from scheduler.store.personal import PERSONAL, Deleted, column_of
from scheduler.store.tables import Base
from scheduler.store.tables.inbox import LaneLeaseRow
from scheduler.store.tables.joining import InviteRow
from scheduler.store.tables.planning import WordingRow
from scheduler.store.tables.roster import GroupRow, PersonRow
from tests.scheduler.forgetting.conftest import (
    ADDRESS,
    NAME,
    NUMBER,
    OTHER,
    found_in_files,
    outside_transactions,
)

WORDS = {NAME, str(NUMBER)}


async def every_row(database) -> dict[str, list[dict]]:
    async with database.survey() as session:
        return {
            table.name: [
                dict(row)
                for row in (
                    await session.execute(select(table).order_by(*table.primary_key))
                ).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


def told_by(rows: dict[str, list[dict]], words) -> list[tuple[str, str]]:
    return [
        (table, column)
        for table, found in rows.items()
        for row in found
        for column, value in row.items()
        if any(word in str(value) or word in ascii_of(value) for word in words)
    ]


def ascii_of(value) -> str:
    return value.encode().decode("unicode_escape", "ignore") if isinstance(value, str) else ""


async def test_no_row_tells_name_or_address_any_more(database, world, forgetting):
    assert {table for table, _ in told_by(await every_row(database), WORDS)} >= {
        "person",
        "inbox",
        "dialogue",
        "delivery",
        "attempt",
        "evidence",
        "messenger_group",
        "own_list",
        "group_week_numbers",
    }
    await forgetting.erase(world.person.id)
    assert told_by(await every_row(database), WORDS) == []


async def test_the_bytes_of_the_files_tell_neither(database, world, forgetting):
    if database.dialect == "postgresql":
        await outside_transactions(database, "ANALYZE")  # which copies names into its statistics
    else:
        await database.cut_log(0)
    assert await found_in_files(database, WORDS) == WORDS
    await forgetting.erase(world.person.id)
    if database.dialect == "postgresql":
        await outside_transactions(database, "ANALYZE", "VACUUM FULL")
    assert await found_in_files(database, WORDS) == set()
    assert await found_in_files(database, {OTHER}) == {OTHER}


async def test_rows_that_go_are_theirs_alone(database, world, forgetting):
    await forgetting.erase(world.person.id)
    rows = await every_row(database)
    emptied = {
        column_of(each.whose[0]).table.name for each in PERSONAL if isinstance(each, Deleted)
    }
    assert {name: len(rows[name]) for name in sorted(emptied) if rows[name]} == {
        "dialogue": 1,
        "manager": 1,
    }
    assert rows["manager"][0]["person_id"] == world.other.id
    assert rows["dialogue"][0]["payload"] == {"rows": [[2, ["书记", "…"]]]}


async def test_the_person_is_a_tombstone_to_which_the_ledger_leads(database, world, forgetting):
    await forgetting.erase(world.person.id)
    rows = await every_row(database)
    (person,) = (row for row in rows["person"] if row["id"] == world.person.id)
    assert (person["name"], person["address"]) == (FORMER, Address(ERASED, str(world.person.id)))
    assert [row["person_id"] for row in rows["ledger"]] == [world.person.id]
    assert [row["text"] for row in rows["evidence"] if row["text"]] == [f"…主持，{OTHER}记录"]
    assert [row["file_name"] for row in rows["evidence"] if row["file_id"]] == [None]
    assert rows["group_week_numbers"][0]["lines"] == [["机关党委", "…", OTHER]]
    assert {row["state"] for row in rows["notice"] if row["person_id"] == world.person.id} == {
        "superseded"
    }
    async with database.read() as session:
        assert (await examine(session)).broken_at is None


async def test_updates_of_others_that_wait_are_left_alone(database, world, forgetting):
    before = (await every_row(database))["inbox"]
    await forgetting.erase(world.person.id)
    after = (await every_row(database))["inbox"]
    assert [row["update_id"] for row in after] == [row["update_id"] for row in before]
    assert after[4] == before[4]
    assert {row["payload"] for row in after[:4]} == {"{}"}
    assert {row["state"] for row in after[:4]} == {"handled"}


async def test_files_that_were_sent_are_removed(world, forgetting, tmp_path):
    file = tmp_path / "data" / "exports" / "1.xlsx"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x")
    await forgetting.erase(world.person.id)
    assert not file.exists()


async def test_erasing_twice_is_harmless(database, world, forgetting):
    assert (await forgetting.erase(world.person.id)).person == world.person
    before = await every_row(database)
    assert (await forgetting.erase(world.person.id)).person is None
    assert await every_row(database) == before
    with pytest.raises(UnknownPerson):
        await forgetting.kept(world.person.id)


async def test_a_name_that_is_a_word_of_the_clauses_stays_in_what_others_wrote(
    database, world, forgetting, clock
):
    async with database.write() as session:
        session.add(
            WordingRow(
                ref="r",
                digest="d",
                edition="e",
                duty="x",
                text=f"由{NAME}召开",
                strength="must",
                citations=[],
                created_at=clock.now(),
            )
        )
    await forgetting.erase(world.person.id)
    rows = await every_row(database)
    assert [row["text"] for row in rows["evidence"] if row["text"]] == [f"{NAME}主持，{OTHER}记录"]


async def test_words_of_organisations_that_were_not_theirs_are_not_touched(
    database, world, forgetting, make
):
    elsewhere = await make.organisation("省水利厅", manager=world.other)
    group = await make.group(elsewhere, telegram_id=-200)
    async with database.write() as session:
        row = await session.get_one(GroupRow, group.id)
        row.title = f"{NAME}之友"
    await forgetting.erase(world.person.id)
    titles = {row["id"]: row["title"] for row in (await every_row(database))["messenger_group"]}
    assert titles[group.id] == f"{NAME}之友"


async def test_only_a_hash_of_the_address_is_on_the_list(database, world, forgetting, tmp_path):
    await forgetting.erase(world.person.id)
    file = tmp_path / "data" / "erased.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(NUMBER) not in file.read_text()
    (erasure,) = ErasureFile(file).read()
    (row,) = (await every_row(database))["erasure"]
    assert (row["hashed"], row["salt"], row["at"]) == (
        erasure.hashed,
        erasure.salt,
        erasure.at,
    )


async def test_who_was_erased_is_erased_again_when_an_older_database_comes_back(
    database, world, forgetting, clock
):
    await forgetting.erase(world.person.id)
    await put_back(database, world.person)
    assert await forgetting.replay() == 1
    assert told_by(await every_row(database), WORDS) == []
    assert await forgetting.replay() == 0


async def test_who_came_back_since_is_not_erased_again(database, world, forgetting, clock):
    await forgetting.erase(world.person.id)
    clock.advance(timedelta(days=1))
    async with database.write() as session:
        await session.execute(text("DELETE FROM erasure"))
        session.add(PersonRow(address=ADDRESS, name=NAME, locale="en", created_at=clock.now()))
    assert await forgetting.replay() == 0
    assert [row["name"] for row in (await every_row(database))["person"]].count(NAME) == 1


async def test_a_lost_file_is_written_again_from_the_table(database, world, forgetting, tmp_path):
    await forgetting.erase(world.person.id)
    file = tmp_path / "data" / "erased.jsonl"
    before = ErasureFile(file).read()
    file.write_text('{"hashed": "cut o')
    await forgetting.replay()
    assert ErasureFile(file).read() == before


async def put_back(database, person) -> None:
    """As a database restored from before the erasure has it."""
    async with database.write() as session:
        await session.execute(text("DELETE FROM erasure"))
        row = await session.get_one(PersonRow, person.id)
        row.name, row.address = person.name, person.address


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_was_under_way_leaves_the_log_too_half_a_minute_later(
    database, world, forgetting, clock
):
    await forgetting.erase(world.person.id)
    async with database.write() as session:  # the update in hand came from their chat
        session.add(LaneLeaseRow(chat=ADDRESS, owner="o", takeovers=0, expires_at=clock.now()))
    async with database.write() as session:
        await session.execute(text("DELETE FROM lane_lease"))
    clock.advance(timedelta(seconds=29))
    await forgetting.sweep()
    assert await found_in_files(database, WORDS) == {str(NUMBER)}
    clock.advance(timedelta(seconds=1))
    await forgetting.sweep()
    assert await found_in_files(database, WORDS) == set()


async def test_an_update_of_theirs_that_comes_again_is_not_handled_again(
    database, world, forgetting, clock
):
    await forgetting.erase(world.person.id)
    sender = {"id": NUMBER, "first_name": NAME}
    again = {"update_id": 2, "callback_query": {"from": sender, "data": "x"}}
    async with database.write() as session:
        added = await Updates(session).add([IncomingUpdate(2, ADDRESS, again)], clock.now())
    assert added == []


async def test_nobody_follows_what_they_vouched_for_or_comes_in_their_name(
    database, world, forgetting, make, clock
):
    now, elsewhere = clock.now(), await make.organisation("省水利厅", manager=world.other)
    theirs, other = world.person.id, world.other.id
    here = world.organisation.id
    wanted = {
        # number: (organisation, by, name, single, approved, whether it is revoked)
        11: (here, theirs, OTHER, True, True, True),
        12: (here, theirs, None, True, True, True),
        13: (here, theirs, OTHER, True, False, False),  # a manager decides
        14: (here, theirs, None, False, False, False),
        15: (here, other, NAME, True, True, True),
        16: (here, other, f" {NAME}", True, False, True),
        17: (here, other, OTHER, True, True, False),
        18: (elsewhere.id, other, NAME, True, True, False),  # somebody of the same name
    }
    async with database.write() as session:
        for number, (organisation, by, name, single, approved, _) in wanted.items():
            session.add(
                InviteRow(
                    id=number,
                    organisation_id=organisation,
                    person_name=name,
                    single=single,
                    approved=approved,
                    link_hash=str(number),
                    code_hash=str(number),
                    created_by=by,
                    created_at=now,
                    expires_at=now + timedelta(days=1),
                )
            )
    await forgetting.erase(theirs)
    rows = {row["id"]: row for row in (await every_row(database))["invite"]}
    revoked = {number: rows[number]["revoked_at"] is not None for number in wanted}
    assert revoked == {number: each[-1] for number, each in wanted.items()}
    assert NAME not in str([rows[number]["person_name"] for number in (15, 16)])
    assert rows[1]["revoked_at"] is None  # it was used
