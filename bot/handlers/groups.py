"""Groups: the bot comes and goes, a group is bound to an organisation, or becomes a supergroup."""

from __future__ import annotations

import logging

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.conversation.addresses import TelegramId, telegram
from bot.conversation.buttons import BindButton
from bot.conversation.chats import GROUP_TYPES, group_id, is_private
from bot.conversation.context import Act, DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import locale_for
from bot.views.groups import binding_choice, greeting, private_only
from bot.views.screen import Screen
from scheduler.errors import (
    GroupRightsUnknown,
    NotGroupAdministrator,
    NotManager,
    UnknownGroup,
)
from scheduler.roster.model import Group

_AWAY = (ChatMember.LEFT, ChatMember.BANNED)
_RUNNING = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)

log = logging.getLogger(__name__)


async def membership_changed(update: Update, context: DutyContext) -> None:
    """Note that the bot was added to a group or removed, or that a person blocked or unblocked it."""
    change = update.my_chat_member
    if change is None:
        return
    here, was_here = _is_in(change.new_chat_member), _is_in(change.old_chat_member)
    chat = telegram(change.chat.id)
    if change.chat.type == ChatType.PRIVATE:
        if here:
            await context.person(update)
        else:
            await context.services.registration.lost(telegram(change.from_user.id))
    elif change.chat.type in GROUP_TYPES:
        if not here:
            await context.services.groups.left(chat)
            return
        locale = locale_for(change.from_user.language_code)
        group = await context.services.groups.joined(chat, change.chat.title or "", locale)
        if not was_here:
            await say(update, greeting(context.texts_in(group.locale)))


def _is_in(member: ChatMember) -> bool:
    """Whether the bot is in the chat; being there, it may still not be allowed to write."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in _AWAY


async def migrated(update: Update, context: DutyContext) -> None:
    """Note the group's new id; Telegram tells it once in the old chat and once in the new one."""
    message = update.effective_message
    if message is None:
        return
    here = telegram(message.chat_id)
    if message.migrate_to_chat_id is not None:
        await context.services.groups.moved(here, telegram(message.migrate_to_chat_id))
    elif message.migrate_from_chat_id is not None:
        await context.services.groups.moved(telegram(message.migrate_from_chat_id), here)


async def this_group(update: Update, context: DutyContext) -> Group:
    """The group that was written in, entered now if nothing told of the bot's joining it."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    group = await context.services.groups.find(telegram(chat.id))
    if group is None:
        locale = locale_for(user.language_code if user else None)
        group = await context.services.groups.joined(telegram(chat.id), chat.title or "", locale)
    return group


async def managed_group(update: Update, context: DutyContext) -> Group:
    """The group that was written in, for somebody who may change it.

    Raises:
        NotManager: it is bound to an organisation that this person does not manage.
        UnknownGroup: the bot is not in it.
    """
    chat_id = group_id(update)
    group = None if chat_id is None else await context.services.groups.find(telegram(chat_id))
    if group is None:
        raise UnknownGroup
    if group.organisation is not None:
        person = await context.person(update)
        managed = await context.services.registration.managed_by(person.id)
        if group.organisation.id not in {organisation.id for organisation in managed}:
            raise NotManager(group.organisation.id)
    return group


async def runs_group(update: Update, context: DutyContext) -> bool | None:
    """Whether whoever wrote or pressed is an administrator of the group, as Telegram says now.

    None when it does not say. Who writes in the name of the group or of a channel is nobody.
    """
    chat_id, user = group_id(update), update.effective_user
    if chat_id is None or user is None:
        return False
    try:
        member = await context.bot.get_chat_member(chat_id, user.id)
    except TelegramError as error:
        log.warning("Telegram does not say who runs a group", exc_info=error)
        return None
    return member.status in _RUNNING


async def offer_binding(update: Update, context: DutyContext) -> None:
    """Ask to which of their organisations somebody binds the group: ``/register`` in a group."""
    user = update.effective_user
    if user is None:
        return
    t = await context.texts_for(update)
    group = await this_group(update, context)
    person = await context.person(update)
    managed = await context.services.registration.managed_by(person.id)
    if managed and not (runs := await runs_group(update, context)):
        raise GroupRightsUnknown if runs is None else NotGroupAdministrator
    await say(update, binding_choice(group, managed, TelegramId(user.id), t))


async def bind(update: Update, context: DutyContext, button: BindButton) -> None:
    """Bind this group; the use case checks that the person may."""
    t = await context.texts_for(update)
    person = await context.person(update)
    group = await this_group(update, context)
    bound = await context.services.groups.bind(
        group.address,
        button.organisation_id,
        person.id,
        runs_group=await runs_group(update, context),
    )
    await context.services.planner.run_for(button.organisation_id)
    name = bound.organisation.name if bound.organisation else ""
    await show(update, Screen(t("group-bound", organisation=name)))


def only_in_private(act: Act) -> Act:
    """``act``, for a command whose answer is nobody else's business; a group is led elsewhere."""

    async def act_in_private(update: Update, context: DutyContext) -> None:
        if is_private(update):
            await act(update, context)
            return
        t = await context.texts_for(update)
        await say(update, private_only(context.bot.username, t))

    return act_in_private


HANDLERS = [
    ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(filters.StatusUpdate.MIGRATE, migrated),
    pressed(BindButton, bind),
]
