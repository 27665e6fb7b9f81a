"""The short code printed in every message, by which its copies are known."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: people read the code aloud and type it."""

LENGTH = 6


def new_reference() -> str:
    """A random code; there are 31^6, so the caller checks that it is not taken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
