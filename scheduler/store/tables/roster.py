"""The tables of the roster: organisations, people, posts held, seats, clerks, groups, and the trail of changes."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.address import Address
from scheduler.store.tables.base import Base, unique_where
from scheduler.store.types import AddressText


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
        unique_where(
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


class ClerkRow(Base):
    """A person who enters for those who hold posts in an organisation."""

    __tablename__ = "clerk"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]


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
