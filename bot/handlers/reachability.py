"""Before what they want: whoever writes or presses in private can be reached again."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import TypeHandler

from bot.conversation.context import DutyContext


async def note_presence(update: Update, context: DutyContext) -> None:
    """Not every handler asks who it is; a question, for one, is answered to anybody."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE or update.my_chat_member is not None:
        return
    known = (await context.meeting(update)).person
    if known is not None and not known.reachable:
        await context.person(update)


HANDLER: TypeHandler[Update, DutyContext, None] = TypeHandler(Update, note_presence)
