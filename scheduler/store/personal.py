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

from scheduler.store import board_tables as board
from scheduler.store import closing_tables as closing
from scheduler.store import endpoint_tables as endpoint
from scheduler.store import erasure_tables as erasure
from scheduler.store import study_tables as study
from scheduler.store import tables as t

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

_OF_ENTRY = (t.LedgerRow.occurrence_id, t.OccurrenceRow.organisation_id)

PERSONAL: Sequence[Personal] = (
    Unnamed(t.GroupRow.title, (t.GroupRow.organisation_id,)),
    Unnamed(t.LocalRuleRow.reason, (t.LocalRuleRow.organisation_id,)),
    Unnamed(t.OwnDutyRow.name, (t.OwnDutyRow.organisation_id,)),
    Unnamed(t.OwnDutyRow.words, (t.OwnDutyRow.organisation_id,)),
    Unnamed(t.OwnListRow.title, (t.OwnListRow.organisation_id,)),
    Unnamed(t.OwnListRow.rows, (t.OwnListRow.organisation_id,)),
    Unnamed(t.EvidenceRow.text, (t.EvidenceRow.entry_id, *_OF_ENTRY)),
    Unnamed(t.EvidenceRow.file_name, (t.EvidenceRow.entry_id, *_OF_ENTRY)),
    Unnamed(closing.EntryDetailsRow.minutes, (closing.EntryDetailsRow.entry_id, *_OF_ENTRY)),
    Unnamed(t.ReliefRow.reason, (t.ReliefRow.occurrence_id, t.OccurrenceRow.organisation_id)),
    Unnamed(t.ReliefRow.answer, (t.ReliefRow.occurrence_id, t.OccurrenceRow.organisation_id)),
    Unnamed(closing.ReviewRow.reason, (closing.ReviewRow.organisation_id,)),
    Unnamed(closing.ChecklistMarkRow.note, (closing.ChecklistMarkRow.organisation_id,)),
    Unnamed(closing.ChecklistMarkRow.file_name, (closing.ChecklistMarkRow.organisation_id,)),
    Unnamed(
        board.GroupWeekNumbersRow.lines,
        (board.GroupWeekNumbersRow.group_id, t.GroupRow.organisation_id),
        whole=True,
    ),
    Unnamed(t.InviteRow.person_name, (t.InviteRow.organisation_id,), whole=True),
    Unnamed(t.DialogueRow.payload, whole=True),
    Unnamed(t.OpenQuestionRow.words),
    Unnamed(t.GivenAnswerRow.asked),
    Unnamed(t.GivenAnswerRow.answer),
    Unnamed(t.GivenAnswerRow.source),
    Emptied(
        (t.InviteRow.id, t.InviteUseRow.person_id),
        {t.InviteRow.person_name: None},
    ),
    # Files of their entries: what they called them. The entry and its proof are the organisation's.
    Emptied((t.EvidenceRow.entry_id, t.LedgerRow.person_id), {t.EvidenceRow.file_name: None}),
    Emptied((t.EvidenceRow.entry_id, t.LedgerRow.for_person_id), {t.EvidenceRow.file_name: None}),
    Emptied((closing.ChecklistMarkRow.person_id,), {closing.ChecklistMarkRow.file_name: None}),
    Emptied((t.AttemptRow.delivery_id, t.DeliveryRow.person_id), {t.AttemptRow.detail: None}),
    Emptied((t.GivenAnswerRow.operator,), {t.GivenAnswerRow.operator: ""}),
    Emptied((t.HoldRow.held_by,), {t.HoldRow.held_by: ""}),
    Replaced(t.DeliveryRow.address),
    Deleted((t.DialogueRow.chat,)),
    Deleted((t.DialogueRow.person,)),
    Deleted((t.CalendarRow.person_id,)),
    Deleted((t.QuizPollRow.person_id,)),
    Deleted((t.QuizAnswerRow.person_id,)),
    Deleted((study.StudyRow.person_id,)),
    Deleted((study.LessonRow.person_id,)),
    Deleted((study.EditionReaderRow.person_id,)),
    Deleted((endpoint.EndpointRow.person_id,)),
    Deleted((t.RequestMarkRow.manager_id,)),
    Deleted((t.RequestMarkRow.person_id,)),
    Deleted((t.InviteGuessRow.person_id,)),
    Deleted((t.ClerkRow.person_id,)),
    Deleted((t.ManagerRow.person_id,)),
    Deleted((board.BoardLinkRow.person_id,)),
    Deleted((board.BoardSessionRow.person_id,)),
    Passing(t.LaneLeaseRow.chat),
    Stays(t.AssignmentRow.person_id),
    Stays(t.JoinRequestRow.person_id),
    Stays(t.JoinRequestRow.decided_by),
    Stays(t.InviteRow.created_by),
    Stays(t.InviteUseRow.person_id),
    Stays(t.ClerkRow.set_by),
    Stays(t.UrgingRow.person_id),
    Stays(t.GroupRow.bound_by),
    Stays(t.OccurrenceRow.holder_id),
    Stays(t.OrganisationFactRow.person_id),
    Stays(t.LocalRuleRow.person_id),
    Stays(t.OwnDutyRow.person_id),
    Stays(t.OwnListRow.person_id),
    Stays(t.EventRow.person_id),
    Stays(t.LedgerRow.person_id),
    Stays(t.LedgerRow.for_person_id),
    Stays(t.ReliefRow.asked_by),
    Stays(t.ReliefRow.decided_by),
    Stays(t.ReliefRow.ended_by),
    Stays(t.StatementRow.drawn_by),
    Stays(t.TrailRow.person_id),
    Stays(t.DeliveryRow.person_id),
    Stays(t.NoticeRow.person_id),
    Stays(t.NoticeRow.about_person_id),
    Stays(board.GroupWeekRow.set_by),
    Stays(endpoint.EndpointRow.created_by),
    Stays(closing.ConfirmingRow.person_id),
    Stays(closing.ReviewRow.person_id),
    Stays(closing.ChecklistMarkRow.person_id),
    Stays(closing.ExportRow.person_id),
)
"""In the order in which it is done."""

