"""Seals on what buttons carry: nobody but the bot can make one, and none works in another chat.

Telegram lets a client send any data for a button. A seal stops invented ids at the door; whether
the person may do what the button says is checked by the use case all the same, at each press.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import blake2b

from scheduler.roster import TelegramId

LIFE = timedelta(days=400)
"""A button works this long: longer than the longest period that reminders are about, but a term."""

SEAL_BYTES = 17
"""How much longer a seal makes the data."""

_MARK = "~"
_TAG_BYTES = 9
_DAY_CHARACTERS = 4
_DAY = timedelta(days=1)


class BrokenSeal(Exception):
    """The data was not made by this bot for this chat, or too long ago."""


class Seal:
    """Seals data for one chat with a key of the bot's own; ``secret`` is never to be read back."""

    def __init__(self, secret: str) -> None:
        # Another use of the same secret must not give the same key.
        self._key = blake2b(secret.encode(), person=b"dutybot buttons").digest()

    def sealed(self, data: str, chat_id: TelegramId, now: datetime) -> str:
        """``data`` with its seal, :data:`SEAL_BYTES` longer."""
        day = f"{_day(now):0{_DAY_CHARACTERS}x}"
        return f"{data}{_MARK}{day}{self._tag(data, day, chat_id)}"

    def opened(self, sealed: str, chat_id: TelegramId, now: datetime) -> str:
        """What was sealed.

        Raises:
            BrokenSeal: it was not sealed by this key for this chat within :data:`LIFE`.
        """
        data, mark, seal = sealed.rpartition(_MARK)
        day, tag = seal[:_DAY_CHARACTERS], seal[_DAY_CHARACTERS:]
        if not mark or not hmac.compare_digest(
            tag.encode(), self._tag(data, day, chat_id).encode()
        ):
            raise BrokenSeal(sealed)
        if _day(now) - int(day, 16) > LIFE.days:
            raise BrokenSeal(sealed)
        return data

    def _tag(self, data: str, day: str, chat_id: TelegramId) -> str:
        message = f"{chat_id}\n{day}\n{data}".encode()
        tag = blake2b(message, key=self._key, digest_size=_TAG_BYTES).digest()
        return urlsafe_b64encode(tag).decode()


def _day(now: datetime) -> int:
    """Days since 1970 in UTC."""
    return int(now.timestamp() // _DAY.total_seconds())
