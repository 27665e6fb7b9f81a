"""Every button of the bot, with the data that it carries.

Buttons work for 400 days: an action or a field that changes makes those in the chats stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.addresses import TelegramId
from bot.conversation.payloads import Payload
from clauses.model import ClauseRef, PostId
from scheduler.planning.occurrences import EntryId, EvidenceId, OccurrenceId
from scheduler.questions.open_questions import OpenQuestionId
from scheduler.roster.model import AssignmentId, Digest, OrganisationId, RequestId

ALL_POSTS = AssignmentId(0)
"""No filter, where a button names one of the posts that a person holds."""


# Duties: the list, one of them, and what can be done about it.


@dataclass(frozen=True)
class AgendaButton(Payload, action="my"):
    """Show a page (from 0) of the person's duties; ``assignment_id`` narrows it to one post."""

    page: int = 0
    assignment_id: AssignmentId = ALL_POSTS


@dataclass(frozen=True)
class ItemButton(Payload, action="item"):
    """Show one occurrence."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class DoneButton(Payload, action="done"):
    """Ask on which day it was done; ``anew``: in a message of its own, so that the reminder stays."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class DoneOnButton(Payload, action="on"):
    """Enter that day. ``reminder_id`` is the message to take the buttons off, 0 for none."""

    occurrence_id: OccurrenceId
    day: date
    reminder_id: int = 0


@dataclass(frozen=True)
class DoneOtherButton(Payload, action="ond"):
    """Ask for the day: on the buttons of a month, or typed."""

    occurrence_id: OccurrenceId
    reminder_id: int = 0


@dataclass(frozen=True)
class LaterButton(Payload, action="later"):
    """Ask when to remind again; ``anew`` as in :class:`DoneButton`."""

    occurrence_id: OccurrenceId
    anew: bool = False


@dataclass(frozen=True)
class LaterOnButton(Payload, action="lat"):
    """Remind again on that day."""

    occurrence_id: OccurrenceId
    day: date


@dataclass(frozen=True)
class LaterOtherButton(Payload, action="latd"):
    """Ask for the day: on the buttons of a month, or typed."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class LaterMonthButton(Payload, action="latm"):
    """Show the days of that month to be reminded on."""

    occurrence_id: OccurrenceId
    month: date


# Of several items at once. ``scope`` says of which: see ``bot.conversation.scopes``.


class PickFor(StrEnum):
    """What an item is picked for, in the list of all by full name; buttons carry the value."""

    OPEN = "o"
    SOURCE = "s"
    LATER = "l"


class EntryFor(StrEnum):
    """What an entry of a day is picked for."""

    PROOF = "p"
    WITHDRAW = "w"


@dataclass(frozen=True)
class AllButton(Payload, action="all"):
    """Show a page (from 0) of all duties, also of those without a number."""

    page: int = 0
    assignment_id: AssignmentId = ALL_POSTS


@dataclass(frozen=True)
class PickButton(Payload, action="pick"):
    """Show the items of the scope by full name, to pick one."""

    purpose: PickFor
    scope: str
    page: int = 0


@dataclass(frozen=True)
class DaysAgoButton(Payload, action="ago"):
    """Enter as done today (0) or yesterday (1): at once where there is one item, else pick."""

    days: int
    scope: str


@dataclass(frozen=True)
class OtherDayButton(Payload, action="day"):
    """Ask for the day: on the buttons of a month, or typed."""

    scope: str


@dataclass(frozen=True)
class MonthButton(Payload, action="mon"):
    """Show the days of that month, named by its first day, to choose when it was done."""

    month: date
    scope: str
    reminder_id: int = 0


@dataclass(frozen=True)
class HeldOnButton(Payload, action="held"):
    """Enter as done on that day: at once where there is one item, else pick.

    ``reminder_id`` as in :class:`DoneOnButton`.
    """

    day: date
    scope: str
    reminder_id: int = 0


@dataclass(frozen=True)
class WhichDayButton(Payload, action="days"):
    """Ask for the day again: today, yesterday or another."""

    scope: str


@dataclass(frozen=True)
class TickButton(Payload, action="tick"):
    """Enter one of several items for the day; again is harmless."""

    day: date
    occurrence_id: OccurrenceId
    scope: str
    page: int = 0


@dataclass(frozen=True)
class TicksButton(Payload, action="ticks"):
    """Show the items to be entered for the day."""

    day: date
    scope: str
    page: int = 0


@dataclass(frozen=True)
class TickedButton(Payload, action="tickx"):
    """Say that all has been entered."""

    day: date
    scope: str


@dataclass(frozen=True)
class EntriesButton(Payload, action="ent"):
    """Choose among the entries of the day, where there are several."""

    purpose: EntryFor
    day: date
    scope: str


@dataclass(frozen=True)
class ProofButton(Payload, action="add"):
    """Wait for a note or files for an entry."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class SnoozeButton(Payload, action="snz"):
    """Ask when to remind again of the items of the scope."""

    scope: str


