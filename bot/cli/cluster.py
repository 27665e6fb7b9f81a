"""``dutybot cluster``: several replicas on this machine, with all that they need; nothing is kept."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.texts.catalogue import Texts, texts
from bot.texts.operator import operator_locale

if TYPE_CHECKING:
    from bot.web.listening import Listener

CANNOT_START = 1
PORT = 8080

Count = Annotated[int, typer.Option(min=1, max=9, help="How many replicas.")]


def cluster(replicas: Count = 3) -> None:
    """Start PostgreSQL, the local messenger as Telegram, replicas on webhooks and a proxy."""
    from bot.cluster.postgres import NoPostgres, postgres

    t = texts(operator_locale())
    with tempfile.TemporaryDirectory(prefix="dutybot-") as name:
        folder = Path(name)
        typer.echo(t.plain("cluster-starting", count=replicas))
        try:
            with postgres(folder / "postgres") as url:
                asyncio.run(_run(replicas, url, folder, t))
        except NoPostgres as error:
            typer.echo(t.plain("cluster-no-postgres", reason=error), err=True)
            raise typer.Exit(CANNOT_START) from None
    typer.echo(t.plain("program-ended"))


async def _run(count: int, database_url: str, folder: Path, t: Texts) -> None:
    from bot.cluster.proxy import proxy
    from bot.cluster.replicas import Replicas, free_port
    from bot.config import ListenAddress
    from bot.messenger.world.state import TOKEN
    from bot.web.listening import listen
    from bot.web.server import WEBHOOK_PATH, ending_signals

    ending = ending_signals()
    listener = listen(ListenAddress("127.0.0.1", PORT))
    telegram_port = free_port()
    replicas = Replicas(
        database_url, f"http://127.0.0.1:{telegram_port}", TOKEN, folder, count=count
    )
    async with AsyncExitStack() as running:
        telegram = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot.cluster.telegram", str(telegram_port)),
            *(f"http://{listener.address}{WEBHOOK_PATH}", replicas.secret),
            str(folder / "messenger"),
        )
        running.push_async_callback(telegram.wait)
        running.callback(_end, telegram)
        starting = asyncio.create_task(running.enter_async_context(replicas))
        ended = asyncio.create_task(ending.wait())
        await asyncio.wait({starting, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            return
        starting.result()
        _say(t, f"http://127.0.0.1:{telegram_port}/", replicas.addresses, listener)
        await _serve(proxy(replicas.addresses), listener, ended)


async def _serve(app: object, listener: Listener, ended: asyncio.Task[bool]) -> None:
    import uvicorn

    from bot.web.server import QuietServer

    server = QuietServer(uvicorn.Config(app, log_config=None, access_log=False))  # type: ignore[arg-type]
    serving = asyncio.create_task(server.serve(sockets=[listener.socket]))
    await asyncio.wait({serving, ended}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await serving


def _say(t: Texts, messenger: str, replicas: list[str], listener: Listener) -> None:
    typer.echo(t.plain("cluster-ready", messenger=messenger, proxy=f"http://{listener.address}"))
    for address in replicas:
        typer.echo(t.plain("cluster-replica", address=address))
    typer.echo(t.plain("cluster-hint"))


def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
