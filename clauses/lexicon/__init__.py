"""The language of the field, apart from the packs: exchangeable words, and words near each other."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Lexicon:
    """Words as written. ``bodies``, ``posts`` and ``terms``: a name with what else it is called.

    ``elsewhere``: bodies of other fields. ``near``: words of official texts, by spaces, with what people say in their place;
    ``spoken``: the same for every field, not for this one alone.
    """

    bodies: Mapping[str, list[str]]
    posts: Mapping[str, list[str]]
    terms: Mapping[str, list[str]]
    near: Mapping[str, list[str]]
    spoken: Mapping[str, list[str]]
    elsewhere: tuple[str, ...]


@lru_cache(maxsize=1)
def field_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    values = tomllib.loads((_FOLDER / "office.toml").read_text("utf-8"))
    return Lexicon(
        values["bodies"],
        values["posts"],
        values["terms"],
        values["near"],
        _spoken(),
        tuple(values["elsewhere"]),
    )


def _spoken() -> dict[str, list[str]]:
    """By official words, as in ``near``; the file is by spoken words, which are easier to look after."""
    values = tomllib.loads((_FOLDER / "spoken.toml").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for spoken, official in values["spoken"].items():
        found.setdefault(official, []).extend(spoken.split())
    return found
