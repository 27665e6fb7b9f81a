"""A coming day of an organisation, as it is typed."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.handlers import typed
from scheduler.roster.model import Organisation

_HALF_A_YEAR = timedelta(days=183)
"""A day without a year is the coming one within it, else the nearest: many an event is told afterwards."""


def today_there(organisation: Organisation, context: DutyContext) -> date:
    """The day it is in the organisation."""
    return organisation.today(context.services.clock.now())


async def typed_day(update: Update, context: DutyContext, organisation: Organisation) -> date:
    """The day that was typed.

    Raises:
        NotUnderstood: it cannot be read for certain.
    """
    today = today_there(organisation, context)
    day = await typed.typed_day(update, context, DayAsked.EVENT, today=today)
    if day <= today + _HALF_A_YEAR:
        return day
    return await typed.typed_day(update, context, DayAsked.DONE, today=today)
