"""Feishu: a signature for an hour in the body; 20 KB; 100 messages a minute and 5 a second.

https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
"""

from __future__ import annotations

import base64
import hmac
import re
from datetime import timedelta
from typing import Any

from bot.channels.vendor import Call, Codes, Hook
from bot.conversation.trials import NotARobot
from scheduler.clock import Clock
from scheduler.delivery.pacing import Limits

BASE = "https://open.feishu.cn"

_TYPED = re.compile(
    r"\s*(?:https://open\.feishu\.cn/open-apis/bot/v2/hook/)?(?P<key>[0-9A-Za-z-]{20,64})"
    r"(?:\s+(?P<secret>[0-9A-Za-z_-]{8,100}))?\s*"
)

_TOO_OFTEN = 11232
_WRONG_SIGNATURE, _WRONG_PLACE, _WRONG_WORD = 19021, 19022, 19024
_NO_SUCH_ROBOT = 19001
_BAD_REQUEST = 9499

_BYTES = 20_000


def signature(secret: str, seconds: int) -> str:
    """As it stands in the body; what is signed is the key, and the message is empty."""
    signed = hmac.digest(f"{seconds}\n{secret}".encode(), b"", "sha256")
    return base64.b64encode(signed).decode()


class Feishu:
    """A robot of a Feishu group, by signature or by a word that each message has."""

    name = "feishu"
    code = "code"
    codes = Codes(
        waits={_TOO_OFTEN: timedelta(minutes=1)},
        wrong=frozenset({_WRONG_SIGNATURE, _WRONG_PLACE, _WRONG_WORD, _NO_SUCH_ROBOT}),
        ours=frozenset({_BAD_REQUEST}),
    )
    limits = Limits(chat_window=0.21, group=100, group_window=60.05, group_gap=0.21, apart=True)
    size = body_size = _BYTES

    def __init__(self, base: str | None = None) -> None:
        """``base``: where the vendor is reached."""
        self._base = base or BASE

    def read(self, typed: str) -> Hook:
        """Its address or the id in it, and behind it the secret where it signs."""
        found = _TYPED.fullmatch(typed)
        if found is None:
            raise NotARobot
        return Hook(found["key"], found["secret"] or "")

    def call(self, hook: Hook, title: str, text: str, clock: Clock) -> Call:
        """A card: a text alone knows no links."""
        content: dict[str, Any] = {"elements": [{"tag": "markdown", "content": text}]}
        body: dict[str, Any] = {"msg_type": "interactive", "card": content}
        if hook.secret:
            now = int(clock.now().timestamp())
            body |= {"timestamp": str(now), "sign": signature(hook.secret, now)}
        return Call(f"{self._base}/open-apis/bot/v2/hook/{hook.key}", body)
