"""The tables of new editions: what was told, and who has read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


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
