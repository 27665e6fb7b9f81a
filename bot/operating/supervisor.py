"""Words to systemd: that the program has started, that it gets on with its work, that it ends.

A datagram each, to the socket that ``$NOTIFY_SOCKET`` names (sd_notify(3)). Without one, nothing is said.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Mapping
from datetime import timedelta

from scheduler.ticker import Beat

READY = "READY=1"
STOPPING = "STOPPING=1"
_AT_WORK = "WATCHDOG=1"

_OFTENER = 3
"""It is said this many times within the time after which systemd would restart the program."""

log = logging.getLogger(__name__)


def tell(word: str, environment: Mapping[str, str] = os.environ) -> None:
    """Say one of the words; a supervisor that does not listen is no reason to stop."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]  # a name that is no file
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
            way.sendto(word.encode(), address)
    except OSError as error:
        log.warning("the supervisor could not be told", extra={"word": word, "error": str(error)})


def watchdog(hangs: Callable[[], bool], environment: Mapping[str, str] = os.environ) -> Beat | None:
    """The beat that says the program is at work, unless it ``hangs``; None when nobody waits for it."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    if not microseconds.isdecimal() or environment.get("WATCHDOG_PID", "") not in (
        "",
        str(os.getpid()),
    ):
        return None

    async def say() -> None:
        if hangs():
            log.critical("the program hangs")
        else:
            tell(_AT_WORK, environment)

    return Beat("watchdog", timedelta(microseconds=int(microseconds)) / _OFTENER, say)
