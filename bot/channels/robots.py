"""Group robots of other messengers: one courier for all of them, and what each vendor says of its own."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any, Protocol

import aiohttp

from bot.channels.markdown import cut, links_of, markdown_link, markdown_text, title_of
from bot.channels.safe import Safe, WrongKey
from bot.views.screen import Screen
from scheduler.address import Address
from scheduler.clock import Clock
from scheduler.delivery.pacing import Limits
from scheduler.delivery.ports import (
    Ambiguous,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import Parcel, UndeliverableReason

CALL_SECONDS = 20.0
CONNECT_SECONDS = 5.0

_UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Nothing has left: refused, no such name, no connection in time."""


_JSON = {"Content-Type": "application/json; charset=utf-8"}


@dataclass(frozen=True)
class Hook:
    """What opens a robot: the ``key`` in its address, and the ``secret`` by which calls are signed."""

    key: str
    secret: str = ""

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
    """A request: its address, made for this one time, and its JSON body."""

    url: str
    body: dict[str, Any]

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


class RobotCourier:
    """The courier to the robots of one vendor."""

    def __init__(
        self,
        vendor: Vendor,
        render: Callable[[Parcel], Screen],
        locked: Callable[[Address], Awaitable[str | None]],
        safe: Safe,
        clock: Clock,
        *,
        call_seconds: float | None = None,
    ) -> None:
        """``locked`` reads what opens the robot at an address."""
        self.vendor = vendor
        self._render = render
        self._locked = locked
        self._safe = safe
        self._clock = clock
        self._call_seconds = call_seconds or CALL_SECONDS

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send one message; the vendor's code decides, whatever HTTP says."""
        screen = self._render(parcel)
        locked = await self._locked(parcel.address)
        if locked is None:
            raise Undeliverable(UndeliverableReason.REJECTED, "nothing opens it")
        try:
            hook = Hook.unpack(self._safe.open(locked))
        except WrongKey as error:
            raise SendingForbidden("the key does not open what is locked") from error
        await self.say(hook, screen)
        return Receipt()

    async def say(self, hook: Hook, screen: Screen) -> None:
        """Send a screen; raises as :meth:`deliver`."""
        answer = await self._post(self._call(hook, screen))
        self.vendor.codes.judge(answer.get(self.vendor.code))

    def _call(self, hook: Hook, screen: Screen) -> Call:
        """As much of the screen as the vendor takes."""
        vendor, title, room = self.vendor, title_of(screen), self.vendor.size
        while True:
            call = vendor.call(hook, title, _fitted(screen, room), self._clock)
            over = len(call.content) - vendor.body_size
            if over <= 0:
                return call
            room -= over  # line ends and quotes take more room in a body than in a text

    async def _post(self, call: Call) -> dict[str, Any]:
        # A connection for each message: few go out, and one that was kept may be dead.
        timeout = aiohttp.ClientTimeout(self._call_seconds, sock_connect=CONNECT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
                session.post(
                    call.url, data=call.content, headers=_JSON, allow_redirects=False
                ) as response,
            ):
                answer = json.loads(await response.read())
        except _UNSENT as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # Their texts name the address, which is the secret.
            raise Ambiguous(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise Ambiguous("no object")
        return answer


def _fitted(screen: Screen, size: int) -> str:
    """The text and its links, one in each line; where it is too long the links stay, up to half of it."""
    links = cut("\n".join(markdown_link(*each) for each in links_of(screen)), size // 2)
    if not links:
        return cut(markdown_text(screen), size)
    room = size - len(links.encode()) - len("\n\n")
    return f"{cut(markdown_text(screen), room)}\n\n{links}"
