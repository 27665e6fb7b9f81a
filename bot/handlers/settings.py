"""``/settings``: the language and quiet hours of a person; the language and binding of a group."""

from __future__ import annotations

from telegram import Update

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons import (
    GroupLocaleButton,
    LocaleButton,
    QuietButton,
    SettingsButton,
    UnbindButton,
)
from bot.conversation.chats import is_private
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.handlers.groups import managed_group, runs_group, this_group
from bot.handlers.routes import pressed
from bot.handlers.screens import say, show
from bot.texts.catalogue import LOCALES, texts
from bot.views.screen import Screen
from bot.views.settings import QUIET_PRESETS, group_settings, person_settings, unbind_question


async def settings(update: Update, context: DutyContext) -> None:
    """Show the settings of the person, or of the group."""
    await say(update, await _screen(update, context))


async def settings_again(update: Update, context: DutyContext, _: SettingsButton) -> None:
    """Show the settings again."""
    await show(update, await _screen(update, context))


async def choose_locale(update: Update, context: DutyContext, button: LocaleButton) -> None:
    """Talk to this person in another language."""
    if button.locale not in LOCALES:
        raise StaleButton(button.locale)
    person = await context.person(update)
    changed = await context.services.preferences.set_locale(person.id, button.locale)
    await show(update, person_settings(changed, context.changed(changed)))


async def choose_quiet_hours(update: Update, context: DutyContext, button: QuietButton) -> None:
    """Change the hours in which nothing is pushed to this person."""
    if button.preset not in QUIET_PRESETS:
        raise StaleButton(button.preset)
    person = await context.person(update)
    changed = await context.services.preferences.set_quiet_hours(
        person.id, QUIET_PRESETS[button.preset]
    )
    await show(update, person_settings(changed, context.changed(changed)))


async def choose_group_locale(
    update: Update, context: DutyContext, button: GroupLocaleButton
) -> None:
    """Talk to this group in another language; once it is bound, only managers may choose."""
    if button.locale not in LOCALES:
        raise StaleButton(button.locale)
    group = await managed_group(update, context)
    changed = await context.services.groups.set_locale(group.address, button.locale)
    await show(update, group_settings(changed, button.owner_id, texts(changed.locale)))


async def unbind(update: Update, context: DutyContext, button: UnbindButton) -> None:
    """Unbind this group from its organisation, after asking."""
    t = await context.texts_for(update)
    person, runs = await context.person(update), await runs_group(update, context)
    address = (await this_group(update, context)).address
    group = await context.services.groups.get_own(address, person.id, runs_group=runs)
    if group.organisation is None:
        await show(update, group_settings(group, button.owner_id, t))
    elif not button.sure:
        await show(update, unbind_question(group.organisation.name, button.owner_id, t))
    else:
        await context.services.groups.unbind(address, person.id, runs_group=runs)
        await show(update, Screen(t("group-unbound", organisation=group.organisation.name)))


async def _screen(update: Update, context: DutyContext) -> Screen:
    t = await context.texts_for(update)
    user = update.effective_user
    if user is not None and not is_private(update):
        return group_settings(await this_group(update, context), TelegramId(user.id), t)
    return person_settings(await context.person(update), t)


HANDLERS = [
    pressed(SettingsButton, settings_again),
    pressed(LocaleButton, choose_locale),
    pressed(QuietButton, choose_quiet_hours),
    pressed(GroupLocaleButton, choose_group_locale),
    pressed(UnbindButton, unbind),
]
