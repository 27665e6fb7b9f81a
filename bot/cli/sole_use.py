"""Whether anybody else is at work on a SQLite file; on PostgreSQL several may be."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url


@contextmanager
def sole_use(store_url: str) -> Iterator[bool]:
    """Mark the database as in use for the time of the block; False when it was already.

    The mark goes with the process, however it ends, and stays with one that stands still. Where no
    file can be made beside the database, it is not marked, and counts as free.
    """
    url = make_url(store_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield True
        return
    file = Path(url.database).resolve()  # one database, by whatever name
    try:
        mark = file.with_name(f"{file.name}.in-use").open("wb")
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
