"""Reads a document of any kind in a child process, which may fail without harm."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import clauses
from clauses.errors import UnreadableSource
from clauses.importing.reading.content import MAX_BYTES, MAX_SECONDS, Content, from_json

_ROOT = Path(clauses.__file__).parent.parent


def read_document(path: Path) -> Content:
    """Read the lines and tables of a document; its bytes tell the kind.

    Raises:
        UnreadableSource: ``missing``, ``too-large``, ``too-heavy`` (it took too much memory or
            time), ``broken`` (a library failed over it), or what a reader refused.
    """
    if not path.is_file():
        raise UnreadableSource(path, "missing")
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableSource(path, "too-large", {"limit": MAX_BYTES // 1_000_000})
    try:
        child = subprocess.run(  # noqa: S603 the program is this one
            [sys.executable, "-P", "-s", "-m", "clauses.importing.reading.child", path.name],
            input=path.read_bytes(),
            capture_output=True,
            timeout=MAX_SECONDS,
            check=True,
            # Nothing of this process is handed on, its secrets least of all.
            env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "RUST_BACKTRACE": "0"},
        )
        answer = json.loads(child.stdout)
    except OSError as error:
        raise UnreadableSource(path, "unreadable") from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(path, "too-heavy") from error
    except subprocess.CalledProcessError as error:
        killed = error.returncode < 0
        raise UnreadableSource(path, "too-heavy" if killed else "broken") from error
    if "refused" in answer:
        raise UnreadableSource(path, answer["refused"], answer["details"])
    return from_json(answer)
