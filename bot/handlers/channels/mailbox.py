"""A person gives a mailbox, for the time that Telegram does not reach them."""

from __future__ import annotations

from functools import partial

from telegram import Update

from bot.channels.mail import mailbox_address
from bot.channels.mail_server import is_mail_address
from bot.conversation.buttons.channels import MailboxButton, MailboxOffButton, MailboxSetButton
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.conversation.trials import Channels, TooManyTrials
from bot.handlers.channels.trials import channels_of, hide_typed, take_code
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.views.channels.mailbox import ask_mailbox, mailbox_screen, unclear_mailbox
from bot.views.channels.trials import ask_code, too_many_trials, trial_failed, trial_text
from scheduler.delivery.ports import DeliveryFailure
from scheduler.inbox.dialogues import Dialogue

ADDRESS_STEP, CODE_STEP = "mailbox", "mailbox-code"
"""Of the dialogue: the address of a mailbox is typed, and the code that it was sent."""


async def show_mailbox(update: Update, context: DutyContext, _: MailboxButton) -> None:
    """Show whether there is one."""
    await end_dialogue(update, context)
    channels, person = _with_mail(context), await context.person(update)
    locked = await context.services.mailboxes.locked_of(person.id)
    t = await context.texts_for(update)
    await show(update, mailbox_screen(locked and channels.mailbox(locked), t))


async def ask_address(update: Update, context: DutyContext, _: MailboxSetButton) -> None:
    """Ask for the address."""
    _with_mail(context)
    await expect(update, context, ADDRESS_STEP, {})
    await show(update, ask_mailbox(await context.texts_for(update)))


async def take_address(update: Update, context: DutyContext, _: Dialogue) -> None:
    """Send a code there."""
    channels, t = _with_mail(context), await context.texts_for(update)
    typed = written(update).strip()
    if not is_mail_address(typed):
        raise NotUnderstood(unclear_mailbox(t))
    await hide_typed(update, context)
    person = await context.person(update)
    try:
        trial = await channels.try_mailbox(person.id, typed, partial(trial_text, t=t))
    except TooManyTrials as error:
        raise NotUnderstood(too_many_trials(t), meant=True) from error
    except DeliveryFailure as failure:
        raise NotUnderstood(trial_failed(failure, t, robot=False), meant=True) from failure
    await expect(update, context, CODE_STEP, {"locked": trial.locked})
    await say(update, ask_code(t, certain=trial.certain))


async def keep(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Keep the mailbox whose code was typed."""
    channels, services = _with_mail(context), context.services
    locked = await take_code(update, context, dialogue)
    person = await context.person(update)
    async with services.transaction():
        await services.mailboxes.put(person.id, mailbox_address(person.id), locked)
        await end_dialogue(update, context)
    t = await context.texts_for(update)
    await say(update, mailbox_screen(channels.mailbox(locked), t, just_set=True))


async def forget(update: Update, context: DutyContext, _: MailboxOffButton) -> None:
    """Forget the mailbox."""
    _with_mail(context)
    person = await context.person(update)
    await context.services.mailboxes.remove(person.id)
    await show(update, mailbox_screen(None, await context.texts_for(update)))


def _with_mail(context: DutyContext) -> Channels:
    channels = channels_of(context)
    if not channels.has_mail:
        raise StaleButton(None)
    return channels


HANDLERS = [
    pressed(MailboxButton, show_mailbox),
    pressed(MailboxSetButton, ask_address),
    pressed(MailboxOffButton, forget),
]

STEPS = {ADDRESS_STEP: take_address, CODE_STEP: keep}
