"""The table of endpoints: robots of groups on other messengers, and mailboxes of people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.address import Address
from scheduler.store.tables.base import Base
from scheduler.store.types import AddressText


class EndpointRow(Base):
    """A robot of a group elsewhere, or somebody's mailbox (``person_id``), with what opens it.

    ``locked`` can be read with the program's key only. ``failed_at``: a mailbox that takes nothing.
    """

    __tablename__ = "endpoint"

    address: Mapped[Address] = mapped_column(AddressText, primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    locked: Mapped[str] = mapped_column(Text)
    failed_at: Mapped[datetime | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
