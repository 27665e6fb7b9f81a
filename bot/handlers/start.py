"""``/start``: the welcome, or how things stand; with a payload, what the link leads to."""

from __future__ import annotations

import re

from telegram import Update

from bot.conversation.addresses import telegram_id
from bot.conversation.context import DutyContext
from bot.conversation.menus import set_operator_menu
from bot.handlers.duties.completion import open_done
from bot.handlers.people import invites
from bot.handlers.screens import say
from bot.views.start import overview, welcome
from scheduler.delivery.references import ALPHABET, LENGTH
from scheduler.errors import NotRegistered
from scheduler.planning.occurrences import OccurrenceId

_DONE_LINK = re.compile(rf"done_(\d{{1,15}})(?:_([{ALPHABET}]{{{LENGTH}}}))?")
"""The reference is absent from links of older messages."""


_INVITE_LINK = re.compile("i_(.+)")


async def start(update: Update, context: DutyContext) -> None:
    """Begin; a link from a group's reminder leads to its duty, that of an invite into registering."""
    person = await context.person(update)
    link = _DONE_LINK.fullmatch(context.args[0]) if context.args else None
    if link is not None:
        if link[2] is not None:
            await context.services.confirmations.followed(link[2])
        await open_done(update, context, OccurrenceId(int(link[1])))
        return
    invite = _INVITE_LINK.fullmatch(context.args[0]) if context.args else None
    if invite is not None:
        await invites.follow(update, context, invite[1])
        return
    t = await context.texts_for(update)
    try:
        agenda = await context.services.agenda.of(person)
    except NotRegistered:
        await say(update, welcome(t))
    else:
        await say(update, overview(agenda, context.services.library, t))
    if context.is_operator(update):
        # Until now the chat may have been unknown to Telegram.
        await set_operator_menu(
            context.bot, context.commands, telegram_id(person.address), context.services.library
        )