@dataclass(frozen=True)
class SnoozeByButton(Payload, action="snzh"):
    """Remind of them again after so many hours; 0 is tomorrow at the usual time."""

    hours: int
    scope: str


@dataclass(frozen=True)
class WithdrawButton(Payload, action="wd"):
    """Take an entry back; asked first unless ``sure``."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    sure: bool = False


@dataclass(frozen=True)
class SureOnButton(Payload, action="onsure"):
    """Enter that day after the period, or of a period that has ended, knowing what it counts as.

    ``late``: it is made up.
    """

    occurrence_id: OccurrenceId
    day: date
    late: bool
    reminder_id: int = 0


@dataclass(frozen=True)
class EntryButton(Payload, action="entry"):
    """Show one entry with what can be changed about it."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class CorrectButton(Payload, action="cor"):
    """Ask for the right day of an entry."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class CorrectMonthButton(Payload, action="corm"):
    """Show the days of that month, named by its first day, to choose the right one."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    month: date


@dataclass(frozen=True)
class CorrectDayButton(Payload, action="cord"):
    """Show what that day would change."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    day: date


@dataclass(frozen=True)
class CorrectOnButton(Payload, action="corto"):
    """Let the entry be for that day."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    day: date


@dataclass(frozen=True)
class NoteButton(Payload, action="note"):
    """Ask for another note in place of the one there is or, with ``remove``, take it away."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    remove: bool = False


@dataclass(frozen=True)
class FilesButton(Payload, action="files"):
    """Send the files of an entry again."""

    occurrence_id: OccurrenceId
    entry_id: EntryId


@dataclass(frozen=True)
class RemoveFileButton(Payload, action="unfile"):
    """Take one file away from an entry."""

    occurrence_id: OccurrenceId
    entry_id: EntryId
    evidence_id: EvidenceId


@dataclass(frozen=True)
class PastButton(Payload, action="past"):
    """Show a year of the past, by duty or by month; 0 is the newest."""

    year: int = 0
    by_month: bool = False


@dataclass(frozen=True)
class PastPickButton(Payload, action="pastp"):
    """Show the items of a year by full name, to pick one; pages from 0."""

    year: int
    page: int = 0


@dataclass(frozen=True)
class PastItemButton(Payload, action="pasti"):
    """Show one item of the past."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class EvidenceDoneButton(Payload, action="enough"):
    """Say that nothing more is to be added to the entry."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class ItemClauseButton(Payload, action="whyi"):
    """Show the clause by which an item is owed, in the words with which it began."""

    occurrence_id: OccurrenceId


@dataclass(frozen=True)
class ClauseButton(Payload, action="why"):
    """Show a clause, or another statement of a pack, in a message of its own."""

    ref: ClauseRef


@dataclass(frozen=True)
class CloseButton(Payload, action="x"):
    """End the dialogue, and say so in place of the question."""


# Registration: a dialogue in steps. Its draft is kept by ``scheduler.inbox.dialogues``.


class DraftStep(StrEnum):
    """The steps of a registration that offer buttons; buttons carry the value."""

    BODY = "b"
    FOUND = "f"
    NEW = "n"
    LEVEL = "l"
    ACTING = "a"
    PARENT = "u"
    POST = "p"


@dataclass(frozen=True)
class RegisterButton(Payload, action="reg"):
    """Register a further post."""


@dataclass(frozen=True)
class RegisterBackButton(Payload, action="regb"):
    """Go back one step."""


@dataclass(frozen=True)
class DraftButton(Payload, action="d"):
    """A choice at one step of the registration: a body, an organisation, a level, a post."""

    step: DraftStep
    choice: str


@dataclass(frozen=True)
class PostsButton(Payload, action="posts"):
    """Show the posts that the person holds."""


@dataclass(frozen=True)
class AssignmentButton(Payload, action="post"):
    """Show one post that the person holds."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class ChangeButton(Payload, action="chg"):
    """Offer the other posts of the organisation."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class ChangeToButton(Payload, action="chgt"):
    """Take that post instead."""

    assignment_id: AssignmentId
    post: PostId


@dataclass(frozen=True)
class LeaveButton(Payload, action="leave"):
    """Give the post up; asked first unless ``sure``."""

    assignment_id: AssignmentId
    sure: bool = False


@dataclass(frozen=True)
class TermOnButton(Payload, action="termon"):
    """Let the present term of an organisation count from that day."""

    organisation_id: OrganisationId
    day: date


@dataclass(frozen=True)
class TermButton(Payload, action="term"):
    """Ask for the first day of the organisation's term of office."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class DecideButton(Payload, action="join"):
    """A manager's answer to a request."""

    request_id: RequestId
    approve: bool


