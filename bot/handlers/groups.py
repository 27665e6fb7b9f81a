"""Groups: the bot comes and goes, a group is bound to an organisation, or becomes a supergroup."""

from __future__ import annotations

import logging

from telegram import ChatMember, ChatMemberRestricted, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.conversation.addresses import TelegramId, telegram
from bot.conversation.buttons.settings import BindButton, GroupUnitsButton
from bot.conversation.chats import GROUP_TYPES, group_id, is_private, place, topic
from bot.conversation.context import Act, DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import locale_for
from bot.views.groups import binding_choice, bound, greeting, private_only
from scheduler.address import Address
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


async def topic_named(update: Update, context: DutyContext) -> None:
    """Note the new name of a topic that is on record."""
    group = await context.services.groups.find(place(update))
    if group is not None:
        await context.services.groups.joined(group.address, _title(update), group.locale)


async def this_group(update: Update, context: DutyContext) -> Group:
    """The group or topic that was written in, entered now if nothing told of it before.

    A topic that is new has the language of its group.

    Raises:
        StaleButton: the message above the button is gone, and nobody can tell in which topic it was.
    """
    here, user, groups = _here(update), update.effective_user, context.services.groups
    group = await groups.find_around(here)
    locale = group.locale if group else locale_for(user.language_code if user else None)
    if group is None:
        title = (update.effective_chat.title if update.effective_chat else None) or ""
        group = await groups.joined(here.chat, title, locale)
    if group.address.part != here.part:
        group = await groups.joined(here, _title(update), locale)
    return group


def _here(update: Update) -> Address:
    query = update.callback_query
    if query is not None and not isinstance(query.message, Message):
        raise StaleButton(query.data)
    return place(update)


def _title(update: Update) -> str:
    """The name of the group, and of the topic, which is told where a message begins or answers it."""
    chat, message = update.effective_chat, update.effective_message
    title = (chat.title if chat else None) or ""
    if message is None or topic(update) is None:
        return title
    began = message.reply_to_message or message
    for told in (message.forum_topic_edited, began.forum_topic_created):
        if told is not None and told.name:
            return f"{title} › {told.name}"
    return title


async def managed_group(update: Update, context: DutyContext) -> Group:
    """The group that was written in, for somebody who may change it.

    Raises:
        NotManager: it is bound to an organisation that this person does not manage.
        UnknownGroup: the bot is not in it.
    """
    here = None if group_id(update) is None else _here(update)
    group = None if here is None else await context.services.groups.find(here)
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
    groups = context.services.groups
    changed = await groups.bind(
        group.address,
        button.organisation_id,
        person.id,
        runs_group=await runs_group(update, context),
    )
    await context.services.planner.run_for(button.organisation_id)
    await show(update, bound(changed, button.owner_id, t, units=await groups.has_units(changed)))


async def show_units(update: Update, context: DutyContext, button: GroupUnitsButton) -> None:
    """Give numbers of the organisations below in this group, or not; the use case checks who may."""
    t = await context.texts_for(update)
    person, group = await context.person(update), await this_group(update, context)
    changed = await context.services.groups.show_units(group.address, person.id, shown=button.shown)
    await show(update, bound(changed, button.owner_id, t, units=True))


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
    MessageHandler(filters.StatusUpdate.FORUM_TOPIC_EDITED, topic_named),
    pressed(BindButton, bind),
    pressed(GroupUnitsButton, show_units),
]
