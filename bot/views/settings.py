"""The settings of a person and of a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.channels import MailboxButton
from bot.conversation.buttons.settings import (
    DigestButton,
    GroupLocaleButton,
    HourButton,
    LocaleButton,
    Preference,
    PreferenceButton,
    QuietButton,
    RangeOffButton,
    SettingsButton,
    UnbindButton,
    WeekdayOffButton,
)
from bot.texts.catalogue import LOCALES, Html, Texts
from bot.views.groups import units_rows, where
from bot.views.layout import in_rows, lines, paragraphs
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from scheduler.roster.model import DEFAULT_QUIET_HOURS, Digest, Group, Person, QuietHours

QUIET_PRESETS: dict[str, QuietHours | None] = {
    "night": DEFAULT_QUIET_HOURS,
    "short": QuietHours(time(22), time(7)),
    "long": QuietHours(time(19), time(9)),
    "none": None,
}
"""The quiet hours to choose from; the keys are in the buttons."""

HOURS_OFFERED: dict[str, time | None] = {
    "usual": None,
    **{
        at.strftime("%H%M"): at
        for hour in (8, 9, 10, 11, 14, 15, 16, 17)
        for at in (time(hour), time(hour, 30))
    },
}
"""The hours of reminders to choose from; the keys are in the buttons."""

_HOURS_PER_ROW = 4
_WEEKDAYS = range(1, 8)
_WEEKDAYS_PER_ROW = 4


def person_settings(person: Person, t: Texts, *, mail: bool = False) -> Screen:
    """Language and quiet hours, with a button for each choice; ``mail``: a mailbox can be given."""
    quiet = person.quiet_hours
    mailbox = ((Button(t.plain("mailbox-button"), MailboxButton().pack()),),) if mail else ()
    return Screen(
        paragraphs(
            t("settings-title"),
            lines(
                t("settings-language", language=_language(person.locale, t)),
                t("settings-quiet-off")
                if quiet is None
                else t(
                    "settings-quiet",
                    start=t.clock_time(quiet.start),
                    end=t.clock_time(quiet.end),
                ),
                *_reminding(person, t),
            ),
            t("settings-choose"),
        ),
        (
            tuple(
                Button(
                    _chosen(_language(locale, t), t, chosen=locale == person.locale),
                    LocaleButton(locale).pack(),
                )
                for locale in LOCALES
            ),
            *(
                (Button(_quiet_label(preset, t, quiet), QuietButton(preset).pack()),)
                for preset in QUIET_PRESETS
            ),
            tuple(
                Button(
                    t.plain(f"settings-{each.name.lower().replace('_', '-')}-button"),
                    PreferenceButton(each).pack(),
                )
                for each in Preference
            ),
            *mailbox,
        ),
    )


def hour_screen(person: Person, t: Texts) -> Screen:
    """Choose the hour of reminders."""
    usual, *hours = (
        Button(
            _chosen(
                t.plain("settings-hour-usual") if at is None else t.clock_time(at),
                t,
                chosen=at == person.remind_at,
            ),
            HourButton(key).pack(),
        )
        for key, at in HOURS_OFFERED.items()
    )
    return Screen(t("settings-hour-ask"), ((usual,), *in_rows(hours, _HOURS_PER_ROW), (_back(t),)))


def digest_screen(person: Person, t: Texts) -> Screen:
    """Choose how reminders are gathered."""
    rows = (
        (
            Button(
                _chosen(t.plain(f"settings-digest-{each}"), t, chosen=each is person.digest),
                DigestButton(each).pack(),
            ),
        )
        for each in Digest
    )
    return Screen(t("settings-digest-ask"), (*rows, (_back(t),)))


def days_off_screen(person: Person, t: Texts, *, today: date) -> Screen:
    """Choose weekdays off, and a range of dates."""
    off = person.days_off
    weekdays = (
        Button(
            _chosen(t.weekday(weekday), t, chosen=weekday in off.weekdays),
            WeekdayOffButton(weekday).pack(),
        )
        for weekday in _WEEKDAYS
    )
    leave = [Button(t.plain("settings-range-button"), RangeOffButton().pack())]
    if off.first is not None:
        leave.append(
            Button(t.plain("settings-range-clear-button"), RangeOffButton(clear=True).pack())
        )
    return Screen(
        paragraphs(
            t("settings-days-off-ask"),
            _range(person, t, today=today),
        ),
        (*in_rows(weekdays, _WEEKDAYS_PER_ROW), tuple(leave), (_back(t),)),
    )


def ask_range(t: Texts, *, today: date) -> Screen:
    """Ask for a range of dates in writing."""
    first = today + timedelta(days=7)
    example = t.plain(
        "settings-range-example",
        first=t.bare_day(first),
        last=t.bare_day(first + timedelta(days=4)),
    )
    return Screen(t("settings-range-ask", example=example), ((cancel_button(t),),))


def range_unclear(t: Texts, *, longest: int) -> Screen:
    """The text is no range of coming days, or too long a one."""
    return Screen(t("settings-range-unclear", days=longest))


def _reminding(person: Person, t: Texts) -> Iterator[Html]:
    yield (
        t("settings-hour-off")
        if person.remind_at is None
        else t("settings-hour", time=t.clock_time(person.remind_at))
    )
    yield t("settings-digest", digest=t.plain(f"settings-digest-{person.digest}"))
    weekdays = t.plain("list-comma").join(t.weekday(n) for n in sorted(person.days_off.weekdays))
    if weekdays:
        yield t("settings-weekdays-off", days=weekdays)
    if (leave := _range(person, t, today=None)) is not None:
        yield leave


def _range(person: Person, t: Texts, *, today: date | None) -> Html | None:
    first, last = person.days_off.first, person.days_off.last
    if first is None or last is None or (today is not None and last < today):
        return None
    return t("settings-range", days=t.days(first, last))


def _back(t: Texts) -> Button:
    return Button(t.plain("button-back"), SettingsButton().pack())


def group_settings(
    group: Group, owner_id: TelegramId, t: Texts, *, may_unbind: bool, units: bool = False
) -> Screen:
    """Language and binding; the buttons are for ``owner_id``, who asked.

    ``units``: they may have numbers of the organisations below given.
    """
    rows = [
        tuple(
            Button(
                _chosen(_language(locale, t), t, chosen=locale == group.locale),
                GroupLocaleButton(owner_id, locale).pack(),
            )
            for locale in LOCALES
        )
    ]
    if units:
        rows += units_rows(group, owner_id, t)
    if group.organisation is not None and may_unbind:
        rows.append((Button(t.plain("group-unbind"), UnbindButton(owner_id).pack()),))
    return Screen(
        paragraphs(
            t("group-settings-title", where=where(group)),
            lines(
                t("group-status-bound", organisation=group.organisation.name, where=where(group))
                if group.organisation
                else t("group-status-unbound", where=where(group)),
                t("group-status-units") if group.shows_units else None,
                t("group-status-locale", language=_language(group.locale, t), where=where(group)),
            ),
        ),
        tuple(rows),
    )


def unbind_question(group: Group, owner_id: TelegramId, t: Texts) -> Screen:
    """Ask whether the group is really to be unbound."""
    return Screen(
        t(
            "group-unbind-ask",
            organisation=group.organisation.name if group.organisation else "",
            where=where(group),
        ),
        (
            (
                Button(t.plain("group-unbind-yes"), UnbindButton(owner_id, sure=True).pack()),
                Button(t.plain("group-unbind-no"), SettingsButton().pack()),
            ),
        ),
    )


def _language(locale: str, t: Texts) -> str:
    return t.plain(f"language-{locale}")


def _chosen(label: str, t: Texts, *, chosen: bool) -> str:
    return t.plain("settings-chosen", label=label) if chosen else label


def _quiet_label(preset: str, t: Texts, now: QuietHours | None) -> str:
    hours = QUIET_PRESETS[preset]
    label = (
        t.plain("settings-quiet-none")
        if hours is None
        else t.plain(
            "settings-quiet-choose", start=t.clock_time(hours.start), end=t.clock_time(hours.end)
        )
    )
    return _chosen(label, t, chosen=hours == now)
