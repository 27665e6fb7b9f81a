"""Taking a name out of words, and out of what is made of words."""

from __future__ import annotations

import re
from typing import Any

from clauses.own_posts import is_own_post

PLACE = "…"
"""Stands where the name stood."""

_SHORTEST = 2


def may_be_taken_out(name: str) -> bool:
    """Whether it can be told from other words: one sign alone cannot."""
    return len(name.strip()) >= _SHORTEST


def without(name: str, value: Any, *, whole: bool = False) -> Any:
    """The value with ``PLACE`` for the name; ``whole``: only where a text is nothing but the name.

    In scripts that set words apart, a name is no part of a longer word. The id of a post that an
    organisation has made for itself stays: other rows name the post by it.
    """
    if isinstance(value, str):
        if is_own_post(value):
            return value
        if whole:
            return PLACE if value.strip() == name.strip() else value
        return _pattern(name).sub(PLACE, value)
    if isinstance(value, list):
        return [without(name, each, whole=whole) for each in value]
    if isinstance(value, dict):
        return {key: without(name, each, whole=whole) for key, each in value.items()}
    return value


def _pattern(name: str) -> re.Pattern[str]:
    name = name.strip()
    before = r"(?<![A-Za-z0-9_])" if re.match(r"[A-Za-z0-9_]", name) else ""
    after = r"(?![A-Za-z0-9_])" if re.search(r"[A-Za-z0-9_]$", name) else ""
    return re.compile(before + re.escape(name) + after)
