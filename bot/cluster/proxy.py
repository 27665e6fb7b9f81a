"""A small reverse proxy: each request to the next replica that takes it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_TIMEOUT = aiohttp.ClientTimeout(total=30)
_OWN_TO_A_CONNECTION = frozenset({"connection", "content-length", "host", "transfer-encoding"})


def proxy(replicas: Sequence[str]) -> Starlette:
    """Forward to the addresses in turn; answer 502 when one breaks off, or none takes the request."""
    turn = 0

    @asynccontextmanager
    async def opened(app: Starlette) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            app.state.session = session
            yield

    async def forward(request: Request) -> Response:
        nonlocal turn
        body = await request.body()
        headers = {
            name: value
            for name, value in request.headers.items()
            if name not in _OWN_TO_A_CONNECTION
        }
        session: aiohttp.ClientSession = request.app.state.session
        for _ in replicas:
            turn += 1
            url = f"{replicas[turn % len(replicas)]}{request.url.path}"
            try:
                async with session.request(
                    request.method, url, data=body, headers=headers
                ) as answer:
                    return Response(
                        await answer.read(),
                        answer.status,
                        {
                            name: value
                            for name, value in answer.headers.items()
                            if name.lower() not in _OWN_TO_A_CONNECTION
                        },
                    )
            except aiohttp.ClientConnectorError:
                continue  # nothing has been sent: the next one may take it
            except (aiohttp.ClientError, TimeoutError):
                break
        return PlainTextResponse("no replica answered\n", 502)

    return Starlette(
        routes=[Route("/{path:path}", forward, methods=["GET", "POST"])], lifespan=opened
    )
