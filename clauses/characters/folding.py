"""fold(): the one text normalisation, used by the index and by questions alike."""

from __future__ import annotations

import re
import unicodedata

from clauses.characters.numerals import arabic_numbers, items_spelled_out
from clauses.characters.pinyin_debris import strip_pinyin_debris
from clauses.characters.script import simplified_by_character
from clauses.words import WordTable

QUERY_CHARACTERS = 128
"""A question is cut to this many folded characters: nobody asks more in one go."""

_RAW_CHARACTERS = 4 * QUERY_CHARACTERS
"""Cut before folding, so that what is dropped anyway (emoji, debris, spaces) costs little too."""

_WORDS = WordTable("characters.toml", "folding")
_DEBRIS = re.compile(r"[\u3400-\u9fff]\s*[（(]\s*[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]", re.IGNORECASE)
_LETTER_SPACED = re.compile(r"(?<![^ ])[\u3400-\u9fff](?: [\u3400-\u9fff](?![^ ])){2,}")
_NUMBER_SPACES = _WORDS.pattern("number-spaces")
_PLAIN_LETTERS = re.compile(r"[0-9a-z%\u3400-\u9fff ]*")
_SPACES = re.compile(r" {2,}")

# Characters of the Simplified standard that are Traditional forms of another one.
_ZEROS = str.maketrans(*_WORDS.words("zero"))
_TRADITIONAL_TOO = frozenset(_WORDS.words("traditional-too"))


def fold(text: str) -> str:
    """Bring a text into the form in which texts are compared.

    Width, case, Traditional characters, accents, number forms, pinyin debris (``關(guān)``), emoji,
    punctuation and letter spacing no longer matter afterwards. What is left are Han characters,
    other letters without accents, digits and ``%``, with single spaces where something was dropped.
    Folding a folded text changes nothing.
    """
    if _DEBRIS.search(text):
        text, _ = strip_pinyin_debris(text)
    if not _PLAIN_LETTERS.fullmatch(text):
        text = _plain(text)
    # An item in brackets has to be read while the brackets are still there.
    text = _lettered(items_spelled_out(_simplified(text)))
    text = _LETTER_SPACED.sub(lambda run: run[0].replace(" ", ""), text)
    return arabic_numbers(_NUMBER_SPACES.sub("", arabic_numbers(text)))


def fold_question(text: str) -> str:
    """Fold what a person typed, and cut it to ``QUERY_CHARACTERS``."""
    return fold(text[:_RAW_CHARACTERS])[:QUERY_CHARACTERS].rstrip()


def _plain(text: str) -> str:
    """Half-width, lower case, without accents and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_ZEROS)).casefold()
    if not decomposed.isascii():
        decomposed = unicodedata.normalize("NFKD", decomposed)
    return "".join(c for c in decomposed if c.isascii() or not _invisible(c))


def _invisible(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind == "Cf" or kind[0] == "M"


def _simplified(text: str) -> str:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        if _TRADITIONAL_TOO.isdisjoint(text):
            return text
    return simplified_by_character(text)


def _lettered(text: str) -> str:
    """Leave letters, digits and %; a space for anything else."""
    if _PLAIN_LETTERS.fullmatch(text):
        return _SPACES.sub(" ", text).strip()
    kept = []
    for character in text:
        kind = unicodedata.category(character)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(character)))
        elif kind[0] == "L" or character == "%":
            kept.append(character)
        else:
            kept.append(" ")
    return _SPACES.sub(" ", "".join(kept)).strip()
