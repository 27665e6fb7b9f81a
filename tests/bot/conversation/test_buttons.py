from __future__ import annotations

from datetime import date

import pytest

from bot.conversation import buttons, unit_buttons
from bot.conversation.addresses import TelegramId
from bot.conversation.buttons import (
    BindButton,
    ClauseButton,
    DoneButton,
    DoneOnButton,
    DraftButton,
    DraftStep,
    TickButton,
    UnbindButton,
    WithdrawButton,
)
from bot.conversation.payloads import Payload, StaleButton
from bot.views.screen import CALLBACK_BYTES
from clauses.model import ClauseRef, PostId
from scheduler.planning.events import EventId
from scheduler.planning.occurrences import EntryId, EvidenceId, OccurrenceId
from scheduler.questions.open_questions import OpenQuestionId
from scheduler.roster.model import AssignmentId, Digest, OrganisationId, RequestId, SeatId

LARGEST = 2**52 - 1

PAYLOADS = [
    DoneButton(OccurrenceId(5), anew=True),
    DoneOnButton(OccurrenceId(LARGEST), date(2026, 12, 20), 2**31 - 1),
    WithdrawButton(OccurrenceId(LARGEST), EntryId(LARGEST), sure=False),
    TickButton(date(2026, 12, 20), OccurrenceId(LARGEST), f"a{LARGEST}", 9),
    buttons.HeldOnButton(date(2026, 12, 20), f"o{LARGEST}", 2**31 - 1),
    ClauseButton(ClauseRef("sichuan-three-levels-five-posts", "E:04")),
    DraftButton(DraftStep.POST, "agency-committee-deputy"),
    BindButton(TelegramId(LARGEST), OrganisationId(LARGEST)),
    UnbindButton(TelegramId(LARGEST), sure=True),
    unit_buttons.EventOnButton(OrganisationId(LARGEST), 2**32 - 1, date(2026, 12, 12), sure=True),
    unit_buttons.FactSayButton(OrganisationId(LARGEST), 2**32 - 1, 100_000),
]

