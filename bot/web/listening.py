"""The port that the web server listens on; another one when it is in use."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass

from bot.config import ListenAddress

PORTS_TRIED = 20


@dataclass(frozen=True)
class Listener:
    """A listening socket; ``address`` is where it really is, ``wanted`` what was asked for."""

    socket: socket.socket
    wanted: ListenAddress

    @property
    def address(self) -> ListenAddress:
        """Host and port of the socket."""
        return ListenAddress(self.wanted.host, self.socket.getsockname()[1])

    @property
    def elsewhere(self) -> bool:
        """Whether the wanted port was in use and another one was taken."""
        return self.wanted.port not in (0, self.address.port)


def listen(wanted: ListenAddress) -> Listener:
    """Listen on the wanted port, or on the next free one above it, or on any.

    Raises:
        OSError: the host is no address of this machine, or the port may not be used.
    """
    above = range(wanted.port, min(wanted.port + PORTS_TRIED, 65536))
    for port in (*above, 0):
        try:
            return Listener(_listening(wanted.host, port), wanted)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, f"no free port at {wanted.host}")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        # Without it a port stays in use for a minute after the bot has ended.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound
