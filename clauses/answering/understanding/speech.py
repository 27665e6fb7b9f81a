"""Questions as they are spoken, without what is said around them and with standard words."""

from __future__ import annotations

from clauses.words import WordTable

_AROUND = WordTable("speech.toml", "around")
_STANDARD = WordTable("speech.toml", "standard")
_TAKEN_OUT = tuple(_AROUND.pattern(name) for name in _AROUND)
_REPLACED = tuple((_STANDARD.pattern(word), word) for word in _STANDARD)


def plain_speech(folded: str) -> str:
    """The folded question without courtesy and hesitation, dialect in standard words.

    What is nothing else (您好) stays as it was.
    """
    text = folded
    for pattern in _TAKEN_OUT:
        text = pattern.sub("", text)
    for pattern, word in _REPLACED:
        text = pattern.sub(word, text)
    return " ".join(text.split()) or folded
