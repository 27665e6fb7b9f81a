"""Managers invite people, and people follow an invite: by its link, its picture or its code."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update
from telegram.constants import ParseMode

from bot.conversation.buttons.invites import (
    ANY_POST,
    InviteButton,
    InviteFor,
    InviteMakeButton,
    InviteNewButton,
    InvitePostButton,
    InviteRevokeButton,
    InvitesButton,
    InviteTakeButton,
)
from bot.conversation.buttons.units import short_number
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.channels.trials import mail_channels
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.units.taken import taken_screen
from bot.views.people import invites as views
from bot.views.registering import registration
from clauses.model import Post
from scheduler.inbox.dialogues import Dialogue
from scheduler.inviting.invites import LIVES, InviteWish, UnitInvites
from scheduler.inviting.model import NewInvite
from scheduler.inviting.secrets import read_code
from scheduler.roster.model import Assignment, OrganisationId

NAME_STEP = "invite-name"
"""Of the dialogue: the name of whoever is invited is typed."""


async def list_invites(update: Update, context: DutyContext, button: InvitesButton) -> None:
    """Show the invites of an organisation that stand."""
    await end_dialogue(update, context)
    found = await _unit(update, context, button.organisation_id)
    services, t = context.services, await context.texts_for(update)
    now = services.clock.now()
    await show(update, views.invite_list(found, button.page, services.library, t, now=now))


async def show_invite(update: Update, context: DutyContext, button: InviteButton) -> None:
    """Show one."""
    person, services = await context.person(update), context.services
    invite = await services.inviting.get(person.id, button.invite_id)
    t = await context.texts_for(update)
    await show(update, views.invite_screen(invite, services.library, t, now=services.clock.now()))


async def revoke(update: Update, context: DutyContext, button: InviteRevokeButton) -> None:
    """Let nobody follow it any more."""
    person, services = await context.person(update), context.services
    invite = await services.inviting.revoke(person.id, button.invite_id)
    t = await context.texts_for(update)
    await show(update, views.invite_screen(invite, services.library, t, now=services.clock.now()))


async def ask_post(update: Update, context: DutyContext, button: InviteNewButton) -> None:
    """Ask for which post somebody is invited."""
    await end_dialogue(update, context)
    found = await _unit(update, context, button.organisation_id)
    await show(update, views.post_choices(found, await context.texts_for(update)))


async def ask_whom(update: Update, context: DutyContext, button: InvitePostButton) -> None:
    """Ask for whom, and for how long."""
    found = await _unit(update, context, button.organisation_id)
    post = _post(found, button.post_number)
    t = await context.texts_for(update)
    name = None if post is None else post.name
    by_mail = mail_channels(context) is not None
    await show(update, views.whom_question(found.organisation, name, button, t, by_mail=by_mail))


async def make(update: Update, context: DutyContext, button: InviteMakeButton) -> None:
    """Make it; for one person their name is asked first."""
    t = await context.texts_for(update)
    if button.whom is not InviteFor.MANY and not button.nameless:
        await _unit(update, context, button.organisation_id)
        payload = {
            "organisation_id": button.organisation_id,
            "post_number": button.post_number,
            "days": button.days,
            "whom": button.whom.value,
        }
        await expect(update, context, NAME_STEP, payload)
        await show(update, views.name_question(button, t))
        return
    await _make(update, context, button, None)


async def take_name(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Make it for whoever was named."""
    said = dialogue.payload
    button = InviteMakeButton(
        OrganisationId(said["organisation_id"]),
        said["post_number"],
        said["days"],
        InviteFor(said["whom"]),
    )
    await _make(update, context, button, written(update))


async def follow(update: Update, context: DutyContext, secret: str) -> None:
    """Show what an invite is for, to whoever has its link or its code."""
    person, services = await context.person(update), context.services
    invitation = await services.following.look(secret, person.id)
    t = await context.texts_for(update)
    await say(update, views.invitation_screen(invitation, secret, services.library, t))


async def follow_typed(update: Update, context: DutyContext) -> bool:
    """Take a text for the code of an invite; False where it has not the form of one."""
    code = read_code(written(update))
    if code is None:
        return False
    await end_dialogue(update, context)
    await follow(update, context, code)
    return True


async def accept(update: Update, context: DutyContext, button: InviteTakeButton) -> None:
    """Hold the post, or ask for it, and say what follows."""
    person, services = await context.person(update), context.services
    invitation = await services.following.look(button.secret, person.id)
    organisation = invitation.invite.organisation
    posts = {short_number(each.id): each.id for each in invitation.posts}
    post = posts.get(button.post_number)
    if post is None:
        raise StaleButton(str(button.post_number))
    taken = await services.following.take(button.secret, person.id, post)
    t, library = await context.texts_for(update), services.library
    if not isinstance(taken, Assignment):
        await show(update, registration.requested(organisation, post, library, t))
        return
    today = organisation.today(services.clock.now())
    if taken.start_on > today:
        await services.planner.run_for(organisation.id)
        await show(update, views.taken_later(taken, library, t, today=today))
        return
    await show(update, await taken_screen(update, context, taken))


async def hand_out(update: Update, context: DutyContext, made: NewInvite) -> None:
    """Send what is passed on, in one message with the picture, and below it what can be done.

    The first one has no buttons: so link and code come back to the bot in no press.
    """
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    services, t = context.services, await context.texts_for(update)
    username = context.bot.username
    now = services.clock.now()
    words = views.passed_on(made, services.library, t, bot_username=username, now=now)
    await chat.send_photo(
        views.picture(views.link_of(made, username)), caption=words, parse_mode=ParseMode.HTML
    )
    await say(update, views.made_screen(made, t))


async def _make(
    update: Update, context: DutyContext, button: InviteMakeButton, name: str | None
) -> None:
    person, services = await context.person(update), context.services
    post = _post(await _unit(update, context, button.organisation_id), button.post_number)
    if button.days not in {each.days for each in LIVES}:
        raise StaleButton(str(button.days))
    wish = InviteWish(
        post=None if post is None else post.id,
        single=button.whom is not InviteFor.MANY,
        approved=button.whom is InviteFor.ONE and post is not None,
        person_name=name,
        life=timedelta(days=button.days),
    )
    async with services.transaction():
        made = await services.inviting.make(person.id, button.organisation_id, wish)
        await end_dialogue(update, context)
    await hand_out(update, context, made)


async def _unit(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> UnitInvites:
    person = await context.person(update)
    return await context.services.inviting.of(person.id, organisation_id)


def _post(found: UnitInvites, number: int) -> Post | None:
    if number == ANY_POST:
        return None
    for post in found.posts:
        if short_number(post.id) == number:
            return post
    raise StaleButton(str(number))


HANDLERS = [
    pressed(InvitesButton, list_invites),
    pressed(InviteButton, show_invite),
    pressed(InviteRevokeButton, revoke),
    pressed(InviteNewButton, ask_post),
    pressed(InvitePostButton, ask_whom),
    pressed(InviteMakeButton, make),
    pressed(InviteTakeButton, accept),
]

STEPS = {NAME_STEP: take_name}
