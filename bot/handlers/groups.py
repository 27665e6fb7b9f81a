"""Groups: the bot comes and goes, the group is bound to an organisation, becomes a supergroup."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.conversation.buttons import BindButton
from bot.conversation.context import DutyContext
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import locale_for, texts
from bot.views.groups import binding_choice, greeting, private_only
from bot.views.screen import Screen
from scheduler.errors import NotManager, UnknownGroup
from scheduler.roster.model import Group, TelegramId

_AWAY = (ChatMember.LEFT, ChatMember.BANNED)


async def membership_changed(update: Update, context: DutyContext) -> None:
    """The bot was added to a group or removed, or a person blocked it or took it back."""
    change = update.my_chat_member
    if change is None:
        return
    here, was_here = _is_in(change.new_chat_member), _is_in(change.old_chat_member)
    chat_id = TelegramId(change.chat.id)
    if change.chat.type == ChatType.PRIVATE:
        if here:
            await context.person(update)
        else:
            await context.services.registration.lost(TelegramId(change.from_user.id))
    elif change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        if not here:
            await context.services.groups.left(chat_id)
            return
        locale = locale_for(change.from_user.language_code)
        group = await context.services.groups.joined(chat_id, change.chat.title or "", locale)
        if not was_here:
            await say(update, greeting(texts(group.locale)))


def _is_in(member: ChatMember) -> bool:
    """Whether the bot is there; it may be there and not allowed to write, or neither."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in _AWAY


async def migrated(update: Update, context: DutyContext) -> None:
    """The group has a new id; told once from the old chat and once from the new one."""
    message = update.effective_message
    if message is None:
        return
    here = TelegramId(message.chat_id)
    if message.migrate_to_chat_id is not None:
        await context.services.groups.moved(here, TelegramId(message.migrate_to_chat_id))
    elif message.migrate_from_chat_id is not None:
        await context.services.groups.moved(TelegramId(message.migrate_from_chat_id), here)


async def this_group(update: Update, context: DutyContext) -> Group:
    """The group that was written in; made known when the bot was in it before it kept books."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None:
        raise ValueError("an update that belongs to no chat")
    chat_id = TelegramId(chat.id)
    group = await context.services.groups.find(chat_id)
    if group is None:
        locale = locale_for(user.language_code if user else None)
        group = await context.services.groups.joined(chat_id, chat.title or "", locale)
    return group


async def managed_group(update: Update, context: DutyContext) -> Group:
    """The group, for somebody who may change it.

    Raises:
        NotManager: it is bound to an organisation that this person does not manage.
        UnknownGroup: the bot is not in it.
    """
    group = (
        await context.services.groups.find(TelegramId(update.effective_chat.id))
        if (update.effective_chat is not None)
        else None
    )
    if group is None:
        raise UnknownGroup
    if group.organisation is not None:
        person = await context.person(update)
        managed = await context.services.registration.managed_by(person.id)
        if group.organisation.id not in {organisation.id for organisation in managed}:
            raise NotManager(group.organisation.id)
    return group


async def offer_binding(update: Update, context: DutyContext) -> None:
    """``/register`` in a group: which of one's organisations is it to belong to?"""
    user = update.effective_user
    if user is None:
        return
    t = await context.texts_for(update)
    group = await this_group(update, context)
    person = await context.person(update)
    managed = await context.services.registration.managed_by(person.id)
    await say(update, binding_choice(group, managed, TelegramId(user.id), t))


async def bind(update: Update, context: DutyContext, button: BindButton) -> None:
    """Bind this group; whether the person may is checked now."""
    t = await context.texts_for(update)
    person = await context.person(update)
    group = await this_group(update, context)
    bound = await context.services.groups.bind(group.telegram_id, button.organisation_id, person.id)
    await context.services.planner.run_for(button.organisation_id)
    name = bound.organisation.name if bound.organisation else ""
    await show(update, Screen(t("group-bound", organisation=name)))


async def say_private_only(update: Update, context: DutyContext) -> None:
    """Lead to the private chat."""
    t = await context.texts_for(update)
    await say(update, private_only(context.bot.username, t))


HANDLERS = [
    ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(filters.StatusUpdate.MIGRATE, migrated),
    pressed(BindButton, bind),
]
