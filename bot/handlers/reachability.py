"""A message or press in private makes a person reachable again."""

from __future__ import annotations

from telegram import Update
from telegram.ext import TypeHandler

from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext


async def note_reachable(update: Update, context: DutyContext) -> None:
    """Note it before any handler acts: not every one asks who the person is."""
    if not is_private(update) or update.my_chat_member is not None:
        return
    known = (await context.meeting(update)).person
    if known is not None and not known.reachable:
        await context.person(update)


HANDLER: TypeHandler[Update, DutyContext, None] = TypeHandler(Update, note_reachable)
