from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.wiring.own_database import move_in

CAST = [710001001, 710001002]


def kept(file: Path, column: str, *persons: object) -> Path:
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"CREATE TABLE person (id INTEGER PRIMARY KEY, {column})")
        database.executemany(
            f"INSERT INTO person ({column}) VALUES (?)",
            [(each,) for each in persons],
        )
        database.commit()
    return file


@pytest.mark.parametrize(
    ("column", "persons"),
    [("telegram_id", [710001001]), ("address", ["telegram:710001001", "telegram:710001002"])],
)
def test_what_an_installation_without_a_token_kept_moves_once(
    tmp_path: Path, column: str, persons: list[object]
) -> None:
    shared = kept(tmp_path / "dutybot.db", column, *persons)
    shared.with_name("dutybot.db-wal").write_bytes(b"")
    own = tmp_path / "messenger.db"

    assert move_in(shared, own, CAST)
    assert own.exists()
    assert own.with_name("messenger.db-wal").exists()
    assert not shared.exists()
    assert not move_in(shared, own, CAST)


@pytest.mark.parametrize("persons", [[], ["telegram:5"], ["telegram:710001001", "telegram:5"]])
def test_the_data_of_real_people_stay(tmp_path: Path, persons: list[object]) -> None:
    shared = kept(tmp_path / "dutybot.db", "address", *persons)
    assert not move_in(shared, tmp_path / "messenger.db", CAST)
    assert shared.exists()


def test_what_is_no_database_stays(tmp_path: Path) -> None:
    shared = tmp_path / "dutybot.db"
    shared.write_bytes(b"no database at all" * 100)
    assert not move_in(shared, tmp_path / "messenger.db", CAST)
    assert shared.exists()


def test_a_database_of_one_s_own_is_never_overwritten(tmp_path: Path) -> None:
    shared = kept(tmp_path / "dutybot.db", "address", "telegram:710001001")
    own = tmp_path / "messenger.db"
    own.write_bytes(b"")
    assert not move_in(shared, own, CAST)
