"""The tables of practice: quizzes and their answers, a clause a day."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
