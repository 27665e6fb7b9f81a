"""Limits on the updates of one person or one group, so that nobody crowds out the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.conversation.addresses import TelegramId

_SWEEP_EVERY = 1000


class Verdict(Enum):
    """The fate of an update."""

    ADMITTED = auto()
    REFUSED = auto()
    """Refused, and the person is to be told."""
    REFUSED_AGAIN = auto()
    """Refused in silence: the person was told less than ``TOLD_EVERY_SECONDS`` ago."""


@dataclass(frozen=True)
class Rate:
    """At most ``most`` updates in any window of ``seconds``."""

    most: int
    seconds: float


PERSON = Rate(20, 10.0)
GROUP = Rate(60, 60.0)
QUESTIONS = Rate(30, 60.0)
"""For the questions of one person, each of which is a search."""

TOLD_EVERY_SECONDS = 60.0


@dataclass
class _Recent:
    """The instants of the updates that were admitted within the window, oldest first."""

    rate: Rate
    admitted: deque[float] = field(default_factory=deque)

    def full(self, now: float) -> bool:
        """Whether the window that ends at ``now`` has no room left; older instants are dropped."""
        while self.admitted and self.admitted[0] <= now - self.rate.seconds:
            self.admitted.popleft()
        return len(self.admitted) >= self.rate.most


class FloodLimit:
    """Counts the updates that this process takes. ``monotonic`` tells the time, in seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._recent: dict[tuple[Rate, TelegramId], _Recent] = {}
        self._told: dict[TelegramId, float] = {}
        self._seen = 0

    def admit(self, person: TelegramId, group: TelegramId | None, *, question: bool) -> Verdict:
        """Decide whether this update of ``person`` is handled; a refused one counts for no limit.

        ``group`` is None in a private chat. A ``question`` counts for a limit of its own besides.
        """
        now = self._monotonic()
        self._seen += 1
        if self._seen % _SWEEP_EVERY == 0:
            self._sweep(now)
        counted = [self._of(PERSON, person)]
        if group is not None:
            counted.append(self._of(GROUP, group))
        if question:
            counted.append(self._of(QUESTIONS, person))
        if not any(recent.full(now) for recent in counted):
            for recent in counted:
                recent.admitted.append(now)
            return Verdict.ADMITTED
        told = self._told.get(person)
        if told is not None and now - told < TOLD_EVERY_SECONDS:
            return Verdict.REFUSED_AGAIN
        self._told[person] = now
        return Verdict.REFUSED

    def _of(self, rate: Rate, id_: TelegramId) -> _Recent:
        return self._recent.setdefault((rate, id_), _Recent(rate))

    def _sweep(self, now: float) -> None:
        self._recent = {
            key: recent
            for key, recent in self._recent.items()
            if recent.full(now) or recent.admitted
        }
        self._told = {
            person: at for person, at in self._told.items() if now - at < TOLD_EVERY_SECONDS
        }
