"""The packs and the program itself, on which kept values depend, as one short name."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

_PROGRAM = Path(__file__).parent.parent
_MANIFEST = "pack.yaml"


def fingerprint(folders: Sequence[Path], *, only: Collection[str] = ()) -> str:
    """A hash of the shipped packs, those in ``folders`` with their neighbours, and the program.

    ``only`` are the ids of those that are loaded, as in ``clauses.loading.load_packs``.

    The program's own files count by content, so that no change to them needs a new number.

    Raises:
        OSError: a file cannot be read.
    """
    total = hashlib.sha256(f"{sys.version} {sys.byteorder}".encode())
    for file in (*_program_files(), *_pack_files(folders)):
        content = file.read_bytes()
        total.update(f"{file}\0{len(content)}\0".encode())
        total.update(content)
    for name in (*folders, *only):
        total.update(f"{name}\0".encode())
    return total.hexdigest()[:32]


def _program_files() -> list[Path]:
    files = (file for file in _PROGRAM.rglob("*") if file.is_file())
    return sorted(file for file in files if "__pycache__" not in file.parts)


def _pack_files(folders: Sequence[Path]) -> Iterator[Path]:
    """The files of the packs in these folders, and of packs beside them that they may use."""
    packs: set[Path] = set()
    for folder in folders:
        found = [folder] if (folder / _MANIFEST).exists() else _packs_in(folder)
        for pack in found:
            packs |= {pack.resolve(), *_packs_in(pack.resolve().parent)}
    for pack in sorted(packs):
        yield from sorted(file for file in pack.iterdir() if file.is_file())


def _packs_in(folder: Path) -> list[Path]:
    return [manifest.parent for manifest in folder.glob(f"*/{_MANIFEST}")]
