"""What differs between the vendors of robots: how one is opened, asked, and understood."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any, Protocol

from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.delivery.pacing import Limits
from scheduler.delivery.ports import Ambiguous, NotSent, Undeliverable
from scheduler.planning.notices import UndeliverableReason


@dataclass(frozen=True)
class Hook:
    """What opens a robot: the ``key`` in its address, and the ``secret`` by which calls are signed."""

    key: str = field(repr=False)
    secret: str = field(default="", repr=False)

    def address(self, channel: str) -> Address:
        """The same for the same robot, and says nothing about the key."""
        return Address(channel, sha256(self.key.encode()).hexdigest()[:24])

    def pack(self) -> str:
        """As text, to be locked."""
        return json.dumps(asdict(self))

    @classmethod
    def unpack(cls, text: str) -> Hook:
        """What :meth:`pack` gave."""
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Call:
    """A request: its address, made for this one time, and its JSON body. Either may hold a secret."""

    url: str = field(repr=False)
    body: dict[str, Any] = field(repr=False)

    @property
    def content(self) -> bytes:
        """The body as it is sent: characters as they are, since escapes would be twice as long."""
        return json.dumps(self.body, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Codes:
    """What a vendor's codes mean, besides 0: the message is there. Any other leaves it in doubt.

    ``waits``: nothing was sent, try again after so long. ``wrong``: the robot is set up wrongly.
    ``ours``: it is this message that is not taken.
    """

    waits: Mapping[int, timedelta]
    wrong: frozenset[int]
    ours: frozenset[int] = field(default_factory=frozenset)

    def judge(self, code: object) -> None:
        """Raise what the code means, if it is not 0; what else the vendor says may hold secrets."""
        if code == 0 and not isinstance(code, bool):
            return
        if not isinstance(code, int):
            raise Ambiguous("no code")
        if code in self.waits:
            raise NotSent(f"code {code}", retry_after=self.waits[code], chat_only=True)
        if code in self.wrong:
            raise Undeliverable(UndeliverableReason.REJECTED, f"code {code}")
        if code in self.ours:
            raise Undeliverable(UndeliverableReason.REFUSED, f"code {code}")
        raise Ambiguous(f"code {code}")


class Vendor(Protocol):
    """What differs between the vendors. ``size`` is the most of a text, ``body_size`` of a body, in bytes."""

    name: str
    code: str
    codes: Codes
    limits: Limits
    size: int
    body_size: int

    def read(self, typed: str) -> Hook:
        """The robot whose address was typed; :class:`NotARobot` where it is none of this vendor."""
        ...

    def call(self, hook: Hook, title: str, text: str, clock: Clock) -> Call:
        """The request for one message in Markdown."""
        ...
