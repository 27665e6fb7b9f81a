from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import BadSettings, ListenAddress, Settings


@pytest.fixture(autouse=True)
def _no_settings_of_ours(tmp_path, monkeypatch):
    for name in os.environ:
        if name.startswith("DUTYBOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_settings_the_local_messenger_has_all_it_needs():
    settings = Settings.from_env()

    assert settings.token is None
    assert settings.listen == ListenAddress("127.0.0.1", 8080)
    assert settings.store_url == "sqlite+aiosqlite:///data/messenger.db"


def test_the_environment_wins_over_the_file(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("DUTYBOT_LISTEN=127.0.0.1:1\nDUTYBOT_OPERATORS=7, 8\nOTHER=x\n")
    monkeypatch.setenv("DUTYBOT_LISTEN", "0.0.0.0:2")

    settings = Settings.from_env()

    assert settings.listen == ListenAddress("0.0.0.0", 2)
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


MARK = "AAexample"
TOKEN = f"123456789:{MARK}{3 * 'example'}_example"  # what looks like one is not to stand in a file


@pytest.mark.parametrize(
    ("given", "open_"),
    [
        ({}, True),
        ({"TOKEN": TOKEN}, True),
        ({"TOKEN": TOKEN, "OPERATORS": "7"}, False),
        ({"TOKEN": TOKEN, "OPERATORS": "7", "OPEN_ROOTS": "true"}, True),
        ({"OPEN_ROOTS": "false"}, False),
    ],
    ids=str,
)
def test_new_organisations_wait_for_operators_where_there_are_any(monkeypatch, given, open_):
    for name, value in given.items():
        monkeypatch.setenv(f"DUTYBOT_{name}", value)
    assert Settings.from_env().roots_are_open is open_


def faults_of(tmp_path, content: str) -> list[str]:
    (tmp_path / ".env").write_bytes(content.encode())
    with pytest.raises(BadSettings) as caught:
        Settings.from_env()
    assert MARK not in str(caught.value)
    return caught.value.faults


@pytest.mark.experiment("16 a slip in .env")
@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (f'DUTYBOT_TOKEN="{TOKEN}', "a quote"),
        (f"DUTYBOT_TOKEN='{TOKEN}", "a quote"),
        (f'DUTYBOT_TOKEN="{TOKEN}" x', "a quote"),
        (f"DUTYBOT_TOKEN: {TOKEN}", "expected NAME=value"),
        (f"DUTYBOT_TOKEN:{TOKEN}", "no ="),
        (f"DUTYBOT_TOKEN＝{TOKEN}", "no ="),
        (f"DUTYBOT_TOKEN {TOKEN}", "expected NAME=value"),
        ("DUTYBOT_TOKEN", "no ="),
        (f"DUTYBOT TOKEN={TOKEN}", "expected NAME=value"),
        (f"DUTYBOT-TOKEN={TOKEN}", "a name has"),
        (f"\u200bDUTYBOT_TOKEN={TOKEN}", "a name has"),
        (f"ＤＵＴＹＢＯＴ_TOKEN={TOKEN}", "a name has"),
        (f"DUTYBOT_TOKEN：{TOKEN}=", "a name has"),
        (f"set DUTYBOT_TOKEN={TOKEN}", "expected NAME=value"),
        (f"{TOKEN}", "no ="),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_sets_nothing_stops_the_start_and_only_its_number_is_told(
    tmp_path, slip, told, end
):
    content = end.join(["", "# mine", "DUTYBOT_LOG_LEVEL=info", "", slip, "OTHER=x", ""])

    (fault,) = faults_of(tmp_path, content)

    assert fault.startswith(".env, line 5: ")
    assert told in fault


@pytest.mark.experiment("16 a slip in .env")
def test_a_quote_that_takes_in_the_next_setting_is_told(tmp_path):
    content = f'OTHER="x\nDUTYBOT_TOKEN={TOKEN}\nAND="\n'

    (fault,) = faults_of(tmp_path, content)

    assert fault.startswith(".env, line 1: a quote that is not closed here")


@pytest.mark.experiment("16 a slip in .env")
def test_a_name_that_stands_twice_is_told(tmp_path):
    content = f"DUTYBOT_TOKEN={TOKEN}\nexport DUTYBOT_TOKEN=\n"

    assert faults_of(tmp_path, content) == [".env, line 2: DUTYBOT_TOKEN stands in line 1 already"]


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    (tmp_path / ".env").mkdir()

    with pytest.raises(BadSettings, match=r"\.env: is a folder"):
        Settings.from_env()


@pytest.mark.parametrize("start", ["", "\ufeff", "export ", "\ufeffexport "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " # the test bot\n"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_what_editors_and_shells_add_does_no_harm(tmp_path, start, end, quote):
    content = f"{start}DUTYBOT_TOKEN = {quote}{TOKEN}{quote}{end}OTHER='two\nlines'"
    (tmp_path / ".env").write_bytes(content.encode())

    assert Settings.from_env().token.get_secret_value() == TOKEN


@pytest.mark.experiment("16 a slip in .env")
@pytest.mark.parametrize(
    ("sign", "told"),
    [
        ('"', "quotes"),
        ("”", "quotes"),
        (" ", "a space"),
        ("\u3000", "a space"),
        ("\u200b", "cannot be seen"),
        ("\ufeff", "cannot be seen"),
        ("：", "full-width"),
        ("/", "expected digits"),
    ],
)
def test_a_token_with_signs_that_no_token_has_is_told_without_it(monkeypatch, sign, told):
    monkeypatch.setenv("DUTYBOT_TOKEN", f"{TOKEN[:12]}{sign}{TOKEN[12:]}")

    with pytest.raises(BadSettings, match=told) as caught:
        Settings.from_env()

    assert "DUTYBOT_TOKEN: " in str(caught.value)
    assert MARK[:3] not in str(caught.value)


@pytest.mark.experiment("16 a slip in .env")
@pytest.mark.parametrize("sign", ["＝", ":", " ", "=", "-"])
def test_an_unknown_name_is_shown_as_far_as_it_is_a_name(monkeypatch, sign):
    monkeypatch.setattr(os, "environ", {**os.environ, f"DUTYBOT_TOKEN{sign}{TOKEN}": ""})

    with pytest.raises(BadSettings) as caught:
        Settings.from_env()

    assert caught.value.faults == ["DUTYBOT_TOKEN: there is no such setting (see .env.example)"]


def test_a_misspelt_file_among_the_secrets_is_told(tmp_path, monkeypatch):
    (tmp_path / "dutybot_token.txt").write_text(TOKEN)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))

    with pytest.raises(BadSettings, match="DUTYBOT_TOKEN: there is no such setting"):
        Settings.from_env()


@pytest.mark.parametrize("days", ["59", "3651", "999999999"])
def test_reminders_are_kept_for_a_sensible_time(monkeypatch, days):
    monkeypatch.setenv("DUTYBOT_KEEP_DAYS", days)
    with pytest.raises(BadSettings) as caught:
        Settings.from_env()
    assert caught.value.faults == [f"DUTYBOT_KEEP_DAYS: 60 to 3650 days, not {days}"]
