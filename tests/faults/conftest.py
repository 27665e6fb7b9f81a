"""A messenger that remembers what it accepted, and a program that can be killed and started again."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from sqlalchemy import insert

from scheduler.db.engine import Database
from scheduler.db.tables import (
    AssignmentRow,
    NoticeRow,
    OccurrenceRow,
    OrganisationRow,
    PersonRow,
)

VICTIM = Path(__file__).with_name("victim.py")

NOTICES = 5
"""Due at once in each round, for a person each."""

ALL_TIME = [2, 46, 61, 61]
"""Seconds by which the clock of the second run is moved: enough for every doubt to be settled."""

BURST_SECONDS = 0.6
"""About as long as a burst takes: random kills come within."""


@dataclass(frozen=True)
class Accepted:
    """A message that the messenger took."""

    reference: str
    copy: int
    notices: tuple[int, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of one round."""

    point: str
    seed: int
    killed: bool
    notices: int
    lost: int
    doubled: int
    unflagged: int
    in_doubt: int
    most_copies: int
    left: int

    @property
    def holds(self) -> bool:
        """Nothing lost, every double on record and marked, nothing stuck, one extra copy at most."""
        return (
            not self.lost
            and not self.unflagged
            and self.doubled <= self.in_doubt
            and self.most_copies <= 2
            and not self.left
        )


class Messenger:
    """A Bot API over a real socket. What it accepts is the truth that the records are held to."""

    def __init__(self) -> None:
        self.accepted: list[Accepted] = []
        self.kill_at: int | None = None
        self.victim: int | None = None
        self.updates: list[dict[str, Any]] = []
        self.acknowledged = 0
        self.kill_at_acknowledgement: int | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                form = parse_qs((await reader.readexactly(length)).decode())
                method = head.split(b" ")[1].rsplit(b"/", 1)[-1].decode()
                answer = json.dumps({"ok": True, "result": await self._answer(method, form)})
                writer.write(
                    f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\n\r\n{answer}".encode()
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client was killed, or has ended
        finally:
            writer.close()

    async def _answer(self, method: str, form: dict[str, list[str]]) -> Any:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "b", "username": "b"}
        if method == "getUpdates":
            return await self._updates_from(int(form.get("offset", ["0"])[0]))
        said = json.loads(form["text"][0])
        self.accepted.append(Accepted(said["reference"], said["copy"], tuple(said["notices"])))
        if self.kill_at is not None and len(self.accepted) == self.kill_at:
            self.kill()
        chat = {"id": int(form["chat_id"][0]), "type": "private"}
        return {"message_id": len(self.accepted), "date": 1795395600, "chat": chat}

    async def _updates_from(self, offset: int) -> list[dict[str, Any]]:
        self.acknowledged = max(self.acknowledged, offset - 1)
        if self.kill_at_acknowledgement is not None and offset >= self.kill_at_acknowledgement:
            self.kill_at_acknowledgement = None
            self.kill()
        # A few at a time, so that there is more than one acknowledgement.
        waiting = [each for each in self.updates if each["update_id"] >= offset][:5]
        await asyncio.sleep(0 if waiting else 0.05)
        return waiting

    def kill(self) -> None:
        if self.victim is not None:
            os.kill(self.victim, signal.SIGKILL)
            self.victim = None


