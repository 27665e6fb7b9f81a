"""The tables of chasing: rules of an organisation, steps taken, and reminders to everybody at once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base, unique_where


class ChasingRuleRow(Base):
    """After how many workdays managers and the body above are told, in one organisation."""

    __tablename__ = "chasing_rule"
    __table_args__ = (
        CheckConstraint("0 < follow_up_after AND follow_up_after < escalate_after", name="order"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    follow_up_after: Mapped[int]
    escalate_after: Mapped[int]


class ChaseRow(Base):
    """An overdue item of which managers were told; see ``scheduler.chasing``."""

    __tablename__ = "chase"
    __table_args__ = (
        unique_where("uq_chase_open", "occurrence_id", "step", condition="ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"), index=True)
    step: Mapped[str] = mapped_column(String(16))
    began_on: Mapped[date]
    ended_at: Mapped[datetime | None]


class UrgingRow(Base):
    """A manager reminded everybody in an organisation and below on that day."""

    __tablename__ = "urging"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
