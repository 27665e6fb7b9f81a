"""Files are made by a process of their own: however long they are, answers do not wait for them.

The task goes in as one line of JSON, for an address of a database may hold a password; the child says
on its output how many items are in the file.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.exporting.making import make_file
from clauses.answering.ready import ready
from clauses.cadence import Per
from scheduler.clock import Clock
from scheduler.closing.exports import ExportFormat, FileTask, Progress
from scheduler.editions.in_force import library_in_force
from scheduler.periods import Period
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database

_SAID_EVERY_SECONDS = 0.5


class FileFailed(Exception):
    """The child ended without a file."""


@dataclass(frozen=True)
class Order:
    """A task as it goes to the child; days and moments in ISO 8601, ``today`` by the zone of the installation."""

    url: str
    pack_dirs: list[str]
    packs: list[str]
    data_dir: str
    organisation_id: int
    per: str
    start: str
    end: str
    format: str
    locale: str
    path: str
    now: str
    today: str


class WorkerProcess:
    """Makes files in a child process, which ends with this one's wish to wait for it."""

    def __init__(
        self,
        url: str,
        pack_dirs: Sequence[Path],
        packs: Collection[str],
        data_dir: Path,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._url = url
        self._pack_dirs = [str(each) for each in pack_dirs]
        self._packs = list(packs)
        self._data_dir = str(data_dir)
        self._clock = clock
        self._zone = zone

    async def make(self, task: FileTask, progress: Progress) -> None:
        """Write the file.

        Raises:
            FileFailed: with the last words of the child.
        """
        period, now = task.export.period, self._clock.now()
        order = Order(
            self._url,
            self._pack_dirs,
            self._packs,
            self._data_dir,
            task.organisation.id,
            period.per.value,
            period.start.isoformat(),
            period.end.isoformat(),
            task.export.format.value,
            task.person.locale,
            str(task.path),
            now.isoformat(),
            now.astimezone(self._zone).date().isoformat(),
        )
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.exporting.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert child.stdin is not None  # noqa: S101 - as was asked for
        assert child.stdout is not None  # noqa: S101
        assert child.stderr is not None  # noqa: S101
        complaints = asyncio.create_task(child.stderr.read())
        try:
            child.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
            child.stdin.close()
            async for line in child.stdout:
                done, total = map(int, line.split())
                await progress(done, total)
            code = await child.wait()
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        if code != 0:
            raise FileFailed((await complaints).decode(errors="replace")[-2000:])


async def obey(order: Order) -> None:
    """Make the file of an order, and say on the output how far it is."""
    library, _ = ready(
        [Path(each) for each in order.pack_dirs], Path(order.data_dir), only=order.packs
    )
    database = Database.open(order.url)
    said_at = 0.0

    async def say(done: int, total: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= _SAID_EVERY_SECONDS or done == total:
            said_at = time.monotonic()
            print(done, total, flush=True)  # noqa: T201 - to the parent

    try:
        library = await library_in_force(database, library, date.fromisoformat(order.today))
        async with database.read() as session:
            organisation = await Organisations(session).get_organisation(
                OrganisationId(order.organisation_id)
            )
        await make_file(
            database,
            library,
            organisation,
            Period(date.fromisoformat(order.start), date.fromisoformat(order.end), Per(order.per)),
            ExportFormat(order.format),
            order.locale,
            Path(order.path),
            datetime.fromisoformat(order.now),
            say,
        )
    finally:
        await database.close()


def main() -> None:
    """Make the file that is asked for on standard input."""
    asyncio.run(obey(Order(**json.loads(sys.stdin.readline()))))


if __name__ == "__main__":
    main()
