"""The Bot API in this process: a Starlette app that answers as Telegram does."""

from __future__ import annotations

import inspect
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.messenger.api.methods import METHODS, Method
from bot.messenger.api.params import Params, read_params
from bot.messenger.errors import ApiError
from bot.messenger.world.state import MessengerState

BASE_URL = "http://messenger.local/bot"
BASE_FILE_URL = "http://messenger.local/file/bot"


class BotApi:
    """``/bot<token>/<method>`` and ``/file/bot<token>/<path>``; ``app`` is the ASGI application.

    ``calls`` lists the methods that the bot has called, oldest first, failed ones included;
    ``addressed`` lists the chats that they named.
    """

    def __init__(self, messenger: MessengerState) -> None:
        self.messenger = messenger
        self.calls: list[str] = []
        self.addressed: list[int] = []
        self.app = Starlette(
            routes=[
                Route("/file/bot{token}/{path:path}", self._file, methods=["GET"]),
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            ]
        )

    def transport(self) -> httpx.ASGITransport:
        """A transport for httpx that ends here instead of in a socket."""
        return httpx.ASGITransport(app=self.app)

    async def _call(self, request: Request) -> Response:
        name = str(request.path_params["method"])
        if request.path_params["token"] != self.messenger.token:
            return _refusal(ApiError(401, "Unauthorized"))
        self.calls.append(name)
        method = METHODS.get(name.lower())
        if method is None:
            return _refusal(ApiError(404, "Not Found: method not found"))
        try:
            params = await read_params(request)
            if params.has("chat_id"):
                self.addressed.append(params.integer("chat_id") or 0)
            garbled = self.messenger.faults.take(name)
            if garbled is not None:
                return Response(garbled.body, garbled.status)
            return await self._answer(method, params)
        except ApiError as error:
            return _refusal(error)

    async def _answer(self, method: Method, params: Params) -> Response:
        result: Any = method(self.messenger, params)
        if inspect.isawaitable(result):
            result = await result
        return JSONResponse({"ok": True, "result": result})

    async def _file(self, request: Request) -> Response:
        if request.path_params["token"] != self.messenger.token:
            return _refusal(ApiError(401, "Unauthorized"))
        path = str(request.path_params["path"])
        for file in self.messenger.world.files.values():
            if file.path == path:
                return Response(self.messenger.store.read_file(file.id), media_type=file.mime_type)
        return _refusal(ApiError(404, "Not Found"))


def _refusal(error: ApiError) -> JSONResponse:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters is not None:
        body["parameters"] = dict(error.parameters)
    return JSONResponse(body, error.code)
