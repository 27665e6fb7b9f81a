"""Words that people typed, made fit to be kept, and names fit to be shown to anybody.

A messenger makes links, mentions and commands of plain text. In a name they would be an advertisement,
or would call somebody, in the words of the bot: there they are written with wide characters instead.
"""

from __future__ import annotations

import re
import unicodedata

from clauses.own_posts import LONGEST_NAME
from scheduler.errors import BadName, NoReason, TooLong

NAME_LIMIT = 60
"""Characters in the name of an organisation, and of somebody as managers write it."""

SHORTEST_REASON = 2
REASON_LIMIT = 500
"""Characters in a reason."""

NOTE_LIMIT = 1000
"""Characters in a note."""

FORMER = "\u2060"
"""The name of somebody who was erased: nothing of it can be seen, and no messenger's name is kept like it."""

_GIVEN_LIMIT = 256
_JOINERS = "\u200c\u200d"
_NEVER_CHARACTERS = "\ufffe\uffff"
_PADDING = "\u00ad\u200b\u2060\ufeff"
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point, and the braille pattern without dots."""

_COMMAND = re.compile(r"(?<![\w/<>])/(?=\w)")
_DOMAIN = re.compile(r"(?<=\w)\.(?=[^\W\d_])")


def organisation_name(text: str) -> str:
    """The name without what cannot be seen and without links: trimmed, with single spaces.

    Raises:
        BadName: empty, longer than ``NAME_LIMIT``, without a letter of any script, or with
            characters that steer a terminal or turn the direction of the text.
    """
    seen = "".join(c for c in text if not _is_padding(c))
    name = " ".join(seen.split())
    letter = any(character.isalpha() for character in name)
    if not letter or len(name) > NAME_LIMIT or any(map(_steers, name)):
        raise BadName(text, NAME_LIMIT)
    return _without_links(name)


def post_name(text: str) -> str:
    """The name of a post that an organisation makes for itself, likewise.

    Raises:
        BadName: as above; the limit is ``LONGEST_NAME``.
    """
    name = organisation_name(text)
    if len(name) > LONGEST_NAME:
        raise BadName(text, LONGEST_NAME)
    return name


def person_name(text: str) -> str:
    """The name as the messenger gives it, made harmless, cut to what fits; it may be blank."""
    return _given(text)


def typed_name(text: str) -> str:
    """The name of somebody as a manager wrote it, made harmless, trimmed and cut to ``NAME_LIMIT``."""
    return _given(text).strip()[:NAME_LIMIT]


def group_title(text: str) -> str:
    """The title as the messenger gives it, made harmless, cut to what fits."""
    return _given(text)


def file_name_text(text: str | None) -> str | None:
    """A file's name as the messenger gives it, cut to what fits; None when it has none."""
    return storable(text or "")[:_GIVEN_LIMIT] or None


def note_text(text: str) -> str:
    """A note, trimmed; line breaks stay.

    Raises:
        TooLong: more than ``NOTE_LIMIT`` characters.
    """
    note = storable(text).strip()
    if len(note) > NOTE_LIMIT:
        raise TooLong(len(note), NOTE_LIMIT)
    return note


def reason_text(text: str, *, longest: int = REASON_LIMIT) -> str:
    """A reason, trimmed; line breaks become spaces.

    Raises:
        NoReason: fewer than ``SHORTEST_REASON`` characters that can be seen.
        TooLong: more than ``longest`` characters.
    """
    reason = " ".join(storable(text).split())
    if sum(not is_invisible(each) for each in reason) < SHORTEST_REASON:
        raise NoReason(SHORTEST_REASON)
    if len(reason) > longest:
        raise TooLong(len(reason), longest)
    return reason


def _is_padding(character: str) -> bool:
    """Whether it only makes two names that read alike differ; what steers the text is refused."""
    if character in _PADDING:
        return True
    return is_invisible(character) and unicodedata.category(character) != "Cf"


def is_blank(name: str) -> bool:
    """Whether nothing of the name can be seen."""
    return all(is_invisible(c) or c.isspace() for c in name)


def is_invisible(character: str) -> bool:
    """Whether the character shows nothing, though most of these count as letters or marks."""
    return _INVISIBLE.fullmatch(character) is not None


def storable(text: str) -> str:
    """Without what no database takes, NUL and halves of a pair, and no XML: documents and pictures."""
    return "".join(
        c
        for c in text
        if c != "\0" and not "\ud800" <= c <= "\udfff" and c not in _NEVER_CHARACTERS
    )


def _given(text: str) -> str:
    seen = "".join(c for c in text if not _steers(c))
    return _without_links(seen)[:_GIVEN_LIMIT]


def _without_links(name: str) -> str:
    name = name.replace("@", "＠").replace("://", "：//")
    return _COMMAND.sub("／", _DOMAIN.sub("．", name))


def _steers(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cs") or character in _NEVER_CHARACTERS:
        return True
    return kind == "Cf" and character not in _JOINERS
