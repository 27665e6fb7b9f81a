"""The day of an act is awaited: it may be typed wherever it is asked for or shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Update

from bot.conversation.context import DutyContext
from bot.handlers.duties import evidence
from bot.handlers.routes import expect

STEP = "several-day"
"""Of the dialogue."""


async def await_day(
    update: Update,
    context: DutyContext,
    scope: str,
    *,
    reminder_id: int = 0,
    sent: Mapping[str, Any] | None = None,
) -> None:
    """Take the next text for a day of ``scope``.

    What was sent before and waits is kept; ``sent`` is what came with this update.
    """
    kept = await evidence.waiting(update, context) if sent is None else sent
    await expect(update, context, STEP, {"scope": scope, "reminder_id": reminder_id, **kept})
