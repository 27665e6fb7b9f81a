"""The addresses of the page: its files, the way in, and what it asks for.

The page holds nothing by itself. A link carries its secret behind ``#``, which browsers send to
nobody: it is in no log, and whoever looks at the link before its reader does not use it up.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.conversation.addresses import telegram
from bot.conversation.buttons.board import BoardList, BoardSpan
from bot.conversation.context import Services
from bot.drawing.painter import CannotDraw
from bot.texts.catalogue import Texts
from bot.texts.naming import texts_of
from bot.views.board import text as board_text
from bot.views.pictures.board import board_picture
from bot.views.pictures.year import year_picture
from bot.views.refusals import sentence
from bot.web.board import answers
from bot.web.board.vouching import NotVouched, vouched_user
from scheduler.board.standing import ItemStanding
from scheduler.board.values import Listing
from scheduler.board.visits import SESSION_LIFE, Opened
from scheduler.closing.exports import ExportFormat
from scheduler.errors import (
    NotManager,
    SchedulerError,
    TooManyFiles,
    TooManyItems,
    UnknownOccurrence,
    UnknownVisit,
)
from scheduler.periods import Period
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId, Person

PATH = "/board"
COOKIE = "dutybot_board"
LINES_AT_ONCE = 300
ITEMS_OF_A_UNIT = 5000
"""More than one has in a year: where very many owe the same each for themselves."""

_STATIC = Path(__file__).parent / "static"
_BODY_BYTES = 16_384
_LARGEST_ID = 2**53
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

log = logging.getLogger(__name__)


class _BadRequest(Exception):
    """What was asked for has no such form."""


class BoardPage:
    """Serves one bot's board. ``token`` is the bot's, by which Telegram vouches for its users."""

    def __init__(self, services: Services, token: str, *, secure: bool) -> None:
        self._services = services
        self._token = token
        self._secure = secure

    def routes(self) -> list[BaseRoute]:
        """All routes below :data:`PATH`."""
        asked = {
            "me": self._me,
            "board": self._board,
            "lines": self._lines,
            "year": self._year,
            "duties": self._duties,
            "item": self._item,
            "picture": self._picture,
        }
        return [
            Route(PATH, _index),
            Route(f"{PATH}/api/enter", self._enter, methods=["POST"]),
            Route(f"{PATH}/api/leave", self._leave, methods=["POST"]),
            Route(f"{PATH}/api/export", self._for_visitors(self._export), methods=["POST"]),
            *(Route(f"{PATH}/api/{name}", self._for_visitors(act)) for name, act in asked.items()),
            Mount(f"{PATH}/static", _FreshFiles(directory=_STATIC)),
        ]

    async def _enter(self, request: Request) -> Response:
        try:
            wish = await _own_json(request)
            opened = await self._opened(wish)
        except _BadRequest:
            return _json({"error": "bad request"}, 400)
        except (UnknownVisit, NotVouched):
            return _json({"error": "unknown"}, 403)
        response = _json({"unit": opened.organisation_id})
        response.set_cookie(
            COOKIE,
            opened.cookie,
            max_age=int(SESSION_LIFE.total_seconds()),
            path=PATH,
            httponly=True,
            secure=self._secure,
            samesite="strict",
        )
        return response

    async def _opened(self, wish: Mapping[str, Any]) -> Opened:
        visits = self._services.visits
        link, init_data = wish.get("link"), wish.get("init_data")
        if isinstance(link, str):
            return await visits.follow(link)
        if isinstance(init_data, str):
            now = self._services.clock.now()
            return await visits.enter(telegram(vouched_user(init_data, self._token, now)))
        raise _BadRequest

    async def _leave(self, request: Request) -> Response:
        try:
            await _own_json(request)
        except _BadRequest:
            return _json({"error": "bad request"}, 400)
        await self._services.visits.leave(request.cookies.get(COOKIE, ""))
        response = _json({})
        response.delete_cookie(COOKIE, path=PATH)
        return response

    def _for_visitors(
        self, act: Callable[[Request, Person, Texts], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """The rights are those of this moment: the session's, and the organisation's in the use case."""

        async def answer(request: Request) -> Response:
            try:
                person = await self._services.visits.visitor(request.cookies.get(COOKIE, ""))
                return await act(request, person, texts_of(self._services.library, person.locale))
            except UnknownVisit:
                return _json({"error": "unknown"}, 401)
            except (NotManager, UnknownOccurrence):
                return _json({"error": "not yours"}, 403)
            except (_BadRequest, SchedulerError):
                return _json({"error": "bad request"}, 400)
            except CannotDraw:
                return _json({"error": "busy"}, 503)

        return answer

    async def _me(self, request: Request, person: Person, t: Texts) -> Response:
        roots = await self._services.boards.managed_roots(person.id)
        if not roots:
            raise UnknownVisit
        today = roots[0].today(self._services.clock.now())
        return _json(answers.visitor(person, roots, today, t))

    async def _board(self, request: Request, person: Person, t: Texts) -> Response:
        unit, period = _place(request)
        board = await self._services.boards.of(unit, period, by=person.id)
        return _json(answers.board(board, t))

    async def _lines(self, request: Request, person: Person, t: Texts) -> Response:
        unit, period = _place(request)
        lists = _lists(request.query_params.get("lamps", ""))
        wanted = [each.listing(LINES_AT_ONCE) for each in lists]
        board = await self._services.boards.of(unit, period, *wanted, by=person.id)
        return _json(answers.lines(board, self._services.library, t))

    async def _year(self, request: Request, person: Person, t: Texts) -> Response:
        unit, period = _place(request)
        grid = await self._services.board_years.of(
            unit, BoardSpan.YEAR.around(period.start), by=person.id
        )
        return _json(answers.year(grid, t))

    async def _duties(self, request: Request, person: Person, t: Texts) -> Response:
        unit, period = _place(request)
        year = BoardSpan.YEAR.around(period.start)
        own = Listing(tuple(ItemStanding), ITEMS_OF_A_UNIT, unit=unit)
        board = await self._services.boards.of(unit, year, own, by=person.id)
        return _json(answers.duties(board, self._services.library, t))

    async def _item(self, request: Request, person: Person, t: Texts) -> Response:
        id_ = OccurrenceId(_number(request.query_params.get("id", "")))
        card = await self._services.board_cards.get(id_, person.id)
        return _json(answers.item(card, self._services.library, t))

    async def _export(self, request: Request, person: Person, t: Texts) -> Response:
        """Let a file be made; it is sent in the private chat, as one that was asked for there."""
        wish = await _own_json(request)
        unit, period = _place_of(wish)
        try:
            format_ = ExportFormat(str(wish.get("format")))
        except ValueError as error:
            raise _BadRequest from error
        try:
            await self._services.exports.ask(unit, period, format_, by=person.id)
        except (TooManyFiles, TooManyItems) as refusal:
            return _json({"said": sentence(refusal, t)})
        return _json({"said": t.plain("page-file-asked")})

    async def _picture(self, request: Request, person: Person, t: Texts) -> Response:
        unit, period = _place(request)
        services, dark = self._services, request.query_params.get("dark") == "1"
        if request.query_params.get("of") == "year":
            year = BoardSpan.YEAR.around(period.start)
            canvas = year_picture(
                await services.board_years.of(unit, year, by=person.id), t, dark=dark
            )
        else:
            board = await services.boards.of(unit, period, *board_text.wanted(), by=person.id)
            canvas = board_picture(board, services.library, t, dark=dark)
        drawn = await services.painter.draw(canvas.svg(), canvas.locale)
        return Response(drawn, media_type="image/png", headers=_HEADERS)


async def _index(_: Request) -> Response:
    return FileResponse(_STATIC / "index.html", headers=_HEADERS)


class _FreshFiles(StaticFiles):
    """Files that the browser asks for each time, so that a new version of the page shows at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update({**_HEADERS, "Cache-Control": "no-cache"})
        return response


