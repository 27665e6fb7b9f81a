"""The two ways to follow an invite: a link, and a code that can be read aloud. Only hashes are stored."""

from __future__ import annotations

import hashlib
import re
import secrets
import string
import unicodedata

LINK_SIGNS = 22
"""Of 64 kinds each: 132 random bits, which nobody guesses."""

CODE_SIGNS = 8
"""Of 30 kinds each. So few can be guessed, and guesses are counted; see ``following``."""

_LINK_ALPHABET = string.ascii_letters + string.digits + "-_"
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = "23456789"
_CODE_ALPHABET = _LETTERS + _DIGITS
"""No 0, 1, I, L, O, U: what is read aloud is not taken for something else."""

_LINK = re.compile(rf"[{re.escape(_LINK_ALPHABET)}]{{{LINK_SIGNS}}}")
_CODE = re.compile(rf"[{_CODE_ALPHABET}]{{{CODE_SIGNS}}}")
_BETWEEN = re.compile(r"[\s\-–—·.。]+")

_SALT = b"dutybot invite code"
_COST = {"n": 2**12, "r": 8, "p": 1, "dklen": 32}
"""About 10 ms: whoever reads the database does not find a code from its hash in time."""


def new_link() -> str:
    """What follows ``i_`` in ``?start=i_…``."""
    return "".join(secrets.choice(_LINK_ALPHABET) for _ in range(LINK_SIGNS))


def new_code() -> str:
    """A code with a letter and a digit at least: neither a word nor a date looks like one."""
    while True:
        code = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(CODE_SIGNS))
        if _is_mixed(code):
            return code


def read_code(text: str) -> str | None:
    """The code that was typed: case, width, spaces and hyphens do not matter; None when it is none.

    Nor does what stands before a colon: many copy the line with its label.
    """
    if len(text) > 4 * CODE_SIGNS:
        return None
    *_, said = unicodedata.normalize("NFKC", text).rpartition(":")
    typed = _BETWEEN.sub("", said).upper()
    return typed if _CODE.fullmatch(typed) and _is_mixed(typed) else None


def is_link(text: str) -> bool:
    """Whether it has the form of a link's secret."""
    return _LINK.fullmatch(text) is not None


def link_hash(link: str) -> str:
    """What is stored of a link: it is as long as the hash is hard, and needs no more."""
    return hashlib.sha256(link.encode()).hexdigest()


def code_hash(code: str) -> str:
    """What is stored of a code."""
    return hashlib.scrypt(code.encode(), salt=_SALT, **_COST).hex()


def _is_mixed(code: str) -> bool:
    return any(each in _DIGITS for each in code) and any(each in _LETTERS for each in code)
