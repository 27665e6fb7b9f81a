"""Asking for a file of a statement."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ParseMode

from bot.conversation.buttons.closing import ExportButton
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.closing.statements import period_of
from bot.handlers.routes import pressed
from bot.views.closing.exports import progress_text
from scheduler.closing.exports import ExportFormat


async def ask(update: Update, context: DutyContext, button: ExportButton) -> str | None:
    """Take the wish down, and show in a message of its own how far the file is; in one, however often asked."""
    period = period_of(button.per, button.start)
    try:
        format_ = ExportFormat(button.format)
    except ValueError as error:
        raise StaleButton(button.format) from error
    person, chat = await context.person(update), update.effective_chat
    exports = context.services.exports
    export = await exports.ask(button.organisation_id, period, format_, by=person.id)
    t = await context.texts_for(update)
    if export.message_id is not None:
        return t.plain("export-waiting")
    overview = await context.services.reviewing.confirming(person.id, button.organisation_id)
    if chat is None:
        return None
    shown: Message = await chat.send_message(
        progress_text(overview.organisation, export, t), parse_mode=ParseMode.HTML
    )
    await exports.show_in(export.id, shown.message_id)
    return None


HANDLERS = [pressed(ExportButton, ask)]
