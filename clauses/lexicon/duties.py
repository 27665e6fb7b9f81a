"""Duties as people call them: by the noun."""

from __future__ import annotations

from clauses.words import WordTable

_VERBS = WordTable("office.toml", "duties").words("verbs")


def duty_name(duty: str) -> str:
    """The duty as an item is called: 支委会 for 召开支委会."""
    for verb in _VERBS:
        if duty.startswith(verb):
            return duty.removeprefix(verb)
    return duty
