"""The composition root: only here are concrete objects built that know each other."""

from __future__ import annotations

from bot.config import Settings
from bot.program import Program


def build_program(settings: Settings) -> Program:
    """Build every part; nothing runs yet. Without a token, for the local messenger.

    Raises:
        PackFaults: a content pack does not hold together.
    """
    # Each needs much that the other does not.
    if settings.token is None:
        from bot.wiring.local import build_local

        return build_local(settings)
    from bot.wiring.telegram import build_telegram

    return build_telegram(settings, settings.token)
