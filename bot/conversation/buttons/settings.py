"""Buttons of settings, of a person and of a group, and of the calendar.

In a group a button belongs to ``owner_id``, who asked for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.addresses import TelegramId
from bot.conversation.payloads import Payload
from scheduler.roster.model import Digest, OrganisationId


@dataclass(frozen=True)
class SettingsButton(Payload, action="set"):
    """Show the settings again."""


@dataclass(frozen=True)
class LocaleButton(Payload, action="loc"):
    """Choose the language of the person."""

    locale: str


@dataclass(frozen=True)
class QuietButton(Payload, action="quiet"):
    """Choose the quiet hours of the person by the name of a preset."""

    preset: str


class Preference(StrEnum):
    """What a person may set on a screen of its own; buttons carry the value."""

    HOUR = "h"
    DAYS_OFF = "o"
    DIGEST = "d"


@dataclass(frozen=True)
class PreferenceButton(Payload, action="pref"):
    """Show the choices for one preference."""

    preference: Preference


@dataclass(frozen=True)
class HourButton(Payload, action="hour"):
    """Remind the person at this hour, as HHMM; ``usual`` for the usual one."""

    at: str


@dataclass(frozen=True)
class DigestButton(Payload, action="dig"):
    """Gather the person's reminders in this way."""

    digest: Digest


@dataclass(frozen=True)
class WeekdayOffButton(Payload, action="off"):
    """Make a weekday (1 Monday to 7 Sunday) a day off, or one no more."""

    weekday: int


@dataclass(frozen=True)
class RangeOnButton(Payload, action="offon"):
    """Take these days off, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class RangeOffButton(Payload, action="offr"):
    """Ask for a range of dates off; ``clear``: there is to be none."""

    clear: bool = False


@dataclass(frozen=True)
class GroupPayload(Payload, action=""):
    """Base of the buttons in a group that belong to one person."""

    owner_id: TelegramId


@dataclass(frozen=True)
class BindButton(GroupPayload, action="bind"):
    """Bind the group to an organisation."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class UnbindButton(GroupPayload, action="unbind"):
    """Unbind the group from its organisation; asked first unless ``sure``."""

    sure: bool = False


@dataclass(frozen=True)
class GroupUnitsButton(GroupPayload, action="gunits"):
    """Let the group's messages give numbers of the organisations below, or not."""

    shown: bool


@dataclass(frozen=True)
class GroupLocaleButton(GroupPayload, action="gloc"):
    """Choose the language of the group."""

    locale: str


class CalendarAct(StrEnum):
    """An act on one's calendar."""

    SHOW = "show"
    FILE = "file"
    ADDRESS = "address"
    END = "end"


@dataclass(frozen=True)
class OwnCalendarButton(Payload, action="cal"):
    """Do that with the person's calendar."""

    act: CalendarAct
