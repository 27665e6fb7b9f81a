"""What of each table is personal, and how it is erased: the one list of it.

A test goes through all tables and fails for any text, JSON, address or reference to a person that is not
in it, so that a new column cannot be forgotten.

A path leads from a table to what tells whose a row is: the last column holds the id of a person, an
address, the id of an address alone, or, for words, the organisation to which the row belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from scheduler.store.tables import Base
from scheduler.store.tables.board import (
    BoardLinkRow,
    BoardSessionRow,
    GroupWeekNumbersRow,
    GroupWeekRow,
)
from scheduler.store.tables.chasing import ChaseRow, UrgingRow
from scheduler.store.tables.closing import (
    ChecklistMarkRow,
    ExportRow,
    StatementLineRow,
    StatementRow,
)
from scheduler.store.tables.delivery import (
    AttemptRow,
    DeliveryRow,
    DispatcherLeaseRow,
    HoldRow,
    NoticeRow,
    ReminderCountRow,
    ReminderSummaryRow,
)
from scheduler.store.tables.editions import EditionReaderRow, EditionRow, PackEditionRow
from scheduler.store.tables.endpoints import EndpointRow
from scheduler.store.tables.erasures import ErasureRow
from scheduler.store.tables.feeds import CalendarItemRow, CalendarRow
from scheduler.store.tables.inbox import DialogueRow, InboxRow, LaneLeaseRow, OwnWebhookRow
from scheduler.store.tables.joining import (
    InviteGuessRow,
    InviteRow,
    InviteUseRow,
    JoinRequestRow,
    RequestMarkRow,
)
from scheduler.store.tables.ledger import (
    ConfirmingRow,
    EntryDetailsRow,
    EvidenceRow,
    LedgerRow,
    ReliefRow,
    ReviewRow,
)
from scheduler.store.tables.planning import (
    EventRow,
    LocalRuleRow,
    OccurrenceRow,
    OrganisationFactRow,
    OwnDutyRow,
    OwnListRow,
    WordingRow,
)
from scheduler.store.tables.questions import GivenAnswerRow, OpenQuestionRow
from scheduler.store.tables.roster import (
    AssignmentRow,
    ClerkRow,
    GroupRow,
    ManagerRow,
    OrganisationRow,
    OrganisationTermRow,
    PersonRow,
    SeatRow,
    TrailRow,
)
from scheduler.store.tables.study import LessonRow, QuizAnswerRow, QuizPollRow, StudyRow
from scheduler.store.tables.watch import AlertRow, ClockReadingRow, InstallationRow
from scheduler.store.tables.workdays import WorkdayOverrideRow

Attribute = Any
"""A mapped column; SQLAlchemy has no one type for those of all kinds."""

Path = Sequence[Attribute]


@dataclass(frozen=True)
class Deleted:
    """Rows that go altogether."""

    whose: Path


@dataclass(frozen=True)
class Emptied:
    """Rows that stay, and lose what these columns hold."""

    whose: Path
    columns: Mapping[Attribute, Any]


@dataclass(frozen=True)
class Replaced:
    """Addresses in the place of which that of the tombstone stands."""

    column: Attribute


@dataclass(frozen=True)
class Unnamed:
    """Words that others may have written, from which the name goes.

    ``within`` leads to the organisation; rows of those in which the person had something to do are read.
    Without it all rows are. ``whole``: only a value that is nothing but the name is.
    """

    column: Attribute
    within: Path = ()
    whole: bool = False


@dataclass(frozen=True)
class Stays:
    """The number of a person, which leads to the tombstone afterwards."""

    column: Attribute


@dataclass(frozen=True)
class Passing:
    """What is gone by itself within seconds."""

    column: Attribute


Personal = Deleted | Emptied | Replaced | Unnamed | Stays | Passing

_OF_ENTRY = (LedgerRow.occurrence_id, OccurrenceRow.organisation_id)

PERSONAL: Sequence[Personal] = (
    Unnamed(GroupRow.title, (GroupRow.organisation_id,)),
    Unnamed(LocalRuleRow.reason, (LocalRuleRow.organisation_id,)),
    Unnamed(OwnDutyRow.name, (OwnDutyRow.organisation_id,)),
    Unnamed(OwnDutyRow.words, (OwnDutyRow.organisation_id,)),
    Unnamed(OwnListRow.title, (OwnListRow.organisation_id,)),
    Unnamed(OwnListRow.rows, (OwnListRow.organisation_id,)),
    Unnamed(EvidenceRow.text, (EvidenceRow.entry_id, *_OF_ENTRY)),
    Unnamed(EvidenceRow.file_name, (EvidenceRow.entry_id, *_OF_ENTRY)),
    Unnamed(EntryDetailsRow.minutes, (EntryDetailsRow.entry_id, *_OF_ENTRY)),
    Unnamed(ReliefRow.reason, (ReliefRow.occurrence_id, OccurrenceRow.organisation_id)),
    Unnamed(ReliefRow.answer, (ReliefRow.occurrence_id, OccurrenceRow.organisation_id)),
    Unnamed(ReviewRow.reason, (ReviewRow.organisation_id,)),
    Unnamed(ChecklistMarkRow.note, (ChecklistMarkRow.organisation_id,)),
    Unnamed(ChecklistMarkRow.file_name, (ChecklistMarkRow.organisation_id,)),
    Unnamed(
        GroupWeekNumbersRow.lines,
        (GroupWeekNumbersRow.group_id, GroupRow.organisation_id),
        whole=True,
    ),
    Unnamed(InviteRow.person_name, (InviteRow.organisation_id,), whole=True),
    Unnamed(DialogueRow.payload, whole=True),
    Unnamed(OpenQuestionRow.words),
    Unnamed(GivenAnswerRow.asked),
    Unnamed(GivenAnswerRow.answer),
    Unnamed(GivenAnswerRow.source),
    Unnamed(PackEditionRow.file_name),
    Emptied(
        (InviteRow.id, InviteUseRow.person_id),
        {InviteRow.person_name: None},
    ),
    # Files of their entries: what they called them. The entry and its proof are the organisation's.
    Emptied((EvidenceRow.entry_id, LedgerRow.person_id), {EvidenceRow.file_name: None}),
    Emptied((EvidenceRow.entry_id, LedgerRow.for_person_id), {EvidenceRow.file_name: None}),
    Emptied((ChecklistMarkRow.person_id,), {ChecklistMarkRow.file_name: None}),
    Emptied((AttemptRow.delivery_id, DeliveryRow.person_id), {AttemptRow.detail: None}),
    Emptied((GivenAnswerRow.operator,), {GivenAnswerRow.operator: ""}),
    Emptied((HoldRow.held_by,), {HoldRow.held_by: ""}),
    Emptied((PackEditionRow.sent_by,), {PackEditionRow.sent_by: ""}),
    Emptied((PackEditionRow.approved_by,), {PackEditionRow.approved_by: ""}),
    Replaced(DeliveryRow.address),
    Deleted((DialogueRow.chat,)),
    Deleted((DialogueRow.person,)),
    Deleted((CalendarRow.person_id,)),
    Deleted((QuizPollRow.person_id,)),
    Deleted((QuizAnswerRow.person_id,)),
    Deleted((StudyRow.person_id,)),
    Deleted((LessonRow.person_id,)),
    Deleted((EditionReaderRow.person_id,)),
    Deleted((EndpointRow.person_id,)),
    Deleted((RequestMarkRow.manager_id,)),
    Deleted((RequestMarkRow.person_id,)),
    Deleted((InviteGuessRow.person_id,)),
    Deleted((ClerkRow.person_id,)),
    Deleted((ManagerRow.person_id,)),
    Deleted((BoardLinkRow.person_id,)),
    Deleted((BoardSessionRow.person_id,)),
    Passing(LaneLeaseRow.chat),
    Stays(AssignmentRow.person_id),
    Stays(JoinRequestRow.person_id),
    Stays(JoinRequestRow.decided_by),
    Stays(InviteRow.created_by),
    Stays(InviteUseRow.person_id),
    Stays(ClerkRow.set_by),
    Stays(UrgingRow.person_id),
    Stays(GroupRow.bound_by),
    Stays(OccurrenceRow.holder_id),
    Stays(OrganisationFactRow.person_id),
    Stays(LocalRuleRow.person_id),
    Stays(OwnDutyRow.person_id),
    Stays(OwnListRow.person_id),
    Stays(EventRow.person_id),
    Stays(LedgerRow.person_id),
    Stays(LedgerRow.for_person_id),
    Stays(ReliefRow.asked_by),
    Stays(ReliefRow.decided_by),
    Stays(ReliefRow.ended_by),
    Stays(StatementRow.drawn_by),
    Stays(TrailRow.person_id),
    Stays(DeliveryRow.person_id),
    Stays(NoticeRow.person_id),
    Stays(NoticeRow.about_person_id),
    Stays(GroupWeekRow.set_by),
    Stays(EndpointRow.created_by),
    Stays(ConfirmingRow.person_id),
    Stays(ReviewRow.person_id),
    Stays(ChecklistMarkRow.person_id),
    Stays(ExportRow.person_id),
)
"""In the order in which it is done."""

_SPECIAL: Mapping[Attribute, str] = {
    PersonRow.address: "the address of the tombstone",
    PersonRow.name: "the mark of a former holder",
    PersonRow.locale: "the usual one",
    PersonRow.digest: "the usual one",
    PersonRow.days_off: "none",
    InboxRow.chat: "the address of the tombstone",
    InboxRow.payload: "nothing",
    InboxRow.error: "nothing",
}
"""What ``scheduler.forgetting`` erases by itself: the person's own row, and the updates that came from them."""


