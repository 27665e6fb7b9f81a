"""The yardstick for updates: a bot of the library that answers each message, and keeps nothing.

``python -m tests.bench.delivery.bare_echo ADDRESS CONCURRENT PORT``: with PORT 0 it polls, else it
takes a webhook as in the library's example for a web server of one's own.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from tests.bench.delivery.bare import TOKEN
from tests.bench.delivery.webhook import PATH


async def _echo(update: Update, _: Any) -> None:
    if update.effective_message is not None:
        await update.effective_message.reply_text("text")


def _application(address: str, concurrent: int, *, polling: bool) -> Any:
    builder = Application.builder().token(TOKEN).base_url(f"{address}/bot")
    builder = builder.concurrent_updates(concurrent or False)
    application = builder.build() if polling else builder.updater(None).build()
    application.add_handler(MessageHandler(filters.ALL, _echo))
    return application


async def _take_webhook(application: Any, port: int) -> None:
    # Imported here: the polling bot is measured without a web server.
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    async def receive(request: Request) -> Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    app = Starlette(routes=[Route(PATH, receive, methods=["POST"])])
    config = uvicorn.Config(app, port=port, lifespan="off", log_config=None, access_log=False)
    async with application:
        await application.start()
        await uvicorn.Server(config).serve()
        await application.stop()


def _main() -> None:
    address, concurrent, port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    application = _application(address, concurrent, polling=not port)
    if port:
        asyncio.run(_take_webhook(application, port))
    else:
        application.run_polling()


if __name__ == "__main__":
    _main()
