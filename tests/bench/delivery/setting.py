"""The setting of the parts of the benchmark: databases and amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.delivery.stores import Stores


@dataclass(frozen=True)
class Amounts:
    """Amounts of what is measured; tests make do with less.

    ``sizes`` are numbers of reminders at the start and of assignments to plan; ``burst`` is the number
    of messages under Telegram's limits, ``people`` the number registered when memory is measured.
    ``old_notices`` lie in the database when it is audited, ``organisations`` when one is looked for;
    ``kept_holders`` are those whose reminders of five years are deleted in time. On the days of
    ``year`` on which reminders meet, each of ``holders`` hears.
    """

    sizes: tuple[int, ...] = (1_000, 10_000)
    burst: int = 1_500
    messages: int = 2_000
    updates: int = 1_500
    commits: int = 500
    people: int = 100_000
    old_notices: int = 1_000_000
    organisations: int = 100_000
    kept_holders: int = 200
    year: int = 2027
    holders: int = 200_000
    rest_seconds: float = 10.0
    rounds: int = 2


@dataclass(frozen=True)
class Setting:
    """``tell`` is called with each step before it is measured."""

    stores: Stores
    amounts: Amounts
    tell: Callable[[str], None]
