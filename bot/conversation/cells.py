"""Cells of csv files: what office programs would run is kept from that, and read as it was."""

from __future__ import annotations

import unicodedata

_RISKY = "=+-@\t\r\n'"
"""A program would run what begins with one of these, also in full width and behind spaces; ``'`` in
front keeps it from that, and is itself kept apart so."""


def guarded(cell: str) -> str:
    """The cell as it stands in a csv file: no program runs it."""
    return f"'{cell}" if _is_risky(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before :func:`guarded`."""
    return cell[1:] if cell[:1] == "'" and _is_risky(cell[1:]) else cell


def _is_risky(cell: str) -> bool:
    begins = cell.lstrip(" \u3000")[:1]
    return bool(begins) and unicodedata.normalize("NFKC", begins) in _RISKY
