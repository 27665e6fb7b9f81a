from __future__ import annotations

import json
import logging

import pytest
import structlog

from bot.operating.logs import set_up

TOKEN = "123456789:" + "A" * 35


@pytest.fixture(autouse=True)
def _restored_logging():
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.contextvars.clear_contextvars()


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_token_never_reaches_the_log(capsys, form):
    set_up("debug", form)
    log = logging.getLogger("telegram.Bot")
    log.warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise ValueError(f"The token {TOKEN!r} was rejected")
    except ValueError:
        log.exception("failed", extra={"bot": f"ExtBot[token={TOKEN}]"})

    logged = capsys.readouterr().err
    assert TOKEN not in logged
    assert logged.count("<token>") >= 3


def test_json_lines_carry_the_fields_that_were_bound(capsys):
    set_up("info", "json")
    structlog.contextvars.bind_contextvars(update_id=7)
    logging.getLogger("bot").info("已登记", extra={"person": 3})

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["update_id"], line["person"]) == ("已登记", 7, 3)


def test_libraries_that_log_every_request_are_quiet(capsys):
    set_up("debug", "console")
    logging.getLogger("httpx").info("HTTP Request: POST …")

    assert capsys.readouterr().err == ""
