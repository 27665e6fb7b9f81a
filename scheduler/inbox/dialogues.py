"""Use cases: what the bot awaits from a person in a chat; kept in the database, so a restart is no loss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.inbox.queries.dialogues import StoredDialogues
from scheduler.roster.model import Person
from scheduler.store.engine import Database

LIFE = timedelta(days=1)
"""After this people have forgotten what they were asked: a text is no longer taken for the answer."""


@dataclass(frozen=True)
class Dialogue:
    """The ``step`` that an answer belongs to, and the JSON values that the step needs to go on."""

    step: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Meeting:
    """A person in a chat, if known, and whether anything is awaited from them there."""

    person: Person | None
    awaited: bool


class Dialogues:
    """Each method is one transaction. A person has at most one dialogue in a chat."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def meet(self, chat: Address, person: Address) -> Meeting:
        """Look up the person who writes or presses; one query."""
        async with self._database.glance() as session:
            known, awaited = await StoredDialogues(session).meet(chat, person)
        return Meeting(known, awaited)

    async def expect(
        self, chat: Address, person: Address, step: str, payload: dict[str, Any]
    ) -> None:
        """Await an answer, in place of any that was awaited before."""
        async with self._database.write() as session:
            await StoredDialogues(session).put(chat, person, step, payload, self._clock.now())

    async def find(self, chat: Address, person: Address) -> Dialogue | None:
        """The dialogue under way; None without one, or when it is more than a day old."""
        async with self._database.read() as session:
            found = await StoredDialogues(session).find(chat, person, self._clock.now() - LIFE)
        return None if found is None else Dialogue(*found)

    async def end(self, chat: Address, person: Address) -> bool:
        """Await nothing any more; of several calls at once that end a dialogue, one gets True."""
        async with self._database.write() as session:
            return await StoredDialogues(session).remove(chat, person, self._clock.now() - LIFE)
