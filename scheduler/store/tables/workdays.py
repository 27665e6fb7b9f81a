"""The table of the days that operators enter."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


class WorkdayOverrideRow(Base):
    """A day whose kind is known better than the libraries know it."""

    __tablename__ = "workday_override"

    day: Mapped[date] = mapped_column(primary_key=True)
    workday: Mapped[bool]
    source: Mapped[str] = mapped_column(String(256))
