from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons import (
    channels,
    duties,
    editions,
    entries,
    operators,
    own_duties,
    questions,
    registering,
    settings,
    study,
    units,
)
from bot.conversation.buttons.channels import (
    ByMailButton,
    MailboxButton,
    MailboxOffButton,
    MailboxSetButton,
    RobotAddButton,
    RobotOffButton,
    RobotsButton,
    RobotWeekButton,
)
from bot.conversation.buttons.duties import (
    AgendaButton,
    AllButton,
    CloseButton,
    DaysAgoButton,
    DoneButton,
    DoneOnButton,
    DoneOtherButton,
    HeldOnButton,
    ItemButton,
    LaterButton,
    LaterMonthButton,
    LaterOnButton,
    LaterOtherButton,
    MonthButton,
    OtherDayButton,
    PickButton,
    PickFor,
    SnoozeButton,
    SnoozeByButton,
    TickButton,
    TickedButton,
    TicksButton,
    WhichDayButton,
)
from bot.conversation.buttons.editions import (
    EditionAct,
    EditionActButton,
    EditionButton,
    EditionClauseAct,
    EditionClauseActButton,
    EditionClauseButton,
    EditionDayButton,
    EditionDocumentButton,
    EditionFileButton,
    EditionPackButton,
    EditionPacksButton,
    EditionsButton,
)
from bot.conversation.buttons.entries import (
    CorrectButton,
    CorrectDayButton,
    CorrectMonthButton,
    CorrectOnButton,
    EntriesButton,
    EntryButton,
    EntryFor,
    EvidenceDoneButton,
    FilesButton,
    NoteButton,
    PastButton,
    PastItemButton,
    PastPickButton,
    ProofButton,
    RemoveFileButton,
    SureOnButton,
    WithdrawButton,
)
from bot.conversation.buttons.operators import (
    OpenQuestionAct,
    OpenQuestionButton,
    OpenQuestionsButton,
    PointToButton,
    WorkdaysButton,
)
from bot.conversation.buttons.own_duties import (
    ListButton,
    ListConfirmButton,
    ListDropButton,
    ListFirstButton,
    ListForButton,
    ListFromFileButton,
    ListPostButton,
    ListPostsButton,
    ListPostSetButton,
    ListRowButton,
    ListSkipButton,
    ListTakeButton,
    ListWhoButton,
    ListWhoSetButton,
    ListWordsButton,
    OwnAddButton,
    OwnConfirmButton,
    OwnDropButton,
    OwnDutiesButton,
    OwnDutyButton,
    OwnEditButton,
    OwnEndButton,
    OwnFirstButton,
    OwnHereButton,
    OwnWhereButton,
    OwnWhoButton,
    OwnWhoSetButton,
)
from bot.conversation.buttons.questions import ClauseButton, ItemClauseButton, NoHelpButton
from bot.conversation.buttons.registering import (
    AssignmentButton,
    BlockButton,
    ChangeButton,
    ChangeToButton,
    DecideButton,
    DraftButton,
    DraftStep,
    HearButton,
    LeaveButton,
    MuteButton,
    PostsButton,
    RegisterBackButton,
    RegisterButton,
    RequestButton,
    TermButton,
    TermOnButton,
)
from bot.conversation.buttons.settings import (
    BindButton,
    CalendarAct,
    DigestButton,
    GroupLocaleButton,
    GroupUnitsButton,
    HourButton,
    LocaleButton,
    OwnCalendarButton,
    Preference,
    PreferenceButton,
    QuietButton,
    RangeOffButton,
    RangeOnButton,
    SettingsButton,
    UnbindButton,
    WeekdayOffButton,
)
from bot.conversation.buttons.study import (
    EditionReadButton,
    EditionReadersButton,
    GroupQuizButton,
    LessonButton,
    QuizAct,
    QuizButton,
    StudyAct,
    StudyButton,
    StudyDocumentButton,
    StudyHourButton,
)
from bot.conversation.buttons.units import (
    CalendarButton,
    DutiesHereButton,
    EventAddButton,
    EventButton,
    EventKindsButton,
    EventMonthButton,
    EventMoveButton,
    EventMoveMonthButton,
    EventMoveOnButton,
    EventOffButton,
    EventOnButton,
    FactButton,
    FactLaterButton,
    FactSayButton,
    FactTypeButton,
    HoursButton,
    HourSetButton,
    LeadsButton,
    LeadsSetButton,
    PlacesButton,
    RuleButton,
    SeatAddButton,
    SeatButton,
    SeatKeepButton,
    SeatKindsButton,
    SeatLastButton,
    SeatOffButton,
    SeatsButton,
    SeatSinceButton,
    SetAsideButton,
    TakeUpButton,
    UnitButton,
)
from bot.conversation.payloads import Payload, StaleButton
from bot.views.screen import CALLBACK_BYTES
from clauses.model import ClauseRef, PostId
from scheduler.editions.pack_edition import PackEditionId
from scheduler.membership.own.listed import OwnListId
from scheduler.planning.events import EventId
from scheduler.planning.occurrences import EntryId, EvidenceId, OccurrenceId
from scheduler.planning.own_duties import OwnDutyId
from scheduler.questions.open_questions import OpenQuestionId
from scheduler.roster.model import AssignmentId, Digest, GroupId, OrganisationId, RequestId, SeatId

