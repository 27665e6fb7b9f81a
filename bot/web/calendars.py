"""Calendars for programs that subscribe to them, at private addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from email.utils import format_datetime
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.texts.naming import texts_of
from bot.views.calendar.file import calendar_file
from clauses.library import Library
from scheduler.feeds.calendars import Calendars

_PATH = "/calendar/{token}.ics"


def address_of(token: str, public_url: str) -> str:
    """The address of a calendar, for whoever may read it."""
    return public_url + _PATH.format(token=token)


def calendar_route(
    calendars: Calendars, library: Library, installation: Callable[[], str]
) -> Route:
    """A calendar by its address; what leads nowhere is not found, whatever it was once."""

    async def fetch(request: Request) -> Response:
        feed = await calendars.at(request.path_params["token"])
        if feed is None:
            return PlainTextResponse("not found\n", status_code=404)
        # The bytes hang on the items and on the words of this version.
        tag = f'"{feed.tag}-{version("dutybot")}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if feed.items:
            changed = max(item.revision.at for item in feed.items)
            headers["Last-Modified"] = format_datetime(changed, usegmt=True)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        content = await asyncio.to_thread(
            calendar_file,
            feed,
            library,
            texts_of(library, feed.person.locale),
            installation=installation(),
            alarms=False,
        )
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    return Route(_PATH, fetch, methods=["GET"])
