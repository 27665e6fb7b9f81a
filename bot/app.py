"""The Telegram application: the services, and every handler in routing order."""

from __future__ import annotations

from typing import Any

from telegram.ext import ApplicationBuilder, BaseHandler, ContextTypes

from bot.conversation.context import DutyApplication, DutyContext, Memory, Services
from bot.conversation.flood import Floodgate
from bot.conversation.sealing import Seal
from bot.error_handler import handle_error
from bot.handlers import (
    admin,
    flooding,
    groups,
    help,  # noqa: A004 - named for its command
    presence,
    settings,
    start,
    typed,
)
from bot.handlers.duties import completion, later, my_duties
from bot.handlers.questions import inline, questions
from bot.handlers.registering import joining, posts, registration
from bot.telegram_api.bot import DutyBot

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]

HANDLERS: list[BaseHandler[Any, Any, Any]] = [
    *start.HANDLERS,
    *registration.HANDLERS,
    *posts.HANDLERS,
    *my_duties.HANDLERS,
    *completion.HANDLERS,
    *later.HANDLERS,
    *joining.HANDLERS,
    *questions.HANDLERS,
    *inline.HANDLERS,
    *settings.HANDLERS,
    *groups.HANDLERS,
    *help.HANDLERS,
    *admin.HANDLERS,
    *typed.HANDLERS,
    *help.LAST_HANDLERS,
]
"""In routing order: the first one that fits takes the update."""


_FIRST, _SECOND = -2, -1
"""Handlers of a lower group come before those of group 0."""


def build_application(
    builder: Builder,
    services: Services,
    floodgate: Floodgate,
    seal: Seal,
    *,
    operators: tuple[int, ...] = (),
) -> DutyApplication:
    """Complete ``builder``, which knows the token and how to reach the Bot API.

    The application fetches no updates by itself (``bot.receiving.receiver`` does) and keeps no state
    that matters. ``operators`` are the Telegram users who are told when something broke.
    """
    application: Any = (
        builder.application_class(
            DutyApplication,
            kwargs={"services": services, "seal": seal, "operators": operators},
        )
        .context_types(ContextTypes(context=DutyContext, user_data=Memory))
        .updater(None)
        .job_queue(None)
        .build()
    )
    if not isinstance(application, DutyApplication):
        raise TypeError(application)
    if isinstance(application.bot, DutyBot):
        application.bot.follow(services.groups)
    application.add_handler(flooding.gate(floodgate), group=_FIRST)
    application.add_handler(presence.HANDLER, group=_SECOND)
    application.add_handlers(HANDLERS)
    application.add_error_handler(handle_error)
    return application
