"""Managers give a post to somebody whom only mail reaches: name and mailbox are typed."""

from __future__ import annotations

from telegram import Update

from bot.conversation.buttons.channels import ByMailButton
from bot.conversation.buttons.units import short_number
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.channels.trials import hide_typed, mail_channels
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.views.channels import by_mail as views
from clauses.model import Post
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.rosters.model import RosterLine

STEP = "by-mail"
"""Of the dialogue: the name and the mailbox of whoever holds the post are typed."""


async def ask(update: Update, context: DutyContext, button: ByMailButton) -> None:
    """Ask for the name and the mailbox."""
    organisation, post = await _seat(update, context, button.organisation_id, button.post_number)
    if mail_channels(context) is None:
        raise StaleButton(button.pack())
    payload = {"organisation_id": organisation.id, "post_number": button.post_number}
    await expect(update, context, STEP, payload)
    library, t = context.services.library, await context.texts_for(update)
    await show(update, views.ask_person(organisation, post, library, t))


async def take(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Let them hold it, as a roster of this one line would; nothing of the mailbox stays in the chat."""
    payload, t = dialogue.payload, await context.texts_for(update)
    organisation, post = await _seat(
        update, context, OrganisationId(payload["organisation_id"]), payload["post_number"]
    )
    channels = mail_channels(context)
    name, _, typed = written(update).strip().rpartition(" ")
    mailbox = None if channels is None else channels.mailbox_of(typed, name)
    if mailbox is None or not name.strip():
        raise NotUnderstood(views.unclear_person(t))
    await hide_typed(update, context)
    person, services = await context.person(update), context.services
    line = RosterLine(1, (), "", post.name, name, None, None, None, mailbox=mailbox)
    async with services.transaction():
        taken = await services.rosters.take(person.id, organisation.id, [line])
        await end_dialogue(update, context)
    await services.planner.run_for(organisation.id)
    planned = taken.plan.lines[0]
    await say(update, views.brought(planned, organisation, post, typed, services.library, t))


async def _seat(
    update: Update, context: DutyContext, organisation_id: OrganisationId, post_number: int
) -> tuple[Organisation, Post]:
    person = await context.person(update)
    found = await context.services.inviting.of(person.id, organisation_id)
    for post in found.posts:
        if short_number(post.id) == post_number:
            return found.organisation, post
    raise StaleButton(str(post_number))


HANDLERS = [pressed(ByMailButton, ask)]

STEPS = {STEP: take}
