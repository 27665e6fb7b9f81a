"""Another copy of the database at work on the same bot: it would send every reminder once more.

No key in a database can see its copy. The messenger is one for both: it keeps the generation of the
newest copy, in the bot's short description for a language that nobody uses.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.conversation.sealing import Seal
from scheduler.clock import uptime
from scheduler.watch.installation import Installation, Installations

LANGUAGE = "vo"
"""Volapük: the description in it is shown to nobody."""

WATCHED_EVERY = timedelta(seconds=10)

WAIT_SECONDS = 15.0
"""Nothing is sent for this long after a start, so that another copy notices it and holds first."""

_REFUSED_SECONDS = 600.0
"""The wait before a messenger that refused is asked again."""

_WORDS = "generation {}"
_GENERATION = re.compile(r"generation (\d{1,9})")

log = logging.getLogger(__name__)


class Copies:
    """Begins a generation at the start, and watches that no other copy begins a newer one."""

    def __init__(
        self,
        bot: Bot,
        installations: Installations,
        seal: Seal,
        *,
        settled: Callable[[], bool],
        monotonic: Callable[[], float] = uptime,
    ) -> None:
        """``settled`` says whether the updates come to this program: only then may it begin."""
        self._bot = bot
        self._installations = installations
        self._seal = seal
        self._settled = settled
        self._monotonic = monotonic
        self._begun_at: float | None = None
        self._counted = False
        self._ask_after = 0.0
        self._owner: str | None = None
        self._handed_over = False

    def sound(self) -> bool:
        """Whether another copy has had the time to notice this one, and the database is still this bot's."""
        return (
            not self._handed_over
            and self._begun_at is not None
            and self._monotonic() - self._begun_at >= WAIT_SECONDS
        )

    async def check(self) -> None:
        """Hold the sending when a newer copy is at work.

        A messenger that cannot be reached is asked later, and nothing is sent meanwhile. One that does
        not tell, or keeps no number, is taken at its word: sending does not depend on this guard.
        """
        if self._monotonic() < self._ask_after or not self._settled():
            return
        if await self._is_handed_over():
            return
        try:
            await self._compare()
        except (TelegramError, TypeError, ValueError, AttributeError) as error:
            log.warning("the generation could not be compared", extra={"reason": repr(error)})
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                return
            wait = error.retry_after if isinstance(error, RetryAfter) else _REFUSED_SECONDS
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            self._ask_after = self._monotonic() + seconds
        if self._begun_at is None:
            self._begun_at = self._monotonic()

    async def _compare(self) -> None:
        seen = await self._read()
        compare = self._installations.compare if self._counted else self._installations.begin
        installation, newest = await compare(seen)
        self._counted = True
        self._seal.use(
            installation.seal_key,
            installation.era,
            installation.former_era,
            installation.former_until,
        )
        if newest and installation.generation > seen:
            await self._write(installation)

    async def _is_handed_over(self) -> bool:
        """Whether the database became another bot's after the start; its generations are not ours."""
        owner = await self._installations.owner()
        self._owner = self._owner or owner
        if owner != self._owner and not self._handed_over:
            self._handed_over = True
            log.critical(
                "the database was handed over; this program sends no more", extra={"to": owner}
            )
        return self._handed_over

    async def _read(self) -> int:
        described = await self._bot.get_my_short_description(language_code=LANGUAGE)
        found = _GENERATION.fullmatch(described.short_description)
        return int(found[1]) if found else 0

    async def _write(self, installation: Installation) -> None:
        words = _WORDS.format(installation.generation)
        await self._bot.set_my_short_description(words, language_code=LANGUAGE)