LARGEST = 2**52 - 1

PAYLOADS = [
    DoneButton(OccurrenceId(5), anew=True),
    DoneOnButton(OccurrenceId(LARGEST), date(2026, 12, 20), 2**31 - 1),
    WithdrawButton(OccurrenceId(LARGEST), EntryId(LARGEST), sure=False),
    TickButton(date(2026, 12, 20), OccurrenceId(LARGEST), f"a{LARGEST}", 9),
    HeldOnButton(date(2026, 12, 20), f"o{LARGEST}", 2**31 - 1),
    ClauseButton(ClauseRef("sichuan-three-levels-five-posts", "E:04")),
    DraftButton(DraftStep.POST, "agency-committee-deputy"),
    BindButton(TelegramId(LARGEST), OrganisationId(LARGEST)),
    UnbindButton(TelegramId(LARGEST), sure=True),
    EventOnButton(OrganisationId(LARGEST), 2**32 - 1, date(2026, 12, 12), sure=True),
    FactSayButton(OrganisationId(LARGEST), 2**32 - 1, 100_000),
    ListPostSetButton(OwnListId(LARGEST), 2**32 - 1, 2**32 - 1),
]

IN_CHATS: dict[str, Payload] = {
    "my:1:2": AgendaButton(1, AssignmentId(2)),
    "item:1": ItemButton(OccurrenceId(1)),
    "done:1:1": DoneButton(OccurrenceId(1), anew=True),
    "on:1:20261220:3": DoneOnButton(OccurrenceId(1), date(2026, 12, 20), 3),
    "ond:1:2": DoneOtherButton(OccurrenceId(1), 2),
    "later:1:1": LaterButton(OccurrenceId(1), anew=True),
    "lat:1:20261220": LaterOnButton(OccurrenceId(1), date(2026, 12, 20)),
    "latd:1": LaterOtherButton(OccurrenceId(1)),
    "latm:1:20261201": LaterMonthButton(OccurrenceId(1), date(2026, 12, 1)),
    "wd:1:2:1": WithdrawButton(OccurrenceId(1), EntryId(2), sure=True),
    "onsure:1:20261220:1:3": SureOnButton(
        OccurrenceId(1), date(2026, 12, 20), late=True, reminder_id=3
    ),
    "entry:1:2": EntryButton(OccurrenceId(1), EntryId(2)),
    "cor:1:2": CorrectButton(OccurrenceId(1), EntryId(2)),
    "corm:1:2:20261201": CorrectMonthButton(OccurrenceId(1), EntryId(2), date(2026, 12, 1)),
    "cord:1:2:20261220": CorrectDayButton(OccurrenceId(1), EntryId(2), date(2026, 12, 20)),
    "corto:1:2:20261220": CorrectOnButton(OccurrenceId(1), EntryId(2), date(2026, 12, 20)),
    "note:1:2:1": NoteButton(OccurrenceId(1), EntryId(2), remove=True),
    "files:1:2": FilesButton(OccurrenceId(1), EntryId(2)),
    "unfile:1:2:3": RemoveFileButton(OccurrenceId(1), EntryId(2), EvidenceId(3)),
    "past:2026:1": PastButton(2026, by_month=True),
    "pastp:2026:1": PastPickButton(2026, 1),
    "pasti:1": PastItemButton(OccurrenceId(1)),
    "enough:1": EvidenceDoneButton(OccurrenceId(1)),
    "whyi:1": ItemClauseButton(OccurrenceId(1)),
    "why:party-regulations:F14": ClauseButton(ClauseRef("party-regulations", "F14")),
    "x": CloseButton(),
    "all:1:2": AllButton(1, AssignmentId(2)),
    "pick:o:a0:1": PickButton(PickFor.OPEN, "a0", 1),
    "pick:s:rABC234:0": PickButton(PickFor.SOURCE, "rABC234"),
    "pick:l:o7:0": PickButton(PickFor.LATER, "o7"),
    "ago:1:rABC234": DaysAgoButton(1, "rABC234"),
    "day:a0": OtherDayButton("a0"),
    "mon:20261201:a0:3": MonthButton(date(2026, 12, 1), "a0", 3),
    "held:20261220:o7:3": HeldOnButton(date(2026, 12, 20), "o7", 3),
    "days:a0": WhichDayButton("a0"),
    "tick:20261220:1:a0:2": TickButton(date(2026, 12, 20), OccurrenceId(1), "a0", 2),
    "ticks:20261220:a0:2": TicksButton(date(2026, 12, 20), "a0", 2),
    "tickx:20261220:a0": TickedButton(date(2026, 12, 20), "a0"),
    "ent:p:20261220:a0": EntriesButton(EntryFor.PROOF, date(2026, 12, 20), "a0"),
    "ent:w:20261220:a0": EntriesButton(EntryFor.WITHDRAW, date(2026, 12, 20), "a0"),
    "add:1:2": ProofButton(OccurrenceId(1), EntryId(2)),
    "snz:o7": SnoozeButton("o7"),
    "snzh:3:rABC234": SnoozeByButton(3, "rABC234"),
    "reg": RegisterButton(),
    "regb": RegisterBackButton(),
    "d:b:x": DraftButton(DraftStep.BODY, "x"),
    "d:f:x": DraftButton(DraftStep.FOUND, "x"),
    "d:n:x": DraftButton(DraftStep.NEW, "x"),
    "d:l:x": DraftButton(DraftStep.LEVEL, "x"),
    "d:a:x": DraftButton(DraftStep.ACTING, "x"),
    "d:u:x": DraftButton(DraftStep.PARENT, "x"),
    "d:p:x": DraftButton(DraftStep.POST, "x"),
    "posts": PostsButton(),
    "post:1": AssignmentButton(AssignmentId(1)),
    "chg:1": ChangeButton(AssignmentId(1)),
    "chgt:1:x": ChangeToButton(AssignmentId(1), PostId("x")),
    "leave:1:1": LeaveButton(AssignmentId(1), sure=True),
    "termon:1:20260315": TermOnButton(OrganisationId(1), date(2026, 3, 15)),
    "term:1": TermButton(OrganisationId(1)),
    "join:1:1": DecideButton(RequestId(1), approve=True),
    "jreq:1:1": RequestButton(RequestId(1), anew=True),
    "jmute:1": MuteButton(RequestId(1)),
    "jblock:1:1": BlockButton(RequestId(1), sure=True),
    "jhear:1": HearButton(RequestId(1)),
    "set": SettingsButton(),
    "loc:x": LocaleButton("x"),
    "quiet:x": QuietButton("x"),
    "pref:h": PreferenceButton(Preference.HOUR),
    "pref:o": PreferenceButton(Preference.DAYS_OFF),
    "pref:d": PreferenceButton(Preference.DIGEST),
    "hour:1030": HourButton("1030"),
    "dig:weekly": DigestButton(Digest.WEEKLY),
    "off:7": WeekdayOffButton(7),
    "offon:20261221:20261225": RangeOnButton(date(2026, 12, 21), date(2026, 12, 25)),
    "offr:1": RangeOffButton(clear=True),
    "bind:1:2": BindButton(TelegramId(1), OrganisationId(2)),
    "unbind:1:1": UnbindButton(TelegramId(1), sure=True),
    "gunits:1:1": GroupUnitsButton(TelegramId(1), shown=True),
    "gloc:1:x": GroupLocaleButton(TelegramId(1), "x"),
    "unit:1": UnitButton(OrganisationId(1)),
    "fact:1:2": FactButton(OrganisationId(1), 2),
    "fsay:1:2:0": FactSayButton(OrganisationId(1), 2, 0),
    "ftyp:1:2": FactTypeButton(OrganisationId(1), 2),
    "flat": FactLaterButton(),
    "here:1:2": DutiesHereButton(OrganisationId(1), 2),
    "rule:1:2": RuleButton(OrganisationId(1), 2),
    "aside:1:2": SetAsideButton(OrganisationId(1), 2),
    "takeup:1:2": TakeUpButton(OrganisationId(1), 2),
    "leads:1:2": LeadsButton(OrganisationId(1), 2),
    "leadset:1:2:3": LeadsSetButton(OrganisationId(1), 2, 3),
    "hours:1:2": HoursButton(OrganisationId(1), 2),
    "hourset:1:2:9": HourSetButton(OrganisationId(1), 2, 9),
    "evs:1": PlacesButton(1),
    "evcal:1:0": CalendarButton(OrganisationId(1)),
    "seats:1": SeatsButton(OrganisationId(1)),
    "seat:1": SeatButton(SeatId(1)),
    "seatnew:1": SeatKindsButton(OrganisationId(1)),
    "seatadd:1:2": SeatAddButton(OrganisationId(1), 2),
    "seaton:1:2:20261220": SeatSinceButton(OrganisationId(1), 2, date(2026, 12, 20)),
    "seatoff:1": SeatOffButton(SeatId(1)),
    "seatlast:1:20261220": SeatLastButton(SeatId(1), date(2026, 12, 20)),
    "seatkeep:1": SeatKeepButton(SeatId(1)),
    "evnew:1": EventKindsButton(OrganisationId(1)),
    "evadd:1:2": EventAddButton(OrganisationId(1), 2),
    "evon:1:2:20261212:1": EventOnButton(OrganisationId(1), 2, date(2026, 12, 12), sure=True),
    "evmo:1:2:20261201": EventMonthButton(OrganisationId(1), 2, date(2026, 12, 1)),
    "evmm:1:20261201": EventMoveMonthButton(EventId(1), date(2026, 12, 1)),
    "ev:1": EventButton(EventId(1)),
    "evmv:1": EventMoveButton(EventId(1)),
    "evto:1:20261212": EventMoveOnButton(EventId(1), date(2026, 12, 12)),
    "evoff:1": EventOffButton(EventId(1)),
    "own:1:2": OwnDutiesButton(OrganisationId(1), 2),
    "ownadd:1": OwnAddButton(OrganisationId(1)),
    "ownhere:1": OwnHereButton(OrganisationId(1)),
    "ownd:1": OwnDutyButton(OwnDutyId(1)),
    "ownedit:1": OwnEditButton(OwnDutyId(1)),
    "ownwho:1": OwnWhoButton(OwnDutyId(1)),
    "ownby:1:7": OwnWhoSetButton(OwnDutyId(1), 7),
    "ownsub:1:1": OwnWhereButton(OwnDutyId(1), subtree=True),
    "ownfrom:1:20261202": OwnFirstButton(OwnDutyId(1), date(2026, 12, 2)),
    "ownok:1": OwnConfirmButton(OwnDutyId(1)),
    "owndrop:1": OwnDropButton(OwnDutyId(1)),
    "ownend:1:1": OwnEndButton(OwnDutyId(1), sure=True),
    "lsfor:1": ListForButton(OrganisationId(1)),
    "lsfile": ListFromFileButton(),
    "ls:1:2": ListButton(OwnListId(1), 2),
    "lsrow:1:2": ListRowButton(OwnListId(1), 2),
    "lssay:1:2": ListWordsButton(OwnListId(1), 2),
    "lswho:1:2": ListWhoButton(OwnListId(1), 2),
    "lsby:1:2:7": ListWhoSetButton(OwnListId(1), 2, 7),
    "lsfirst:1:2:20261202": ListFirstButton(OwnListId(1), 2, date(2026, 12, 2)),
    "lsskip:1:2:1": ListSkipButton(OwnListId(1), 2, skipped=True),
    "lsposts:1:2": ListPostsButton(OwnListId(1), 2),
    "lspost:1:7": ListPostButton(OwnListId(1), 7),
    "lspostby:1:7:8": ListPostSetButton(OwnListId(1), 7, 8),
    "lstake:1:7": ListTakeButton(OrganisationId(1), 7),
    "lsok:1": ListConfirmButton(OwnListId(1)),
    "lsdrop:1": ListDropButton(OwnListId(1)),
    "cal:file": OwnCalendarButton(CalendarAct.FILE),
    "wkd": WorkdaysButton(),
    "quiz:next": QuizButton(QuizAct.NEXT),
    "gqz:7:1": GroupQuizButton(TelegramId(7), named=True),
    "nohelp:7": NoHelpButton(7),
    "oq:1:point": OpenQuestionButton(OpenQuestionId(1), OpenQuestionAct.POINT),
    "oqref:1:party-regulations:E04": PointToButton(
        OpenQuestionId(1), ClauseRef("party-regulations", "E04")
    ),
    "oqs": OpenQuestionsButton(),
    "study:show": StudyButton(StudyAct.SHOW),
    "sthour:0730": StudyHourButton("0730"),
    "stdoc:7": StudyDocumentButton(7),
    "lesson:7": LessonButton(7),
    "edread:7": EditionReadButton(7),
    "edwho:1": EditionReadersButton(OrganisationId(1)),
    "eds": EditionsButton(),
    "ednew": EditionPacksButton(),
    "edpk:2": EditionPackButton(2),
    "eddoc:2:3": EditionDocumentButton(2, 3),
    "ed:1:2": EditionButton(PackEditionId(1), 2),
    "edact:1:ok:3": EditionActButton(PackEditionId(1), EditionAct.APPROVE, 3),
    "edday:1:20270101": EditionDayButton(PackEditionId(1), date(2027, 1, 1)),
    "edc:1:2": EditionClauseButton(PackEditionId(1), 2),
    "edca:1:2:often": EditionClauseActButton(PackEditionId(1), 2, EditionClauseAct.SAY_OFTEN),
    "edfile": EditionFileButton(),
    "robots:1": RobotsButton(OrganisationId(1)),
    "robadd:1:wecom": RobotAddButton(OrganisationId(1), "wecom"),
    "robweek:1:2:1": RobotWeekButton(OrganisationId(1), GroupId(2), wanted=True),
    "roboff:1:2:1": RobotOffButton(OrganisationId(1), GroupId(2), sure=True),
    "bymail:1:2": ByMailButton(OrganisationId(1), 2),
    "mailbox": MailboxButton(),
    "mailset": MailboxSetButton(),
    "mailoff": MailboxOffButton(),
}
"""The data of buttons that stand in people's chats; add to it, but change none."""


