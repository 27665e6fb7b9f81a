"""What was typed in answer to a question: read, or refused in one way."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked, NotADay, UnclearDay
from bot.conversation.days.reading import read_day
from bot.views.duties.day_question import unclear_day
from bot.views.screen import Screen


class NotUnderstood(Exception):
    """The text is no answer to what was asked; it may be a question of its own.

    ``screen`` says what would be one; ``meant``: it was meant as one, and is no question. The dialogue
    stays open.
    """

    def __init__(self, screen: Screen, *, meant: bool = False) -> None:
        super().__init__(screen.text)
        self.screen = screen
        self.meant = meant


def said(update: Update) -> str:
    """The words of a message: its text, or the caption of its photo or file; "" without any."""
    message = update.effective_message
    return "" if message is None else message.text or message.caption or ""


async def typed_day(update: Update, context: DutyContext, asked: DayAsked, *, today: date) -> date:
    """The day that was typed.

    Raises:
        NotUnderstood: it cannot be read for certain.
    """
    calendar = await context.services.agenda.calendar()
    try:
        return read_day(said(update), today=today, asked=asked, calendar=calendar)
    except UnclearDay as unclear:
        t = await context.texts_for(update)
        screen = unclear_day(unclear, asked, t, today=today)
        raise NotUnderstood(screen, meant=not isinstance(unclear, NotADay)) from unclear