_SPECIAL: Mapping[Attribute, str] = {
    t.PersonRow.address: "the address of the tombstone",
    t.PersonRow.name: "the mark of a former holder",
    t.PersonRow.locale: "the usual one",
    t.PersonRow.digest: "the usual one",
    t.PersonRow.days_off: "none",
    t.InboxRow.chat: "the address of the tombstone",
    t.InboxRow.payload: "nothing",
    t.InboxRow.error: "nothing",
}
"""What ``scheduler.forgetting`` erases by itself: the person's own row, and the updates that came from them."""


@dataclass(frozen=True)
class NotPersonal:
    """Columns that hold nothing of any person, and why."""

    because: str
    columns: Mapping[type[t.Base], str]


NOT_PERSONAL: Sequence[NotPersonal] = (
    NotPersonal(
        "names and words of the program, ids of packs",
        {
            t.OrganisationRow: "body level zone acts_for planned_as",
            t.AssignmentRow: "post",
            t.SeatRow: "post",
            t.JoinRequestRow: "post",
            t.RequestMarkRow: "mark",
            t.InviteRow: "post",
            t.ChaseRow: "step",
            t.GroupRow: "locale",
            t.WordingRow: "ref digest edition duty text strength citations",
            t.OccurrenceRow: "ref post per released_reason",
            t.OrganisationFactRow: "fact",
            t.LocalRuleRow: "ref workdays_before",
            t.OwnDutyRow: "owed_by cadence workdays_before replaces",
            t.EventRow: "kind",
            t.EvidenceRow: "kind",
            t.ReliefRow: "kind",
            t.StatementRow: "per",
            t.StatementLineRow: "state former reason",
            t.TrailRow: "act hash",
            t.DeliveryRow: "reference kind",
            t.NoticeRow: "key kind stage state reason",
            t.AttemptRow: "outcome",
            t.ReminderCountRow: "ref",
            t.ReminderSummaryRow: "last_state last_reason",
            t.InboxRow: "state",
            t.DialogueRow: "step",
            t.CalendarItemRow: "mark",
            t.QuizPollRow: "ref asked",
            t.QuizAnswerRow: "ref asked",
            t.OpenQuestionRow: "mark outcome",
            t.GivenAnswerRow: "ref",
            t.HoldRow: "cause machine",
            t.AlertRow: "kind subject detail",
            t.WorkdayOverrideRow: "source",
            closing.ChecklistMarkRow: "checklist point kind",
            closing.ExportRow: "format per state file_name",
            study.StudyRow: "zone left_out",
            study.LessonRow: "ref",
            study.EditionRow: "mark duties changes",
            study.EditionReaderRow: "posts",
        },
    ),
    NotPersonal(
        "names of organisations and addresses of groups",
        {
            t.OrganisationRow: "name",
            t.OrganisationTermRow: "term",
            t.GroupRow: "address former_address",
        },
    ),
    NotPersonal(
        "hashes and numbers that lead to nobody once the row of the person is a tombstone",
        {
            t.InviteRow: "link_hash code_hash",
            t.CalendarRow: "hashed",
            t.QuizPollRow: "poll_id",
            t.DeliveryRow: "message_id",
            t.AttemptRow: "message_id",
            t.EvidenceRow: "file_id",
            closing.ChecklistMarkRow: "file_id",
            board.BoardLinkRow: "hash",
            board.BoardSessionRow: "hash",
            erasure.ErasureRow: "hashed salt",
            endpoint.EndpointRow: "address",
        },
    ),
    NotPersonal(
        "what opens a robot; somebody's mailbox goes with its row",
        {endpoint.EndpointRow: "locked"},
    ),
    NotPersonal(
        "what operators enter, who answer for it by name",
        {t.HoldRow: "reason", t.TrailRow: "operator details"},
    ),
    NotPersonal(
        "the installation and its machines",
        {
            t.DispatcherLeaseRow: "name owner",
            t.LaneLeaseRow: "owner",
            t.OwnWebhookRow: "url",
            t.ClockReadingRow: "machine boot",
            t.InstallationRow: "bot seal_key era former_era",
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


def table_of(row: type[t.Base]) -> Table:
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
