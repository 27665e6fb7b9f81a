"""``/calendar``: the duties as a file, or at an address that calendar programs subscribe to."""

from __future__ import annotations

import asyncio

from telegram import InputFile, Update

from bot.conversation.buttons.settings import CalendarAct, OwnCalendarButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views.calendar.file import calendar_file
from bot.views.calendar.screens import address_screen, calendar_screen
from bot.views.screen import Screen
from bot.web.calendars import address_of

FILE_NAME = "duties.ics"


async def offer_calendar(update: Update, context: DutyContext) -> None:
    """Say what there is of a calendar, and how to have it."""
    await say(update, await _screen(update, context))


async def act_on_calendar(
    update: Update, context: DutyContext, button: OwnCalendarButton
) -> str | None:
    """Send the file, make an address or end it."""
    calendars, person = context.services.calendars, await context.person(update)
    t = await context.texts_for(update)
    public_url = context.services.public_url
    match button.act:
        case CalendarAct.FILE:
            await _send_file(update, context)
        case CalendarAct.ADDRESS if public_url is not None:
            token = await calendars.new_address(person.id)
            await show(update, address_screen(address_of(token, public_url), t))
        case CalendarAct.END:
            ended = await calendars.end_address(person.id)
            await show(update, await _screen(update, context))
            return t.plain("calendar-ended" if ended else "calendar-none-to-end")
        case _:
            await show(update, await _screen(update, context))
    return None


async def _screen(update: Update, context: DutyContext) -> Screen:
    services, person = context.services, await context.person(update)
    fetched = await services.calendars.has_address(person.id)
    t = await context.texts_for(update)
    return calendar_screen(t, fetched=fetched, public=services.public_url is not None)


async def _send_file(update: Update, context: DutyContext) -> None:
    services, person = context.services, await context.person(update)
    feed = await services.calendars.of(person.id)
    t = await context.texts_for(update)
    if not feed.items:
        await say(update, Screen(t("calendar-empty")))
        return
    content = await asyncio.to_thread(
        calendar_file,
        feed,
        services.library,
        t,
        installation=f"telegram-{context.bot.id}",
        alarms=True,
    )
    chat = update.effective_chat
    if chat is not None:
        file = InputFile(content, FILE_NAME)
        await chat.send_document(file, caption=t.plain("calendar-file", count=len(feed.items)))


HANDLERS = [pressed(OwnCalendarButton, act_on_calendar)]
