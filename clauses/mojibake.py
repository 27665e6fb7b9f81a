"""Finds passages whose characters were lost or exchanged by a wrong encoding."""

from __future__ import annotations

import re

_CERTAIN = re.compile(
    "["
    "\ufffd\ufffe\uffff"  # replacement and non-characters
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"  # controls
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    "]|锟斤拷|烫烫烫|屯屯屯"
)


def broken_characters(text: str) -> list[tuple[int, int]]:
    """Start and end of what no correctly decoded text contains, in order."""
    return [found.span() for found in _CERTAIN.finditer(text)]
