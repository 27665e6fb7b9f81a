"""The tables of planning: items with their wording, what is known and arranged in an organisation, its own duties and events."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base, index_where, unique_where


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
    longer; see ``scheduler.planning.occurrences.Release``. ``met_on`` is the day by which as many acts
    were held as are ``needed``, NULL while there are fewer: the database keeps it by its triggers.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        unique_where(
            "uq_occurrence_body",
            "organisation_id",
            "ref",
            "per",
            "period_start",
            condition="holder_id IS NULL",
        ),
        unique_where(
            "uq_occurrence_holder",
            "organisation_id",
            "ref",
            "per",
            "period_start",
            "holder_id",
            condition="holder_id IS NOT NULL",
        ),
        Index("ix_occurrence_organisation_id_period_end", "organisation_id", "period_end"),
        index_where(
            "ix_occurrence_unmet",
            "organisation_id",
            "period_end",
            condition="met_on IS NULL AND released_on IS NULL",
        ),
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
    met_on: Mapped[date | None]
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
        index_where(
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
    """A list that a manager gave as a file, as it is being looked through.

    ``rows`` as ``scheduler.membership.own.listed`` writes them. ``confirmed_at`` NULL: nothing of it counts yet. A later one of the same title takes its place.
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
        unique_where(
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
