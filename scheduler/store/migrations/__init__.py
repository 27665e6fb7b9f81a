"""The history of the tables, run by Alembic inside this process; there is no alembic.ini.

A new revision is drafted from the difference between ``scheduler.store.tables`` and an up-to-date
database: ``command.revision(config(connection), message="…", autogenerate=True, rev_id="0004")``.
It is then read, completed, and named in :data:`HEAD`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0037"
"""The newest revision, written down so that a start with nothing to do need not import Alembic."""

_LOCK = 0x6475_7479  # any number that nothing else in the same PostgreSQL database locks


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def config(connection: Connection) -> Config:
    """Alembic's configuration for commands on ``connection``, within its transaction."""
    # Alembic costs most of a second and 45 MB, and most starts have nothing to migrate.
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", "scheduler.store:migrations")
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection) -> None:
    """Run what is missing, in the caller's transaction. Replicas starting together take turns."""
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    command.upgrade(config(connection), "head")
