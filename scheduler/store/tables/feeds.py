"""The tables of the calendars that programs subscribe to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
