"""Answers exceptions that a handler let rise: refusals are worded, faults are logged."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.conversation.chats import topic
from bot.conversation.context import DutyContext
from bot.handlers.routes import acknowledge
from bot.receiving.handling import REFUSALS, current_attempt
from bot.telegram_api.failures import classify
from bot.texts.catalogue import locale_for, texts
from bot.views import refusals
from scheduler.delivery.ports import Undeliverable
from scheduler.planning.notices import UndeliverableReason
from scheduler.store.trouble import will_pass

log = logging.getLogger(__name__)

_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 6


async def handle_error(update: object, context: DutyContext) -> None:
    """Word a refusal to the person; log a fault once, under a code that the person reads.

    When the messenger failed, or shut the bot out, there is nobody to tell.
    """
    error = context.error
    if not isinstance(update, Update) or error is None:
        log.error("failed outside an update", exc_info=error)
        return
    if isinstance(error, REFUSALS):
        t = await context.texts_for(update)
        await _tell(update, refusals.paragraph(error, t), refusals.sentence(error, t))
        return
    attempt = current_attempt()
    if will_pass(error):
        # The update is kept, and attempted again until the database works.
        if attempt.first:
            user = update.effective_user
            t = texts(locale_for(None if user is None else user.language_code))
            await _tell(update, t("refusal-busy"), t.plain("refusal-busy"))
        return
    if isinstance(error, TelegramError):
        # No other attempt follows: the person may have been told already.
        if not _is_our_mistake(error):
            log.warning("no answer sent", exc_info=error, extra={"update_id": update.update_id})
            return  # an apology would fare no better
    elif not attempt.last:
        log.warning(
            "another attempt follows", exc_info=error, extra={"update_id": update.update_id}
        )
        return
    code = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))
    log.error(
        "handling update failed",
        exc_info=error,
        extra={"update_id": update.update_id, "code": code},
    )
    t = await context.texts_for(update)
    await _tell(update, t("refusal-bug", code=code), t.plain("refusal-bug-alert", code=code))
    await context.tell_operators(code)


def _is_our_mistake(error: TelegramError) -> bool:
    """Whether Telegram refuses this one call, and not the chat or everything."""
    failure = classify(error)
    return isinstance(failure, Undeliverable) and failure.reason is UndeliverableReason.REFUSED


async def _tell(update: Update, html: str, plain: str) -> None:
    """Tell the person who pressed or wrote; a failure here is logged and goes no further."""
    try:
        if update.callback_query is not None:
            await acknowledge(update, plain, alert=True)
        elif update.effective_chat is not None:
            await update.effective_chat.send_message(
                html, parse_mode=ParseMode.HTML, message_thread_id=topic(update)
            )
    except TelegramError:
        log.warning("the person could not be told", exc_info=True)
