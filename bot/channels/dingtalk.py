"""DingTalk: an address with a token and a signature for an hour; 20,000 bytes; 20 messages a minute.

Whoever sends more is shut out for ten minutes.
https://open.dingtalk.com/document/robots/custom-robot-access
"""

from __future__ import annotations

import base64
import hmac
import re
from datetime import datetime, timedelta
from urllib.parse import quote_plus

from bot.channels.vendor import Call, Codes, Hook
from bot.conversation.trials import NotARobot
from scheduler.clock import Clock
from scheduler.delivery.pacing import Limits

BASE = "https://oapi.dingtalk.com"

_TYPED = re.compile(
    r"\s*(?:https://oapi\.dingtalk\.com/robot/send\?access_token=)?(?P<key>[0-9A-Za-z]{32,80})"
    r"(?:\s+(?P<secret>SEC[0-9A-Za-z]{16,100}))?\s*"
)

_TOO_OFTEN = 130101
_NOT_ALLOWED = 310000
"""The signature, the word, or the addresses from which calls may come."""
_NO_SUCH_TOKEN = 300005
_TOO_LARGE = 460101

_BYTES = 20_000


def signature(secret: str, milliseconds: int) -> str:
    """As it stands in the address."""
    signed = hmac.digest(secret.encode(), f"{milliseconds}\n{secret}".encode(), "sha256")
    return quote_plus(base64.b64encode(signed))


class DingTalk:
    """A robot of a DingTalk group, by signature or by a word that each message has."""

    name = "dingtalk"
    code = "errcode"
    codes = Codes(
        waits={_TOO_OFTEN: timedelta(minutes=10)},
        wrong=frozenset({_NOT_ALLOWED, _NO_SUCH_TOKEN}),
        ours=frozenset({_TOO_LARGE}),
    )
    limits = Limits(group=20, group_window=60.05, group_gap=3.0, apart=True)
    size = body_size = _BYTES

    def __init__(self, base: str | None = None) -> None:
        """``base``: where the vendor is reached."""
        self._base = base or BASE

    def read(self, typed: str) -> Hook:
        """Its address or the token in it, and behind it the secret where it signs."""
        found = _TYPED.fullmatch(typed)
        if found is None:
            raise NotARobot
        return Hook(found["key"], found["secret"] or "")

    def call(self, hook: Hook, title: str, text: str, clock: Clock) -> Call:
        """A line ends with two spaces, or the next one joins it."""
        url = f"{self._base}/robot/send?access_token={hook.key}"
        if hook.secret:
            now = _milliseconds(clock.now())
            url += f"&timestamp={now}&sign={signature(hook.secret, now)}"
        body = {"title": title[:60], "text": text.replace("\n", "  \n")}
        return Call(url, {"msgtype": "markdown", "markdown": body})


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000)
