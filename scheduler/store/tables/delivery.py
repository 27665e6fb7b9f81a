"""The tables of delivery: notices, messages, attempts, counts, the lease of the dispatcher, and holds."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.address import Address
from scheduler.store.tables.base import Base, index_where
from scheduler.store.types import AddressText


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
        index_where(
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


class HoldRow(Base):
    """A cause for which nothing is sent; ``machine`` names the only process that it concerns, or is empty."""

    __tablename__ = "hold"

    cause: Mapped[str] = mapped_column(String(16), primary_key=True)
    machine: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(String(500))
    held_by: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime]
