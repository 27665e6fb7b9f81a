"""The tables of closing: statements and their lines, files of them, and checklists."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
