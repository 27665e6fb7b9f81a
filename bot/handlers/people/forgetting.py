"""``/forgetme``: what is kept of whoever asks, as a file too, and erasing it; for operators of others."""

from __future__ import annotations

import asyncio
import re

from telegram import InputFile, Update

from bot.conversation.addresses import TelegramId, telegram, telegram_id
from bot.conversation.buttons.forgetting import ForgetAct, ForgetButton, ForgetForButton
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.channels.trials import hide_typed, mail_channels
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.views import forgetting as views
from bot.views.screen import Screen
from scheduler.address import Address
from scheduler.forgetting.kept import Kept
from scheduler.roster.model import Person

FILE_NAME = "kept.json"

_USER = re.compile(r"[0-9]{1,15}")


async def show_kept(update: Update, context: DutyContext) -> None:
    """Say what is kept; who is not known does not become known by asking."""
    person, t = (await context.meeting(update)).person, await context.texts_for(update)
    if person is None:
        await say(update, views.nothing_screen(t))
        return
    kept = await context.services.forgetting.kept(person.id)
    await say(update, views.kept_screen(kept, t))


async def act_on_kept(update: Update, context: DutyContext, button: ForgetButton) -> None:
    """Show it, give it as a file, ask, or erase."""
    person, t = (await context.meeting(update)).person, await context.texts_for(update)
    if person is None:
        await show(update, views.nothing_screen(t))  # the button was pressed twice
        return
    if person.id != button.person_id:
        raise StaleButton(button.pack())
    if button.act is ForgetAct.SURE:
        await context.services.forgetting.erase(person.id)
        _forget_talk(context, person)
        await show(update, views.erased_screen(t))
        return
    kept = await context.services.forgetting.kept(person.id)
    match button.act:
        case ForgetAct.FILE:
            await _send_file(update, context, kept)
        case ForgetAct.ASK:
            await show(update, views.ask_screen(kept, t))
        case _:
            await show(update, views.kept_screen(kept, t))


async def ask_for(update: Update, context: DutyContext) -> None:
    """``/admin forget``, a user's id or a mailbox and a name: ask whether to.

    Whoever calls has seen that it is an operator.
    """
    services, t = context.services, await context.texts_for(update)
    words = (context.args or [])[1:]
    address = await _meant(update, context, words)
    person = None if address is None else await services.registration.find_person(address)
    if person is None:
        await say(update, Screen(t("forget-unknown")))
        return
    await say(update, views.ask_for_screen(await services.forgetting.kept(person.id), t))


async def _meant(update: Update, context: DutyContext, words: list[str]) -> Address | None:
    if len(words) == 1 and _USER.fullmatch(words[0]):
        return telegram(TelegramId(int(words[0])))
    channels = mail_channels(context)
    if len(words) < 2 or channels is None:
        return None
    mailbox = channels.mailbox_of(words[0], " ".join(words[1:]))
    if mailbox is None:
        return None
    await hide_typed(update, context)
    return mailbox.address


async def erase_for(update: Update, context: DutyContext, button: ForgetForButton) -> None:
    """Erase somebody as an operator, or leave it."""
    user, t = update.effective_user, await context.texts_for(update)
    if user is None or not context.is_operator(update):
        raise StaleButton(button.pack())
    if not button.sure:
        await show(update, Screen(t("forget-kept")))
        return
    erased = await context.services.forgetting.erase(button.person_id, operator=str(user.id))
    if erased.person is not None:
        _forget_talk(context, erased.person)
    await show(update, views.erased_screen(t))


async def _send_file(update: Update, context: DutyContext, kept: Kept) -> None:
    t, chat = await context.texts_for(update), update.effective_chat
    content = await asyncio.to_thread(views.kept_file, kept, t)
    if chat is not None:
        file = InputFile(content, FILE_NAME)
        await chat.send_document(file, caption=t.plain("forget-file"))


def _forget_talk(context: DutyContext, person: Person) -> None:
    """What this process remembers of the last question goes as well."""
    if not person.by_mail:
        context.application.drop_user_data(telegram_id(person.address))


HANDLERS = [pressed(ForgetButton, act_on_kept), pressed(ForgetForButton, erase_for)]
