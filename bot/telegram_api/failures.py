"""The meaning of Telegram's refusals, and of a way to Telegram that breaks, for a message."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.conversation.addresses import telegram
from bot.operating.redaction import redact
from bot.telegram_api.http_client import NeverLeft
from scheduler.delivery.ports import Ambiguous, ChatMoved, DeliveryFailure, NotSent, Undeliverable
from scheduler.planning.notices import UndeliverableReason

_NEVER_LEFT = (
    NeverLeft,
    # Of the library's own client, which reaches the local messenger.
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""Causes that come before the first byte of the request."""

_REDIRECT = re.compile(r"\(3\d\d\)")

WORDINGS = {
    UndeliverableReason.BLOCKED: (
        "blocked by the user",
        "user_is_blocked",
        "user_privacy_restricted",
    ),
    UndeliverableReason.NOT_FOUND: (
        "chat not found",
        "chat_id_invalid",
        "user not found",
        "user_id_invalid",
        "peer_id_invalid",
        "chat was deactivated",
        "group chat was deleted",
        "user is deactivated",
        "user_deactivated",  # also as input_user_deactivated
        "can't initiate conversation",
    ),
    UndeliverableReason.KICKED: ("kicked", "not a member", "channel_private"),
    UndeliverableReason.SILENCED: (
        "not enough rights",
        "no rights to send",
        "need administrator rights",
        "chat_admin_required",
        "chat_write_forbidden",
        "chat_restricted",
        "chat_send_plain_forbidden",
        "topic_closed",
    ),
    UndeliverableReason.TOPIC_GONE: (
        "topic_deleted",
        "topic_id_invalid",
        "message thread not found",
    ),
}
"""Parts of what Telegram says, in lower case, whatever the status: it words one thing in several ways."""

log = logging.getLogger(__name__)


def classify(error: Exception) -> DeliveryFailure:
    """The meaning of a failed call for the message; a failure not known here is ambiguous.

    In this order, since some of these are base classes of others. The token is not judged here.
    """
    detail = detail_of(error)
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return NotSent(detail, retry_after=seconds, chat_only=True)
        case ChatMigrated():
            return ChatMoved(telegram(error.new_chat_id))
        case Forbidden() | BadRequest() | InvalidToken() if error.__cause__ is not None:
            # The body was no answer of the Bot API: something on the way refused the request.
            return NotSent(detail)
        case Forbidden() | BadRequest():
            return Undeliverable(_reason(error), detail)
        case InvalidToken():
            return NotSent(detail)
        case NetworkError():
            return _network_failure(error, detail)
    return Ambiguous(detail)


def _network_failure(error: NetworkError, detail: str) -> DeliveryFailure:
    if isinstance(error.__cause__, _NEVER_LEFT):
        return NotSent(detail)
    if "too many requests" in error.message.lower():
        return NotSent(detail, chat_only=True)
    if _REDIRECT.search(error.message):
        log.error("the Bot API address answers with a redirect", extra={"detail": detail})
        return NotSent(detail)
    return Ambiguous(detail)


def _reason(error: Forbidden | BadRequest) -> UndeliverableReason:
    said = error.message.lower()
    for reason, wordings in WORDINGS.items():
        if any(wording in said for wording in wordings):
            return reason
    if isinstance(error, Forbidden):
        return UndeliverableReason.FORBIDDEN
    return UndeliverableReason.REFUSED


def is_unauthorised(error: InvalidToken) -> bool:
    """Whether Telegram itself says that the token is not valid."""
    return error.__cause__ is None and "unauthorized" in error.message.lower()


def detail_of(error: Exception) -> str:
    """The error for log and record, without secrets."""
    cause = error.__cause__
    because = "" if cause is None else f" ({type(cause).__name__})"
    return redact(f"{error!r}{because}")
