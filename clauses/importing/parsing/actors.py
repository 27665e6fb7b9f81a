"""Tells who acts in a sentence: the words before a verb, if they name a body or a person."""

from __future__ import annotations

import re

from clauses.importing.parsing.readable import readable
from clauses.lexicon.periods import PATTERNS
from clauses.words import WordTable

_WORDS = WordTable("duties.toml", "actors", PATTERNS)
_ACTS = _WORDS.pattern("acts")
_NO_ACTOR = _WORDS.pattern("no-actor")
_ACTOR_ENDS = _WORDS.pattern("actor-ends")
_WHEN = _WORDS.pattern("when")
_MEETING = _WORDS.pattern("meeting")
_HELD = _WORDS.pattern("held")
_DOES = _WORDS.pattern("does")
_MAKES_UP = _WORDS.pattern("makes-up")
_BY_WHOM = _WORDS.pattern("by-whom")
_BY = _WORDS.pattern("by")
_JOINS = _WORDS.pattern("joins")
_TRIMMED = _WORDS.text("trimmed")
_PART = re.compile("[，：]")
_LONGEST = 30
_LONGEST_BY_WHOM = 20


def actor_of(sentence: str) -> str | None:
    """The actor of a sentence; None when it names nobody.

    A word that only looks like a verb (自治县, 负责人) does not end the name: the first verb counts
    before which a name is complete. Whoever stands after 由 comes first.
    """
    parts = _PART.split(readable(sentence).strip())
    by_whom = (_by_whom(part[found.end() :]) for part in parts for found in _BY_WHOM.finditer(part))
    if (words := next(filter(None, by_whom), None)) is not None:
        return words
    for part in parts:
        for found in _ACTS.finditer(part):
            words = _BY.sub("", part[: found.start()]).strip(_TRIMMED)
            words = _WHEN.sub("", _JOINS.sub("", words))
            if is_actor(words) and not (_MEETING.search(words) and _HELD.search(part)):
                return words
    return None


def _by_whom(text: str) -> str | None:
    """The name with which a text begins, up to a verb, unless it tells whom a body is made up of."""
    ends = [verb.start() for verb in _DOES.finditer(text)]
    ends += range(min(_LONGEST_BY_WHOM, len(text)), 2, -1)
    end = next((end for end in ends if is_actor(text[:end])), None)
    return None if end is None or _MAKES_UP.match(text, end) else text[:end]


def is_actor(words: str) -> bool:
    """Whether the words name a body or a person."""
    return (
        2 <= len(words) <= _LONGEST
        and _ACTOR_ENDS.search(words) is not None
        and _NO_ACTOR.search(words) is None
    )
