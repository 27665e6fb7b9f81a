"""Takes secrets out of texts: whatever looks like a bot token, and the values that settings hold."""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
from urllib.parse import quote

_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
"""A bot token wherever it stands: in addresses, exceptions and representations."""

_HOOK = re.compile(
    r"(?<=[?&]key=)[0-9A-Za-z-]+|(?<=access_token=)[0-9A-Za-z]+|(?<=sign=)[0-9A-Za-z%+/=]+"
    r"|(?<=/bot/v2/hook/)[0-9A-Za-z-]+|\bSEC[0-9A-Za-z]{16,}"
)
"""What opens a group robot, in an address or by itself."""

_SHORTEST = 4
"""A shorter value would blot out half of each text, and protects nothing."""

_secrets: set[str] = set()


def keep_secret(values: Iterable[str]) -> None:
    """Take these out of everything from now on, also as they stand in addresses."""
    for value in values:
        if len(value) >= _SHORTEST:
            as_json = json.dumps(value, ensure_ascii=False)
            _secrets.update((value, quote(value, safe=""), repr(value)[1:-1], as_json[1:-1]))


def redact(text: str) -> str:
    """The text with every secret taken out."""
    text = _HOOK.sub("<secret>", _TOKEN.sub("<token>", text))
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, "<secret>")
    return text


def print_redacted(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """In place of ``sys.excepthook``: an error that ends the program shows no secret either."""
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))
