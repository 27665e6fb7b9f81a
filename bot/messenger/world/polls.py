"""Polls that end by themselves."""

from __future__ import annotations

from bot.messenger.world import objects
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Poll


def close(messenger: MessengerState, poll: Poll) -> None:
    """End a poll and tell the bot its result."""
    poll.is_closed = True
    messenger.updates.push("poll", objects.poll(poll))


def close_due(messenger: MessengerState) -> None:
    """End the polls whose time has come by the messenger's clock."""
    now = messenger.now()
    for poll in messenger.world.polls.values():
        if not poll.is_closed and poll.close_date is not None and poll.close_date <= now:
            close(messenger, poll)
            messenger.changed("poll", poll.chat_id)
