"""WeCom: the address is the secret; a text of 4,096 bytes; 20 messages a minute.

https://developer.work.weixin.qq.com/document/path/91770
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.channels.vendor import Call, Codes, Hook
from bot.conversation.trials import NotARobot
from scheduler.clock import Clock
from scheduler.delivery.pacing import Limits

BASE = "https://qyapi.weixin.qq.com"

_TYPED = re.compile(
    r"\s*(?:https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=)?(?P<key>[0-9A-Za-z-]{20,64})\s*"
)

_TOO_OFTEN = 45009
_NO_SUCH_ROBOT = 93000
_TOO_LONG = 40058


class WeCom:
    """A robot of a WeCom group."""

    name = "wecom"
    code = "errcode"
    codes = Codes(
        waits={_TOO_OFTEN: timedelta(minutes=1)},
        wrong=frozenset({_NO_SUCH_ROBOT}),
        ours=frozenset({_TOO_LONG}),
    )
    limits = Limits(group=20, group_window=60.05, group_gap=3.0, apart=True)
    size, body_size = 4096, 20_000

    def __init__(self, base: str | None = None) -> None:
        """``base``: where the vendor is reached."""
        self._base = base or BASE

    def read(self, typed: str) -> Hook:
        """Its address, or the key in it."""
        found = _TYPED.fullmatch(typed)
        if found is None:
            raise NotARobot
        return Hook(found["key"])

    def call(self, hook: Hook, title: str, text: str, clock: Clock) -> Call:
        """Markdown knows no title here."""
        return Call(
            f"{self._base}/cgi-bin/webhook/send?key={hook.key}",
            {"msgtype": "markdown", "markdown": {"content": text}},
        )
