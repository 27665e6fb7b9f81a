"""The messages that count: fresh ones, of real people, in their own words."""

from __future__ import annotations

from telegram.constants import ChatID
from telegram.ext import filters

ANONYMOUS_ADMIN = int(ChatID.ANONYMOUS_ADMIN)

# Telegram's stand-ins for somebody who cannot be known: an administrator who hides, a channel that
# writes in a group, the service that copies channel posts.
_NOBODY = filters.User([ANONYMOUS_ADMIN, int(ChatID.FAKE_CHANNEL), int(ChatID.SERVICE_CHAT)])

_OWN_WORDS = filters.UpdateType.MESSAGE & ~filters.FORWARDED & ~filters.VIA_BOT

FRESH = _OWN_WORDS & ~_NOBODY & ~filters.SenderChat.ALL
"""Neither edited nor forwarded nor sent by way of a bot; somebody in particular wrote it.

PTB's own handlers would take all the others for commands too.
"""

FORWARDED = filters.UpdateType.MESSAGE & filters.FORWARDED & ~_NOBODY
EDITED = filters.UpdateType.EDITED_MESSAGE & ~filters.VIA_BOT & ~_NOBODY
"""Words that count for nothing, of which the sender has to hear."""

ANONYMOUS_COMMAND = _OWN_WORDS & filters.COMMAND & filters.User(ANONYMOUS_ADMIN)
"""A command of an administrator who hides, so that no rights can be checked."""

PRIVATE = filters.ChatType.PRIVATE
