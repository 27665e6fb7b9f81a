"""The tables of what nobody could answer, and what operators say to it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base, index_where


class OpenQuestionRow(Base):
    """A question that found no answer, without the asker; ``mark`` is a hash of its folded words."""

    __tablename__ = "open_question"
    __table_args__ = (index_where("ix_open_question_times", "times", condition="settled IS FALSE"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), unique=True)
    words: Mapped[str] = mapped_column(String(1000))
    outcome: Mapped[str] = mapped_column(String(16))
    times: Mapped[int]
    last_on: Mapped[date]
    settled: Mapped[bool]


class GivenAnswerRow(Base):
    """An operator's answer to questions (``asked``, a list of their words).

    By a statement of the packs (``ref``), in words of their own with a source, or neither: it is next
    door.
    """

    __tablename__ = "given_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[list[str]] = mapped_column(JSON)
    ref: Mapped[str | None] = mapped_column(String(128))
    answer: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(String(300))
    operator: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]
