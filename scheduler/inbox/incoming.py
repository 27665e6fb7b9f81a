"""Values: updates on their way through the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.address import Address


@dataclass(frozen=True)
class IncomingUpdate:
    """An update as it came; those with the same ``chat`` are handled in order.

    ``payload`` is the messenger's own JSON object.
    """

    update_id: int
    chat: Address
    payload: dict[str, Any]
    attempts: int = 0


@dataclass(frozen=True)
class InHand:
    """Updates of a chat that this process may handle, in this order.

    ``lapsed``: another process had them, or an earlier run, and was killed over one of them maybe.
    """

    chat: Address
    updates: Sequence[IncomingUpdate]
    lapsed: bool
