"""A coming day of an organisation, as it is typed."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.typed_days import read_day
from bot.handlers.screens import say
from bot.views.duties.day_question import unclear_day
from scheduler.roster.model import Organisation

_HALF_A_YEAR = timedelta(days=183)
"""A day without a year is the coming one within it, else the nearest: many an event is told afterwards."""


def today_there(organisation: Organisation, context: DutyContext) -> date:
    """The day it is in the organisation."""
    return organisation.today(context.services.clock.now())


async def typed_day(
    update: Update, context: DutyContext, organisation: Organisation
) -> date | None:
    """The day that was typed; None, and said so, when it is none."""
    today = today_there(organisation, context)
    day = read_day(written(update), today=today, first=today, last=today + _HALF_A_YEAR)
    if day is None:
        await say(update, unclear_day(await context.texts_for(update), today=today))
    return day
