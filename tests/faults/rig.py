"""Starts and kills victims, and judges what they left: the messenger's word against the records."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults.messenger import Accepted, Messenger, Reply, posted
from tests.faults.store import PASSWORD, Notice, Store, Templates
from tests.faults.table import Row, row
from tests.patience import PATIENCE_SECONDS, until

ROOT = Path(__file__).parents[2]
VICTIM = Path(__file__).with_name("victim.py")
TOKEN = "123456789:" + "A" * 35
SECRET = "canary-secret-of-the-webhook-" + "x" * 16
SECRETS = (TOKEN, TOKEN.split(":")[1], SECRET, PASSWORD)
COPIES = 3

LATER_SECONDS = 50
"""By so much the clock is moved on for what a killed process was sending: it is in doubt then."""

_AMISS = ("undeliverable", "expired", "superseded", "cancelled")

STUCK_AFTER = 2.0
"""Seconds in which nothing has moved: longer than a running program takes over a message."""


@dataclass
class Verdict:
    """What became of everything that was due in one store."""

    notices: Sequence[Notice]
    copies: Counter[int]
    lost: int
    doubled: int
    flagged: int
    doubts: int
    lateness: float
    faults: list[str]

    def states(self) -> Counter[str]:
        return Counter(each.state for each in self.notices)


@dataclass
class Victim:
    """A running program."""

    pid: int
    port: int
    log: Path
    status: asyncio.Future[int]

    def send(self, number: signal.Signals) -> None:
        if not self.status.done():
            os.kill(self.pid, number)

    async def ended(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Its status once it has ended; negative: the signal."""
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(self.status)
        except TimeoutError as error:
            error.add_note(f"it goes on, and has logged: {self.log.read_text()[-3000:]}")
            raise

    async def until_alive(self) -> None:
        """Return when its web server answers: all of it has started then."""

        async def answers() -> bool:
            assert not self.status.done(), (
                f"the program ended with {self.status.result()}: {self.log.read_text()[-1500:]}"
            )
            return await posted(self.port, "/livez", {}, b"") is not None

        await until(answers)

    async def kill(self) -> None:
        self.send(signal.SIGKILL)
        await self.ended()

    async def stop(self) -> int:
        """SIGTERM; the status."""
        self.send(signal.SIGTERM)
        return await self.ended()


