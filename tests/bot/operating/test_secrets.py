"""No secret reaches a log or a terminal, however things fail (canaries, greped for)."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import subprocess
import sys
import threading

import httpx
import pytest
from sqlalchemy import text
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.config import Settings
from bot.conversation.sealing import Seal
from bot.operating import redaction
from bot.operating.logs import set_up
from bot.operating.redaction import keep_secret, redact
from bot.telegram_api.courier import TelegramCourier
from bot.web.server import SECRET_HEADER, WEBHOOK_PATH, web_app, webhook_route
from scheduler.clock import SystemClock
from scheduler.store.engine import Database
from scheduler.ticker import Ticker

TOKEN = "123456789:" + "CanaryToken" * 3 + "xx"
SECRET = "CanarySecret-" + "s" * 32
PASSWORD = 'Canary"Pass/wort%&\\ü'
HEARTBEAT = "https://hc.example/ping/CanaryHeartbeat"
CANARIES = (
    "CanaryToken",
    "CanarySecret",
    'Canary"Pass',
    "Canary%22Pass",
    "CanaryHeartbeat",
    "wort%",
)


@pytest.fixture(autouse=True)
def _settings(monkeypatch):
    monkeypatch.setattr(redaction, "_secrets", set())
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    keep_secret((TOKEN, SECRET, PASSWORD, HEARTBEAT))
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level


@pytest.fixture(params=["console", "json"])
def logged(request, capsys):
    """What was written since; holding a canary is a failure."""
    set_up("debug", request.param)
    written = io.StringIO()
    logging.getLogger().handlers[0].setStream(written)

    def read():
        both = "".join((written.getvalue(), *capsys.readouterr()))
        assert both, "nothing was logged at all"
        assert not [each for each in CANARIES if each in both], both
        return both

    return read


class Refusing(httpx.AsyncHTTPTransport):
    def __init__(self, answer) -> None:
        super().__init__()
        self.answer = answer

    async def handle_async_request(self, request):
        if isinstance(self.answer, Exception):
            raise type(self.answer)(f"cannot reach {request.url}", request=request)
        return httpx.Response(self.answer, json={"ok": False, "description": str(request.url)})


@pytest.mark.parametrize("answer", [400, 401, 403, 404, 429, 500, 502, httpx.ConnectError("x")])
async def test_calls_that_fail(logged, answer):
    from telegram.request import HTTPXRequest

    request = HTTPXRequest(httpx_kwargs={"transport": Refusing(answer)})
    bot = Bot(TOKEN, request=request, get_updates_request=request)
    log = logging.getLogger("bot.test")
    log.warning("bot %r", bot)
    for call in (bot.get_me, lambda: bot.send_message(7, "x"), lambda: bot.get_file("f")):
        try:
            await call()
        except TelegramError as error:
            log.exception("call failed", extra={"error": error, "said": repr(error)})
    try:
        await bot.initialize()
    except (InvalidToken, TelegramError):
        log.exception("start failed")
    logged()


async def test_a_courier_that_fails_to_render(logged):
    def render(_parcel):
        raise ValueError(f"no words for {TOKEN} {SECRET}")

    courier = TelegramCourier(Bot(TOKEN), render, Seal(TOKEN, SystemClock()))
    try:
        await courier.deliver(None)
    except ValueError:
        logging.getLogger("scheduler.delivery.sender").exception("message not sent")
    logged()


async def test_a_pass_of_the_ticker_that_fails(logged):
    class Work:
        async def run(self):
            raise RuntimeError(f"{PASSWORD} {TOKEN} {HEARTBEAT}") from KeyError(SECRET)

        run_once = keep_lease = stop = run

    await Ticker(Work(), Work()).wake()
    assert "a pass failed" in logged()


async def test_a_database_that_refuses_the_password(logged):
    from urllib.parse import quote

    url = f"postgresql+asyncpg://bot:{quote(PASSWORD, safe='')}@127.0.0.1:1/duty"
    database = Database.open(url)
    try:
        async with database.read() as session:
            await session.execute(text("SELECT 1"))
    except OSError as error:
        logging.getLogger("bot").exception("no database", extra={"url": url, "error": error})
    await database.close()
    logged()


async def test_a_webhook_call_that_fails(logged):
    async def accept(update):
        raise OSError(f"disk full {SECRET} {TOKEN}")

    async def no_trouble():
        return None

    app = web_app(no_trouble, [webhook_route(accept, SECRET)])
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        await client.post(WEBHOOK_PATH, json={"update_id": 1}, headers={SECRET_HEADER: SECRET})
        await client.post(WEBHOOK_PATH, json={}, headers={SECRET_HEADER: SECRET + "x"})
    logging.getLogger("uvicorn.error").error("headers %s", {SECRET_HEADER: SECRET})
    logged()


async def test_tasks_and_threads_that_nobody_waits_for(logged):
    loop = asyncio.get_running_loop()
    loop.call_exception_handler(
        {"message": f"task failed {TOKEN}", "exception": ValueError(f"{SECRET} {PASSWORD}")}
    )

    def fail():
        raise ValueError(f"{TOKEN} {PASSWORD}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            threading,
            "excepthook",
            lambda args: logging.getLogger("thread").error("ended", exc_info=args[:3]),
        )
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    logged()


def test_a_log_that_cannot_be_written(logged):
    class Full(io.StringIO):
        def write(self, _):
            raise OSError(f"disk full {SECRET}")

    logging.getLogger().handlers[0].setStream(Full())
    logging.getLogger("bot").error("token %s", TOKEN)
    assert "disk full" in logged()


def test_settings_shown_by_mistake(logged):
    url = "postgresql+asyncpg://bot:CanaryPw@h/d"
    settings = Settings(
        token=TOKEN,
        webhook_secret=SECRET,
        database_url=url,
        alert_url="https://hooks.example/CanaryPw-of-alerts",
    )
    keep_secret(settings.secrets)
    logging.getLogger("bot").error("settings %r %s", settings, settings.model_dump())
    assert "CanaryPw" not in logged()


def test_an_error_that_ends_a_command(tmp_path):
    url = f"postgresql+asyncpg://bot:CanaryToken@127.0.0.1:1/{TOKEN}"
    program = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        env={
            **{name: value for name, value in os.environ.items() if "DUTYBOT" not in name},
            "DUTYBOT_DATABASE_URL": url,
            "DUTYBOT_TOKEN": TOKEN,
            "DUTYBOT_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode != 0
    assert "CanaryToken" not in program.stdout + program.stderr
    assert program.stderr.strip()


def test_what_is_not_secret_stays():
    assert redact("发送失败：chat 7, update 123456") == "发送失败：chat 7, update 123456"


@pytest.mark.parametrize(
    "address",
    [
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=canary-0-key",
        "https://oapi.dingtalk.com/robot/send?access_token=canary0key&timestamp=1&sign=canary%3D",
        "https://open.feishu.cn/open-apis/bot/v2/hook/canary-0-key",
        "SECcanary0123456789abcdef",
    ],
)
def test_what_opens_a_robot_is_taken_out_of_any_text(address: str) -> None:
    assert "canary" not in redact(f"cannot connect to {address}")
