"""The table of who was erased."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base


class ErasureRow(Base):
    """Somebody was erased; of their address only a salted hash is kept."""

    __tablename__ = "erasure"

    hashed: Mapped[str] = mapped_column(String(64), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(primary_key=True)
