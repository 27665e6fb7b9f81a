from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import Address, BadSettings, Settings


@pytest.fixture(autouse=True)
def _no_settings_of_ours(tmp_path, monkeypatch):
    for name in os.environ:
        if name.startswith("DUTYBOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_settings_the_local_messenger_has_all_it_needs():
    settings = Settings.from_env()

    assert settings.token is None
    assert settings.listen == Address("127.0.0.1", 8080)
    assert settings.store_url == "sqlite+aiosqlite:///data/messenger.db"


def test_the_environment_wins_over_the_file(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("DUTYBOT_LISTEN=127.0.0.1:1\nDUTYBOT_OPERATORS=7, 8\nOTHER=x\n")
    monkeypatch.setenv("DUTYBOT_LISTEN", "0.0.0.0:2")

    settings = Settings.from_env()

    assert settings.listen == Address("0.0.0.0", 2)
    assert settings.operators == (7, 8)


def test_an_empty_value_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("DUTYBOT_TOKEN", "")
    monkeypatch.setenv("DUTYBOT_TIME_ZONE", "")

    settings = Settings.from_env()

    assert settings.token is None
    assert settings.time_zone == ZoneInfo("Asia/Shanghai")


def test_every_fault_is_listed_at_once(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("DUTYBOT_TOKN=12345:secret\n")
    for name, value in {
        "LISTEN": "8080",
        "TIME_ZONE": "Mars/Olympus",
        "OPERATORS": "ann",
        "DATABASE_URL": "mysql://x",
        "PACK_DIRS": "/nowhere",
        "LOG_LEVEL": "loud",
    }.items():
        monkeypatch.setenv(f"DUTYBOT_{name}", value)

    with pytest.raises(BadSettings) as caught:
        Settings.from_env()

    named = {fault.partition(":")[0] for fault in caught.value.faults}
    assert named == {
        f"DUTYBOT_{name}"
        for name in (
            "TOKN",
            "LISTEN",
            "TIME_ZONE",
            "OPERATORS",
            "DATABASE_URL",
            "PACK_DIRS",
            "LOG_LEVEL",
        )
    }


@pytest.mark.experiment("S5 webhook secret")
@pytest.mark.parametrize(
    ("token", "secret", "reason"),
    [
        ("", "", "needs DUTYBOT_TOKEN"),
        ("12345:x", "", "at least 32 characters"),
        ("12345:x", "short-secret-of-31-characters-x", "at least 32 characters"),
        ("12345:x", "a secret that Telegram itself refuses", "A-Z a-z 0-9"),
        ("12345:x", "x" * 257, "256 at most"),
    ],
)
def test_a_webhook_needs_a_token_and_a_long_secret(monkeypatch, token, secret, reason):
    monkeypatch.setenv("DUTYBOT_WEBHOOK_URL", "https://bot.example.org/telegram")
    monkeypatch.setenv("DUTYBOT_TOKEN", token)
    monkeypatch.setenv("DUTYBOT_WEBHOOK_SECRET", secret)

    with pytest.raises(BadSettings, match=reason):
        Settings.from_env()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_URL", "api.telegram.org"),
        ("API_URL", "https://"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:"),
        ("DATABASE_URL", "postgresql+asyncpg://u:p@h:port/d"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"DUTYBOT_{name}", value)

    with pytest.raises(BadSettings, match=f"DUTYBOT_{name}: expected"):
        Settings.from_env()


def test_a_file_that_is_no_text_is_said(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe")

    with pytest.raises(BadSettings, match=r"\.env"):
        Settings.from_env()


@pytest.mark.parametrize("password", ["plain", "has#and/in-it"])
def test_the_password_of_the_database_is_a_secret(password):
    url = f"postgresql+asyncpg://bot:{password}@db/duty"

    assert password in Settings(database_url=url).secrets


def test_secrets_may_be_files_and_the_environment_wins(tmp_path, monkeypatch):
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "dutybot_token").write_text("12345:from-a-file\n")
    (folder / "dutybot_database_url").write_text("sqlite+aiosqlite:///from-a-file.db")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    monkeypatch.setenv("DUTYBOT_DATABASE_URL", "sqlite+aiosqlite:///from-the-environment.db")

    settings = Settings.from_env()

    assert settings.token.get_secret_value() == "12345:from-a-file"
    assert settings.database_url == "sqlite+aiosqlite:///from-the-environment.db"


def test_a_bad_value_is_never_repeated_since_it_may_be_a_secret(monkeypatch):
    monkeypatch.setenv("DUTYBOT_DATABASE_URL", "postgres://bot:hunter2@db/duty")

    with pytest.raises(BadSettings) as caught:
        Settings.from_env()

    assert "hunter2" not in str(caught.value)


def test_the_example_names_every_setting_and_no_other():
    example = Path(__file__).parents[2] / ".env.example"
    named = {
        line.partition("=")[0] for line in example.read_text().splitlines() if line[:1].isalpha()
    }

    assert named == {f"DUTYBOT_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize(
    ("given", "open_"),
    [
        ({}, True),
        ({"TOKEN": "12345:x"}, True),
        ({"TOKEN": "12345:x", "OPERATORS": "7"}, False),
        ({"TOKEN": "12345:x", "OPERATORS": "7", "OPEN_ROOTS": "true"}, True),
        ({"OPEN_ROOTS": "false"}, False),
    ],
    ids=str,
)
def test_new_organisations_wait_for_operators_where_there_are_any(monkeypatch, given, open_):
    for name, value in given.items():
        monkeypatch.setenv(f"DUTYBOT_{name}", value)
    assert Settings.from_env().roots_are_open is open_
