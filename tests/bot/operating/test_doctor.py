from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from bot.channels.safe import Safe
from bot.cli import app
from bot.config import Settings
from bot.operating import redaction
from bot.operating.doctor import CheckState, Doctor
from bot.texts.catalogue import LOCALES, texts
from scheduler.address import Address
from scheduler.clock import ManualClock, SystemClock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.endpoints.mailboxes import Mailboxes
from scheduler.store.engine import Database
from scheduler.store.tables import Base

TOKEN = "123456789:" + "A" * 35
OURS = "https://bot.example/telegram"


class Telegram(httpx.AsyncBaseTransport):
    """Answers as the Bot API would; ``webhook`` is what it says of the webhook."""

    def __init__(self, clock, *, status=200, webhook=None, ahead=timedelta(), down=False) -> None:
        self.clock, self.status, self.webhook = clock, status, webhook or {"url": ""}
        self.ahead, self.down = ahead, down

    async def handle_async_request(self, request):
        if self.down:
            raise httpx.ConnectError(f"no way to {request.url}")
        date = format_datetime(self.clock.now() + self.ahead, usegmt=True)
        if self.status != 200:
            answer = {"ok": False, "description": "Unauthorized"}
        elif request.url.path.endswith("getMe"):
            answer = {"ok": True, "result": {"username": "duty_bot"}}
        else:
            answer = {"ok": True, "result": self.webhook}
        return httpx.Response(self.status, json=answer, headers={"Date": date})


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    monkeypatch.setattr(redaction, "_secrets", set())
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 6, 1, 1, tzinfo=UTC))


async def examined(clock, telegram=None, *, env_file=Path(".env"), **settings):
    """State and words of each check by name, worded in every language."""
    doctor = Doctor(
        Settings(_env_file=None, **settings),
        clock,
        transport=telegram or Telegram(clock),
        env_file=env_file,
    )
    found = [check async for check in doctor.examine()]
    for check in found:
        for locale in LOCALES:
            assert check.said(texts(locale))
    return {check.name: (check.state, check.words) for check in found}


async def test_all_is_well(database, database_url, clock):
    found = await examined(
        clock,
        Telegram(clock, webhook={"url": OURS}),
        token=TOKEN,
        operators=(7,),
        webhook_url=OURS,
        webhook_secret="s" * 32,
        database_url=database_url,
    )
    if not database_url.startswith("sqlite"):
        del found["clock"]  # the server's is not ours here
    assert {state for state, _ in found.values()} == {CheckState.OK}
    assert {"token", "webhook", "database", "revision", "integrity", "hold", "packs"} < set(found)


@pytest.mark.parametrize(
    ("about", "name", "state", "words"),
    [
        ({"status": 401}, "token", CheckState.FAIL, "token-refused"),
        ({"down": True}, "token", CheckState.WARN, "token-unchecked"),
        (
            {"webhook": {"url": "https://evil.example"}},
            "webhook",
            CheckState.FAIL,
            "webhook-foreign",
        ),
        ({"webhook": {"url": ""}}, "webhook", CheckState.WARN, "webhook-unset"),
        (
            {"webhook": {"url": OURS, "last_error_message": "SSL"}},
            "webhook",
            CheckState.WARN,
            "webhook-errors",
        ),
        ({"ahead": timedelta(seconds=30)}, "clock", CheckState.WARN, "clock-off"),
        ({"ahead": timedelta(hours=-3)}, "clock", CheckState.FAIL, "clock-off"),
        ({"down": True}, "clock", CheckState.WARN, "clock-unchecked"),
    ],
)
async def test_what_telegram_says(clock, about, name, state, words):
    found = await examined(
        clock,
        Telegram(clock, **about),
        token=TOKEN,
        webhook_url=OURS,
        webhook_secret="s" * 32,
    )
    assert found[name] == (state, words)


async def test_without_a_database_and_a_token_that_is_said_and_nothing_is_made(clock, tmp_path):
    found = await examined(clock)
    assert found["database"] == (CheckState.WARN, "database-missing")
    assert found["token"] == (CheckState.WARN, "token-none")
    assert not list(tmp_path.iterdir())


