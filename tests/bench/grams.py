"""Terms that the term-based peers index and are asked for."""

from __future__ import annotations


def grams(text: str) -> list[str]:
    """Every character of the text, then every pair of neighbours, blanks left out."""
    text = "".join(text.split())
    return [*text, *(text[at : at + 2] for at in range(len(text) - 1))]