@dataclass
class Rig:
    """Plays rounds. Everything random in a round comes from its seed."""

    messenger: Messenger
    api: str
    fork: asyncio.subprocess.Process
    template: Path
    folder: Path
    verdicts: list[Verdict] = field(default_factory=list)

    async def play(self, point: str, seed: int) -> Verdict:
        """Kill a burst at ``point``, start again, let time pass, and compare."""
        rng = random.Random(seed)
        store = self._new_store(f"{point}-{seed}")
        self.messenger.accepted.clear()
        self.messenger.kill_at = rng.randint(1, NOTICES) if point == "request written" else None
        killer = rng.uniform(0, BURST_SECONDS) if point == "at random" else None
        order = {"work": "send", "point": point, "nth": rng.randint(1, NOTICES), "moves": []}
        status = await self._run(store, order, kill_after=killer)
        killed = status == -signal.SIGKILL
        assert killed or (status == 0 and point == "at random"), (
            f"{point}: the victim gave {status}"
        )
        self.messenger.kill_at = None
        again = {"work": "send", "point": "", "nth": 0, "moves": ALL_TIME}
        assert await self._run(store, again) == 0
        verdict = self._judge(point, seed, store, killed=killed)
        self.verdicts.append(verdict)
        return verdict

    async def receive(self, seed: int) -> tuple[int, int]:
        """Kill a receiver at a random moment, start again; how many were acknowledged, and lost."""
        rng = random.Random(seed)
        store = self._new_store(f"inbox-{seed}")
        notes = store.with_suffix(".notes")
        self.messenger.updates = [_press(number) for number in range(1, 41)]
        self.messenger.acknowledged = 0
        self.messenger.kill_at_acknowledgement = rng.randint(2, 40)
        order = {"work": "receive", "notes": str(notes), "takes_seconds": 0.01, "for_seconds": 5}
        assert await self._run(store, order) == -signal.SIGKILL
        acknowledged = self.messenger.acknowledged
        self.messenger.updates = []  # whatever was acknowledged is not sent again
        assert await self._run(store, {**order, "takes_seconds": 0, "for_seconds": None}) == 0
        handled = {int(line) for line in notes.read_text().split()}
        return acknowledged, len(set(range(1, acknowledged + 1)) - handled)

    async def _run(
        self, store: Path, order: dict[str, Any], *, kill_after: float | None = None
    ) -> int:
        assert self.fork.stdin is not None
        line = {**order, "database": f"sqlite+aiosqlite:///{store}", "api": self.api}
        self.fork.stdin.write(json.dumps(line).encode() + b"\n")
        self.messenger.victim = (await self._heard())["pid"]
        killing = None
        if kill_after is not None:
            killing = asyncio.get_running_loop().call_later(kill_after, self.messenger.kill)
        status = (await self._heard())["status"]
        self.messenger.victim = None
        if killing is not None:
            killing.cancel()
        return int(status)

    async def _heard(self) -> dict[str, int]:
        assert self.fork.stdout is not None
        async with asyncio.timeout(60):
            heard: dict[str, int] = json.loads(await self.fork.stdout.readline())
        return heard

    def _new_store(self, name: str) -> Path:
        store = self.folder / f"{name.replace(' ', '-')}.db"
        shutil.copy(self.template, store)
        return store

    def _judge(self, point: str, seed: int, store: Path, *, killed: bool) -> Verdict:
        copies = Counter(notice for each in self.messenger.accepted for notice in each.notices)
        extra = [each for each in self.messenger.accepted if each.copy > 1]
        doubled = sum(count - 1 for count in copies.values())
        with sqlite3.connect(store) as connection:
            rows = connection.execute("SELECT state, ambiguous_attempts FROM notice").fetchall()
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        return Verdict(
            point=point,
            seed=seed,
            killed=killed,
            notices=NOTICES,
            lost=NOTICES - len(copies),
            doubled=doubled,
            unflagged=max(0, doubled - sum(len(each.notices) for each in extra)),
            in_doubt=sum(doubts for _, doubts in rows),
            most_copies=max(copies.values(), default=0),
            left=sum(state != "sent" for state, _ in rows),
        )


def _press(number: int) -> dict[str, Any]:
    person = {"id": number % 4 + 1, "is_bot": False, "first_name": "a"}
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": person,
            "chat_instance": "1",
            "data": "done:1",
        },
    }


@pytest.fixture(scope="session")
async def rig(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rig]:
    folder = tmp_path_factory.mktemp("faults")
    messenger = Messenger()
    server = await asyncio.start_server(messenger.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    template = await make_template(folder / "template.db")
    fork = await asyncio.create_subprocess_exec(
        sys.executable, str(VICTIM), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    rig = Rig(messenger, f"http://127.0.0.1:{port}/bot", fork, template, folder)
    await rig._heard()
    yield rig
    assert fork.stdin is not None
    fork.stdin.close()
    await fork.wait()
    server.close()
    await server.wait_closed()


async def make_template(file: Path) -> Path:
    """A store with a reminder due for each of several people."""
    now = datetime.now(UTC)
    database = Database.open(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    numbers = range(1, NOTICES + 1)
    async with database.write() as session:
        await session.execute(
            insert(OrganisationRow).values(
                id=1,
                name="机关党委",
                body="committee",
                level="city",
                zone="Asia/Shanghai",
                acts_for=[],
                created_at=now,
            )
        )
        await session.execute(
            insert(PersonRow),
            [
                {
                    "id": number,
                    "telegram_id": 1000 + number,
                    "name": "安",
                    "locale": "zh-Hans",
                    "created_at": now,
                }
                for number in numbers
            ],
        )
        await session.execute(
            insert(AssignmentRow),
            [
                {
                    "organisation_id": 1,
                    "person_id": number,
                    "post": "secretary",
                    "start_on": date(2020, 1, 1),
                    "created_at": now,
                }
                for number in numbers
            ],
        )
        await session.execute(
            insert(OccurrenceRow).values(
                id=1,
                organisation_id=1,
                ref="party-regulations:c1",
                post="secretary",
                per="quarter",
                period_start=date(2020, 1, 1),
                period_end=date(2020, 4, 1),
                due_on=date(2020, 3, 31),
                provisional=False,
                needed=1,
                created_at=now,
            )
        )
        await session.execute(
            insert(NoticeRow),
            [
                {
                    "id": number,
                    "key": f"r/1/{number}/start",
                    "kind": "reminder",
                    "stage": "start",
                    "person_id": number,
                    "occurrence_id": 1,
                    "nominal_on": now.date(),
                    "send_at": now,
                    "expires_at": now + timedelta(days=7),
                    "state": "due",
                    "created_at": now,
                }
                for number in numbers
            ],
        )
    await database.close()
    return file
