"""Seals on the data of buttons: only the bot can make one, and none works in another chat.

Telegram lets a client send any data for a button. A seal stops invented ids at the door; whether
the person may do what the button says is checked by the use case all the same, at each press.
"""

from __future__ import annotations

import hmac
import string
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import blake2b

from bot.conversation.addresses import TelegramId
from scheduler.clock import Clock

LIFE = timedelta(days=400)
"""Of a button: longer than any period of a duty but a term of office."""

SEAL_BYTES = 14
"""Length of a seal; data and seal share the 64 bytes that a button carries."""

MARK = "~"
"""Between the data and the rest of the seal."""

_DAY_CHARACTERS = 2
_TAG_BYTES = 8
"""Enough against guessing: each attempt is a press, and the flood limit counts presses."""

_DIGITS = string.ascii_letters + string.digits + "-_"
_DAYS = len(_DIGITS) * len(_DIGITS)
"""The day of a seal is known up to this many days, eleven years."""

_DAY = timedelta(days=1)


class BrokenSeal(Exception):
    """The data was not sealed by this bot for this chat, or too long ago."""


class Seal:
    """Seals data for one chat with a key of the bot's own; ``secret`` is never to be read back."""

    def __init__(self, secret: str, clock: Clock) -> None:
        # Another use of the same secret must not give the same key.
        self._key = blake2b(secret.encode(), person=b"dutybot buttons").digest()
        self._era = ""
        self._clock = clock

    @property
    def key(self) -> str:
        """The key, in hexadecimal digits, to be kept in the database."""
        return self._key.hex()

    def use(self, key: str, era: str) -> None:
        """Seal with a key that was kept, and open nothing that was sealed in another era."""
        self._key, self._era = bytes.fromhex(key), era

    def sealed(self, data: str, chat_id: TelegramId) -> str:
        """``data`` with its seal, :data:`SEAL_BYTES` longer."""
        high, low = divmod(self._today(), len(_DIGITS))
        day = _DIGITS[high] + _DIGITS[low]
        return f"{data}{MARK}{day}{self._tag(data, day, chat_id)}"

    def opened(self, sealed: str, chat_id: TelegramId) -> str:
        """The data without its seal.

        Raises:
            BrokenSeal: it was not sealed by this key for this chat within :data:`LIFE`.
        """
        data, seal = sealed[:-SEAL_BYTES], sealed[-SEAL_BYTES:]
        day, tag = seal[1 : _DAY_CHARACTERS + 1], seal[_DAY_CHARACTERS + 1 :]
        if not data or not hmac.compare_digest(_bytes(tag), self._tag(data, day, chat_id).encode()):
            raise BrokenSeal(sealed)
        made = _DIGITS.index(day[0]) * len(_DIGITS) + _DIGITS.index(day[1])
        if (self._today() - made) % _DAYS > LIFE.days:
            raise BrokenSeal(sealed)
        return data

    def _tag(self, data: str, day: str, chat_id: TelegramId) -> str:
        message = _bytes(f"{self._era}{chat_id}\n{day}\n{data}")
        tag = blake2b(message, key=self._key, digest_size=_TAG_BYTES).digest()
        return urlsafe_b64encode(tag).decode().rstrip("=")

    def _today(self) -> int:
        """Days since 1970 in UTC, as far as a seal can tell them."""
        return int(self._clock.now().timestamp() // _DAY.total_seconds()) % _DAYS


def _bytes(text: str) -> bytes:
    """UTF-8 of any text at all, since JSON can carry half a character."""
    return text.encode(errors="surrogatepass")
