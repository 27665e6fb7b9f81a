"""Sends parcels through Telegram, and tells by the cause of a failure whether anything arrived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    InvalidToken,
)

from bot.conversation.addresses import TelegramId, telegram_id
from bot.conversation.sealing import Seal
from bot.telegram_api.bot import call
from bot.telegram_api.failures import classify, detail_of, is_unauthorised
from bot.telegram_api.markup import is_markup_refused, plain_text
from bot.views.screen import Attachment, Screen, keyboard_json
from scheduler.delivery.ports import (
    DeliveryFailure,
    NotSent,
    Receipt,
    SendingForbidden,
)
from scheduler.planning.notices import Parcel

READ_TIMEOUT = timedelta(seconds=20)
"""Long: a slow answer that is not waited for becomes an ambiguous attempt."""

LONGEST_CALL = timedelta(seconds=35)
"""Everything together; well below the time after which others take the attempt for ended."""

_CONNECT_SECONDS = 5.0

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
        files: Path | None = None,
        read_timeout: timedelta = READ_TIMEOUT,
    ) -> None:
        """``files``: the folder of the files that messages carry."""
        self._bot = bot
        self._render = render
        self._seal = seal
        self._files = files
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
                if screen.document is not None:
                    receipt = await self._send_file(chat_id, screen, screen.document)
                else:
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

    async def _send_file(
        self, chat_id: TelegramId, screen: Screen, document: Attachment
    ) -> Receipt:
        """Send a file with its caption; one that is not there any more ends as a fault before sending."""
        if self._files is None:
            raise FileNotFoundError(document.stored)
        content = await asyncio.to_thread((self._files / document.stored).read_bytes)
        message = {
            "chat_id": chat_id,
            "document": InputFile(content, filename=document.name),
            "caption": screen.text,
            "parse_mode": ParseMode.HTML,
        }
        return await self._call("sendDocument", message)

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
        return await self._call("sendMessage", message)

    async def _call(self, method: str, message: dict[str, Any]) -> Receipt:
        answer = await call(
            self._bot,
            method,
            message,
            connect_timeout=_CONNECT_SECONDS,
            write_timeout=self._read_seconds,
            read_timeout=self._read_seconds,
            pool_timeout=_CONNECT_SECONDS,
        )
        return Receipt(str(answer["message_id"]), datetime.fromtimestamp(answer["date"], UTC))

    async def _token_refused(self, error: InvalidToken) -> DeliveryFailure:
        """Only a 401 that getMe meets as well is Telegram's word; a lone 404 is a fault on the way."""
        if is_unauthorised(error):
            try:
                await self._bot.get_me()
            except Exception as second:
                if isinstance(second, InvalidToken) and is_unauthorised(second):
                    return SendingForbidden("the token is refused (401)")
                log.warning("cannot tell whether the token is refused", exc_info=True)
        return NotSent(detail_of(error))
