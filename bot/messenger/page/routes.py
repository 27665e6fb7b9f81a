"""The page's web routes. The page can act as anyone, so only its own origin may post."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.messenger.errors import NotPossible
from bot.messenger.page.acts import ACTS, Wish
from bot.messenger.page.clock_control import BadTime, ClockControl
from bot.messenger.page.view import chat_view, overview
from bot.messenger.people import talk
from bot.messenger.world.files import UPLOAD_BYTES
from bot.messenger.world.state import MessengerState
from scheduler.clock import Clock, ShiftedClock, SystemClock

PAGE = Path(__file__).parent / "static"
QUIET_SECONDS = 15.0
SHANGHAI = ZoneInfo("Asia/Shanghai")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif"})

Endpoint = Callable[[Request], Awaitable[Response]]


def messenger_routes(
    state: MessengerState,
    clock: ShiftedClock,
    on_clock_moved: Callable[[], Awaitable[None]],
    *,
    zone: ZoneInfo = SHANGHAI,
    real: Clock | None = None,
    make_demo: Callable[[], Awaitable[bool]] | None = None,
) -> list[BaseRoute]:
    """All routes under ``/messenger``; ``on_clock_moved`` is awaited after each move of the clock.

    ``make_demo`` makes the tree to look at; False where there is something already.

    The event stream lasts as long as the page is open: call ``state.close()`` before the server
    waits for its connections to end.
    """
    page = _Page(
        state,
        ClockControl(state, clock, on_clock_moved, zone=zone, real=real or SystemClock()),
        make_demo,
    )
    return [
        Route("/messenger", _local(page.index)),
        Mount("/messenger/page", _FreshFiles(directory=PAGE)),
        Route("/messenger/events", _local(page.events)),
        Route("/messenger/files/{file_id}", _local(page.file)),
        Route("/messenger/api/overview", _local(page.overview)),
        Route("/messenger/api/chats/{chat_id}", _local(page.chat)),
        Route("/messenger/api/upload", _own(page.upload), methods=["POST"]),
        Route("/messenger/api/clock", _own(page.clock), methods=["POST"]),
        Route("/messenger/api/demo", _own(page.demo), methods=["POST"]),
        Route("/messenger/api/{act}", _own(page.act), methods=["POST"]),
    ]


class _FreshFiles(StaticFiles):
    """Files that the browser asks for each time, so that a new version of the page shows at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


class _Page:
    def __init__(
        self,
        state: MessengerState,
        clock: ClockControl,
        make_demo: Callable[[], Awaitable[bool]] | None,
    ) -> None:
        self._state = state
        self._clock = clock
        self._make_demo = make_demo

    async def index(self, _: Request) -> Response:
        return FileResponse(
            PAGE / "index.html",
            headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"},
        )

    async def overview(self, _: Request) -> Response:
        there = self._make_demo is not None
        return _json({**overview(self._state), "clock": self._clock.view(), "demo": there})

    async def demo(self, _: Request) -> Response:
        if self._make_demo is None:
            raise NotPossible("there is nothing to make here")
        return _json({"made": await self._make_demo()})

    async def chat(self, request: Request) -> Response:
        person = self._state.get_person(_number(request.query_params.get("as", "")))
        chat = self._state.get_chat(_number(request.path_params["chat_id"]))
        if not chat.has(person.id):
            raise NotPossible(f"{person.id} is not in chat {chat.id}")
        return _json(chat_view(self._state, person, chat))

    async def act(self, request: Request) -> Response:
        act = ACTS.get(request.path_params["act"])
        if act is None:
            return _json({"error": "there is no such act"}, 404)
        return _json(await act(self._state, Wish(await _body(request))))

    async def clock(self, request: Request) -> Response:
        wish = Wish(await _body(request))
        if wish.text("to"):
            await self._clock.set_local(wish.text("to"))
        else:
            await self._clock.jump(wish.text("jump"))
        return _json(self._clock.view())

    async def upload(self, request: Request) -> Response:
        async with request.form() as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise NotPossible("no file came with the request")
            content = await file.read()
            if len(content) > UPLOAD_BYTES:
                raise NotPossible("the file is over 50 MB")
            person_id, chat_id = _number(str(form.get("as"))), _number(str(form.get("chat")))
            caption = str(form.get("caption") or "")
            reply_to = _number(str(form["reply_to"])) if form.get("reply_to") else None
            if form.get("kind") == "photo":
                message = talk.send_photo(
                    self._state, person_id, chat_id, content, caption=caption, reply_to=reply_to
                )
            else:
                message = talk.send_document(
                    self._state,
                    person_id,
                    chat_id,
                    file.filename or "file",
                    content,
                    caption=caption,
                    reply_to=reply_to,
                )
        return _json({"message": message.id})

    async def file(self, request: Request) -> Response:
        file = self._state.world.files.get(request.path_params["file_id"])
        if file is None:
            return _json({"error": "there is no such file"}, 404)
        disposition = "inline" if file.mime_type in _SHOWN_INLINE else "attachment"
        return Response(
            self._state.store.read_file(file.id),
            media_type=file.mime_type,
            headers={
                "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(file.name)}",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'",
            },
        )

    async def events(self, _: Request) -> Response:
        return StreamingResponse(
            self._stream(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )

    async def _stream(self) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        async for change in self._state.changes.listen(QUIET_SECONDS):
            yield ": quiet\n\n" if change is None else f"data: {json.dumps(change)}\n\n"


def _local(endpoint: Endpoint) -> Endpoint:
    """Refuse names of hosts: the domain of an attacker can point here."""

    async def guarded(request: Request) -> Response:
        if not _is_address_or_localhost(request.headers.get("host", "")):
            return _json({"error": "open the page by its address or as localhost"}, 403)
        try:
            return await endpoint(request)
        except (NotPossible, BadTime) as error:
            return _json({"error": str(error)}, 409)

    return guarded


def _own(endpoint: Endpoint) -> Endpoint:
    """Refuse posts that do not come from the page itself."""

    async def guarded(request: Request) -> Response:
        origin = request.headers.get("origin", "")
        if not origin or urlsplit(origin).netloc != request.headers.get("host"):
            return _json({"error": "only the messenger's own page may do this"}, 403)
        return await endpoint(request)

    return _local(guarded)


def _is_address_or_localhost(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


async def _body(request: Request) -> object:
    try:
        return await request.json()
    except ValueError:
        raise NotPossible("expected a JSON object") from None


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise NotPossible(f"expected a number, not {text!r}") from None


def _json(body: object, status: int = 200) -> JSONResponse:
    return JSONResponse(body, status, headers={"Cache-Control": "no-store"})
