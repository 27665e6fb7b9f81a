"""Two processes do what one does; of two, the one that sends is killed, or stopped."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
from collections import Counter

import httpx
import pytest

from tests.faults.rig import Rig, Victim, latency, rounds, seeds
from tests.faults.test_receiving import WEBHOOK
from tests.patience import PATIENCE_SECONDS, until

pytestmark = pytest.mark.faults

PEOPLE = 60
UNDER_WAY = 4
TAKEOVER_SECONDS = 25.0

STAFF = 400
PARTS = 5
PER_PART = 300


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
async def test_the_other_one_takes_over(rig: Rig, dialect: str, blow: signal.Signals) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.4)
        leader = await rig.start(store, **WEBHOOK)
        await leader.until_alive()
        await store.remind(range(1, PEOPLE + 1))
        some = rng.randint(3, PEOPLE // 2)

        async def more_than(count: int) -> bool:
            return len(rig.messenger.accepted) > count

        other = await rig.start(store, **WEBHOOK)
        await until(lambda: more_than(some))
        leader.send(blow)
        struck, before = asyncio.get_running_loop().time(), len(rig.messenger.accepted)
        await other.until_alive()
        await until(lambda: more_than(before + UNDER_WAY))
        gap = asyncio.get_running_loop().time() - struck
        leader.send(signal.SIGCONT)
        rig.messenger.behave = None
        await until(store.is_settled, 150)
        await other.stop()
        await leader.kill()
        verdict = await rig.judge(store)
        name = "E2 leader killed" if blow is signal.SIGKILL else "E3 leader stopped"
        row = rig.enter(name, store, seed, 1, verdict)
        row.check(
            seed,
            takeover_in_time=gap <= TAKEOVER_SECONDS,
            few_in_doubt=verdict.doubts <= UNDER_WAY,
        )


class Relay:
    """A way to the messenger that can be cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writers: list[asyncio.StreamWriter] = []

    async def open(self) -> str:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers += [writer, back]
        await asyncio.gather(_pour(reader, back), _pour(there, writer))


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


async def readiness(victim: Victim) -> int:
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as http:
        return (await http.get(f"http://127.0.0.1:{victim.port}/readyz")).status_code


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_a_leader_whose_way_is_cut_lets_the_other_send(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    async with rig.new_store(dialect) as store:
        rig.messenger.behave = latency(rng, 0.4)
        relay = Relay(int(rig.messenger.address.rpartition(":")[2]))
        leader = await rig.start(store, **{**WEBHOOK, "API_URL": await relay.open()})
        await leader.until_alive()
        await store.remind(range(1, PEOPLE + 1))
        other = await rig.start(store, **WEBHOOK)

        async def more_than(count: int) -> bool:
            return len(rig.messenger.accepted) > count

        await until(lambda: more_than(3))
        await other.until_alive()
        relay.cut()
        struck = asyncio.get_running_loop().time()
        await asyncio.sleep(1)
        before = len(rig.messenger.accepted)
        await until(lambda: more_than(before))
        gap = asyncio.get_running_loop().time() - struck

        async def is_unready() -> bool:
            return await readiness(leader) == 503

        await until(is_unready)
        well = await readiness(other)
        rig.messenger.behave = None
        await until(store.is_settled, 150)
        await other.stop()
        await leader.kill()
        row = rig.enter("E4 way of the leader cut", store, seed, 1, await rig.judge(store))
        row.check(seed, takeover_in_time=gap <= 30, the_other_is_ready=well == 200)


async def sent_by(rig: Rig, dialect: str, seed: int, replicas: int) -> Counter[int]:
    """How often each reminder of a plan made from the seed arrived, with so many processes.

    With several, one of them ends in good order and starts again before each part.
    """
    rng, handing_over = random.Random(seed), random.Random(seed)
    async with rig.new_store(dialect) as store:
        running = [await rig.start(store, **WEBHOOK) for _ in range(replicas)]
        for each in running:
            await each.until_alive()
        for part in range(PARTS):
            await store.remind(rng.sample(range(1, STAFF + 1), rounds(PER_PART)))
            if replicas > 1 and part:
                which = handing_over.randrange(replicas)
                await running[which].stop()
                running[which] = await rig.start(store, **WEBHOOK)
            await until(store.is_settled, 120)
            await asyncio.sleep(1.1)  # a chat gets no more than one message a second
        for each in running:
            await each.stop()
        verdict = await rig.judge(store)
        count = len(verdict.notices)
        row = rig.enter(f"E1 {replicas} processes", store, seed, count, verdict)
        row.check(
            seed,
            all_sent=verdict.states() == {"sent": count},
            once=all(copies == 1 for copies in verdict.copies.values()),
        )
        return verdict.copies


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_two_processes_send_what_one_sends(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    assert await sent_by(rig, dialect, seed, 2) == await sent_by(rig, dialect, seed, 1)
