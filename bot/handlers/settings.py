"""``/settings``: language, quiet hours, hour, days off and digest of a person; language and binding of a group."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import Update

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.settings import (
    DigestButton,
    GroupLocaleButton,
    HourButton,
    LocaleButton,
    Preference,
    PreferenceButton,
    QuietButton,
    RangeOffButton,
    RangeOnButton,
    SettingsButton,
    UnbindButton,
    WeekdayOffButton,
)
from bot.conversation.chats import is_private, written
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import UnclearDay
from bot.conversation.days.reading import read_range
from bot.conversation.payloads import StaleButton
from bot.handlers.groups import managed_group, runs_group, this_group
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.texts.catalogue import LOCALES, Texts
from bot.views.groups import where
from bot.views.screen import Screen
from bot.views.settings import (
    HOURS_OFFERED,
    QUIET_PRESETS,
    ask_range,
    days_off_screen,
    digest_screen,
    group_settings,
    hour_screen,
    person_settings,
    range_unclear,
    unbind_question,
)
from bot.views.typed_days import range_read_as
from scheduler.errors import GroupRightsUnknown, NotGroupAdministrator
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.days_off import LONGEST_RANGE
from scheduler.roster.model import Group, Person

_RANGE_STEP = "days-off"
_WEEK = 7


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
    t = context.changed(changed)
    await show(update, person_settings(changed, t, mail=_has_mail(context)))


async def choose_quiet_hours(update: Update, context: DutyContext, button: QuietButton) -> None:
    """Change the hours in which nothing is pushed to this person."""
    if button.preset not in QUIET_PRESETS:
        raise StaleButton(button.preset)
    person = await context.person(update)
    changed = await context.services.preferences.set_quiet_hours(
        person.id, QUIET_PRESETS[button.preset]
    )
    t = context.changed(changed)
    await show(update, person_settings(changed, t, mail=_has_mail(context)))


async def show_preference(update: Update, context: DutyContext, button: PreferenceButton) -> None:
    """Show the choices for one preference."""
    person, t = await context.person(update), await context.texts_for(update)
    await show(update, _preference(button.preference, person, t, await _today(context, person)))


async def choose_hour(update: Update, context: DutyContext, button: HourButton) -> None:
    """Change the hour of this person's reminders; they are planned anew at once."""
    if button.at not in HOURS_OFFERED:
        raise StaleButton(button.at)
    at = HOURS_OFFERED[button.at]
    services = context.services
    person = await context.person(update)
    changed = await services.preferences.set_remind_at(person.id, at)
    for held in await services.registration.assignments_of(person.id):
        await services.planner.run_for(held.organisation.id)
    await show(update, hour_screen(changed, context.changed(changed)))


async def choose_digest(update: Update, context: DutyContext, button: DigestButton) -> None:
    """Gather this person's reminders in another way."""
    person = await context.person(update)
    changed = await context.services.preferences.set_digest(person.id, button.digest)
    await show(update, digest_screen(changed, context.changed(changed)))


async def choose_weekday(
    update: Update, context: DutyContext, button: WeekdayOffButton
) -> str | None:
    """Make a weekday a day off, or one no more; a passing note says where it must stay one."""
    if not 1 <= button.weekday <= _WEEK:
        raise StaleButton(str(button.weekday))
    person = await context.person(update)
    changed = await context.services.preferences.toggle_weekday(person.id, button.weekday)
    t, today = context.changed(changed), await _today(context, changed)
    if changed.days_off == person.days_off:
        return t.plain("settings-weekday-last")
    await show(update, days_off_screen(changed, t, today=today))
    return None


async def choose_range(update: Update, context: DutyContext, button: RangeOffButton) -> None:
    """Ask for a range of dates off in writing, or take it away."""
    person, t = await context.person(update), await context.texts_for(update)
    today = await _today(context, person)
    if not button.clear:
        await expect(update, context, _RANGE_STEP, {})
        await show(update, ask_range(t, today=today))
        return
    changed = await context.services.preferences.set_range_off(person.id, None, None)
    await show(update, days_off_screen(changed, context.changed(changed), today=today))


async def take_range(update: Update, context: DutyContext, _: Dialogue) -> None:
    """Show the range that was typed; one that is not understood is asked for again."""
    person, t = await context.person(update), await context.texts_for(update)
    today = await _today(context, person)
    calendar = await context.services.agenda.calendar()
    unclear = NotUnderstood(range_unclear(t, longest=LONGEST_RANGE.days))
    try:
        days = read_range(written(update), today=today, calendar=calendar)
    except UnclearDay as error:
        raise unclear from error
    if days[1] - days[0] > LONGEST_RANGE:
        raise unclear
    await say(update, range_read_as(*days, t, yes=RangeOnButton(*days).pack()))


