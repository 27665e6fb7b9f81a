"""The buttons by which somebody sees what is kept of them, and is erased.

They bear the person's number here, so that those of somebody who was erased mean nobody who comes later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.payloads import Payload
from scheduler.roster.model import PersonId


class ForgetAct(StrEnum):
    """What a button does; it carries the value."""

    SHOW = "v"
    FILE = "f"
    ASK = "a"
    SURE = "s"


@dataclass(frozen=True)
class ForgetButton(Payload, action="forget"):
    """Show what is kept, give it as a file, ask whether it is to be erased, or erase it."""

    person_id: PersonId
    act: ForgetAct


@dataclass(frozen=True)
class ForgetForButton(Payload, action="forgetfor"):
    """An operator erases somebody, once it was shown, or leaves it."""

    person_id: PersonId
    sure: bool