@dataclass(frozen=True)
class NotPersonal:
    """Columns that hold nothing of any person, and why."""

    because: str
    columns: Mapping[type[Base], str]


NOT_PERSONAL: Sequence[NotPersonal] = (
    NotPersonal(
        "names and words of the program, ids of packs, posts as organisations call them",
        {
            OrganisationRow: "body level zone acts_for planned_as",
            AssignmentRow: "post",
            SeatRow: "post",
            JoinRequestRow: "post",
            RequestMarkRow: "mark",
            InviteRow: "post",
            ChaseRow: "step",
            GroupRow: "locale",
            WordingRow: "ref digest edition duty text strength citations",
            OccurrenceRow: "ref post per released_reason",
            OrganisationFactRow: "fact",
            LocalRuleRow: "ref workdays_before",
            OwnDutyRow: "owed_by cadence workdays_before replaces",
            EventRow: "kind",
            EvidenceRow: "kind",
            ReliefRow: "kind",
            StatementRow: "per",
            StatementLineRow: "state former reason",
            TrailRow: "act hash",
            DeliveryRow: "reference kind",
            NoticeRow: "key kind stage state reason",
            AttemptRow: "outcome",
            ReminderCountRow: "ref",
            ReminderSummaryRow: "last_state last_reason",
            InboxRow: "state",
            DialogueRow: "step",
            CalendarItemRow: "mark",
            QuizPollRow: "ref asked",
            QuizAnswerRow: "ref asked",
            OpenQuestionRow: "mark outcome",
            GivenAnswerRow: "ref",
            HoldRow: "cause machine",
            AlertRow: "kind subject detail",
            WorkdayOverrideRow: "source",
            ChecklistMarkRow: "checklist point kind",
            ExportRow: "format per state file_name",
            StudyRow: "zone left_out",
            LessonRow: "ref",
            EditionRow: "mark duties changes",
            EditionReaderRow: "posts told",
            PackEditionRow: "pack document open_pack of_edition",
        },
    ),
    NotPersonal(
        "the words of a document that holds for everybody",
        {PackEditionRow: "report clauses"},
    ),
    NotPersonal(
        "names of organisations and addresses of groups",
        {
            OrganisationRow: "name",
            OrganisationTermRow: "term",
            GroupRow: "address former_address",
        },
    ),
    NotPersonal(
        "hashes and numbers that lead to nobody once the row of the person is a tombstone",
        {
            InviteRow: "link_hash code_hash",
            CalendarRow: "hashed",
            QuizPollRow: "poll_id",
            DeliveryRow: "message_id",
            AttemptRow: "message_id",
            EvidenceRow: "file_id",
            ChecklistMarkRow: "file_id",
            BoardLinkRow: "hash",
            BoardSessionRow: "hash",
            ErasureRow: "hashed salt",
            EndpointRow: "address",
        },
    ),
    NotPersonal(
        "what opens a robot; somebody's mailbox goes with its row",
        {EndpointRow: "locked"},
    ),
    NotPersonal(
        "what operators enter, who answer for it by name",
        {HoldRow: "reason", TrailRow: "operator details"},
    ),
    NotPersonal(
        "the installation and its machines",
        {
            DispatcherLeaseRow: "name owner",
            LaneLeaseRow: "owner",
            OwnWebhookRow: "url",
            ClockReadingRow: "machine boot",
            InstallationRow: "bot seal_key era former_era",
        },
    ),
)


