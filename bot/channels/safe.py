"""Keeps secrets under lock in the database: what is read there without the key says nothing."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

KEY_FILE = "secret.key"
"""Within the data folder, where no key was set."""

_MARK_DIGITS = 32


class WrongKey(Exception):
    """The key is another than that by which it was locked."""


class Safe:
    """Locks and opens. A key of its own is made in the data folder the first time that one is needed."""

    def __init__(self, key: str | None, folder: Path) -> None:
        """``key``: as set; None: that in the folder."""
        self._key = key
        self._file = folder / KEY_FILE
        self._fernet: Fernet | None = None

    def lock(self, text: str) -> str:
        """The text, to be read with the key only."""
        return self._opened(make=True).encrypt(text.encode()).decode()

    def open(self, locked: str) -> str:
        """The text again.

        Raises:
            WrongKey: the key is another one, or gone.
        """
        try:
            return self._opened(make=False).decrypt(locked.encode()).decode()
        except (InvalidToken, FileNotFoundError) as error:
            raise WrongKey from error

    def mark(self, text: str) -> str:
        """The same for the same text; it tells nothing to who has not the key."""
        self._opened(make=True)
        key = (self._key or "").encode()
        return hmac.digest(key, text.encode(), "sha256").hex()[:_MARK_DIGITS]

    def _opened(self, *, make: bool) -> Fernet:
        if self._fernet is None:
            self._key = self._key or self._own_key(make=make)
            self._fernet = Fernet(self._key)
        return self._fernet

    def _own_key(self, *, make: bool) -> str:
        if make and not self._file.exists():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._write(Fernet.generate_key())
        return self._file.read_text().strip()

    def _write(self, key: bytes) -> None:
        """Whole or not at all; where another process was first, its key stays."""
        draft = self._file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, self._file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
