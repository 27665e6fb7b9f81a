"""The queue of updates that the bot has not confirmed yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from typing import Any

from bot.messenger.errors import ApiError
from bot.messenger.world.world import World

Json = dict[str, Any]
Elapsed = Callable[[], float]

_LEFT_OUT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_LIFETIME_SECONDS = {"callback_query": 150, "inline_query": 30}
_DAY_SECONDS = 86_400


class UpdateQueue:
    """Updates in the order of their ids, each kept until a call with a higher offset confirms it.

    ``elapsed`` counts real seconds: an update that nobody fetches is dropped after a day, a button
    press after 150 seconds, an inline query after 30.
    """

    def __init__(self, world: World, elapsed: Elapsed) -> None:
        self._world = world
        self._elapsed = elapsed
        self._made_at: dict[int, float] = {}
        self._arrived = asyncio.Event()
        self._poller = 0
        self._ended_by = ""
        self._waiting = 0
        self._drop_presses_of_the_last_run()

    def push(self, kind: str, body: Json) -> int | None:
        """Queue an update; its id, or None when the bot has not asked for this kind."""
        if not self._is_wanted(kind):
            return None
        update_id = self._world.next_update_id
        self._world.next_update_id += 1
        self._world.pending.append({"update_id": update_id, kind: body})
        self._made_at[update_id] = self._elapsed()
        self._wake()
        return update_id

    @property
    def is_polled(self) -> bool:
        """Whether a call waits for updates at this moment."""
        return self._waiting > 0

    def want(self, kinds: Collection[str] | None) -> None:
        """From now on queue only these kinds; an empty collection is Telegram's default."""
        if kinds is not None:
            self._world.bot.allowed_updates = list(kinds)

    def drop_all(self) -> None:
        """Forget all updates that wait."""
        self._world.pending.clear()

    def pending(self) -> list[Json]:
        """Updates that wait, oldest first; none is confirmed by this."""
        self._expire()
        return list(self._world.pending)

    def confirm(self, offset: int) -> bool:
        """Forget the updates below ``offset``, or all but the last ones for a negative one.

        Returns:
            Whether anything was forgotten.
        """
        pending = self._world.pending
        before = len(pending)
        if offset < 0:
            del pending[:offset]
        elif offset > 0:
            pending[:] = [update for update in pending if update["update_id"] >= offset]
        return len(pending) < before

    def delivered(self, update_id: int) -> None:
        """Forget an update that a webhook has accepted."""
        pending = self._world.pending
        pending[:] = [update for update in pending if update["update_id"] != update_id]

    async def fetch(self, limit: int, timeout_seconds: float) -> list[Json]:
        """Wait for updates, and hand them over without confirming them.

        A second call ends the first, which then raises.

        Raises:
            ApiError: 409, another call took over.
        """
        self.end_fetch("other getUpdates request; make sure that only one bot instance is running")
        me = self._poller
        deadline = self._elapsed() + timeout_seconds
        while not (batch := self.pending()[:limit]):
            left = deadline - self._elapsed()
            if left <= 0:
                break
            self._waiting += 1
            try:
                await asyncio.wait_for(self._arrived.wait(), left)
            except TimeoutError:
                break
            finally:
                self._waiting -= 1
            if self._poller != me:
                raise ApiError(409, f"Conflict: terminated by {self._ended_by}")
        return batch

    def end_fetch(self, by: str) -> None:
        """Let a waiting call raise 409 "terminated by ..."."""
        self._poller += 1
        self._ended_by = by
        self._wake()

    def _wake(self) -> None:
        """Wake the waiting call; each event serves once, so that a late look cannot miss it."""
        self._arrived.set()
        self._arrived = asyncio.Event()

    def _is_wanted(self, kind: str) -> bool:
        wanted = self._world.bot.allowed_updates
        return kind in wanted if wanted else kind not in _LEFT_OUT_BY_DEFAULT

    def _expire(self) -> None:
        now = self._elapsed()

        def lives(update: Json) -> bool:
            kind = next(name for name in update if name != "update_id")
            age = now - self._made_at.setdefault(update["update_id"], now)
            return age <= _LIFETIME_SECONDS.get(kind, _DAY_SECONDS)

        self._world.pending[:] = [update for update in self._world.pending if lives(update)]

    def _drop_presses_of_the_last_run(self) -> None:
        """Drop presses and inline queries, whose answers nobody waits for any more."""
        self._world.pending[:] = [
            update for update in self._world.pending if not _LIFETIME_SECONDS.keys() & update.keys()
        ]
