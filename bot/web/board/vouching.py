"""What Telegram says of whoever opens a Mini App: checked by the token, and only while it is fresh."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

FRESH_FOR = timedelta(minutes=10)
"""Older words are refused: what was copied out of a browser opens nothing for long."""

_AHEAD = timedelta(minutes=1)
"""By so much Telegram's clock may be before ours."""

_LONGEST = 4096


class NotVouched(Exception):
    """Telegram has not said this, or not just now."""


def vouched_user(init_data: str, token: str, now: datetime) -> int:
    """The Telegram user id in ``initData``, as a Mini App is given it.

    Raises:
        NotVouched: the signature is another, or it was made too long ago or in the future.
    """
    if len(init_data) > _LONGEST:
        raise NotVouched
    try:
        fields = dict(parse_qsl(init_data, keep_blank_values=True, strict_parsing=True))
        given = fields.pop("hash")
        text = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
        key = hmac.digest(b"WebAppData", token.encode(), sha256)
        if not hmac.compare_digest(hmac.digest(key, text.encode(), sha256), bytes.fromhex(given)):
            raise NotVouched
        made_at = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
        user = json.loads(fields["user"])["id"]
    except (KeyError, ValueError, TypeError, OverflowError, OSError) as error:
        raise NotVouched from error
    if not -_AHEAD <= now - made_at <= FRESH_FOR or type(user) is not int:
        raise NotVouched
    return user
