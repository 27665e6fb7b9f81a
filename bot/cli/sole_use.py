"""Whether anybody else is at work on a data folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = "in-use"


@contextmanager
def sole_use(folder: Path) -> Iterator[bool]:
    """Mark the folder as in use for the time of the block; False when it was already.

    The mark goes with the process, however it ends. A folder where no file can be made is not
    marked, and counts as free.
    """
    try:
        mark = (folder / _FILE).open("wb")
    except OSError:
        yield True
        return
    with mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
