"""The tables of what watches over the bot: alerts, readings of clocks, and whose database it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Double,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


class AlertRow(Base):
    """An alert to the operators; one row for each subject, used again when it returns.

    ``told_at`` is when they were last told of it. ``ended_at`` is set as long as it is over; the row
    goes once they were told that too. ``renewed_at`` is when it was last found true. A process that is about to tell claims the row for a while.
    """

    __tablename__ = "alert"

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject: Mapped[str] = mapped_column(String(128), primary_key=True)
    detail: Mapped[str] = mapped_column(String(500))
    count: Mapped[int]
    began_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    renewed_at: Mapped[datetime | None]


class ClockReadingRow(Base):
    """The reading of a machine's clocks when they were last found sound.

    ``uptime`` counts seconds within one ``boot`` and stands still for no sleep.
    """

    __tablename__ = "clock_reading"

    machine: Mapped[str] = mapped_column(String(64), primary_key=True)
    boot: Mapped[str] = mapped_column(String(36))
    uptime: Mapped[float] = mapped_column(Double)
    wall: Mapped[datetime]


class InstallationRow(Base):
    """The one row that says whose database this is; see ``scheduler.watch.installation``."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bot: Mapped[str] = mapped_column(String(80))
    seal_key: Mapped[str] = mapped_column(String(128))
    era: Mapped[str] = mapped_column(String(16))
    former_era: Mapped[str] = mapped_column(String(16))
    former_until: Mapped[int]
    generation: Mapped[int]
    seen_generation: Mapped[int]
