"""Updates as Telegram sends them, before the library parses them: the id, and the chat to order by."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from bot.conversation.addresses import TelegramId, telegram
from scheduler.inbox.incoming import IncomingUpdate

RawUpdate = Mapping[str, Any]
"""One update, decoded from JSON."""

NO_CHAT = TelegramId(0)
"""The place in order of updates that belong to no chat and to nobody."""

_BIGINT = 2**63

log = logging.getLogger(__name__)


def incoming(raw: RawUpdate) -> IncomingUpdate | None:
    """The update for the inbox; None, which is logged, when its id is not one that can be stored."""
    update_id = id_of(raw)
    if update_id is not None:
        return IncomingUpdate(update_id, telegram(chat_of(raw)), dict(raw))
    log.error("update without a usable id passed over")
    return None


def id_of(raw: RawUpdate) -> int | None:
    """The id of an update, None when it is not one that can be stored and acknowledged.

    As an offset a negative number would mean something else: the last so many, and none before them.
    """
    found = raw.get("update_id")
    usable = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < _BIGINT
    return found if usable else None


def chat_of(raw: RawUpdate) -> TelegramId:
    """The chat of an update or, without one (inline queries, votes), the person; else ``NO_CHAT``."""
    for part in raw.values():
        if not isinstance(part, Mapping):
            continue
        for parent in (part, part.get("message")):
            found = _id_in(parent, "chat")
            if found is not None:
                return found
        for key in ("from", "user", "voter_chat"):
            found = _id_in(part, key)
            if found is not None:
                return found
    return NO_CHAT


def _id_in(parent: object, key: str) -> TelegramId | None:
    inner = parent.get(key) if isinstance(parent, Mapping) else None
    found = inner.get("id") if isinstance(inner, Mapping) else None
    return TelegramId(found) if isinstance(found, int) and abs(found) < _BIGINT else None
