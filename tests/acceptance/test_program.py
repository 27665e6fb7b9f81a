"""The program itself: started, asked how it is, stopped."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import sqlite3

import httpx
import pytest
from pydantic import SecretStr

from bot import program as running
from bot.config import Settings
from bot.wiring import build_program
from clauses.answering.ready import CACHE_FOLDER
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.running import answered, ended, free, leading, said_address


def test_it_starts_again_on_the_same_data_however_it_ended(start, data):
    shutil.rmtree(data / CACHE_FOLDER)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        first = start(LISTEN=f"127.0.0.1:{taken}")
        assert str(taken) in first.stdout.readline()
        assert "Reading" in first.stdout.readline()  # on the first start only
        address = said_address(first)
    assert not address.endswith(f":{taken}")
    assert httpx.get(f"{address}/livez", timeout=PATIENCE_SECONDS).text == "alive\n"

    first.send_signal(signal.SIGSTOP)  # the mark stays with one that stands still
    second = start()
    _, errors = ended(second)
    assert second.returncode == 1
    assert "Another dutybot" in errors
    assert "Traceback" not in errors
    saved = data / "saved"
    assert ended(start("backup", str(saved)))[0].startswith("Saved")
    restoring = start("restore", "--force", str(saved))
    assert "Stop it first" in ended(restoring)[1]
    assert restoring.returncode == 1
    first.kill()  # the mark goes with it, whatever way it ends
    first.wait()

    for ending in (signal.SIGINT, signal.SIGTERM):
        program = start()
        address = said_address(program)
        page = httpx.get(f"{address}/", follow_redirects=True, timeout=PATIENCE_SECONDS)
        assert httpx.get(f"{address}/readyz", timeout=PATIENCE_SECONDS).text == "ready\n"
        assert "messenger" in page.text.lower()
        _, errors = ended(program, ending)
        assert program.returncode == 0
        assert "Another dutybot" not in errors
        assert "Traceback" not in errors


def test_bad_settings_are_all_said_and_nothing_starts(start):
    program = start(LISTEN="8080", TIME_ZONE="Mars", TOKN="x")
    _, errors = ended(program)

    assert program.returncode == 2
    for name in ("LISTEN", "TIME_ZONE", "TOKN"):
        assert f"DUTYBOT_{name}:" in errors


def test_a_pack_that_does_not_hold_together_stops_the_start(start, tmp_path):
    pack = tmp_path / "broken"
    pack.mkdir()
    (pack / "pack.yaml").write_text("id: other\n", "utf-8")
    program = start(PACK_DIRS=str(pack))
    _, errors = ended(program)

    assert program.returncode == 2
    assert "pack.yaml:1:" in errors


def test_a_missing_pack_that_another_builds_on_stops_the_start_and_is_named(start, tmp_path, data):
    pack = tmp_path / "annex"
    pack.mkdir()
    manifest = (
        "id: annex\ntitle: 附则\nshort_title: 附则\nedition: 一\nuses: [base]\ndocuments: []\n"
    )
    (pack / "pack.yaml").write_text(manifest, "utf-8")
    program = start(PACK_DIRS=str(pack))
    _, errors = ended(program)

    assert program.returncode == 2
    assert "没有内容包 'base'" in errors or "no pack 'base'" in errors
    assert errors.count("[unknown-pack]") == 1
    assert not (data / "messenger.db").exists()


def test_migrate_makes_the_database(start, data):
    program = start("migrate")
    printed, _ = ended(program)

    assert program.returncode == 0
    assert printed.strip()
    assert (data / "messenger.db").exists()


def test_with_a_token_it_is_held_looked_at_resumed_and_measured_over_real_http(start, bot_api):
    api_address, api = bot_api
    token = api.messenger.token
    settings = {"TOKEN": token, "API_URL": api_address, "LISTEN": free()}
    program = start(**settings)
    assert "@" in program.stdout.readline()
    address = f"http://{settings['LISTEN']}"
    assert answered(address, "/readyz", 200) == "ready\n"

    hold = start("hold", "moving house", **settings)
    ended(hold)
    assert hold.returncode == 0
    assert "moving house" in answered(address, "/readyz", 503)
    assert "dutybot_held 1.0" in httpx.get(f"{address}/metrics", timeout=PATIENCE_SECONDS).text
    printed, errors = ended(start("doctor", **settings))
    assert "moving house" in printed
    assert token not in printed + errors

    resume = start("resume", **settings)
    ended(resume)
    assert resume.returncode == 0
    assert answered(address, "/readyz", 200) == "ready\n"
    # It sends when older copies of its database have had the time to notice it.
    wait_until(lambda: leading(address))

    _, errors = ended(program, signal.SIGTERM)
    assert program.returncode == 0
    assert {"getMe", "deleteWebhook", "setMyCommands"} <= set(api.calls)
    assert token not in errors


def test_a_foreign_webhook_is_left_alone_until_somebody_says_to_take_the_updates(start, bot_api):
    address, api = bot_api
    telegram = api.messenger.world.bot
    telegram.webhook = {"url": "https://elsewhere.example/telegram"}
    settings = {"TOKEN": api.messenger.token, "API_URL": address, "LISTEN": free()}
    program = start(**settings)
    assert "@" in program.stdout.readline()
    assert "elsewhere.example" in answered(f"http://{settings['LISTEN']}", "/readyz", 503)
    ended(program, signal.SIGTERM)
    assert telegram.webhook

    taking = start("take-updates", **settings)
    printed, _ = ended(taking)
    assert taking.returncode == 0
    assert "elsewhere.example" in printed
    assert not telegram.webhook


def test_a_refused_token_ends_the_start_and_is_not_repeated(start, bot_api):
    address, _ = bot_api
    token = "123456789:" + "wrong" * 7
    program = start(TOKEN=token, API_URL=address)
    printed, errors = ended(program)

    assert program.returncode == 1
    assert "DUTYBOT_TOKEN" in errors
    assert token not in printed + errors


@pytest.mark.parametrize("command", ["run", "hold", "trail"])
def test_a_database_that_cannot_be_used_is_said_in_one_line(start, data, command):
    (data / "messenger.db").write_bytes(b"no database at all" * 100)
    program = start(command)
    _, errors = ended(program)

    assert program.returncode == 1
    assert "not a database" in errors
    # Of the machine on which this runs, a start may warn first.
    warned = ("Permissions:", "User:")
    assert len([line for line in errors.splitlines() if not line.startswith(warned)]) == 1


def test_a_database_that_was_removed_is_no_ready_one(start, data, bot_api):
    address, api = bot_api
    listening = free()
    start(TOKEN=api.messenger.token, API_URL=address, LISTEN=listening)
    answered(f"http://{listening}", "/readyz", 200)

    (data / "dutybot.db").unlink()

    assert "removed" in answered(f"http://{listening}", "/readyz", 503)


async def test_answers_that_make_no_sense_are_waited_out_at_the_start(
    bot_api, data, monkeypatch, caplog
):
    address, api = bot_api
    monkeypatch.setattr(running, "RETRY_SECONDS", 0.0)
    for status, body in [(200, b"<html>"), (200, b'{"ok":true}'), (404, b"<html>"), (403, b"{}")]:
        api.messenger.faults.garble_next("getMe", status=status, body=body)
    for method in ("getWebhookInfo", "setMyCommands"):
        api.messenger.faults.garble_next(method, status=200, body=b'{"ok":true}')
    token = SecretStr(api.messenger.token)
    settings = Settings(token=token, api_url=address, data_dir=data, open_roots=False)

    program = build_program(settings)
    assert await program.start()
    await program.stop()

    ours = ("bot.program", "bot.wiring.telegram")
    assert [record.getMessage() for record in caplog.records if record.name in ours] == [
        *["Telegram cannot be reached yet"] * 4,
        "webhook could not be checked",
        "menus or profile could not be set",
    ]


def test_a_damaged_database_is_no_ready_one(start, data, bot_api):
    address, api = bot_api
    file = data / "dutybot.db"
    start("hold", TOKEN=api.messenger.token).wait()
    with contextlib.closing(sqlite3.connect(file)) as plain:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'notice'"
        (page,) = plain.execute(query).fetchone()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(b"\xff" * 4096)
    listening = free()
    program = start(TOKEN=api.messenger.token, API_URL=address, LISTEN=listening)

    assert "damaged" in answered(f"http://{listening}", "/readyz", 503)
    ended(program, signal.SIGTERM)
    assert program.returncode == 0
