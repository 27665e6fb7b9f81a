"""The tables of what was done: entries with details and proofs, confirming them, and reliefs."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base, unique_where


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
        unique_where("uq_relief_open", "occurrence_id", "kind", condition="decided_at IS NULL"),
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
