"""The tables of the board: who has it open in a browser, and what groups are sent each week."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


class BoardLinkRow(Base):
    """A link that opens the board once, within minutes; only a hash of what it holds is kept."""

    __tablename__ = "board_link"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class BoardSessionRow(Base):
    """A browser in which somebody has the board open; only a hash of its cookie is kept."""

    __tablename__ = "board_session"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class GroupWeekRow(Base):
    """The hour of the week at which a group is sent its numbers; ``weekday`` from 1, Monday.

    ``next_at`` is the instant of the next message.
    """

    __tablename__ = "group_week"
    __table_args__ = (CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),)

    group_id: Mapped[int] = mapped_column(ForeignKey("messenger_group.id"), primary_key=True)
    weekday: Mapped[int]
    at: Mapped[time]
    next_at: Mapped[datetime] = mapped_column(index=True)
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class GroupWeekNumbersRow(Base):
    """What a group was sent, or is to be sent, of one week; ``lines`` is a list of unit and names.

    ``day`` is that of the notice.
    """

    __tablename__ = "group_week_numbers"

    group_id: Mapped[int] = mapped_column(ForeignKey("messenger_group.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    counted_at: Mapped[datetime]
    done: Mapped[int]
    near: Mapped[int]
    overdue: Mapped[int]
    lines: Mapped[list[list[str]]] = mapped_column(JSON)
