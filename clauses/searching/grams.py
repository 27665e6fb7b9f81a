"""Single characters and pairs of neighbours, each as one number."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

SHIFT = 21
"""Number of bits that every code point fits into."""


def gram_counts(text: str) -> Counter[int]:
    """Counts of each character and each pair; no pair reaches over a space."""
    counted: Counter[int] = Counter()
    for run in text.split():
        codes = [ord(character) for character in run]
        counted.update(codes)
        counted.update((one << SHIFT) | other for one, other in pairwise(codes))
    return counted


def gram_text(code: int) -> str:
    """The one or two characters that a number stands for."""
    first, second = code >> SHIFT, code & ((1 << SHIFT) - 1)
    return chr(first) + chr(second) if first else chr(second)