IN_CHATS: dict[str, Payload] = {
    "my:1:2": buttons.AgendaButton(1, AssignmentId(2)),
    "item:1": buttons.ItemButton(OccurrenceId(1)),
    "done:1:1": buttons.DoneButton(OccurrenceId(1), anew=True),
    "on:1:20261220:3": buttons.DoneOnButton(OccurrenceId(1), date(2026, 12, 20), 3),
    "ond:1:2": buttons.DoneOtherButton(OccurrenceId(1), 2),
    "later:1:1": buttons.LaterButton(OccurrenceId(1), anew=True),
    "lat:1:20261220": buttons.LaterOnButton(OccurrenceId(1), date(2026, 12, 20)),
    "latd:1": buttons.LaterOtherButton(OccurrenceId(1)),
    "latm:1:20261201": buttons.LaterMonthButton(OccurrenceId(1), date(2026, 12, 1)),
    "wd:1:2:1": buttons.WithdrawButton(OccurrenceId(1), EntryId(2), sure=True),
    "onsure:1:20261220:1:3": buttons.SureOnButton(
        OccurrenceId(1), date(2026, 12, 20), late=True, reminder_id=3
    ),
    "entry:1:2": buttons.EntryButton(OccurrenceId(1), EntryId(2)),
    "cor:1:2": buttons.CorrectButton(OccurrenceId(1), EntryId(2)),
    "corm:1:2:20261201": buttons.CorrectMonthButton(OccurrenceId(1), EntryId(2), date(2026, 12, 1)),
    "cord:1:2:20261220": buttons.CorrectDayButton(OccurrenceId(1), EntryId(2), date(2026, 12, 20)),
    "corto:1:2:20261220": buttons.CorrectOnButton(OccurrenceId(1), EntryId(2), date(2026, 12, 20)),
    "note:1:2:1": buttons.NoteButton(OccurrenceId(1), EntryId(2), remove=True),
    "files:1:2": buttons.FilesButton(OccurrenceId(1), EntryId(2)),
    "unfile:1:2:3": buttons.RemoveFileButton(OccurrenceId(1), EntryId(2), EvidenceId(3)),
    "past:2026:1": buttons.PastButton(2026, by_month=True),
    "pastp:2026:1": buttons.PastPickButton(2026, 1),
    "pasti:1": buttons.PastItemButton(OccurrenceId(1)),
    "enough:1": buttons.EvidenceDoneButton(OccurrenceId(1)),
    "whyi:1": buttons.ItemClauseButton(OccurrenceId(1)),
    "why:party-regulations:F14": buttons.ClauseButton(ClauseRef("party-regulations", "F14")),
    "x": buttons.CloseButton(),
    "all:1:2": buttons.AllButton(1, AssignmentId(2)),
    "pick:o:a0:1": buttons.PickButton(buttons.PickFor.OPEN, "a0", 1),
    "pick:s:rABC234:0": buttons.PickButton(buttons.PickFor.SOURCE, "rABC234"),
    "pick:l:o7:0": buttons.PickButton(buttons.PickFor.LATER, "o7"),
    "ago:1:rABC234": buttons.DaysAgoButton(1, "rABC234"),
    "day:a0": buttons.OtherDayButton("a0"),
    "mon:20261201:a0:3": buttons.MonthButton(date(2026, 12, 1), "a0", 3),
    "held:20261220:o7:3": buttons.HeldOnButton(date(2026, 12, 20), "o7", 3),
    "days:a0": buttons.WhichDayButton("a0"),
    "tick:20261220:1:a0:2": buttons.TickButton(date(2026, 12, 20), OccurrenceId(1), "a0", 2),
    "ticks:20261220:a0:2": buttons.TicksButton(date(2026, 12, 20), "a0", 2),
    "tickx:20261220:a0": buttons.TickedButton(date(2026, 12, 20), "a0"),
    "ent:p:20261220:a0": buttons.EntriesButton(buttons.EntryFor.PROOF, date(2026, 12, 20), "a0"),
    "ent:w:20261220:a0": buttons.EntriesButton(buttons.EntryFor.WITHDRAW, date(2026, 12, 20), "a0"),
    "add:1:2": buttons.ProofButton(OccurrenceId(1), EntryId(2)),
    "snz:o7": buttons.SnoozeButton("o7"),
    "snzh:3:rABC234": buttons.SnoozeByButton(3, "rABC234"),
    "reg": buttons.RegisterButton(),
    "regb": buttons.RegisterBackButton(),
    "d:b:x": buttons.DraftButton(DraftStep.BODY, "x"),
    "d:f:x": buttons.DraftButton(DraftStep.FOUND, "x"),
    "d:n:x": buttons.DraftButton(DraftStep.NEW, "x"),
    "d:l:x": buttons.DraftButton(DraftStep.LEVEL, "x"),
    "d:a:x": buttons.DraftButton(DraftStep.ACTING, "x"),
    "d:u:x": buttons.DraftButton(DraftStep.PARENT, "x"),
    "d:p:x": buttons.DraftButton(DraftStep.POST, "x"),
    "posts": buttons.PostsButton(),
    "post:1": buttons.AssignmentButton(AssignmentId(1)),
    "chg:1": buttons.ChangeButton(AssignmentId(1)),
    "chgt:1:x": buttons.ChangeToButton(AssignmentId(1), PostId("x")),
    "leave:1:1": buttons.LeaveButton(AssignmentId(1), sure=True),
    "termon:1:20260315": buttons.TermOnButton(OrganisationId(1), date(2026, 3, 15)),
    "term:1": buttons.TermButton(OrganisationId(1)),
    "join:1:1": buttons.DecideButton(RequestId(1), approve=True),
    "jreq:1:1": buttons.RequestButton(RequestId(1), anew=True),
    "jmute:1": buttons.MuteButton(RequestId(1)),
    "jblock:1:1": buttons.BlockButton(RequestId(1), sure=True),
    "jhear:1": buttons.HearButton(RequestId(1)),
    "set": buttons.SettingsButton(),
    "loc:x": buttons.LocaleButton("x"),
    "quiet:x": buttons.QuietButton("x"),
    "pref:h": buttons.PreferenceButton(buttons.Preference.HOUR),
    "pref:o": buttons.PreferenceButton(buttons.Preference.DAYS_OFF),
    "pref:d": buttons.PreferenceButton(buttons.Preference.DIGEST),
    "hour:1030": buttons.HourButton("1030"),
    "dig:weekly": buttons.DigestButton(Digest.WEEKLY),
    "off:7": buttons.WeekdayOffButton(7),
    "offon:20261221:20261225": buttons.RangeOnButton(date(2026, 12, 21), date(2026, 12, 25)),
    "offr:1": buttons.RangeOffButton(clear=True),
    "bind:1:2": buttons.BindButton(TelegramId(1), OrganisationId(2)),
    "unbind:1:1": buttons.UnbindButton(TelegramId(1), sure=True),
    "gunits:1:1": buttons.GroupUnitsButton(TelegramId(1), shown=True),
    "gloc:1:x": buttons.GroupLocaleButton(TelegramId(1), "x"),
    "unit:1": unit_buttons.UnitButton(OrganisationId(1)),
    "fact:1:2": unit_buttons.FactButton(OrganisationId(1), 2),
    "fsay:1:2:0": unit_buttons.FactSayButton(OrganisationId(1), 2, 0),
    "ftyp:1:2": unit_buttons.FactTypeButton(OrganisationId(1), 2),
    "flat": unit_buttons.FactLaterButton(),
    "here:1:2": unit_buttons.DutiesHereButton(OrganisationId(1), 2),
    "rule:1:2": unit_buttons.RuleButton(OrganisationId(1), 2),
    "aside:1:2": unit_buttons.SetAsideButton(OrganisationId(1), 2),
    "takeup:1:2": unit_buttons.TakeUpButton(OrganisationId(1), 2),
    "leads:1:2": unit_buttons.LeadsButton(OrganisationId(1), 2),
    "leadset:1:2:3": unit_buttons.LeadsSetButton(OrganisationId(1), 2, 3),
    "hours:1:2": unit_buttons.HoursButton(OrganisationId(1), 2),
    "hourset:1:2:9": unit_buttons.HourSetButton(OrganisationId(1), 2, 9),
    "evs:1": unit_buttons.PlacesButton(1),
    "evcal:1:0": unit_buttons.CalendarButton(OrganisationId(1)),
    "seats:1": unit_buttons.SeatsButton(OrganisationId(1)),
    "seat:1": unit_buttons.SeatButton(SeatId(1)),
    "seatnew:1": unit_buttons.SeatKindsButton(OrganisationId(1)),
    "seatadd:1:2": unit_buttons.SeatAddButton(OrganisationId(1), 2),
    "seaton:1:2:20261220": unit_buttons.SeatSinceButton(OrganisationId(1), 2, date(2026, 12, 20)),
    "seatoff:1": unit_buttons.SeatOffButton(SeatId(1)),
    "seatlast:1:20261220": unit_buttons.SeatLastButton(SeatId(1), date(2026, 12, 20)),
    "seatkeep:1": unit_buttons.SeatKeepButton(SeatId(1)),
    "evnew:1": unit_buttons.EventKindsButton(OrganisationId(1)),
    "evadd:1:2": unit_buttons.EventAddButton(OrganisationId(1), 2),
    "evon:1:2:20261212:1": unit_buttons.EventOnButton(
        OrganisationId(1), 2, date(2026, 12, 12), sure=True
    ),
    "evmo:1:2:20261201": unit_buttons.EventMonthButton(OrganisationId(1), 2, date(2026, 12, 1)),
    "evmm:1:20261201": unit_buttons.EventMoveMonthButton(EventId(1), date(2026, 12, 1)),
    "ev:1": unit_buttons.EventButton(EventId(1)),
    "evmv:1": unit_buttons.EventMoveButton(EventId(1)),
    "evto:1:20261212": unit_buttons.EventMoveOnButton(EventId(1), date(2026, 12, 12)),
    "evoff:1": unit_buttons.EventOffButton(EventId(1)),
    "cal:file": buttons.OwnCalendarButton(buttons.CalendarAct.FILE),
    "wkd": buttons.WorkdaysButton(),
    "quiz:next": buttons.QuizButton(buttons.QuizAct.NEXT),
    "gqz:7:1": buttons.GroupQuizButton(TelegramId(7), named=True),
    "nohelp:7": buttons.NoHelpButton(7),
    "oq:1:point": buttons.OpenQuestionButton(OpenQuestionId(1), buttons.OpenQuestionAct.POINT),
    "oqref:1:party-regulations:E04": buttons.PointToButton(
        OpenQuestionId(1), ClauseRef("party-regulations", "E04")
    ),
    "oqs": buttons.OpenQuestionsButton(),
    "study:show": buttons.StudyButton(buttons.StudyAct.SHOW),
    "sthour:0730": buttons.StudyHourButton("0730"),
    "stdoc:7": buttons.StudyDocumentButton(7),
    "lesson:7": buttons.LessonButton(7),
    "edread:7": buttons.EditionReadButton(7),
    "edwho:1": buttons.EditionReadersButton(OrganisationId(1)),
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


def _payloads() -> list[type[Payload]]:
    return [
        value
        for value in [*vars(buttons).values(), *vars(unit_buttons).values()]
        if isinstance(value, type) and issubclass(value, Payload) and value.__dict__.get("ACTION")
    ]
