"""A small echo bot on the messenger, run by the real python-telegram-bot."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    PollHandler,
    filters,
)

from bot.messenger.driver import Driver, joined
from bot.messenger.messenger import Messenger
from scheduler.clock import ManualClock

os.environ.setdefault("PTB_TIMEDELTA", "1")

Context = ContextTypes.DEFAULT_TYPE
BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("完成", callback_data="done:1")],
        [
            InlineKeyboardButton("明天再说", callback_data="later:1"),
            InlineKeyboardButton("下周再说", callback_data="later:7"),
        ],
    ]
)


class Elapsed:
    """Real seconds, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Heard(list[Update]):
    """Every update that reached the bot, oldest first."""

    def texts(self) -> list[str | None]:
        return [update.effective_message.text for update in self if update.effective_message]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 12, 1, 1, 0, tzinfo=UTC))


@pytest.fixture
def elapsed() -> Elapsed:
    return Elapsed()


@pytest.fixture
def messenger(clock: ManualClock, elapsed: Elapsed) -> Messenger:
    return Messenger(clock, elapsed=elapsed)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def echo(
    messenger: Messenger, heard: Heard
) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """The bot itself; ``echo.bot`` calls the messenger's Bot API."""

    async def say_back(update: Update, context: Context) -> None:
        heard.append(update)
        message = update.message
        if message is None:
            return
        if message.text == "/buttons":
            await message.reply_html("<b>选一项</b>", reply_markup=BUTTONS)
        elif message.document or message.photo:
            file = await (message.document or message.photo[-1]).get_file()
            content = bytes(await file.download_as_bytearray())
            await message.reply_document(
                content, filename="returned.bin", caption=f"{len(content)}"
            )
        else:
            await message.reply_text(message.text or "?", do_quote=True)

    async def tapped(update: Update, context: Context) -> None:
        heard.append(update)
        query = update.callback_query
        assert query is not None
        await query.answer(f"收到 {query.data}", show_alert=True)
        await query.edit_message_text("已记下")

    async def asked(update: Update, context: Context) -> None:
        assert update.inline_query is not None
        text = update.inline_query.query
        results = [
            InlineQueryResultArticle(
                "1",
                f"关于{text}",
                InputTextMessageContent(f"<i>{text}</i>", "HTML"),
                reply_markup=BUTTONS,
            )
        ]
        await update.inline_query.answer(results, cache_time=0, is_personal=True)

    async def note(update: Update, context: Context) -> None:
        heard.append(update)

    application = joined(ApplicationBuilder(), messenger).build()
    application.add_handlers(
        [
            MessageHandler(filters.ALL, say_back),
            CallbackQueryHandler(tapped),
            InlineQueryHandler(asked),
            PollAnswerHandler(note),
            PollHandler(note),
            ChatMemberHandler(note, ChatMemberHandler.ANY_CHAT_MEMBER),
        ]
    )
    await application.initialize()
    messenger.settle = Driver(application).settle
    yield application
    await application.shutdown()
