"""What others on this machine could read that they should not, and whether the bot may do everything."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.channels.safe import KEY_FILE
from bot.config import ENV_FILE, PREFIX, Settings, credentials_folder

_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_STARTS = (b"SQLite format 3\x00", b"PGDMP")
"""Databases and backups of them, by whatever name."""


def readable_by_others(settings: Settings, env_file: Path = ENV_FILE) -> list[Path]:
    """The files and folders with secrets or people's data in them that are open to others.

    They are ``.env``, the files of secrets, the data folder, the database, and backups beside it. In a
    folder that is closed to others a database may have any mode.
    """
    return list(dict.fromkeys(_open(settings, env_file)))


def all_powerful() -> bool:
    """Whether this process is root, whom no mode of a file keeps out."""
    return os.geteuid() == 0


def _open(settings: Settings, env_file: Path) -> Iterator[Path]:
    for path in (env_file, settings.data_dir):
        if _mode(path) & _OTHERS:
            yield path
    for path in _files(credentials_folder()):
        # The bits of the group are the mask of an access list there: systemd gives one to its user.
        if path.name.upper().startswith(PREFIX) and _mode(path) & stat.S_IRWXO:
            yield path
    for folder in (settings.data_dir, _folder_of_database(settings)):
        if folder is not None and _mode(folder) & _OTHERS:
            yield from (
                path
                for path in _files(folder)
                if _mode(path) & _OTHERS and (path.name == KEY_FILE or _is_database(path))
            )


def _folder_of_database(settings: Settings) -> Path | None:
    url = make_url(settings.store_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(url.database or "").parent if is_file else None


def _files(folder: Path | None) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file()) if folder else []
    except OSError:
        return []


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            return opened.read(16).startswith(_STARTS)
    except OSError:
        return False


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
