"""The library's way to the Bot API, over aiohttp: a call costs a third of what it costs over httpx.

There are two kinds of failure: before the first byte of a request has left (:class:`NeverLeft`), and
later (:class:`BrokenOff`), when its effect is unknown. aiohttp's own exceptions name the address, which
contains the token, and are not passed on.
"""

from __future__ import annotations

import re
import urllib.request
from functools import lru_cache
from typing import Any

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.operating.redaction import redact

_SAFE = re.compile(r"[A-Za-z0-9_.~-]*")
_FORM = "application/x-www-form-urlencoded"
_KEEP_ALIVE_SECONDS = 15.0
"""Shorter than the servers': a request on a connection that they have just closed is ambiguous."""

_CERTAINLY_UNSENT = (
    aiohttp.ClientConnectorError,  # refused, no such name, a certificate, a proxy that is down
    aiohttp.ConnectionTimeoutError,  # of the connection, or of the wait for a free one
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


class NeverLeft(Exception):
    """The request was not sent; the text gives the cause without the address."""


class BrokenOff(Exception):
    """The request was under way, in part or whole, and no answer came."""


class AiohttpRequest(BaseRequest):
    """One pool of connections; :meth:`initialize` opens it, within a running loop.

    Timeouts are in seconds. Together they also limit the whole call, so an answer that trickles in
    ends as one that never came. The one for writing applies to files only, on top of the one for reading:
    a short request is in the socket's buffer at once.
    """

    def __init__(
        self,
        *,
        connections: int,
        read_timeout: float,
        connect_timeout: float = 5.0,
        pool_timeout: float = 5.0,
        media_write_timeout: float = 20.0,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer, unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; harmless when it is open."""
        if self._session is not None:
            return
        connector = aiohttp.TCPConnector(
            limit=self._connections,
            keepalive_timeout=_KEEP_ALIVE_SECONDS,
            ssl=httpx.create_ssl_context(),  # with the authorities that come with the library
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            # Looking for a proxy at each call takes longer than the call, and there rarely is one.
            trust_env=bool(urllib.request.getproxies()),
        )

    async def shutdown(self) -> None:
        """Close all connections; harmless when they are closed."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """See :meth:`BaseRequest.do_request`.

        Raises:
            TimedOut, NetworkError: the cause is :class:`NeverLeft` or :class:`BrokenOff`.
        """
        session = self._session
        if session is None:
            raise RuntimeError("the connections are not open")
        read = _given(read_timeout, self._read_timeout)
        connect = _given(connect_timeout, self._connect_timeout)
        pool = _given(pool_timeout, self._pool_timeout)
        body: bytes | aiohttp.FormData | None = None
        headers = None
        if request_data is not None and request_data.contains_files:
            body = _form_with_files(request_data)
            writing = _given(write_timeout, self._media_write_timeout)
            read = None if read is None or writing is None else read + writing
        elif request_data is not None:
            body = _form(request_data.json_parameters)
            headers = {"Content-Type": _FORM}
        try:
            async with session.request(
                method,
                _address(url),
                data=body,
                headers=headers,
                timeout=_timeout(connect, pool, read),
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            failure = _failure(error)
        raise failure  # outside the except clause, so that the original is not its context


def _failure(error: Exception) -> NetworkError:
    said = f"{type(error).__name__}: {_cause(error)}"
    failure = TimedOut(said) if isinstance(error, TimeoutError) else NetworkError(said)
    kind = NeverLeft if isinstance(error, _CERTAINLY_UNSENT) else BrokenOff
    failure.__cause__ = kind(said)
    return failure


def _cause(error: Exception) -> str:
    """The system's own words, if there are any; nothing that could contain the address."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return redact(str(error.os_error))
    if isinstance(error, OSError) and error.strerror:
        return redact(error.strerror)
    return ""


def _given(timeout: Any, default: float | None) -> float | None:
    if timeout is BaseRequest.DEFAULT_NONE:
        return default
    return None if timeout is None else float(timeout)


@lru_cache(maxsize=64)
def _timeout(
    connect: float | None, pool: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    together = None if connect is None or pool is None else connect + pool
    total = None if together is None or read is None else together + read
    return aiohttp.ClientTimeout(
        total=total, connect=together, sock_connect=connect, sock_read=read
    )


@lru_cache(maxsize=128)
def _address(url: str) -> URL:
    return URL(url, encoded=True)


def _form(fields: dict[str, str]) -> bytes:
    """URL-encoded; a value that needs escapes is escaped as a whole, which is quicker than by byte."""
    return "&".join(f"{name}={_escaped(value)}" for name, value in fields.items()).encode()


def _escaped(value: str) -> str:
    if _SAFE.fullmatch(value):
        return value
    return "%" + value.encode().hex("%").upper()


def _form_with_files(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form