async def test_a_database_that_cannot_be_reached_fails_and_the_rest_is_looked_at(clock):
    found = await examined(clock, database_url="postgresql+asyncpg://bot:pw@127.0.0.1:1/x")
    assert found["database"] == (CheckState.FAIL, "database-broken")
    assert "clock" in found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_database_older_or_newer_than_the_program(database, database_url, clock):
    async def changed(statement):
        async with database.write() as session:
            await session.execute(text(statement))
        return await examined(clock, database_url=database_url)

    found = await changed("UPDATE alembic_version SET version_num = '0001'")
    assert found["revision"] == (CheckState.WARN, "revision-old")
    found = await changed("UPDATE alembic_version SET version_num = '9999'")
    assert found["revision"] == (CheckState.FAIL, "revision-newer")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_damaged_file_fails(database, database_url, clock):
    await database.close()
    _damage(Path(database_url.partition("///")[2]))
    found = await examined(clock, database_url=database_url)
    assert CheckState.FAIL in {found.get(each, ("",))[0] for each in ("integrity", "database")}


def _damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 20] = b"x" * (4096 * 17)
    file.write_bytes(content)


async def test_a_hold_is_shown(database, database_url, clock):
    await Holds(database, clock).hold(HoldCause.OPERATOR, "moving")
    found = await examined(clock, database_url=database_url)
    assert found["hold"] == (CheckState.WARN, "hold-held")


async def test_a_key_that_does_not_open_what_is_locked_fails(
    database, database_url, clock, make, tmp_path
):
    person = await make.person()
    locked = Safe(None, tmp_path / "right").lock("mailbox")
    await Mailboxes(database, clock).put(person.id, Address("mail", "1"), locked)
    for folder, words in (("right", "key-ok"), ("wrong", "key-wrong")):
        found = await examined(clock, database_url=database_url, data_dir=tmp_path / folder)
        assert found["key"][1] == words


async def test_next_years_calendar_is_asked_for_from_november_on(clock):
    assert (await examined(clock))["calendar"] == (CheckState.OK, "calendar-ok")
    clock.set(datetime(2026, 11, 1, 1, tzinfo=UTC))
    assert (await examined(clock))["calendar"] == (CheckState.WARN, "calendar-missing")


async def test_files_that_others_can_read_are_named(clock, tmp_path):
    env = tmp_path / ".env"
    env.write_text("")
    env.chmod(0o640)
    found = await examined(clock, env_file=env)
    assert found["permissions"] == (CheckState.WARN, "permissions-open")
    env.chmod(0o600)
    found = await examined(clock, env_file=env)
    assert found["permissions"] == (CheckState.OK, "permissions-ok")


@pytest.mark.experiment("13 open files and root")
async def test_root_is_warned_of(clock, monkeypatch):
    assert "user" not in await examined(clock)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    found = await examined(clock)
    assert found["user"] == (CheckState.WARN, "user-root")
    assert found["permissions"] == (CheckState.OK, "permissions-ok")


def lie_open(tmp_path, monkeypatch, name):
    """Make one thing open to others; everything else is closed."""
    data, secrets, elsewhere = (tmp_path / each for each in ("data", "secrets", "elsewhere"))
    for folder in (data, secrets, elsewhere):
        folder.mkdir(mode=0o700)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(secrets))
    for file, start in {
        data / "dutybot.db": b"SQLite format 3\x00",
        data / "notes.txt": b"x",
        elsewhere / "live.db": b"SQLite format 3\x00",
        elsewhere / "of-monday.dump": b"PGDMP",
        secrets / "dutybot_token": b"12345:x",
        secrets / "another": b"x",
        tmp_path / ".env": b"",
    }.items():
        file.write_bytes(start)
        file.chmod(0o600)
    (secrets / "another").chmod(0o644)  # not ours
    place = tmp_path / name
    if place.parent in (data, elsewhere):
        place.parent.chmod(0o750)
    place.chmod(0o640 if place.parent != secrets else 0o604)
    return {"data_dir": data, "database_url": f"sqlite+aiosqlite:///{elsewhere / 'live.db'}"}