def personal_columns() -> set[Column[Any]]:
    """Every column that holds something of a person."""
    found = {column_of(each) for each in _SPECIAL}
    for each in PERSONAL:
        found.update(_columns(each))
    return found


def impersonal_columns() -> set[Column[Any]]:
    """Every column that is said to hold nothing of a person."""
    return {
        table_of(row).columns[name]
        for each in NOT_PERSONAL
        for row, names in each.columns.items()
        for name in names.split()
    }


def personal_tables() -> set[str]:
    """The names of the tables in which something personal is."""
    return {column.table.name for column in personal_columns()}


def column_of(attribute: Attribute) -> Column[Any]:
    """The column that an attribute is mapped to."""
    column = attribute.property.columns[0]
    if not isinstance(column, Column):
        raise TypeError(attribute)
    return column


def table_of(row: type[Base]) -> Table:
    """The table of a class."""
    if not isinstance(row.__table__, Table):
        raise TypeError(row)
    return row.__table__


def _columns(personal: Personal) -> set[Column[Any]]:
    match personal:
        case Deleted(whose):
            return {column_of(whose[0])}
        case Emptied(whose, columns):
            return {column_of(each) for each in columns}
        case Replaced(column) | Unnamed(column) | Stays(column) | Passing(column):
            return {column_of(column)}
