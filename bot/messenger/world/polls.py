"""Polls that end by themselves."""

from __future__ import annotations

from bot.messenger.world import objects
from bot.messenger.world.state import MessengerState


def close_due(messenger: MessengerState) -> None:
    """End the polls whose time has come by the messenger's clock, and tell the bot their results."""
    now = messenger.now()
    for poll in messenger.world.polls.values():
        if not poll.is_closed and poll.close_date is not None and poll.close_date <= now:
            poll.is_closed = True
            messenger.updates.push("poll", objects.poll(poll))
            messenger.changed("poll", poll.chat_id)
