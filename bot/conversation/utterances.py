"""What a text is, beside an answer to the bot: small talk, a question about oneself, any question."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from bot.conversation.plain import plain
from clauses.words import WordTable

_FILE = "talk.toml"
LONGEST_ASKED = 128
"""Characters; a longer text is read as a question only by its mark."""


class Utterance(Enum):
    """The kinds of text that are neither a question about the rules nor an answer."""

    GREETING = "greeting"
    THANKS = "thanks"
    AGREED = "agreed"
    PARTING = "parting"
    SIGNS = "signs"
    """Emoji and signs alone."""
    HELP = "help"
    OWN_DUTIES = "own-duties"
    OTHERS_OPEN = "others-open"
    """Who has not done what is due: a manager's business."""
    ENTERING = "entering"
    """How one enters what was done, or mends it."""
    LEAVING = "leaving"
    """A post is left or changed."""
    ENOUGH = "enough"
    GIVE_UP = "give-up"


SMALL_TALK = frozenset(
    {
        Utterance.GREETING,
        Utterance.THANKS,
        Utterance.AGREED,
        Utterance.PARTING,
        Utterance.SIGNS,
    }
)

_BY_WEIGHT = (
    Utterance.THANKS,
    Utterance.GREETING,
    Utterance.PARTING,
    Utterance.AGREED,
    Utterance.SIGNS,
)

_EMOJI = ("So", "Sk")

_SMALL_TALK = WordTable(_FILE, "small-talk")
_OWN = WordTable(_FILE, "own-duties")
_OTHERS = WordTable(_FILE, "others-open")
_ASKING = WordTable(_FILE, "asking")
_KINDS = [
    *((_SMALL_TALK.pattern(name), Utterance(name)) for name in _SMALL_TALK),
    (_OWN.pattern("chinese"), Utterance.OWN_DUTIES),
    (_OWN.pattern("english"), Utterance.OWN_DUTIES),
    (_OTHERS.pattern("chinese"), Utterance.OTHERS_OPEN),
    (_OTHERS.pattern("english"), Utterance.OTHERS_OPEN),
]
_MARK, _PARTICLE = _ASKING.pattern("mark"), _ASKING.pattern("particle")
_WORDS, _ENGLISH = _ASKING.pattern("words"), _ASKING.pattern("english")
_TELLING = _ASKING.pattern("telling")
_LETTERS = re.compile(r"\w")


def utterance(text: str) -> Utterance | None:
    """The kind of the text; None where it may be a question about the rules, or an answer."""
    if text.strip() and not _has_letters(text):
        return Utterance.SIGNS
    typed = _without_signs(plain(text).rstrip("?"))
    kind = _kind(typed)
    if kind is not None or "," not in typed:
        return kind
    kinds = {_kind(part) for part in typed.split(",") if part}
    # Several at once, such as 收到,谢谢: the one that wants an answer most.
    return (
        next((each for each in _BY_WEIGHT if each in kinds), None) if kinds <= SMALL_TALK else None
    )


def _kind(typed: str) -> Utterance | None:
    return next((kind for pattern, kind in _KINDS if typed and pattern.fullmatch(typed)), None)


def _without_signs(typed: str) -> str:
    """Emoji and signs stand between words like a comma."""
    kept = "".join("," if unicodedata.category(each) in _EMOJI else each for each in typed)
    return re.sub(r"[,.!~]+ *", ",", kept).strip(", ").replace(" ,", ",")


def asks(text: str) -> bool:
    """Whether the text is a question, where something else is awaited.

    A mark or a particle at its end says so; a word that asks only where nothing is told.
    """
    typed = plain(text, longest=4 * LONGEST_ASKED)
    if _MARK.search(typed) or _PARTICLE.search(typed):
        return True
    if len(typed) > LONGEST_ASKED:
        return False
    return bool(_ENGLISH.search(typed) or (_WORDS.search(typed) and not _TELLING.search(typed)))


def _has_letters(text: str) -> bool:
    return _LETTERS.search(unicodedata.normalize("NFKC", text)) is not None
