"""The movable clock behind the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.messenger.world.polls import close_due
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json
from scheduler.clock import Clock, ShiftedClock

MORNING = time(9)
BEFORE_QUARTER_END = timedelta(days=10)


class BadTime(Exception):
    """The wish names no time; the message says what was expected."""


class ClockControl:
    """Moves ``clock`` and awaits ``on_moved``, so that the program looks for what is due.

    Wall times are those of ``zone``. The distance of the clock from ``real`` is kept with the state of
    the messenger and restored here: nothing recorded last time may lie in the future.
    """

    def __init__(
        self,
        state: MessengerState,
        clock: ShiftedClock,
        on_moved: Callable[[], Awaitable[None]],
        *,
        zone: ZoneInfo,
        real: Clock,
    ) -> None:
        self._state = state
        self._clock = clock
        self._on_moved = on_moved
        self._zone = zone
        self._real = real
        ahead = state.world.clock_ahead_seconds
        if ahead:
            clock.set(real.now() + timedelta(seconds=ahead))

    def view(self) -> Json:
        """The time, and the targets of the buttons, in seconds since 1970."""
        return {
            "now": self._clock.now().timestamp(),
            "zone": self._zone.key,
            "ahead_seconds": self._state.world.clock_ahead_seconds,
            "jumps": {name: instant.timestamp() for name, instant in self.jumps().items()},
        }

    def jumps(self) -> dict[str, datetime]:
        """Targets of the buttons: of each kind the next instant after the present one."""
        now = self._clock.now().astimezone(self._zone)
        today = now.date()
        return {
            "tomorrow": self._morning(today + timedelta(days=1)),
            "monday": self._morning(today + timedelta(days=7 - today.weekday())),
            "quarter": next(
                morning
                for morning in map(self._morning, _days_before_quarter_ends(today))
                if morning > now
            ),
            "hour": now + timedelta(hours=1),
        }

    async def jump(self, name: str) -> None:
        """Press a button; ``back`` returns to the real time.

        Raises:
            BadTime: there is no such button.
        """
        if name == "back":
            await self._move(self._real.now())
            return
        jumps = self.jumps()
        if name not in jumps:
            raise BadTime(f"expected one of {', '.join([*jumps, 'back'])}")
        await self._move(jumps[name])

    async def set_local(self, text: str) -> None:
        """Go to a wall time such as ``2026-12-21T09:00``.

        Raises:
            BadTime: it is not one.
        """
        try:
            wall = datetime.fromisoformat(text)
        except ValueError:
            raise BadTime("expected a time such as 2026-12-21T09:00") from None
        if not 2000 <= wall.year <= 2100:
            raise BadTime("expected a year from 2000 to 2100")
        await self._move(wall.replace(tzinfo=self._zone))

    async def _move(self, instant: datetime) -> None:
        self._clock.set(instant)
        ahead = (instant - self._real.now()).total_seconds()
        self._state.world.clock_ahead_seconds = 0.0 if abs(ahead) < 1 else ahead
        close_due(self._state)
        self._state.changed("clock")
        await self._on_moved()

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, MORNING, self._zone)


def _days_before_quarter_ends(today: date) -> list[date]:
    """The day ten days before the end of this quarter and of the next."""
    ends = []
    for quarters_ahead in (0, 1):
        month = (today.month - 1) // 3 * 3 + 4 + 3 * quarters_ahead
        first_after = date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        ends.append(first_after - timedelta(days=1) - BEFORE_QUARTER_END)
    return ends
