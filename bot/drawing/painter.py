"""Draws pictures in a process of its own: drawing holds the interpreter for a tenth of a second."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from bot.drawing.font import FAMILIES, FONT_FILE
from bot.drawing.render import png

DRAWN_WITHIN_SECONDS = 20
"""A first picture waits for the worker to start."""

WAITING = 20
"""More pictures at once are refused: nobody waits so long."""

log = logging.getLogger(__name__)


class CannotDraw(Exception):
    """The worker is overloaded, or it has failed."""


class Painter:
    """One worker, started with the first picture, and again after it has died."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._waiting = 0

    async def draw(self, svg: str, locale: str) -> bytes:
        """A picture as PNG, in the characters of this language.

        Raises:
            CannotDraw: as above.
        """
        if self._waiting >= WAITING:
            raise CannotDraw
        self._waiting += 1
        try:
            return await self._draw(svg, FAMILIES[locale])
        except (BrokenProcessPool, TimeoutError) as error:
            log.exception("a picture could not be drawn")
            self.close()
            raise CannotDraw from error
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the worker; another picture would start it again."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    async def _draw(self, svg: str, family: str) -> bytes:
        if self._pool is None:
            # A forked copy would hold the database's connections and all memory of the bot.
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(DRAWN_WITHIN_SECONDS):
            return await loop.run_in_executor(self._pool, png, svg, str(FONT_FILE), family)