async def set_range(update: Update, context: DutyContext, button: RangeOnButton) -> None:
    """Take the days off that were shown."""
    person = await context.person(update)
    if not timedelta() <= button.last - button.first <= LONGEST_RANGE:
        raise StaleButton(button.pack())
    async with context.services.transaction():
        changed = await context.services.preferences.set_range_off(
            person.id, button.first, button.last
        )
        await end_dialogue(update, context)
    today = await _today(context, changed)
    await show(update, days_off_screen(changed, context.changed(changed), today=today))


async def choose_group_locale(
    update: Update, context: DutyContext, button: GroupLocaleButton
) -> None:
    """Talk to this group in another language; once it is bound, only managers may choose."""
    if button.locale not in LOCALES:
        raise StaleButton(button.locale)
    group = await managed_group(update, context)
    changed = await context.services.groups.set_locale(group.address, button.locale)
    t = context.texts_in(changed.locale)
    await show(update, await _group_screen(update, context, changed, button.owner_id, t))


async def unbind(update: Update, context: DutyContext, button: UnbindButton) -> None:
    """Unbind this group from its organisation, after asking."""
    t = await context.texts_for(update)
    person, runs = await context.person(update), await runs_group(update, context)
    address = (await this_group(update, context)).address
    group = await context.services.groups.get_own(address, person.id, runs_group=runs)
    if group.organisation is None:
        await show(update, group_settings(group, button.owner_id, t, may_unbind=False))
    elif not button.sure:
        await show(update, unbind_question(group, button.owner_id, t))
    else:
        await context.services.groups.unbind(address, person.id, runs_group=runs)
        name = group.organisation.name
        await show(update, Screen(t("group-unbound", organisation=name, where=where(group))))


async def _may_unbind(update: Update, context: DutyContext, group: Group) -> bool:
    """Whether whoever asks may unbind the group, as far as the messenger says."""
    if group.organisation is None:
        return False
    person, runs = await context.person(update), await runs_group(update, context)
    try:
        await context.services.groups.get_own(group.address, person.id, runs_group=runs)
    except (NotGroupAdministrator, GroupRightsUnknown):
        return False
    return True


def _preference(preference: Preference, person: Person, t: Texts, today: date) -> Screen:
    match preference:
        case Preference.HOUR:
            return hour_screen(person, t)
        case Preference.DIGEST:
            return digest_screen(person, t)
        case Preference.DAYS_OFF:
            return days_off_screen(person, t, today=today)


async def _today(context: DutyContext, person: Person) -> date:
    services = context.services
    held = await services.registration.assignments_of(person.id)
    now = services.clock.now()
    return held[0].organisation.today(now) if held else now.astimezone(services.zone).date()


async def _screen(update: Update, context: DutyContext) -> Screen:
    t = await context.texts_for(update)
    user = update.effective_user
    if user is not None and not is_private(update):
        group = await this_group(update, context)
        return await _group_screen(update, context, group, TelegramId(user.id), t)
    return person_settings(await context.person(update), t, mail=_has_mail(context))


def _has_mail(context: DutyContext) -> bool:
    channels = context.services.channels
    return channels is not None and channels.has_mail


async def _group_screen(
    update: Update, context: DutyContext, group: Group, owner_id: TelegramId, t: Texts
) -> Screen:
    person, services = await context.person(update), context.services
    managed = {each.id for each in await services.registration.managed_by(person.id)}
    manages = group.organisation is not None and group.organisation.id in managed
    return group_settings(
        group,
        owner_id,
        t,
        may_unbind=await _may_unbind(update, context, group),
        units=manages and await services.groups.has_units(group),
    )


HANDLERS = [
    pressed(SettingsButton, settings_again),
    pressed(LocaleButton, choose_locale),
    pressed(QuietButton, choose_quiet_hours),
    pressed(PreferenceButton, show_preference),
    pressed(HourButton, choose_hour),
    pressed(DigestButton, choose_digest),
    pressed(WeekdayOffButton, choose_weekday),
    pressed(RangeOffButton, choose_range),
    pressed(RangeOnButton, set_range),
    pressed(GroupLocaleButton, choose_group_locale),
    pressed(UnbindButton, unbind),
]

STEPS = {_RANGE_STEP: take_range}
