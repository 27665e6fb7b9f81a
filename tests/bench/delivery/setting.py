"""What every part of the benchmark is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.bench.delivery.stores import Stores


@dataclass(frozen=True)
class Amounts:
    """How much is measured; tests make do with less.

    ``sizes`` are those of start-up and planning, ``burst`` the messages under Telegram's limits,
    ``people`` those who are registered when memory is looked at.
    """

    sizes: tuple[int, ...] = (1_000, 10_000)
    burst: int = 1_500
    messages: int = 2_000
    updates: int = 1_500
    commits: int = 500
    people: int = 100_000
    rest_seconds: float = 10.0
    rounds: int = 2


@dataclass(frozen=True)
class Setting:
    """``tell`` hears what is measured next."""

    stores: Stores
    amounts: Amounts
    tell: Callable[[str], None]