@dataclass(frozen=True)
class RequestButton(Payload, action="jreq"):
    """Show a request; ``anew``: in a message of its own, so that the list of requests stays."""

    request_id: RequestId
    anew: bool = False


@dataclass(frozen=True)
class MuteButton(Payload, action="jmute"):
    """Hear no more of the requests of whoever made this one."""

    request_id: RequestId


@dataclass(frozen=True)
class BlockButton(Payload, action="jblock"):
    """Take no more requests of whoever made this one; asked first unless ``sure``."""

    request_id: RequestId
    sure: bool = False


@dataclass(frozen=True)
class HearButton(Payload, action="jhear"):
    """Hear and take the requests of whoever made this one again."""

    request_id: RequestId


# Settings. In a group a button belongs to ``owner_id``, who asked for it.


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


# The calendar.


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


@dataclass(frozen=True)
class WorkdaysButton(Payload, action="wkd"):
    """Enter the workdays that were read from what an operator pasted."""


# Practice.


class QuizAct(StrEnum):
    """An act around questions for practice."""

    NEXT = "next"
    PROGRESS = "prog"
    ANEW = "anew"
    ANEW_SURE = "sure"


@dataclass(frozen=True)
class QuizButton(Payload, action="quiz"):
    """Do that."""

    act: QuizAct


@dataclass(frozen=True)
class GroupQuizButton(GroupPayload, action="gqz"):
    """Put a question to the group; ``named``: everybody sees who chose what."""

    named: bool = False


class StudyAct(StrEnum):
    """An act around the clause of the day."""

    OPEN = "open"
    """Below a clause, which stays where it is."""
    SHOW = "show"
    DOCUMENTS = "docs"
    END = "end"


@dataclass(frozen=True)
class StudyButton(Payload, action="study"):
    """Do that."""

    act: StudyAct


@dataclass(frozen=True)
class StudyHourButton(Payload, action="sthour"):
    """Send a clause a day at this hour, one of those offered."""

    study_hour: str


@dataclass(frozen=True)
class StudyDocumentButton(Payload, action="stdoc"):
    """Leave a document out, or take it in again; by ``short_number`` of its id."""

    document: int


@dataclass(frozen=True)
class LessonButton(Payload, action="lesson"):
    """Ask a question about the clause of that day."""

    lesson_id: int


# New editions.


@dataclass(frozen=True)
class EditionReadButton(Payload, action="edread"):
    """I have read what the edition changes."""

    edition_id: int


@dataclass(frozen=True)
class EditionReadersButton(Payload, action="edwho"):
    """Who of an organisation has read the last edition."""

    organisation_id: OrganisationId


# Questions that nobody could answer.


@dataclass(frozen=True)
class NoHelpButton(Payload, action="nohelp"):
    """The answer to what was asked in that update was no help."""

    update_id: int


class OpenQuestionAct(StrEnum):
    """An operator's act on an open question."""

    SHOW = "show"
    POINT = "point"
    WRITE = "write"
    NEXT_DOOR = "door"
    IGNORE = "skip"


@dataclass(frozen=True)
class OpenQuestionButton(Payload, action="oq"):
    """Do that with the group of this question."""

    question_id: OpenQuestionId
    act: OpenQuestionAct = OpenQuestionAct.SHOW


@dataclass(frozen=True)
class PointToButton(Payload, action="oqref"):
    """Answer the group of this question by that statement."""

    question_id: OpenQuestionId
    ref: ClauseRef


@dataclass(frozen=True)
class OpenQuestionsButton(Payload, action="oqs"):
    """List the open questions."""