class Fork:
    """The process that becomes victims."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._alive: dict[int, asyncio.Future[int]] = {}
        self._ready = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, folder: Path) -> Fork:
        plain = {name: value for name, value in os.environ.items() if "DUTYBOT" not in name}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(VICTIM),
            str(folder),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**plain, "PYTHONPATH": str(ROOT)},
        )
        fork = cls(process)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await fork._ready.wait()
        return fork

    async def victim(self, order: Mapping[str, Any], port: int) -> Victim:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        async with asyncio.timeout(PATIENCE_SECONDS):
            pid = await self._born.get()
        return Victim(pid, port, Path(order["log"]), self._alive[pid])

    async def stop(self) -> None:
        assert self._process.stdin is not None
        for pid, status in self._alive.items():
            if not status.done():
                os.kill(pid, signal.SIGKILL)
        self._process.stdin.close()
        await self._process.wait()
        await self._listening

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            if "ready" in said:
                self._ready.set()
            elif "ended" in said:
                self._alive[said["ended"]].set_result(said["status"])
            else:
                self._alive[said["pid"]] = asyncio.get_running_loop().create_future()
                self._born.put_nowait(said["pid"])


@dataclass
class Rig:
    """What the experiments hold. Everything random in one comes from its seed."""

    messenger: Messenger
    fork: Fork
    templates: Templates
    store: Store | None = None

    @asynccontextmanager
    async def new_store(self, dialect: str, disk: Path | None = None) -> AsyncIterator[Store]:
        """A store of its own, and a messenger who has heard nothing."""
        store = await self.templates.new(dialect, disk)
        self.store = store
        self.messenger.begin()
        self.messenger.ahead = lambda: store.ahead
        try:
            yield store
        finally:
            self.messenger.kill()
            await self.templates.drop(store)

    async def start(
        self,
        store: Store,
        *,
        point: str = "",
        nth: int = 0,
        brisk: bool = True,
        patches: Mapping[str, Any] | None = None,
        file_bytes: int = 0,
        **settings: str,
    ) -> Victim:
        """The program on this store; it kills itself at ``point``, the ``nth`` time it gets there."""
        port = free_port()
        order = {
            "settings": {
                "TOKEN": TOKEN,
                "API_URL": self.messenger.address,
                "TIME_URL": self.messenger.address,
                "DATABASE_URL": store.url,
                "DATA_DIR": str(store.folder),
                "LISTEN": f"127.0.0.1:{port}",
                "SEND_LIMIT": "10000",
                "LOG_LEVEL": "info",
                **settings,
            },
            "dials": str(store.dials),
            "log": str(store.log),
            "point": point,
            "nth": nth,
            "brisk": brisk,
            "patches": dict(patches or {}),
            "file_bytes": file_bytes,
        }
        victim = await self.fork.victim(order, port)
        self.messenger.victim = victim.pid
        victim.status.add_done_callback(lambda _: self._forget(victim.pid))
        return victim

    def _forget(self, pid: int) -> None:
        if self.messenger.victim == pid:
            self.messenger.victim = None

    async def settle(self, store: Store, **options: Any) -> Verdict:
        """Start it once more, undisturbed; let time pass until nothing is left, and judge.

        So much later that whatever a killed process was sending is in doubt from the start: the clock
        need not leap while this one is sending.
        """
        store.dial(wall=store.ahead.total_seconds() + LATER_SECONDS)
        await store.let_leases_run_out()
        victim = await self.start(store, **options)
        await victim.until_alive()
        await self.let_time_pass(store)
        status = await victim.stop()
        verdict = await self.judge(store)
        if status != 0:
            verdict.faults.append(f"the last run ended with {status}")
        return verdict

    async def settle_in_real_time(self, store: Store, seconds: float) -> Verdict:
        """Start it, wait until all is settled, and judge; no clock is moved."""
        victim = await self.start(store)
        await victim.until_alive()
        await until(store.is_settled, seconds)
        await victim.stop()
        return await self.judge(store)

    async def let_time_pass(self, store: Store) -> None:
        """Move the clock on to whatever comes next, until everything due is settled and handled."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE_SECONDS
        stuck_since = loop.time()
        while loop.time() < deadline:
            if await store.is_settled() and await store.is_drained():
                return
            following = await store.next_due_at()
            if following is not None:
                ahead = following - store.now() + timedelta(seconds=1)
                store.dial(wall=(store.ahead + ahead).total_seconds())
                stuck_since = loop.time()
            elif loop.time() - stuck_since > STUCK_AFTER:
                store.dial(wall=store.ahead.total_seconds() + LATER_SECONDS)
                stuck_since = loop.time()
            await asyncio.sleep(0.03)

    async def judge(self, store: Store, *, may_end: Collection[str] = ()) -> Verdict:
        """Compare the records with what was accepted.

        ``may_end`` holds what may become of a notice besides: its state and its reason.
        """
        notices = await store.notices()
        by_id = {each.id: each for each in notices}
        accepted = [each for each in self.messenger.accepted if each.notices]
        copies = Counter(id_ for each in accepted for id_ in each.notices)
        unmarked = Counter(id_ for each in accepted if each.copy == 1 for id_ in each.notices)
        first: dict[int, Accepted] = {}
        for each in accepted:
            for id_ in each.notices:
                first.setdefault(id_, each)
        now = store.now()
        lost = [
            each.id
            for each in notices
            if each.id not in copies and (each.state in ("sending", "sent") or _is_due(each, now))
        ]
        doubled = sum(count - 1 for count in copies.values())
        flagged = sum(len(each.notices) for each in accepted if each.copy > 1)
        doubts = sum(each.doubts for each in notices)
        faults = await store.faults_of_records()
        for said, ids in {
            "lost": lost,
            "doubled in silence": [id_ for id_, count in unmarked.items() if count > 1],
            "sent to somebody else": [
                id_
                for each in accepted
                for id_ in each.notices
                if id_ not in by_id or by_id[id_].chat_id != each.chat_id
            ],
            "left under way": [each.id for each in notices if each.state == "sending"],
            "left due": [each.id for each in notices if _is_due(each, now)],
            "copied too often": [id_ for id_, count in copies.items() if count > COPIES],
        }.items():
            if ids:
                faults.append(f"{len(ids)} {said}: {ids[:5]}")
        # Nothing else can become of a notice that nobody has met in the meantime.
        ends = Counter(f"{each.state} {each.reason}" for each in notices if each.state in _AMISS)
        for end in may_end:
            ends.pop(end, None)
        if ends:
            faults.append(f"ended otherwise: {dict(ends)}")
        if doubled > doubts:
            faults.append(f"{doubled} doubled, {doubts} in doubt")
        if leaks := leaks_of(store.log):
            faults.append(f"secrets in the log: {leaks}")
        return Verdict(
            notices=notices,
            copies=copies,
            lost=len(lost),
            doubled=doubled,
            flagged=flagged,
            doubts=doubts,
            lateness=max(
                (
                    (each.at - max(by_id[id_].send_at, by_id[id_].created_at)).total_seconds()
                    for id_, each in first.items()
                    if id_ in by_id
                ),
                default=0.0,
            ),
            faults=faults,
        )

    def enter(self, experiment: str, store: Store, seed: int, count: int, verdict: Verdict) -> Row:
        """Add one run to the table; ``count`` is what the experiment counts."""
        line = row(experiment, "sqlite" if store.is_sqlite else "postgresql")
        line.add(
            Row(
                experiment,
                line.database,
                [seed],
                count,
                verdict.lost,
                verdict.doubled,
                verdict.flagged,
                verdict.lateness,
                [f"seed {seed}: {fault}" for fault in verdict.faults],
            )
        )
        return line


def _is_due(notice: Notice, now: Any) -> bool:
    return notice.state == "due" and notice.send_at <= now


def leaks_of(log: Path) -> list[str]:
    """Which of the secrets are in the log, each shortened."""
    written = log.read_text(errors="replace") if log.exists() else ""
    return [f"{secret[:12]}…" for secret in SECRETS if secret in written]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def seeds(count: int) -> list[int]:
    """As many as asked for, from ``FAULT_SEED`` on; without it, from anywhere."""
    first = int(os.environ.get("FAULT_SEED", "0")) or random.randrange(1, 10**6)
    print(f"FAULT_SEED={first}")  # with whatever else a failure shows
    return list(range(first, first + count))


def rounds(usual: int) -> int:
    """How many times: ``usual``, scaled as ``FAULT_ROUNDS`` is to 20."""
    return max(1, round(usual * int(os.environ.get("FAULT_ROUNDS", "20")) / 20))


def latency(rng: random.Random, most: float) -> Callable[[dict[str, str]], Any]:
    """A messenger that takes its time over each message."""
    return lambda _: Reply(delivered=True, seconds=rng.uniform(0, most))
