"""Very many reminders due at one instant: the limits hold, and people are answered meanwhile."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.faults.rig import ROOT, Rig, rounds, seeds
from tests.faults.store import FIRST_USER
from tests.faults.table import Row, row
from tests.faults.test_receiving import WEBHOOK, post
from tests.patience import until

pytestmark = pytest.mark.faults

PER_SECOND = 30
PER_MINUTE_OF_GROUP = 20
SECOND = 1.0
MINUTE = 60.0
PEAK_MIB = 400

STAFF = 380
ASKING = 20


def most_within(instants: Sequence[float], seconds: float) -> int:
    """The most that lie within any window of this length, its end left out."""
    most = first = 0
    for last, at in enumerate(instants):
        while instants[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


async def test_very_many_due_at_once_keep_to_the_limits(tmp_path: Path) -> None:
    people = rounds(10_000)
    groups = people // 100
    url = f"sqlite+aiosqlite:///{tmp_path / 'burst.db'}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.burst", url, str(people), str(groups),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, limit=2**28,
    )  # fmt: skip
    said, _ = await process.communicate()
    accepted, ended = map(json.loads, said.splitlines())
    by_chat: dict[int, list[float]] = {}
    for at, chat, _ in accepted:
        by_chat.setdefault(chat, []).append(at)
    instants = [at for at, _, _ in accepted]
    copies = Counter(id_ for _, _, notices in accepted for id_ in notices)
    line = row("G1 due at once", "sqlite")
    doubled = sum(copies.values()) - len(copies)
    line.add(Row(line.experiment, line.database, [0], people + groups, doubled=doubled))
    line.lost += people + groups - len(copies)
    line.lateness = instants[-1]
    line.check(
        0,
        nothing_lost_or_doubled=set(copies.values()) == {1} and len(copies) == people + groups,
        all_on_record=ended["states"] == {"sent": people + groups},
        per_second_overall=most_within(instants, SECOND) <= PER_SECOND,
        per_second_in_a_chat=all(most_within(each, SECOND) <= 1 for each in by_chat.values()),
        per_minute_in_a_group=all(
            most_within(each, MINUTE) <= PER_MINUTE_OF_GROUP
            for chat, each in by_chat.items()
            if chat < 0
        ),
        as_fast_as_allowed=instants[-1] <= 1.1 * (people + groups) / PER_SECOND,
        **{f"memory_{ended['peak_mib']:.0f}_mib": ended["peak_mib"] <= PEAK_MIB},
    )


def asks(update_id: int, number: int) -> dict[str, Any]:
    """Person ``number`` asks for help."""
    user = FIRST_USER + number
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1795395600,
            "chat": {"id": user, "type": "private", "first_name": "安"},
            "from": {"id": user, "is_bot": False, "first_name": "安"},
            "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }


async def test_people_are_answered_while_very_many_reminders_go_out(rig: Rig, dialect: str) -> None:
    (seed,) = seeds(1)
    rng = random.Random(seed)
    messenger = rig.messenger
    async with rig.new_store(dialect) as store:
        await store.remind(range(1, STAFF + 1))
        await store.remind([1], group=1)
        victim = await rig.start(store, SEND_LIMIT="30", brisk=False, **WEBHOOK)
        await victim.until_alive()
        asked: dict[int, Any] = {}
        for update_id in range(1, ASKING + 1):
            chat = FIRST_USER + STAFF + update_id
            asked[chat] = messenger.now()
            await post(victim.port, asks(update_id, STAFF + update_id))
            await asyncio.sleep(rng.uniform(0.2, 0.6))
        await until(store.is_settled, 90)
        await victim.stop()
        answered = {each.chat_id: each.at for each in messenger.accepted if each.chat_id in asked}
        waits = sorted(
            (answered[chat] - at).total_seconds() for chat, at in asked.items() if chat in answered
        )
        instants = [each.at.timestamp() for each in messenger.accepted]
        verdict = await rig.judge(store)
        line = rig.enter("G2 asked meanwhile", store, seed, ASKING, verdict)
        line.check(
            seed,
            all_answered=len(waits) == ASKING,
            within_2_s=waits[len(waits) * 95 // 100] <= 2,
            per_second_overall=most_within(instants, SECOND) <= PER_SECOND,
            nothing_doubled=verdict.doubled == 0,
        )
