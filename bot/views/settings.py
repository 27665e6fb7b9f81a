"""The settings of a person and of a group."""

from __future__ import annotations

from datetime import time

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons import (
    GroupLocaleButton,
    LocaleButton,
    QuietButton,
    SettingsButton,
    UnbindButton,
)
from bot.texts.catalogue import LOCALES, Texts
from bot.views.layout import lines, paragraphs
from bot.views.screen import Button, Screen
from scheduler.roster.model import DEFAULT_QUIET_HOURS, Group, Person, QuietHours

QUIET_PRESETS: dict[str, QuietHours | None] = {
    "night": DEFAULT_QUIET_HOURS,
    "short": QuietHours(time(22), time(7)),
    "long": QuietHours(time(19), time(9)),
    "none": None,
}
"""The quiet hours to choose from; the keys are in the buttons."""


def person_settings(person: Person, t: Texts) -> Screen:
    """Language and quiet hours, with a button for each choice."""
    quiet = person.quiet_hours
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
        ),
    )


def group_settings(group: Group, owner_id: TelegramId, t: Texts) -> Screen:
    """Language and binding; the buttons are for ``owner_id``, who asked."""
    rows = [
        tuple(
            Button(
                _chosen(_language(locale, t), t, chosen=locale == group.locale),
                GroupLocaleButton(owner_id, locale).pack(),
            )
            for locale in LOCALES
        )
    ]
    if group.organisation is not None:
        rows.append((Button(t.plain("group-unbind"), UnbindButton(owner_id).pack()),))
    return Screen(
        paragraphs(
            t("group-settings-title"),
            lines(
                t("group-status-bound", organisation=group.organisation.name)
                if group.organisation
                else t("group-status-unbound"),
                t("group-status-locale", language=_language(group.locale, t)),
            ),
        ),
        tuple(rows),
    )


def unbind_question(organisation: str, owner_id: TelegramId, t: Texts) -> Screen:
    """Ask whether the group is really to be unbound."""
    return Screen(
        t("group-unbind-ask", organisation=organisation),
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
