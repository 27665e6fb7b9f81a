"""Where a draft goes when nobody has said so."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from zlib import crc32

_LONGEST = 30
"""Characters: the id of a pack has at most 36, and a number may follow."""


def free_folder(title: str, beside: Path = Path()) -> Path:
    """A new folder there, called after the Latin words of a title, or by a number of its own.

    The same title gives the same name, with a number after it where there is such a folder already.
    """
    words = "-".join(re.findall("[a-z0-9]+", title.lower()))[:_LONGEST].strip("-")
    name = words if re.search("[a-z]", words) else f"pack-{crc32(title.encode()):08x}"
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(beside / each for each in names if not (beside / each).exists())
