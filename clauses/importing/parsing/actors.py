"""Tells who acts in a sentence: the words before a verb, if they name a body or a person."""

from __future__ import annotations

import re

from clauses.importing.parsing.readable import readable
from clauses.words import WordTable

_WORDS = WordTable("duties.toml", "actors")
_ACTS = _WORDS.pattern("acts")
_NO_ACTOR = _WORDS.pattern("no-actor")
_ACTOR_ENDS = _WORDS.pattern("actor-ends")
_BY = _WORDS.pattern("by")
_JOINS = _WORDS.pattern("joins")
_TRIMMED = _WORDS.text("trimmed")
_PART = re.compile("[，：]")
_LONGEST = 30


def actor_of(sentence: str) -> str | None:
    """The actor of a sentence; None when it names nobody.

    A word that only looks like a verb (自治县, 负责人) does not end the name: the first verb counts
    before which a name is complete.
    """
    for part in _PART.split(readable(sentence).strip()):
        for found in _ACTS.finditer(part):
            words = _BY.sub("", part[: found.start()]).strip(_TRIMMED)
            words = _JOINS.sub("", words)
            if is_actor(words):
                return words
    return None


def is_actor(words: str) -> bool:
    """Whether the words name a body or a person."""
    return (
        2 <= len(words) <= _LONGEST
        and _ACTOR_ENDS.search(words) is not None
        and _NO_ACTOR.search(words) is None
    )