def _place(request: Request) -> tuple[OrganisationId, Period]:
    return _place_of(request.query_params)


def _place_of(asked: Mapping[str, Any]) -> tuple[OrganisationId, Period]:
    try:
        span = BoardSpan(str(asked.get("span", "")))
        start = date.fromisoformat(str(asked.get("start", "")))
        return OrganisationId(_number(str(asked.get("unit", "")))), span.around(start)
    except (ValueError, OverflowError) as error:
        raise _BadRequest from error


def _lists(asked: str) -> list[BoardList]:
    """Each once, however often it is asked for; one at least."""
    try:
        found = [BoardList(each) for each in dict.fromkeys(asked)]
    except ValueError as error:
        raise _BadRequest from error
    if not found:
        raise _BadRequest
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text[:17]) >= _LARGEST_ID:
        raise _BadRequest
    return int(text[:17])


async def _own_json(request: Request) -> Mapping[str, Any]:
    """The body of a request that this very page has made."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise _BadRequest
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise _BadRequest
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _BODY_BYTES:
                raise _BadRequest
        wish = json.loads(body)
    except (ValueError, RecursionError, ClientDisconnect) as error:
        raise _BadRequest from error
    if not isinstance(wish, dict):
        raise _BadRequest
    return wish


def _json(value: object, status: int = 200) -> JSONResponse:
    return JSONResponse(value, status, headers=_HEADERS)
