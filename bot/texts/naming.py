"""The catalogues with what the loaded packs call things."""

from __future__ import annotations

from functools import lru_cache

from bot.texts.catalogue import Texts, texts
from clauses.library import Library
from clauses.naming import NamingWord

_EVENTS = 2
"""Names of events that are given as examples."""

_LONGEST = 120
"""Characters of an example: a command's description has room for 256."""


@lru_cache(maxsize=8)
def texts_of(library: Library, locale: str) -> Texts:
    """The catalogue for a locale, as ``texts`` has it, with the words of these packs filled in.

    What no pack names is called as the catalogue has it, and the examples are then what the first
    pack says first.
    """
    plain = texts(locale)
    example = _first_of(library)
    words: dict[str, str] = {word: _called(word, library, plain, example) for word in NamingWord}
    events = [each.name.in_locale(plain.locale) for each in library.events()[:_EVENTS]]
    example_events = plain.plain("list-comma").join(events)
    words["example-events"] = example_events if 0 < len(example_events) <= _LONGEST else "none"
    return plain.with_words(words)


def _called(word: NamingWord, library: Library, t: Texts, example: dict[str, str]) -> str:
    named = library.word(word)
    return t.plain(f"word-{word}", **example) if named is None else named.in_locale(t.locale)


def _first_of(library: Library) -> dict[str, str]:
    """A post, a duty with its id, and a document; "" where the packs have none."""
    post = next(iter(library.posts()), None)
    clause = next(iter(library.all_clauses()), None)
    document = next((each for pack in library.packs for each in pack.documents), None)
    return {
        "post": post.name if post else "",
        "duty": clause.duty if clause else "",
        "clause": clause.ref.local if clause else "",
        "document": document.short_title if document else "",
    }
