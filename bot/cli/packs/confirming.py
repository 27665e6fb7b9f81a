"""``dutybot packs import --confirm``: what was read, looked through on a local page and confirmed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.output import refuse
from bot.config import ListenAddress
from bot.texts.catalogue import Texts
from bot.texts.faults import fault_lines
from clauses.errors import PackFaults
from clauses.loading import load_pack
from scheduler.clock import SystemClock

if TYPE_CHECKING:
    from bot.web.review.rows import DraftRows

UNCONFIRMED = 1
"""Exit status where nothing was confirmed."""


def confirm_on_page(folder: Path, t: Texts) -> None:
    """Serve the review of a draft on this machine until it is confirmed, or the program is ended."""
    from bot.web.review.rows import DraftRows

    try:
        pack = load_pack(folder)
    except PackFaults as faults:
        typer.echo(fault_lines(faults, t), err=True)
        refuse(t.plain("review-unfinished", folder=folder), UNCONFIRMED)
    rows = DraftRows(pack, SystemClock().now().date())
    if not rows.rows:
        refuse(t.plain("review-no-list", folder=folder), UNCONFIRMED)
    taken = asyncio.run(_serve(folder, rows, t))
    if not taken:
        refuse(t.plain("review-left", folder=folder), UNCONFIRMED)
    for row in rows.rows:
        if row.number in taken:
            line = t.plain(
                "review-taken", number=row.number, name=row.name, who=row.who, said=row.said
            )
            typer.echo(line)
    typer.echo(t.plain("review-written", count=len(taken), folder=folder))


async def _serve(folder: Path, rows: DraftRows, t: Texts) -> tuple[str, ...]:
    """The ids of the entries that were confirmed; none where the program was told to end."""
    from starlette.applications import Starlette

    from bot.web.listening import listen
    from bot.web.review.routes import ReviewPage
    from bot.web.server import ending_signals, serve

    listener = listen(ListenAddress("127.0.0.1", 0))
    ending = ending_signals()
    page = ReviewPage(folder, rows, t)
    ended = asyncio.create_task(_ended_by(page.done, ending))
    try:
        address = str(listener.address)
        typer.echo(t.plain("review-open", address=f"http://{address}{page.path}"))
        await serve(Starlette(routes=page.routes(address)), listener, ending, lambda: None)
    finally:
        ended.cancel()
        listener.socket.close()
    return page.taken


async def _ended_by(done: asyncio.Event, ending: asyncio.Event) -> None:
    """Once it is confirmed the program ends; the server answers first what it has in hand."""
    await done.wait()
    ending.set()