@pytest.mark.experiment("13 open files and root")
@pytest.mark.parametrize(
    "name",
    [
        ".env",
        "secrets/dutybot_token",
        "data/dutybot.db",
        "elsewhere/live.db",
        "elsewhere/of-monday.dump",
    ],
)
def test_each_file_that_lies_open_is_named_at_the_start_and_by_the_doctor(
    tmp_path, monkeypatch, name
):
    about = lie_open(tmp_path, monkeypatch, name)
    settings = {"LISTEN": "203.0.113.1:1", "TOKEN": "", "OPERATORS": ""}
    settings |= {each.upper(): str(value) for each, value in about.items()}

    # It cannot listen there, and ends.
    started = dutybot("run", **settings)
    looked = json.loads(dutybot("doctor", "--json", **settings).stdout)

    assert started.exit_code == 1
    assert name in started.stderr
    (told,) = [each for each in looked["checks"] if each["check"] == "permissions"]
    assert told["state"] == "warn"
    assert name in told["message"]
    assert "another" not in told["message"]


@pytest.mark.parametrize("name", ["data/notes.txt", "secrets/another"])
async def test_a_file_without_secrets_may_lie_open(clock, tmp_path, monkeypatch, name):
    about = lie_open(tmp_path, monkeypatch, name)
    about["data_dir"].chmod(0o700)

    found = await examined(clock, env_file=tmp_path / ".env", data_dir=about["data_dir"])

    assert found["permissions"] == (CheckState.OK, "permissions-ok")


async def test_packs_with_faults_fail(clock, tmp_path):
    pack = tmp_path / "broken"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: other\n", "utf-8")
    assert (await examined(clock, pack_dirs=(pack,)))["packs"] == (CheckState.FAIL, "packs-faults")


def dutybot(*command, **settings):
    env = {f"DUTYBOT_{name}": value for name, value in settings.items()}
    return CliRunner().invoke(app, command, env=env)


def test_the_drill_back_up_restore_look_resume(tmp_path):
    data = {"DATA_DIR": str(tmp_path / "data"), "TOKEN": "", "DATABASE_URL": ""}
    assert dutybot("hold", "moving", **data).exit_code == 0
    assert dutybot("resume", **data).exit_code == 0
    assert dutybot("backup", "saved", **data).exit_code == 0
    assert dutybot("backup", "saved", **data).exit_code == 1
    assert dutybot("restore", "saved", **data).exit_code == 1

    new = {**data, "DATA_DIR": str(tmp_path / "new")}
    assert dutybot("restore", "saved", **new).exit_code == 0
    looked = dutybot("doctor", "--json", **new)
    assert looked.exit_code == 0
    checks = {check["check"]: check["state"] for check in json.loads(looked.stdout)["checks"]}
    assert checks["hold"] == "warn"
    assert dutybot("resume", **new).exit_code == 0
    looked = dutybot("doctor", "--json", **new)
    checks = {check["check"]: check["state"] for check in json.loads(looked.stdout)["checks"]}
    assert checks["hold"] == "ok"
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_something_amiss_ends_with_one(tmp_path):
    url = "postgresql+asyncpg://bot:Geheim99@127.0.0.1:1/x"
    looked = dutybot("doctor", DATA_DIR=str(tmp_path), TOKEN="", DATABASE_URL=url)
    assert looked.exit_code == 1
    assert "Geheim99" not in looked.output


async def test_the_database_is_not_changed(database, database_url, clock):
    before = await _everything(database)
    await examined(clock, database_url=database_url)
    assert await _everything(database) == before


async def _everything(database: Database):
    async with database.read() as session:
        return [
            (await session.execute(select(table))).all() for table in Base.metadata.sorted_tables
        ]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "roots-ok"),  # the local messenger
        ({"token": TOKEN}, "roots-open"),
        ({"token": TOKEN, "operators": (7,)}, "roots-ok"),
        ({"token": TOKEN, "operators": (7,), "open_roots": True}, "roots-open"),
        ({"token": TOKEN, "open_roots": False}, "roots-nobody"),
    ],
)
def test_who_confirms_new_organisations_is_looked_at(settings, words):
    (found,) = Doctor(Settings(_env_file=None, **settings), SystemClock())._roots()
    assert found.words == words