@pytest.mark.parametrize("data", IN_CHATS)
def test_buttons_in_old_messages_mean_what_they_meant(data: str) -> None:
    assert IN_CHATS[data].pack() == data
    assert type(IN_CHATS[data]).unpack(data) == IN_CHATS[data]


def test_no_button_is_left_out() -> None:
    assert {type(each) for each in IN_CHATS.values()} == set(_payloads())


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: p.ACTION)
def test_a_payload_reads_back_as_written_and_fits_into_a_button(payload: Payload) -> None:
    packed = payload.pack()
    assert type(payload).unpack(packed) == payload
    assert len(packed.encode()) <= CALLBACK_BYTES


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "done",
        "done:",
        "done:x:1",
        "done:1:2",
        "done:1:1:1",
        f"done:{2**53}:1",
        "other:1:1",
    ],
)
def test_anything_else_is_a_stale_button(data: str | None) -> None:
    with pytest.raises(StaleButton):
        DoneButton.unpack(data)


def test_a_day_that_does_not_exist_is_a_stale_button() -> None:
    with pytest.raises(StaleButton):
        DoneOnButton.unpack("on:1:20260230:0")


def test_no_two_payloads_share_an_action() -> None:
    actions = [payload.ACTION for payload in _payloads()]
    assert len(actions) > 20
    assert len(set(actions)) == len(actions)


_MODULES = (
    channels,
    duties,
    editions,
    entries,
    operators,
    own_duties,
    questions,
    registering,
    settings,
    study,
    units,
)


def _payloads() -> list[type[Payload]]:
    return [
        value
        for module in _MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Payload) and value.__dict__.get("ACTION")
    ]
