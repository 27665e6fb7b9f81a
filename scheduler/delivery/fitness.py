"""Whether this process gets on with the sending; one that does not leaves the lease to the others.

A process that is alive need not be able to do the work: a pass may hang, or the way to the messenger
may be cut here and not elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from scheduler.delivery.channels import Channel

STALLED_SECONDS = 60.0
"""A pass that gets no further for this long hangs; each of its steps takes far less."""

CUT_OFF_SECONDS = 10.0
"""So long nothing at all gets through before another process is let to try."""

AT_ONCE_SECONDS = 10.0
"""So long the lease is left alone then; others look for it every second."""

_LONGEST_LOOK = 10.0
"""Time between two looks that counts: a machine that slept did not hang."""


class Fitness:
    """Judges a dispatcher's passes and its channels; ``shared``: other processes could send as well."""

    def __init__(
        self, channels: Collection[Channel], monotonic: Callable[[], float], *, shared: bool
    ) -> None:
        self._channels = channels
        self._monotonic = monotonic
        self._shared = shared
        self._stood = 0.0
        self._looked_at = monotonic()
        self._began_at = monotonic()
        self._aside_until = 0.0

    @property
    def stalled(self) -> bool:
        """Whether the pass under way hangs."""
        return self._stood >= STALLED_SECONDS

    @property
    def aside(self) -> bool:
        """Whether the lease is to be left to others for the moment."""
        return self._monotonic() < self._aside_until

    @property
    def cut_off(self) -> bool:
        """Whether nothing gets through from here, though it has been tried for a while."""
        # From the first failure to the last: one attempt that failed long ago says little.
        return self._shared and all(
            each.failing_since is not None
            and each.failed_at - max(each.failing_since, self._began_at) >= CUT_OFF_SECONDS
            for each in self._channels
        )

    def moved(self) -> None:
        """The pass got a step further."""
        self._stood = 0.0

    def look(self, *, passing: bool) -> None:
        """Call it every few seconds; ``passing`` while a pass is under way."""
        now = self._monotonic()
        passed, self._looked_at = now - self._looked_at, now
        self._stood = self._stood + min(passed, _LONGEST_LOOK) if passing else 0.0

    def stand_aside(self) -> None:
        """The lease was given up."""
        self._aside_until = self._monotonic() + AT_ONCE_SECONDS

    def took_over(self) -> None:
        """The lease was taken: what failed before counts no more against this process."""
        self._began_at = self._monotonic()
