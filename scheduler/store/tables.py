"""Every table. Names and columns are what the migrations create; a test compares the two."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Computed,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from scheduler.address import Address
from scheduler.store.types import AddressText, UtcDateTime


class Base(DeclarativeBase):
    """Named constraints, so that migrations can name them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        # A made-up id in a button is then just unknown, and no error of the database.
        int: BigInteger().with_variant(Integer(), "sqlite"),
    }


def _unique_where(name: str, *columns: str, condition: str) -> Index:
    """Unique among the rows that fulfil ``condition``."""
    return _index_where(name, *columns, condition=condition, unique=True)


def _index_where(name: str, *columns: str, condition: str, unique: bool = False) -> Index:
    """An index over the rows that fulfil ``condition``."""
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _first_day(row: DefaultExecutionContext) -> date:
    """Unless said otherwise, an item opens as its period begins."""
    day = (row.current_parameters or {})["period_start"]
    assert isinstance(day, date)  # noqa: S101 - the column's type
    return day


def _last_day(row: DefaultExecutionContext) -> date:
    """Unless said otherwise, an item is due at the end of its period."""
    day = (row.current_parameters or {})["period_end"]
    assert isinstance(day, date)  # noqa: S101 - the column's type
    return day - timedelta(days=1)


class OrganisationRow(Base):
    """An organisation; ``acts_for`` is a list of body ids.

    ``confirmed_at`` is since when it counts, and matters where ``parent_id`` is NULL.

    ``planned_as`` marks the content and calendar by which it was planned last, ``planned_through`` is
    the last day on which a period that was planned may begin, ``plan_at`` when it is to be planned
    again; all NULL until then. Triggers count its ``changes``, and those of its seats, assignments and
    groups, and set ``plan_at`` to NULL: planned at once.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("parent_id", "body", "name"),
        Index("ix_organisation_plan_at", "plan_at"),
        Index("ix_organisation_planned_as", "planned_as"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(String(64))
    level: Mapped[str] = mapped_column(String(16))
    """Empty where the packs know no levels."""
    zone: Mapped[str] = mapped_column(String(64))
    acts_for: Mapped[list[str]] = mapped_column(JSON, default=list)
    term_started_on: Mapped[date | None]
    planned_as: Mapped[str | None] = mapped_column(String(32))
    planned_through: Mapped[date | None]
    plan_at: Mapped[datetime | None]
    changes: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    confirmed_at: Mapped[datetime | None]
    dissolved_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class OrganisationTermRow(Base):
    """A term by which the name of an organisation is found; see ``scheduler.roster.name_terms``.

    ``length`` is that of the name in characters, as it is compared.
    """

    __tablename__ = "organisation_term"
    __table_args__ = ({"sqlite_with_rowid": False},)

    term: Mapped[str] = mapped_column(String(128), primary_key=True)
    length: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)


class PersonRow(Base):
    """A person, known by the address from which they write.

    ``remind_at``: NULL for the usual hour. ``days_off`` as ``DaysOff.pack`` writes it.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(AddressText, unique=True)
    name: Mapped[str] = mapped_column(String(256))
    locale: Mapped[str] = mapped_column(String(16))
    quiet_start: Mapped[time | None]
    quiet_end: Mapped[time | None]
    remind_at: Mapped[time | None]
    digest: Mapped[str] = mapped_column(String(8), default="each", server_default="each")
    days_off: Mapped[str | None] = mapped_column(String(64))
    unreachable_since: Mapped[datetime | None]
    created_at: Mapped[datetime]


class ManagerRow(Base):
    """A person who manages an organisation and sees its subtree."""

    __tablename__ = "manager"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    since: Mapped[datetime]


