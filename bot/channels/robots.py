"""Group robots of other messengers: one courier for all of them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.channels.markdown import cut, links_of, markdown_link, markdown_text, title_of
from bot.channels.safe import Safe, WrongKey
from bot.channels.vendor import Call, Hook, Vendor
from bot.texts.catalogue import DEFAULT_LOCALE, Texts, texts
from bot.views.screen import Screen
from scheduler.address import Address
from scheduler.clock import Clock
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

_HEADERS = {"Content-Type": "application/json; charset=utf-8", "Accept-Encoding": "identity"}
_LONGEST_ANSWER = 64 * 1024
"""In bytes; a code and a few words are not longer."""


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
        await self.say(hook, screen, parcel.recipient.locale)
        return Receipt()

    async def say(self, hook: Hook, screen: Screen, locale: str = DEFAULT_LOCALE) -> None:
        """Send a screen; what is left out is counted in ``locale``. Raises as :meth:`deliver`."""
        answer = await self._post(self._call(hook, screen, locale))
        self.vendor.codes.judge(answer.get(self.vendor.code))

    def _call(self, hook: Hook, screen: Screen, locale: str) -> Call:
        """As much of the screen as the vendor takes."""
        vendor, title, room = self.vendor, title_of(screen), self.vendor.size
        while True:
            text = _fitted(screen, room, texts(locale))
            call = vendor.call(hook, title, text, self._clock)
            over = len(call.content) - vendor.body_size
            if over <= 0:
                return call
            room -= over  # line ends and quotes take more room in a body than in a text

    async def _post(self, call: Call) -> dict[str, Any]:
        # A connection for each message: few go out, and one that was kept may be dead.
        timeout = aiohttp.ClientTimeout(self._call_seconds, sock_connect=CONNECT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(
                    timeout=timeout, trust_env=True, auto_decompress=False
                ) as session,
                session.post(
                    call.url, data=call.content, headers=_HEADERS, allow_redirects=False
                ) as response,
            ):
                answer = json.loads(await _read(response))
        except _UNSENT as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError) as error:
            # Their texts name the address, which is the secret.
            raise Ambiguous(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise Ambiguous("no object")
        return answer


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The answer, as far as one can be long."""
    answer = bytearray()
    async for part in response.content.iter_any():
        answer += part
        if len(answer) > _LONGEST_ANSWER:
            raise ValueError
    return bytes(answer)


def _fitted(screen: Screen, size: int, t: Texts) -> str:
    """The text and its links, one in each line; where it is too long the links stay, up to half of it."""

    def more(count: int) -> str:
        return t.plain("channel-more", count=count)

    links = cut("\n".join(markdown_link(*each) for each in links_of(screen)), size // 2, more)
    if not links:
        return cut(markdown_text(screen), size, more)
    room = size - len(links.encode()) - len("\n\n")
    return f"{cut(markdown_text(screen), room, more)}\n\n{links}"
