"""The short code printed in every message, by which its copies are known."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: people read the code aloud and type it."""

LENGTH = 6

_ALL = len(ALPHABET) ** LENGTH


def new_reference() -> str:
    """A random code; there are 31^6, so the caller checks that it is not taken."""
    number = secrets.randbelow(_ALL)
    code = ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        code += ALPHABET[digit]
    return code
