"""A library and its answerer, ready to answer; quickly where they were ready before."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from clauses.answering.answers import Answerer
from clauses.answering.finding.derived import DerivedIndex
from clauses.cache.fingerprint import fingerprint
from clauses.cache.store import Cache
from clauses.cache.values import from_json, to_json
from clauses.library import Library
from clauses.vocabulary import Vocabulary

log = logging.getLogger(__name__)

CACHE_FOLDER = "cache"
"""The folder for kept files, within the program's data folder."""


def ready(
    folders: Sequence[Path], data_dir: Path, *, only: Collection[str] = ()
) -> tuple[Library, Answerer]:
    """Load the shipped packs and those in ``folders``, and prepare to answer from them.

    ``only`` names those that are loaded, as in ``clauses.loading.load_packs``.
    The indexes are kept in ``data_dir`` and read again until the packs or the program change. A folder that cannot be written or a damaged file is no error; it only takes longer.

    Raises:
        PackFaults: with every fault of all packs.
    """
    try:
        key = fingerprint(folders, only=only)
    except OSError:
        library = Library.load(folders, only=only)  # says what is wrong with them
        return library, Answerer(library)
    cache = Cache(data_dir / CACHE_FOLDER)
    kept = cache.read(key)
    if kept is not None:
        try:
            return _revived(kept)
        except (ValueError, TypeError, KeyError):
            log.info("what is in the cache cannot be used", exc_info=True)
    library = Library.load(folders, only=only)
    derived = DerivedIndex.of(library, Vocabulary(library))
    cache.write(key, {"packs": to_json(library.packs), **derived.as_parts()})
    return library, Answerer(library, derived=derived)


def ready_to_stay(
    folders: Sequence[Path], data_dir: Path, *, only: Collection[str] = ()
) -> tuple[Library, Answerer]:
    """As :func:`ready`, for a program that runs for long.

    What is not kept yet is worked out by another process: reading packs takes libraries and memory
    that would never be given back.

    Raises:
        PackFaults: with every fault of all packs.
    """
    try:
        key = fingerprint(folders, only=only)
        missing = Cache(data_dir / CACHE_FOLDER).read(key) is None
    except OSError:
        missing = False
    if missing:
        # Any fault that it meets, this process meets again and reports.
        command = [
            sys.executable,
            "-m",
            __name__,
            str(data_dir),
            ",".join(only),
            *map(str, folders),
        ]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own interpreter
    return ready(folders, data_dir, only=only)


def _revived(kept: Mapping[str, bytes]) -> tuple[Library, Answerer]:
    library = Library(from_json(kept["packs"]))
    return library, Answerer(library, derived=DerivedIndex.from_parts(library, kept))


if __name__ == "__main__":
    ready(
        [Path(each) for each in sys.argv[3:]],
        Path(sys.argv[1]),
        only=[each for each in sys.argv[2].split(",") if each],
    )
