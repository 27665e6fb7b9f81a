"""What every table stands on: names of constraints, types of columns, and indexes over a part of the rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Index,
    Integer,
    MetaData,
    text,
)
from sqlalchemy.orm import DeclarativeBase

from scheduler.store.types import UtcDateTime


class Base(DeclarativeBase):
    """Named constraints, so that migrations can name them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        # A made-up id in a button is then just unknown, and no error of the database.
        int: BigInteger().with_variant(Integer(), "sqlite"),
    }


def unique_where(name: str, *columns: str, condition: str) -> Index:
    """Unique among the rows that fulfil ``condition``."""
    return index_where(name, *columns, condition=condition, unique=True)


def index_where(name: str, *columns: str, condition: str, unique: bool = False) -> Index:
    """An index over the rows that fulfil ``condition``."""
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
