"""The tables of new editions: those that came as files, what was told, and who has read it."""

from __future__ import annotations

from datetime import date, datetime
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
    """Somebody whose duties an edition changed, by these posts; ``read_at``: they say they read it.

    ``told`` are the refs of what they were told of; NULL: of all that changed for these posts.
    """

    __tablename__ = "edition_reader"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    posts: Mapped[list[str]] = mapped_column(JSON)
    told: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    read_at: Mapped[datetime | None]


class PackEditionRow(Base):
    """An edition of a pack's document that an operator sent as a file.

    ``open_pack`` is the pack until the edition is in force or given up: one at a time. ``of_edition`` is
    what the pack's files said when it was made; ``report`` and ``clauses`` as
    ``scheduler.editions.pack_edition`` writes them; ``revision`` counts the changes to it. ``handed_at``:
    it is to be approved as it is; ``ended_at``: it was given up before it came into force.
    """

    __tablename__ = "pack_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    pack: Mapped[str] = mapped_column(String(36))
    document: Mapped[str] = mapped_column(String(40))
    open_pack: Mapped[str | None] = mapped_column(String(36), unique=True)
    of_edition: Mapped[str] = mapped_column(String(120))
    file_name: Mapped[str] = mapped_column(String(200))
    report: Mapped[dict[str, Any]] = mapped_column(JSON)
    clauses: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    in_force_on: Mapped[date | None]
    revision: Mapped[int]
    sent_by: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    approved_by: Mapped[str | None] = mapped_column(String(64))
    approved_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
