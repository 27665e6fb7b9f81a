"""Column types that keep what the drivers lose."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from scheduler.address import Address


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored and given back in UTC (SQLite forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back aware."""
        if value is None or value.tzinfo is UTC:
            return value
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class AddressText(TypeDecorator[Address]):
    """An address as ``channel:id``."""

    impl = String(80)
    cache_ok = True

    def process_bind_param(self, value: Address | None, dialect: Dialect) -> str | None:
        """Refuse what is no address; gives the text of one."""
        if value is None:
            return None
        if not isinstance(value, Address):
            raise TypeError(f"no address: {value!r}")
        return str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Address | None:
        """The address in a text."""
        return None if value is None else Address.parse(value)
