"""Who was erased: hashes of addresses in a file beside the database, which no restore takes back."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.address import Address

FILE_NAME = "erased.jsonl"
"""Within the program's data folder."""

_ROUNDS = 1000
"""Of the hash: a third of a millisecond for each person who is compared, once after a restore."""


@dataclass(frozen=True)
class Erasure:
    """Somebody was erased at that instant; ``hashed`` is their address with ``salt``."""

    hashed: str
    salt: str
    at: datetime


def new_salt() -> str:
    """A salt; one goes on being used, so that after a restore each address is hashed once."""
    return secrets.token_hex(16)


def hashed(address: Address, salt: str) -> str:
    """The hash of an address, slow enough that trying all numbers of a messenger takes long."""
    return hashlib.pbkdf2_hmac("sha256", str(address).encode(), bytes.fromhex(salt), _ROUNDS).hex()


class ErasureFile:
    """One line of JSON for each, readable by its owner only; a line that was cut off is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> set[Erasure]:
        """All that are in it; none where there is no file."""
        if not self._path.exists():
            return set()
        return set(_read(self._path.read_text(encoding="utf-8").splitlines()))

    def add(self, erasures: Sequence[Erasure]) -> None:
        """Write them at its end, on the disk when this returns."""
        if not erasures:
            return
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            # A line before it that was cut off by a kill takes nothing along.
            file.write("".join(f"\n{_written(each)}\n" for each in erasures))
            file.flush()
            os.fsync(file.fileno())


def _written(erasure: Erasure) -> str:
    return json.dumps(
        {"hashed": erasure.hashed, "salt": erasure.salt, "at": erasure.at.isoformat()}
    )


def _read(lines: Iterable[str]) -> Iterable[Erasure]:
    for line in lines:
        try:
            found = json.loads(line)
            yield Erasure(found["hashed"], found["salt"], datetime.fromisoformat(found["at"]))
        except (ValueError, KeyError, TypeError):
            continue
