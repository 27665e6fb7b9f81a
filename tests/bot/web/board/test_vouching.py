from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

import pytest

from bot.web.board.vouching import FRESH_FOR, NotVouched, vouched_user

TOKEN = "100000001:secret"
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)


def init_data(*, token: str = TOKEN, at: datetime = NOW, **changed: str) -> str:
    """As Telegram makes it; ``changed`` after it was signed."""
    fields = {
        "query_id": "AAE",
        "user": json.dumps({"id": 7, "first_name": "周敏"}, ensure_ascii=False),
        "auth_date": str(int(at.timestamp())),
        "signature": "of another kind",
    }
    text = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", token.encode(), sha256)
    signed = hmac.digest(key, text.encode(), sha256).hex()
    return urlencode({**fields, "hash": signed, **changed})


def test_telegram_vouches_for_whoever_opened_the_app_just_now() -> None:
    assert vouched_user(init_data(), TOKEN, NOW) == 7
    assert vouched_user(init_data(), TOKEN, NOW + FRESH_FOR) == 7


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(init_data(token="100000001:another"), id="another bot's"),
        pytest.param(init_data(user='{"id": 8}'), id="another user"),
        pytest.param(init_data(auth_date="1800000000"), id="another date"),
        pytest.param(init_data(hash=""), id="unsigned"),
        pytest.param(init_data(hash="ü"), id="no hash"),
        pytest.param(init_data(at=NOW - FRESH_FOR - timedelta(seconds=1)), id="old"),
        pytest.param(init_data(at=NOW + timedelta(minutes=2)), id="from the future"),
        pytest.param("", id="nothing"),
        pytest.param("hash=00", id="nothing but a hash"),
        pytest.param("x" * 5000, id="too long"),
    ],
)
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(NotVouched):
        vouched_user(given, TOKEN, NOW)
