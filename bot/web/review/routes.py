"""The addresses of the review. Whoever knows the secret of the address may change and confirm."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.texts.catalogue import Texts
from bot.texts.faults import fault_line
from bot.views.board.plain import plain
from bot.views.rhythms import refused
from bot.web.review.page import STATIC, ended_page, pages_of, places_on, review_page
from bot.web.review.rows import DraftRow, DraftRows, NotOnePost
from clauses.cadence import Cadence, Quota
from clauses.errors import PackFaults
from clauses.importing.drafting.confirming import write_confirmed
from clauses.own_posts import LONGEST_NAME
from clauses.rhythms.readings import UnclearRhythm

_BODY_BYTES = 262_144
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    # Not no-referrer: by that the browser would hide the origin of the page's own form.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Endpoint = Callable[[Request], Awaitable[Response]]


class ReviewPage:
    """One review of one draft; ``done`` is set once it is confirmed, ``taken`` are its entries then."""

    def __init__(self, folder: Path, rows: DraftRows, t: Texts) -> None:
        self.done = asyncio.Event()
        self.taken: tuple[str, ...] = ()
        self.path = f"/review/{secrets.token_urlsafe(32)}"
        self._folder = folder
        self._rows = rows
        self._t = t

    def routes(self, address: str) -> list[BaseRoute]:
        """All routes; ``address`` is the host with the port by which alone they may be asked for."""
        hosts = {address, f"localhost:{address.rpartition(':')[2]}"}
        return [
            Route("/review.css", _guarded(self._style, hosts)),
            Route("/review/{secret}", _guarded(self._of_secret(self._show), hosts)),
            Route(
                "/review/{secret}", _guarded(self._of_secret(self._take), hosts), methods=["POST"]
            ),
        ]

    def _of_secret(self, endpoint: Endpoint) -> Endpoint:
        async def answer(request: Request) -> Response:
            given = f"/review/{request.path_params['secret']}"
            if not hmac.compare_digest(given.encode(), self.path.encode()):
                return PlainTextResponse("forbidden\n", 403)
            if self.done.is_set():
                return PlainTextResponse("gone\n", 410)
            return await endpoint(request)

        return answer

    async def _style(self, _: Request) -> Response:
        # Kept by the browser: the last page comes when the server is about to end.
        return FileResponse(STATIC / "page.css", headers={"Cache-Control": "private, max-age=3600"})

    async def _show(self, request: Request) -> Response:
        return self._page(_page_number(request.query_params.get("page"), self._rows))

    async def _take(self, request: Request) -> Response:
        if request.headers.get("origin") != f"http://{request.headers.get('host')}":
            return PlainTextResponse("forbidden\n", 403)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _BODY_BYTES:
            return PlainTextResponse("too large\n", 413)
        async with request.form() as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        page = _page_number(fields.get("page"), self._rows)
        before = [_as_read(row) for row in self._rows.rows]
        typed, wrong = self._correct(page, fields)
        act = fields.get("act", "")
        if wrong:
            return self._page(page, typed=typed, wrong=wrong)
        if act == "confirm" and before != [_as_read(row) for row in self._rows.rows]:
            # As in the chat, words are read back before they count.
            return self._page(page, fault=self._t.plain("review-read-back"), status=409)
        if act == "confirm":
            return await self._confirm(page)
        if act.startswith("page-"):
            page = _page_number(act.removeprefix("page-"), self._rows)
        return self._page(page)

    def _correct(
        self, page: int, fields: Mapping[str, str]
    ) -> tuple[dict[str, str], dict[int, str]]:
        """Put the rows of a page right; what was typed and cannot be read by its field, and why by row."""
        typed: dict[str, str] = {}
        wrong: dict[int, str] = {}
        for at in places_on(page, self._rows):
            if f"said-{at}" not in fields:
                continue
            said, who = fields[f"said-{at}"], fields.get(f"who-{at}", "")
            row = replace(self._rows.rows[at], skipped=f"skip-{at}" in fields)
            self._rows.rows[at] = row
            if row.skipped:
                continue
            try:
                row = self._rows.reworded(at, said)
                row = self._with_first(row, fields.get(f"first-{at}", ""))
                self._rows.rows[at] = replace(row, who=self._rows.owed_by(who))
            except UnclearRhythm as unclear:
                wrong[at] = plain(refused(unclear, said, self._t))
            except NotOnePost:
                wrong[at] = self._t.plain("review-one-post", most=LONGEST_NAME)
            if at in wrong:
                typed |= {f"said-{at}": said, f"who-{at}": who}
        return typed, wrong

    def _with_first(self, row: DraftRow, first: str) -> DraftRow:
        """Every second week from the day that was given; as it is where none was."""
        if not row.asks_first or not isinstance(row.cadence, Quota):
            return row
        try:
            day = date.fromisoformat(first)
        except ValueError:
            return row
        quota = replace(row.cadence, every_second_from=day)
        return self._rows.dated(replace(row, cadence=quota, asks_first=False))

    async def _confirm(self, page: int) -> Response:
        confirmed = self._rows.confirmed()
        if not confirmed:
            return self._page(page, fault=self._t.plain("review-nothing"), status=409)
        try:
            await asyncio.to_thread(write_confirmed, self._folder, confirmed)
        except PackFaults as refusal:
            lines = (fault_line(each, self._t) for each in refusal.faults)
            return self._page(page, fault="\n".join(lines), status=409)
        self.taken = tuple(confirmed)
        self.done.set()
        return HTMLResponse(ended_page(len(confirmed), self._t))

    def _page(
        self,
        page: int,
        *,
        typed: Mapping[str, str] | None = None,
        wrong: Mapping[int, str] | None = None,
        fault: str = "",
        status: int = 200,
    ) -> Response:
        text = review_page(
            self._rows, page, self._t, typed=typed or {}, wrong=wrong or {}, fault=fault
        )
        return HTMLResponse(text, 422 if wrong else status)


def _guarded(endpoint: Endpoint, hosts: set[str]) -> Endpoint:
    """Refuse other names of the host: the domain of an attacker can point here."""

    async def guarded(request: Request) -> Response:
        if request.headers.get("host", "") in hosts:
            response = await endpoint(request)
        else:
            response = PlainTextResponse("forbidden\n", 403)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


def _as_read(row: DraftRow) -> tuple[str, Cadence | None]:
    """What is read back before it counts."""
    return row.said, row.cadence


def _page_number(text: str | None, rows: DraftRows) -> int:
    number = int(text) if text is not None and text.isdecimal() and len(text) < 6 else 0
    return min(number, pages_of(rows) - 1)
