"""The tables of confirming, closing and exporting; the others are in ``scheduler.store.tables``."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables import Base


class ConfirmingRow(Base):
    """An organisation whose managers want entries confirmed, its own and those of all below it.

    No row: nobody wants it there.
    """

    __tablename__ = "confirming"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    since: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class ReviewRow(Base):
    """An entry that a manager is to confirm and, once decided, their word: confirmed, or returned why.

    ``confirmed`` is NULL as long as it waits. What was returned is also withdrawn in the ledger, so it
    counts nowhere.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (confirmed IS NULL)", name="decided"),
        Index(
            "ix_review_waiting",
            "organisation_id",
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )

    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    confirmed: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(String(500))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]


class EntryDetailsRow(Base):
    """What may be said of the act of an entry: who was there, in numbers, and where the minutes are."""

    __tablename__ = "entry_details"

    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger.id"), primary_key=True)
    present: Mapped[int | None]
    absent: Mapped[int | None]
    minutes: Mapped[str | None] = mapped_column(String(80))


class ChecklistMarkRow(Base):
    """What a body says of itself on one point of a checklist in a year, with a note or a file."""

    __tablename__ = "checklist_mark"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    checklist: Mapped[str] = mapped_column(String(128), primary_key=True)
    point: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    met: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(String(1000))
    kind: Mapped[str | None] = mapped_column(String(16))
    file_id: Mapped[str | None] = mapped_column(String(256))
    file_name: Mapped[str | None] = mapped_column(String(256))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]


class ExportRow(Base):
    """A file that somebody asked for; see ``scheduler.closing.exports``.

    ``chat`` and ``message_id`` are where its progress is shown. ``claimed_until``: a process is making it,
    and others leave it alone until then.
    """

    __tablename__ = "export"
    __table_args__ = (Index("ix_export_state", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    format: Mapped[str] = mapped_column(String(8))
    per: Mapped[str] = mapped_column(String(16))
    period_start: Mapped[date]
    period_end: Mapped[date]
    state: Mapped[str] = mapped_column(String(16))
    done: Mapped[int]
    total: Mapped[int]
    tries: Mapped[int]
    file_name: Mapped[str | None] = mapped_column(String(256))
    message_id: Mapped[int | None]
    asked_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
