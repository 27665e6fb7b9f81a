"""The Telegram application: the services, and every handler in routing order."""

from __future__ import annotations

from typing import Any

from telegram.ext import ApplicationBuilder, BaseHandler, ContextTypes

from bot import commands
from bot.conversation.context import DutyApplication, DutyContext, Memory, Services
from bot.conversation.flood_limit import FloodLimit
from bot.conversation.sealing import Seal
from bot.error_handler import handle_error
from bot.handlers import (
    calendar,
    cancelling,
    fallbacks,
    free_text,
    groups,
    messages,
    reachability,
    settings,
)
from bot.handlers.board import board, outline, page, pictures
from bot.handlers.board import groups as group_boards
from bot.handlers.channels import by_mail, mailbox, robots
from bot.handlers.closing import checklists, exports, reliefs, reviewing, statements
from bot.handlers.duties import (
    completion,
    entry,
    evidence,
    held_on,
    history,
    item,
    later,
    my_duties,
    several,
)
from bot.handlers.flood_limit import flood_handler
from bot.handlers.operating import pack_editions, workdays
from bot.handlers.own_name import own_name_handler
from bot.handlers.people import (
    chasing,
    entering,
    forgetting,
    handover,
    invites,
    rosters,
    standing_in,
    unit_people,
)
from bot.handlers.questions import clauses, inline, open_questions
from bot.handlers.registering import joining, posts, registration
from bot.handlers.study import editions, lessons, quiz
from bot.handlers.units import (
    events,
    facts,
    list_files,
    list_posts,
    local_duties,
    own_duties,
    own_lists,
    reorganising,
    seats,
)
from bot.telegram_api.bot import DutyBot
from scheduler.clock import uptime

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]

HANDLERS: list[BaseHandler[Any, Any, Any]] = [
    *commands.HANDLERS,
    *registration.HANDLERS,
    *posts.HANDLERS,
    *my_duties.HANDLERS,
    *item.HANDLERS,
    *completion.HANDLERS,
    *held_on.HANDLERS,
    *several.HANDLERS,
    *evidence.HANDLERS,
    *entry.HANDLERS,
    *history.HANDLERS,
    *later.HANDLERS,
    *joining.HANDLERS,
    *facts.HANDLERS,
    *local_duties.HANDLERS,
    *own_duties.HANDLERS,
    *list_files.HANDLERS,
    *list_posts.HANDLERS,
    *own_lists.HANDLERS,
    *events.HANDLERS,
    *reorganising.HANDLERS,
    *seats.HANDLERS,
    *board.HANDLERS,
    *pictures.HANDLERS,
    *page.HANDLERS,
    *outline.HANDLERS,
    *group_boards.HANDLERS,
    *reviewing.HANDLERS,
    *reliefs.HANDLERS,
    *statements.HANDLERS,
    *exports.HANDLERS,
    *checklists.HANDLERS,
    *invites.HANDLERS,
    *unit_people.HANDLERS,
    *handover.HANDLERS,
    *standing_in.HANDLERS,
    *entering.HANDLERS,
    *forgetting.HANDLERS,
    *chasing.HANDLERS,
    *rosters.HANDLERS,
    *clauses.HANDLERS,
    *inline.HANDLERS,
    *open_questions.HANDLERS,
    *settings.HANDLERS,
    *calendar.HANDLERS,
    *workdays.HANDLERS,
    *pack_editions.HANDLERS,
    *robots.HANDLERS,
    *mailbox.HANDLERS,
    *by_mail.HANDLERS,
    *quiz.HANDLERS,
    *lessons.HANDLERS,
    *editions.HANDLERS,
    *groups.HANDLERS,
    *cancelling.HANDLERS,
    *messages.HANDLERS,
    *free_text.HANDLERS,
    *fallbacks.HANDLERS,
]
"""In routing order: the first one that fits takes the update."""

_FIRST, _SECOND, _THIRD = -3, -2, -1
"""Handlers of a lower group come before those of group 0."""


def build_application(
    builder: Builder,
    services: Services,
    flood_limit: FloodLimit,
    seal: Seal,
    *,
    operators: tuple[int, ...] = (),
) -> DutyApplication:
    """Complete ``builder``, which knows the token and how to reach the Bot API.

    The application fetches no updates by itself (``bot.receiving.receiver`` does) and keeps no state
    that matters. ``operators`` are the Telegram users who run the bot.
    """
    application: Any = (
        builder.application_class(
            DutyApplication,
            kwargs={
                "services": services,
                "seal": seal,
                "commands": commands.COMMANDS,
                "operators": operators,
            },
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
    application.add_handler(flood_handler(flood_limit), group=_FIRST)
    application.add_handler(reachability.HANDLER, group=_SECOND)
    application.add_handler(own_name_handler(uptime), group=_THIRD)
    application.add_handlers(HANDLERS)
    application.add_error_handler(handle_error)
    return application
