"""Run by Alembic for each command: the connection comes from the caller, who commits."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from scheduler.store.tables import Base
from scheduler.store.types import AddressText, UtcDateTime


def plain_type(kind: str, item: object, autogenerate: AutogenContext) -> str | Literal[False]:
    """Let a drafted revision name the database's type: it must outlive our own classes."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AddressText):
        return "sa.String(80)"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
