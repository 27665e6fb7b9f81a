"""The tables of a clause a day and of new editions; the others are in ``scheduler.store.tables``."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables import Base


class StudyRow(Base):
    """Somebody who wants, or has wanted, a clause a day at this local hour.

    ``next_at`` is when it is next looked whether one is to go out; NULL: none is wanted. ``last_on`` is
    the local day of the last one, ``left_out`` has the ids of the documents that they leave out.
    """

    __tablename__ = "study"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hour: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    left_out: Mapped[list[str]] = mapped_column(JSON)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    last_on: Mapped[date | None]


class LessonRow(Base):
    """A clause that somebody was last sent on that local day."""

    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("person_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ref: Mapped[str] = mapped_column(String(128))
    on_day: Mapped[date]


class EditionRow(Base):
    """The packs as they were loaded from a time on: what each post owes, and what that changed.

    ``duties`` and ``changes`` as ``scheduler.editions.snapshots`` writes them; ``told_to`` is the
    id up to which persons have been told, NULL: nobody is left.
    """

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[datetime]
    duties: Mapped[dict[str, Any]] = mapped_column(JSON)
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    told_to: Mapped[int | None]


class EditionReaderRow(Base):
    """Somebody whose duties an edition changed, by these posts; ``read_at``: they say they read it."""

    __tablename__ = "edition_reader"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    posts: Mapped[list[str]] = mapped_column(JSON)
    read_at: Mapped[datetime | None]
