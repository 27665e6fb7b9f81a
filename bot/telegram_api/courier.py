"""Sends parcels through Telegram, and tells by the cause of a failure whether anything arrived."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import httpx
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.conversation.addresses import TelegramId, telegram, telegram_id
from bot.conversation.sealing import Seal
from bot.operating.logs import redact
from bot.telegram_api.http_client import NeverLeft
from bot.telegram_api.markup import is_markup_refused, plain_text
from bot.views.screen import Screen, keyboard_json
from scheduler.delivery.ports import (
    Ambiguous,
    ChatMoved,
    DeliveryFailure,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import Parcel, UndeliverableReason

READ_TIMEOUT = timedelta(seconds=20)
"""Long: a slow answer that is not waited for becomes a message in doubt."""

LONGEST_CALL = timedelta(seconds=35)
"""Everything together; well below the time after which others take the try for ended."""

_CONNECT_SECONDS = 5.0

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

_NOT_FOUND = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat was deactivated",
    "group chat was deleted",
    "user is deactivated",
    "can't initiate conversation",
)
_BLOCKED = ("blocked by the user",)
_KICKED = ("kicked", "not a member")
_SILENCED = (
    "not enough rights",
    "no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
    "message thread not found",
)

log = logging.getLogger(__name__)


class TelegramCourier:
    """The courier over Telegram. Give it a bot without a rate limiter.

    The dispatcher paces: a limiter would let a message wait when it counts as under way already.
    """

    def __init__(
        self,
        bot: Bot,
        render: Callable[[Parcel], Screen],
        seal: Seal,
        *,
        read_timeout: timedelta = READ_TIMEOUT,
    ) -> None:
        self._bot = bot
        self._render = render
        self._seal = seal
        self._read_seconds = read_timeout.total_seconds()

    async def deliver(self, parcel: Parcel) -> Receipt:
        """Send one message; a text whose markup Telegram refuses is sent once more without.

        Raises:
            DeliveryFailure: as in :class:`scheduler.delivery.ports.Courier`. Anything else comes from the
                rendering: nothing was sent then.
        """
        screen = self._render(parcel)
        chat_id = telegram_id(parcel.address)
        buttons = keyboard_json(screen, partial(self._seal.sealed, chat_id=chat_id))
        try:
            async with asyncio.timeout(LONGEST_CALL.total_seconds()):
                receipt = await self._send(chat_id, screen, buttons)
        except InvalidToken as error:
            raise await self._token_refused(error) from error
        except Exception as error:
            raise classify(error) from error
        return receipt

    async def _send(self, chat_id: TelegramId, screen: Screen, buttons: str | None) -> Receipt:
        try:
            return await self._send_text(chat_id, screen.text, buttons, ParseMode.HTML)
        except BadRequest as error:
            if not is_markup_refused(error):
                raise
            log.exception("the markup of a message was refused")
            return await self._send_text(chat_id, plain_text(screen.text), buttons, None)

    async def _send_text(
        self,
        chat_id: TelegramId,
        text: str,
        buttons: str | None,
        parse_mode: ParseMode | None,
    ) -> Receipt:
        message: dict[str, Any] = {
            "chat_id": chat_id,
            "text": text,
            "link_preview_options": '{"is_disabled":true}',
        }
        if parse_mode is not None:
            message["parse_mode"] = parse_mode
        if buttons is not None:
            message["reply_markup"] = buttons
        # The public method parses the whole answer, which takes longer than the call.
        answer: Any = await self._bot._post(
            "sendMessage",
            message,
            connect_timeout=_CONNECT_SECONDS,
            write_timeout=_CONNECT_SECONDS,
            read_timeout=self._read_seconds,
            pool_timeout=_CONNECT_SECONDS,
        )
        return Receipt(str(answer["message_id"]), datetime.fromtimestamp(answer["date"], UTC))

    async def _token_refused(self, error: InvalidToken) -> DeliveryFailure:
        """Only a 401 that getMe meets as well is Telegram's word; a lone 404 is a fault on the way."""
        if _is_unauthorised(error):
            try:
                await self._bot.get_me()
            except Exception as second:
                if isinstance(second, InvalidToken) and _is_unauthorised(second):
                    return SendingForbidden("the token is refused (401)")
                log.warning("cannot tell whether the token is refused", exc_info=True)
        return NotSent(_detail(error))


def classify(error: Exception) -> DeliveryFailure:
    """What a failed call means for the message; what is not known here is ambiguous.

    In this order, since some of these are base classes of others. The token is not judged here.
    """
    detail = _detail(error)
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
    for phrases, reason in (
        (_BLOCKED, UndeliverableReason.BLOCKED),
        (_NOT_FOUND, UndeliverableReason.NOT_FOUND),
        (_KICKED, UndeliverableReason.KICKED),
        (_SILENCED, UndeliverableReason.SILENCED),
    ):
        if any(phrase in said for phrase in phrases):
            return reason
    if isinstance(error, Forbidden):
        return UndeliverableReason.FORBIDDEN
    return UndeliverableReason.REFUSED


def _is_unauthorised(error: InvalidToken) -> bool:
    return error.__cause__ is None and "unauthorized" in error.message.lower()


def _detail(error: Exception) -> str:
    cause = error.__cause__
    because = "" if cause is None else f" ({type(cause).__name__})"
    return redact(f"{error!r}{because}")
