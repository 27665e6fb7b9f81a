"""A copy of the whole database in one file, and the way back. Both are done outside the running bot.

A file is copied by SQLite's own backup, which sees one moment while others write; the main file alone
would lack what still stands in the write-ahead log. PostgreSQL has ``pg_dump`` for that.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.engine import URL, make_url

from scheduler.clock import Clock
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.forgetting.forgetting import Forgetting
from scheduler.roster.queries.trail_chain import last_link
from scheduler.store import migrations
from scheduler.store.dialects import lasting
from scheduler.store.engine import Database
from scheduler.store.tables.delivery import DispatcherLeaseRow
from scheduler.store.tables.inbox import LaneLeaseRow
from scheduler.watch.installation import begin_era
from scheduler.watch.queries.installation import InstallationBook

_SQLITE_HEADER = b"SQLite format 3\x00"
_PG_HEADER = b"PGDMP"

Find = Callable[[str], str | None]
"""The path of a program, as ``shutil.which`` tells."""


class BackupFailed(Exception):
    """Nothing was changed. ``kind`` is one of those that the functions name, ``detail`` says more."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail


def back_up(url: str, file: Path, *, force: bool = False, find: Find = shutil.which) -> int:
    """Write the database to ``file``, readable by its owner only; its size in bytes.

    Raises:
        BackupFailed: ``exists``, ``no-database``, ``no-tool``, ``tool`` or ``damaged``.
    """
    parsed = make_url(url)
    live = Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
    part = file.with_name(file.name + ".part")
    try:
        if file.exists() and live is not None and live.exists() and file.samefile(live):
            raise BackupFailed("tool", f"{file} is the database itself")
        if file.exists() and not force:
            raise BackupFailed("exists", str(file))
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        if live is not None:
            _copy_sqlite(live, part)
            check_sqlite(part)
        else:
            command = ["--format=custom", "--no-owner", "--no-privileges", f"--file={part}"]
            _run("pg_dump", command, parsed, find)
        os.replace(part, file)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed("tool", str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return file.stat().st_size


async def trail_end(url: str) -> str:
    """The hash of the newest entry of the trail, which :func:`back_up` is about to save or has saved.

    Empty when there is none, also where the tables are older than the chain, or not there at all.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not _is_file(parsed):
        return ""
    database = Database.open(url)
    try:
        async with database.read() as session:
            connection = await session.connection()
            if await connection.run_sync(migrations.revision) != migrations.HEAD:
                return ""
            return await last_link(session)
    finally:
        await database.close()


async def restore(
    url: str,
    file: Path,
    clock: Clock,
    *,
    folder: Path | None = None,
    force: bool = False,
    find: Find = shutil.which,
) -> int:
    """Put the database in the place of what is at ``url``, brought up to date and held.

    What was due in it may have been sent since: it will be marked as a repeat. Who was erased since, by
    the list in the data ``folder``, is erased again before anybody can open it.

    Returns:
        How many notices that are.

    Raises:
        BackupFailed: ``missing``, ``foreign``, ``damaged``, ``newer``, ``not-empty``, ``running``,
            ``no-tool`` or ``tool``.
    """
    header = _header(file)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        place = Path(parsed.database or "")
        return await _restore_sqlite(place, file, clock, folder=folder, force=force)
    if not header.startswith(_PG_HEADER):
        raise BackupFailed("foreign", str(file))
    return await _restore_postgres(url, file, clock, folder=folder, force=force, find=find)


def check_sqlite(file: Path) -> str:
    """Look through a SQLite file that nobody uses; its revision.

    Raises:
        BackupFailed: ``foreign``, ``damaged`` or ``newer``.
    """
    if _header(file) != _SQLITE_HEADER:
        raise BackupFailed("foreign", str(file))
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            orphans = database.execute("PRAGMA foreign_key_check").fetchone()
            found = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:  # no such table
        raise BackupFailed("foreign", str(error)) from error
    except sqlite3.DatabaseError as error:
        raise BackupFailed("damaged", str(error)) from error
    if verdict != "ok" or orphans is not None:
        raise BackupFailed("damaged", verdict if verdict != "ok" else f"orphans: {orphans}")
    if found is None:
        raise BackupFailed("foreign", str(file))
    return _known(str(found[0]))


def _header(file: Path) -> bytes:
    if not file.is_file():
        raise BackupFailed("missing", str(file))
    with file.open("rb") as opened:
        return opened.read(len(_SQLITE_HEADER))


def _is_file(url: URL) -> bool:
    return Path(url.database or "").is_file()


def _holds_something(place: Path) -> bool:
    return place.exists() and place.stat().st_size > 0


def _known(revision: str) -> str:
    if revision > migrations.HEAD:
        raise BackupFailed("newer", f"{revision} > {migrations.HEAD}")
    return revision


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise BackupFailed("no-database", str(source))
    with (
        closing(sqlite3.connect(source, timeout=30)) as database,
        closing(sqlite3.connect(target)) as copy,
    ):
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it


async def _restore_sqlite(
    place: Path, file: Path, clock: Clock, *, folder: Path | None, force: bool
) -> int:
    check_sqlite(file)
    if _holds_something(place):
        if not force:
            raise BackupFailed("not-empty", str(place))
        await _refuse_if_running(f"sqlite:///{place}", clock)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_name(place.name + ".part")
    _remove_sqlite(part)
    part.touch(mode=0o600)
    try:
        _copy_sqlite(file, part)
        repeated = await _prepare(f"sqlite:///{part}", clock, folder)
        _remove_sqlite(place)  # its write-ahead log would be read into the new file
        os.replace(part, place)
    finally:
        _remove_sqlite(part)
    return repeated


async def _restore_postgres(
    url: str, file: Path, clock: Clock, *, folder: Path | None, force: bool, find: Find
) -> int:
    if await _is_there(url):
        if not force:
            raise BackupFailed("not-empty")
        await _refuse_if_running(url, clock)
    command = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    command += ["--clean", "--if-exists", f"--dbname={make_url(url).database}", str(file)]
    _run("pg_restore", command, make_url(url), find, named=False)
    return await _prepare(url, clock, folder)


async def _prepare(url: str, clock: Clock, folder: Path | None) -> int:
    """Hold the sending before anybody can open the database; how many notices will be repeats."""
    database = Database.open(url)
    try:
        await database.migrate()
        await Holds(database, clock).hold(HoldCause.RESTORE, "restored from a backup")
        if folder is not None:
            await Forgetting(database, clock, folder).replay()
        async with database.write() as session:
            await lasting(session)
            await session.execute(delete(DispatcherLeaseRow))
            await session.execute(delete(LaneLeaseRow))
            await begin_era(session)
            return await InstallationBook(session).mark_repeats(clock.now())
    finally:
        await database.close()


async def _is_there(url: str) -> bool:
    database = Database.open(url)
    try:
        async with database.read() as session:
            connection = await session.connection()
            return await connection.run_sync(migrations.revision) is not None
    finally:
        await database.close()


async def _refuse_if_running(url: str, clock: Clock) -> None:
    """Somebody who sends holds a lease; a killed one holds it for some seconds more."""
    database = Database.open(url)
    try:
        if not await _is_there(url):
            return
        async with database.read() as session:
            until: datetime | None = await session.scalar(
                select(func.max(DispatcherLeaseRow.expires_at))
            )
    finally:
        await database.close()
    if until is not None and until > clock.now():
        raise BackupFailed("running")


def _remove_sqlite(place: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal", ""):
        place.with_name(place.name + suffix).unlink(missing_ok=True)


def _run(tool: str, options: list[str], url: URL, find: Find, *, named: bool = True) -> None:
    program = find(tool)
    if program is None:
        raise BackupFailed("no-tool", tool)
    command = [program, *options, *([f"--dbname={url.database}"] if named else [])]
    ran = subprocess.run(  # noqa: S603 - a program found by its name, with our own options
        command, env={**os.environ, **_pg_environment(url)}, capture_output=True, check=False
    )
    if ran.returncode != 0:
        raise BackupFailed("tool", ran.stderr.decode("utf-8", "replace").strip()[-500:])


def _pg_environment(url: URL) -> Mapping[str, str]:
    """The environment by which the tools reach the server; a password on the command line would be seen by everybody."""
    host = url.host or url.query.get("host")
    given = {
        "PGHOST": host if isinstance(host, str) else None,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
    }
    return {name: value for name, value in given.items() if value}