class AssignmentRow(Base):
    """A person holds a post over ``[start_on, end_on)``; history stays. ``acting``: as a stand-in."""

    __tablename__ = "assignment"
    __table_args__ = (
        _unique_where(
            "uq_assignment_open", "organisation_id", "post", "person_id", condition="end_on IS NULL"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str] = mapped_column(String(64))
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    acting: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class SeatRow(Base):
    """A post that exists in an organisation over ``[since, until)``, whether or not it is held.

    A manager adds it, or a trigger makes it when somebody first takes it; one that somebody takes
    begins then, and goes on. Empty: it was taken off before it came.
    """

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("organisation_id", "post", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    post: Mapped[str] = mapped_column(String(64))
    since: Mapped[date]
    until: Mapped[date | None]
    created_at: Mapped[datetime]


class JoinRequestRow(Base):
    """A request to hold ``post``, or to place ``child_id`` under the organisation.

    ``instead_of`` is the assignment that ends when it is granted.
    """

    __tablename__ = "join_request"
    __table_args__ = (
        _unique_where(
            "uq_join_request_open_post",
            "organisation_id",
            "person_id",
            "post",
            condition="decided_at IS NULL AND post IS NOT NULL",
        ),
        CheckConstraint("(post IS NULL) <> (child_id IS NULL)", name="post_or_child"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str | None] = mapped_column(String(64))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    instead_of: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved: Mapped[bool | None]


class RequestMarkRow(Base):
    """How a manager has closed themselves to a person's requests; see ``RequestMark``."""

    __tablename__ = "request_mark"

    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    mark: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]


class InviteRow(Base):
    """An invite into an organisation, to ``post`` or to any; only hashes of link and code are kept.

    ``approved``: no manager has to decide any more. ``starts_on``: the post is held from then.
    """

    __tablename__ = "invite"
    __table_args__ = (
        UniqueConstraint("link_hash"),
        UniqueConstraint("code_hash"),
        CheckConstraint("single OR NOT approved", name="approved"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    post: Mapped[str | None] = mapped_column(String(64))
    person_name: Mapped[str | None] = mapped_column(String(60))
    single: Mapped[bool]
    approved: Mapped[bool]
    link_hash: Mapped[str] = mapped_column(String(64))
    code_hash: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class InviteUseRow(Base):
    """Somebody has followed an invite to its end."""

    __tablename__ = "invite_use"

    invite_id: Mapped[int] = mapped_column(ForeignKey("invite.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]


class InviteGuessRow(Base):
    """Somebody typed a code that opened nothing; kept for an hour."""

    __tablename__ = "invite_guess"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(index=True)


class ClerkRow(Base):
    """A person who enters for those who hold posts in an organisation."""

    __tablename__ = "clerk"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]


class ChasingRuleRow(Base):
    """After how many workdays managers and the body above are told, in one organisation."""

    __tablename__ = "chasing_rule"
    __table_args__ = (
        CheckConstraint("0 < follow_up_after AND follow_up_after < escalate_after", name="order"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    follow_up_after: Mapped[int]
    escalate_after: Mapped[int]


class ChaseRow(Base):
    """An overdue item of which managers were told; see ``scheduler.chasing``."""

    __tablename__ = "chase"
    __table_args__ = (
        _unique_where("uq_chase_open", "occurrence_id", "step", condition="ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), index=True)
    step: Mapped[str] = mapped_column(String(16))
    began_on: Mapped[date]
    ended_at: Mapped[datetime | None]


class UrgingRow(Base):
    """A manager reminded everybody in an organisation and below on that day."""

    __tablename__ = "urging"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class GroupRow(Base):
    """A messenger group and the organisation it is bound to.

    ``former_address`` is what the messenger called it before it became a supergroup. ``silent_since``: the
    bot is in it, but may not write there. ``minute`` of the hour at which it is told: of a robot.
    """

    __tablename__ = "messenger_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[Address] = mapped_column(AddressText, unique=True)
    title: Mapped[str] = mapped_column(String(256))
    locale: Mapped[str] = mapped_column(String(16))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    bound_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    bound_at: Mapped[datetime | None]
    show_names: Mapped[bool] = mapped_column(default=False)
    shows_units: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None]
    former_address: Mapped[Address | None] = mapped_column(AddressText, index=True)
    silent_since: Mapped[datetime | None]
    minute: Mapped[int | None]


class WordingRow(Base):
    """The words of a clause in one edition, kept for the items that began with it.

    ``citations`` is a list of lists: id, title and short title of the document, and the place or null.
    """

    __tablename__ = "wording"
    __table_args__ = (UniqueConstraint("ref", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(128))
    digest: Mapped[str] = mapped_column(String(32))
    edition: Mapped[str] = mapped_column(String(64))
    duty: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    strength: Mapped[str] = mapped_column(String(16))
    citations: Mapped[list[list[str | None]]] = mapped_column(JSON)
    created_at: Mapped[datetime]


class OccurrenceRow(Base):
    """One instance of a duty in one period; ``holder_id`` NULL where the body owes it once.

    An item is its own rule once it has begun: ``opens_on``, ``due_by`` (the last day, a workday or
    not), ``needed`` and the wording stay as they were. ``released_reason`` says why it is owed no
    longer; see ``scheduler.planning.occurrences.Release``.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        _unique_where(
            "uq_occurrence_body",
            "organisation_id",
            "ref",
            "per",
            "period_start",
            condition="holder_id IS NULL",
        ),
        _unique_where(
            "uq_occurrence_holder",
            "organisation_id",
            "ref",
            "per",
            "period_start",
            "holder_id",
            condition="holder_id IS NOT NULL",
        ),
        Index("ix_occurrence_organisation_id_period_end", "organisation_id", "period_end"),
        Index("ix_occurrence_due_on", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    ref: Mapped[str] = mapped_column(String(128))
    post: Mapped[str] = mapped_column(String(64))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    per: Mapped[str] = mapped_column(String(16))
    period_start: Mapped[date]
    period_end: Mapped[date] = mapped_column(index=True)
    opens_on: Mapped[date] = mapped_column(default=_first_day)
    due_by: Mapped[date] = mapped_column(default=_last_day)
    due_on: Mapped[date]
    provisional: Mapped[bool]
    needed: Mapped[int]
    wording_id: Mapped[int | None] = mapped_column(ForeignKey("wording.id"))
    released_on: Mapped[date | None]
    released_reason: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]


class OrganisationFactRow(Base):
    """What somebody said of an organisation; ``value`` NULL: it was asked, and put off.

    ``value`` is 1 for yes and 0 for no. From ``since`` on it holds in place of ``before``; both are
    NULL for what was said first.
    """

    __tablename__ = "organisation_fact"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    fact: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int | None]
    since: Mapped[date | None]
    before: Mapped[int | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]


class LocalRuleRow(Base):
    """The managers' word on a duty in an organisation; ``reason`` where it does not apply.

    ``workdays_before`` is a list of numbers of workdays; it and ``remind_at`` NULL: as usual.
    """

    __tablename__ = "local_rule"
    __table_args__ = (CheckConstraint("applies OR reason IS NOT NULL", name="reason"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(String(128), primary_key=True)
    applies: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(200))
    workdays_before: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    remind_at: Mapped[time | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]


class OwnDutyRow(Base):
    """What the managers of an organisation want of it, or of all below it too (``subtree``).

    ``confirmed_at`` NULL: a draft, which counts for nothing. ``cadence`` is a quota as packs have it,
    ``words`` what was typed, ``replaces`` the ids of what it took the place of. A changed one is a row of its own:
    the former one has ``ended_on``, and its words stay. See ``scheduler.planning.own_duties``.
    """

    __tablename__ = "own_duty"
    __table_args__ = (
        _index_where(
            "ix_own_duty_standing",
            "organisation_id",
            condition="ended_on IS NULL AND confirmed_at IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    subtree: Mapped[bool]
    owed_by: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(60))
    words: Mapped[str] = mapped_column(String(200))
    cadence: Mapped[dict[str, Any]] = mapped_column(JSON)
    workdays_before: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    replaces: Mapped[list[int]] = mapped_column(JSON)
    since: Mapped[date]
    confirmed_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class OwnListRow(Base):
    """A list that a manager gave as a file, as it is being looked through; ``rows`` as in ``OwnListEntry``.

    ``confirmed_at`` NULL: nothing of it counts yet. A later one of the same title takes its place.
    """

    __tablename__ = "own_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    confirmed_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class EventRow(Base):
    """Something that happens in an organisation on ``day``; see ``scheduler.planning.events``."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("organisation_id", "kind", "began_on"),
        _unique_where(
            "uq_event_standing",
            "organisation_id",
            "kind",
            "day",
            condition="called_off_at IS NULL",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(40))
    day: Mapped[date]
    began_on: Mapped[date]
    called_off_at: Mapped[datetime | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]


class LedgerRow(Base):
    """A completion or the withdrawal of one; rows are never changed.

    ``number`` is how often this day had been entered and withdrawn before: the unique key makes a
    repeated press harmless and still lets a corrected day be entered again. ``made_up``: the act came
    after the period and was entered as that. ``for_person_id``: the holder for whom a clerk entered it.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "held_on", "number", "withdraws"),
        CheckConstraint("number >= 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    held_on: Mapped[date] = mapped_column(index=True)
    number: Mapped[int]
    withdraws: Mapped[bool] = mapped_column(default=False)
    made_up: Mapped[bool] = mapped_column(default=False, server_default=false())
    for_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class EvidenceRow(Base):
    """An addition to a completion: a note (``text``) or a file (``file_id``).

    A file stays with the messenger, only its id is kept. The press counts at once and the row in
    the ledger is never edited, so a note is kept here as well. What is removed leaves no row, only
    its id in the trail; what a corrected entry had goes to the entry that takes its place.
    """

    __tablename__ = "evidence"
    __table_args__ = (CheckConstraint("(text IS NULL) <> (file_id IS NULL)", name="note_or_file"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str | None] = mapped_column(String(1000))
    file_id: Mapped[str | None] = mapped_column(String(256))
    file_name: Mapped[str | None] = mapped_column(String(256))
    added_at: Mapped[datetime] = mapped_column(index=True)


class ReliefRow(Base):
    """A relief asked for or granted: to be let off an item, or a later date (``until``) for it.

    ``granted`` is NULL while undecided. One that was granted stands until ``ended_at``.
    """

    __tablename__ = "relief"
    __table_args__ = (
        _unique_where("uq_relief_open", "occurrence_id", "kind", condition="decided_at IS NULL"),
        CheckConstraint("(kind = 'extension') = (until IS NOT NULL)", name="until"),
        CheckConstraint("(decided_at IS NULL) = (granted IS NULL)", name="decided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(500))
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    answer: Mapped[str | None] = mapped_column(String(500))
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class StatementRow(Base):
    """A closing statement as drawn: number 1 of an organisation and period, or a correction of it.

    It is never changed. ``drawn_by`` is NULL where it drew itself on its day.
    """

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("organisation_id", "period_start", "period_end", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    per: Mapped[str] = mapped_column(String(16))
    period_start: Mapped[date]
    period_end: Mapped[date]
    number: Mapped[int]
    drawn_on: Mapped[date]
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class StatementLineRow(Base):
    """An item in a closing statement.

    ``former`` and ``reason``: its state in the one before, where that was another, and why it changed;
    ``held_on`` is the act that did it. ``entered_later`` counts entries made after the period for acts in it.
    """

    __tablename__ = "statement_line"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrence.id"), primary_key=True, index=True
    )
    state: Mapped[str] = mapped_column(String(16))
    entered_later: Mapped[int]
    provisional: Mapped[bool]
    former: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(16))
    held_on: Mapped[date | None]


class TrailRow(Base):
    """The trail of changes; see ``scheduler.roster.queries.trail``. Triggers forbid any change of a row.

    ``hash`` chains it to the row before, by ``scheduler.roster.queries.trail_chain``.
    """

    __tablename__ = "trail"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    operator: Mapped[str | None] = mapped_column(String(120))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    hash: Mapped[str] = mapped_column(String(64))


class DeliveryRow(Base):
    """One message to one address, carrying one or more notices; its ids are the channel's."""

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    address: Mapped[Address] = mapped_column(AddressText)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("messenger_group.id"))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(String(64))


class NoticeRow(Base):
    """A notice to be pushed: the row is both the key against doubles and the work item.

    ``send_at`` belongs to the planning, ``not_before`` to the delivery (quiet hours, waits between
    attempts): planning again never brings a wait forward. ``waiting_since`` is when it became due, for
    the first time or again; claims follow that order through the index, however much is due.
    ``about_person_id`` or ``about_group_id`` is who cannot be reached, ``about_seat_id`` what is vacant,
    where a manager is told so. ``about_organisation_id`` is where other news comes from, ``about_id`` the
    entry, relief, statement or export that its kind is about.
    ``settled_at`` is when it came to its end; the row goes long after that, see
    ``scheduler.watch.retention``.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_work", "state", "waiting_since", "id"),
        Index("ix_notice_person_work", "person_id", "state", "send_at"),
        Index("ix_notice_group_work", "group_id", "state", "send_at"),
        # Not over what is planned, of which there is a year's at once.
        _index_where(
            "ix_notice_settled", "state", "settled_at", "id", condition="settled_at IS NOT NULL"
        ),
        CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name="one_recipient"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    stage: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("messenger_group.id"))
    occurrence_id: Mapped[int | None] = mapped_column(ForeignKey("occurrence.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("join_request.id"))
    about_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    about_group_id: Mapped[int | None] = mapped_column(ForeignKey("messenger_group.id"))
    about_seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    about_organisation_id: Mapped[int | None]
    about_id: Mapped[int | None]
    about_assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    nominal_on: Mapped[date]
    send_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    waiting_since: Mapped[datetime] = mapped_column(
        Computed("coalesce(not_before, send_at)"), nullable=True, deferred=True
    )
    expires_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(64))
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), index=True)
    ambiguous_attempts: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class AttemptRow(Base):
    """One attempt to send a delivery; written before the attempt and completed after it."""

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"))
    number: Mapped[int]
    epoch: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(32))
    detail: Mapped[str | None] = mapped_column(String(500))
    message_id: Mapped[str | None] = mapped_column(String(64))


class ReminderCountRow(Base):
    """Reminders that are kept no longer: one row for each organisation, duty and year.

    ``year`` is that in which they were to be sent; a notice is counted in the column of its end.
    """

    __tablename__ = "reminder_count"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(String(128), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sent: Mapped[int]
    unknown: Mapped[int]
    undeliverable: Mapped[int]
    expired: Mapped[int]
    superseded: Mapped[int]


class ReminderSummaryRow(Base):
    """What became of an occurrence's reminders to persons, of those that are kept no longer.

    ``last_at``, ``last_state`` and ``last_reason`` are of the last one that was to be sent; NULL when
    all were superseded.
    """

    __tablename__ = "reminder_summary"

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), primary_key=True)
    sent: Mapped[int]
    last_at: Mapped[datetime | None]
    last_state: Mapped[str | None] = mapped_column(String(16))
    last_reason: Mapped[str | None] = mapped_column(String(64))


class DispatcherLeaseRow(Base):
    """The one row that says who may send: the owner of the highest epoch, until it expires."""

    __tablename__ = "dispatcher_lease"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner: Mapped[str] = mapped_column(String(36))
    epoch: Mapped[int]
    expires_at: Mapped[datetime]


class InboxRow(Base):
    """An update as received, stored before it is acknowledged."""

    __tablename__ = "inbox"
    __table_args__ = (
        _index_where("ix_inbox_waiting", "chat", "update_id", condition="state = 'new'"),
        _index_where("ix_inbox_settled", "state", "handled_at", condition="handled_at IS NOT NULL"),
        Index("ix_inbox_chat_received_at", "chat", "received_at"),
    )

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat: Mapped[Address] = mapped_column(AddressText)
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(500))
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]


class LaneLeaseRow(Base):
    """The process that handles the updates of a chat, until it expires; most chats have no row."""

    __tablename__ = "lane_lease"

    chat: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    owner: Mapped[str] = mapped_column(String(36))
    takeovers: Mapped[int]
    expires_at: Mapped[datetime]


class OwnWebhookRow(Base):
    """An address at which this bot has ever told Telegram to call; any other is somebody else's."""

    __tablename__ = "own_webhook"

    url: Mapped[str] = mapped_column(String(2048), primary_key=True)
    set_at: Mapped[datetime]


class DialogueRow(Base):
    """The answer that the bot awaits from this person in this chat; ``payload`` is the step's own."""

    __tablename__ = "dialogue"

    chat: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    person: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    step: Mapped[str] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]


class WorkdayOverrideRow(Base):
    """A day whose kind is known better than the libraries know it."""

    __tablename__ = "workday_override"

    day: Mapped[date] = mapped_column(primary_key=True)
    workday: Mapped[bool]
    source: Mapped[str] = mapped_column(String(256))


class CalendarRow(Base):
    """The address of a person's calendar, as a hash."""

    __tablename__ = "calendar"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hashed: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]


class CalendarItemRow(Base):
    """The state in which an item was seen last by a calendar; see ``scheduler.feeds.feed.Revision``."""

    __tablename__ = "calendar_item"

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(32))
    revision: Mapped[int]
    changed_at: Mapped[datetime]


class QuizPollRow(Base):
    """A poll with a question for practice that somebody was sent; its first answer counts."""

    __tablename__ = "quiz_poll"
    __table_args__ = (Index("ix_quiz_poll_person_id_sent_at", "person_id", "sent_at"),)

    poll_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ref: Mapped[str] = mapped_column(String(128))
    asked: Mapped[str] = mapped_column(String(16))
    right_option: Mapped[int]
    answered: Mapped[bool] = mapped_column(default=False, server_default=false())
    sent_at: Mapped[datetime] = mapped_column(index=True)


class QuizAnswerRow(Base):
    """Somebody's last answer to a question; ``turn`` is its number among all of theirs, from 1."""

    __tablename__ = "quiz_answer"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(String(128), primary_key=True)
    asked: Mapped[str] = mapped_column(String(16), primary_key=True)
    turn: Mapped[int]
    is_right: Mapped[bool]
    answered_at: Mapped[datetime]


class OpenQuestionRow(Base):
    """A question that found no answer, without the asker; ``mark`` is a hash of its folded words."""

    __tablename__ = "open_question"
    __table_args__ = (
        _index_where("ix_open_question_times", "times", condition="settled IS FALSE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), unique=True)
    words: Mapped[str] = mapped_column(String(1000))
    outcome: Mapped[str] = mapped_column(String(16))
    times: Mapped[int]
    last_on: Mapped[date]
    settled: Mapped[bool]


class GivenAnswerRow(Base):
    """An operator's answer to questions (``asked``, a list of their words).

    By a statement of the packs (``ref``), in words of their own with a source, or neither: it is next
    door.
    """

    __tablename__ = "given_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[list[str]] = mapped_column(JSON)
    ref: Mapped[str | None] = mapped_column(String(128))
    answer: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(String(300))
    operator: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]


class HoldRow(Base):
    """A cause for which nothing is sent; ``machine`` names the only process that it concerns, or is empty."""

    __tablename__ = "hold"

    cause: Mapped[str] = mapped_column(String(16), primary_key=True)
    machine: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(String(500))
    held_by: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime]


class AlertRow(Base):
    """An alert to the operators; one row for each subject, used again when it returns.

    ``told_at`` is when they were last told of it. ``ended_at`` is set as long as it is over; the row
    goes once they were told that too. ``renewed_at`` is when it was last found true. A process that is about to tell claims the row for a while.
    """

    __tablename__ = "alert"

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject: Mapped[str] = mapped_column(String(128), primary_key=True)
    detail: Mapped[str] = mapped_column(String(500))
    count: Mapped[int]
    began_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    renewed_at: Mapped[datetime | None]


class ClockReadingRow(Base):
    """The reading of a machine's clocks when they were last found sound.

    ``uptime`` counts seconds within one ``boot`` and stands still for no sleep.
    """

    __tablename__ = "clock_reading"

    machine: Mapped[str] = mapped_column(String(64), primary_key=True)
    boot: Mapped[str] = mapped_column(String(36))
    uptime: Mapped[float] = mapped_column(Double)
    wall: Mapped[datetime]


class InstallationRow(Base):
    """The one row that says whose database this is; see ``scheduler.watch.installation``."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bot: Mapped[str] = mapped_column(String(80))
    seal_key: Mapped[str] = mapped_column(String(128))
    era: Mapped[str] = mapped_column(String(16))
    former_era: Mapped[str] = mapped_column(String(16))
    former_until: Mapped[int]
    generation: Mapped[int]
    seen_generation: Mapped[int]
