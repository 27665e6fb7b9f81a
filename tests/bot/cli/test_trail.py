from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.cli import app
from scheduler.clock import ManualClock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.ledger.completion import Completions
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.watch.queries.trail_names import TrailNames


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUTYBOT_DATA_DIR", str(tmp_path))
    return tmp_path


def hold_at(url: str, *instants: datetime) -> None:
    async def act() -> None:
        database = Database.open(url)
        await database.migrate()
        for instant in instants:
            holds = Holds(database, ManualClock(instant))
            await holds.hold(HoldCause.OPERATOR, "检查", by="ops")
            await holds.resume(by="ops")
        await database.close()

    asyncio.run(act())


def test_changes_are_printed_oldest_first_and_from_a_day_on(data_dir):
    from bot.config import Settings

    first, second = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    hold_at(Settings().store_url, first, second)

    everything = CliRunner().invoke(app, ["trail"])
    later = CliRunner().invoke(app, ["trail", "--since", "2026-01-15"])

    lines = [json.loads(line) for line in everything.stdout.splitlines()]
    assert [line["act"] for line in lines] == ["sending-held", "sending-resumed"] * 2
    assert lines[0]["operator"] == "ops"
    assert lines[0]["at"] == "2026-01-01T00:00:00+00:00"
    assert later.stdout.splitlines() == everything.stdout.splitlines()[2:]


def change_third(url: str) -> None:
    """As somebody who may change the tables does it."""
    with closing(sqlite3.connect(url.partition("///")[2])) as file:
        (trigger,) = file.execute("SELECT sql FROM sqlite_master WHERE name = 'trail_no_update'")
        file.execute("DROP TRIGGER trail_no_update")
        file.execute("UPDATE trail SET act = 'completed' WHERE id = 3")
        file.execute(trigger[0])
        file.commit()


@pytest.mark.experiment("12 the trail edited")
def test_a_change_of_the_trail_is_found_and_what_a_backup_told_is_looked_for(data_dir, tmp_path):
    from bot.config import Settings

    url = Settings().store_url
    hold_at(url, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))

    def dutybot(*command):
        return CliRunner().invoke(app, command)

    saved = dutybot("backup", str(tmp_path / "backup"))
    (told,) = re.findall(r"\b[0-9a-f]{64}\b", saved.stdout)
    sound = dutybot("trail", "--verify", "--expect", told)
    lacking = dutybot("trail", "--verify", "--expect", "0" * 64)
    change_third(url)
    changed = dutybot("trail", "--verify")
    looked = dutybot("doctor", "--json")

    assert (saved.exit_code, sound.exit_code) == (0, 0)
    assert told in sound.stdout
    assert lacking.exit_code == 1
    assert lacking.stderr
    assert changed.exit_code == 1
    assert "3" in changed.stderr
    assert looked.exit_code == 1
    states = {each["check"]: each["state"] for each in json.loads(looked.stdout)["checks"]}
    assert (states["trail"], states["integrity"]) == ("fail", "ok")


async def test_it_names_whom_and_what_it_is_about(data_dir):
    from bot.config import Settings
    from tests.conftest import Factory

    clock = ManualClock(datetime(2026, 11, 23, 1, tzinfo=UTC))
    database = Database.open(Settings().store_url)
    await database.migrate()
    make = Factory(database, clock)
    organisation = await make.organisation("规划处党支部", body="branch")
    person = await make.person("张伟")
    held = await make.assignment(person, organisation, post="branch-secretary")
    async with database.write() as session:
        Trail(session).add(
            Act.POST_TAKEN,
            clock.now(),
            by=person.id,
            organisation_id=organisation.id,
            subject_id=held.id,
        )
    occurrence = await make.occurrence(organisation, post="branch-secretary")
    await Completions(database, clock).complete(
        occurrence, by=person.id, held_on=clock.now().date()
    )
    async with database.read() as session:
        taken, completed = await TrailNames(session).of(await Trail(session).entries())
    await database.close()

    assert (taken.person, taken.organisation) == ("张伟", "规划处党支部")
    assert taken.subject == {
        "name": "张伟",
        "post": "branch-secretary",
        "start_on": "2026-01-01",
        "end_on": None,
    }
    assert completed.subject["held_on"] == "2026-11-23"
    assert completed.subject["clause"] == "party-regulations:F14"
    assert completed.subject["period_start"] == "2026-10-01"
