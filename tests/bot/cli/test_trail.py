from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.cli import app
from scheduler.clock import ManualClock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.engine import Database


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
