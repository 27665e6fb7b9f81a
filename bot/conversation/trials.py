"""The interface of the ways besides Telegram to the conversation in which one is set up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.texts.catalogue import Html
from scheduler.address import Address
from scheduler.roster.model import Mailbox

TRIES = 5
"""At the code of one test message."""


class NotARobot(Exception):
    """What was typed is not the address of such a robot."""


class TooManyTrials(Exception):
    """The person has had as many test messages sent as they may."""


@dataclass(frozen=True)
class Trial:
    """What waits for the code of its test message. ``certain``: it has arrived, as the other end says."""

    locked: str
    certain: bool


class Channels(Protocol):
    """Has endpoints say a code, and keeps under lock what opens them."""

    @property
    def robot_names(self) -> Sequence[str]:
        """The channels of robots, in the order in which they are offered."""
        ...

    @property
    def has_mail(self) -> bool:
        """Whether mail can be sent."""
        ...

    async def try_robot(
        self, who: int, name: str, typed: str, word: Callable[[str], Html]
    ) -> Trial:
        """Send a robot of the channel ``name`` a test message, worded for its code.

        Raises:
            NotARobot: what was typed is no address of such a robot.
            TooManyTrials: the person ``who`` has to wait.
            DeliveryFailure: the message did not arrive; in doubt it is not raised.
        """
        ...

    async def try_mailbox(self, who: int, mailbox: str, word: Callable[[str], Html]) -> Trial:
        """Send a mailbox a test message; raises as :meth:`try_robot`."""
        ...

    def tried(self, locked: str, typed: str) -> str | None:
        """What was tried, locked for good, where this is the code that was sent; else None."""
        ...

    def robot_address(self, name: str, locked: str) -> Address:
        """The address that stands for a robot."""
        ...

    def lock(self, text: str) -> str:
        """The text under lock; :meth:`mailbox` opens it."""
        ...

    def mailbox_of(self, typed: str, name: str) -> Mailbox | None:
        """The mailbox of somebody of this name; None where it is no mail address."""
        ...

    def mailbox(self, locked: str) -> str | None:
        """Where the mailbox is; None where the key is another one."""
        ...
