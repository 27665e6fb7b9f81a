"""The language of the field, apart from the packs: exchangeable words, and words near each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from clauses.words import tables


@dataclass(frozen=True)
class Lexicon:
    """Words as written. ``bodies``, ``posts`` and ``terms``: names, each with its other words.

    ``elsewhere``: bodies of other fields. ``near``: words of official texts, between spaces, with
    the words that people say in their place; ``spoken``: the same for every field. ``right`` are words that are spelt well, whoever knows them.
    """

    bodies: Mapping[str, list[str]]
    posts: Mapping[str, list[str]]
    terms: Mapping[str, list[str]]
    near: Mapping[str, list[str]]
    spoken: Mapping[str, list[str]]
    elsewhere: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def said_for(self) -> dict[str, list[str]]:
        """``near`` and ``spoken`` together."""
        return {
            official: [*self.near.get(official, ()), *self.spoken.get(official, ())]
            for official in dict.fromkeys((*self.near, *self.spoken))
        }


@lru_cache(maxsize=1)
def field_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    values = tables("office.toml")
    return Lexicon(
        values["bodies"],
        values["posts"],
        values["terms"],
        values["near"],
        _spoken(),
        tuple(values["elsewhere"]),
        tuple(
            word for words in tables("right_words.toml")["right"].values() for word in words.split()
        ),
    )


def _spoken() -> dict[str, list[str]]:
    """By official words, as in ``near``; the file is by spoken words, which are easier to look after."""
    found: dict[str, list[str]] = {}
    for spoken, official in tables("spoken.toml")["spoken"].items():
        found.setdefault(official, []).extend(spoken.split())
    return found
