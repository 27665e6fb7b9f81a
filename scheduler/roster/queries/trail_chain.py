"""The chain of the trail: each entry holds a hash over itself and the hash of the entry before it.

So an entry that was edited, removed or put in between shows, also when the triggers that forbid it were
dropped. Whoever writes the whole chain anew is found out by a hash that was kept elsewhere: every backup
and every heartbeat tells the last one.

It is over ids, acts and values, never over names: erasing a person breaks nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256

from sqlalchemy import event, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from scheduler.store.compiled import Compiled
from scheduler.store.tables.roster import TrailRow

_ENTERED = "trail entries"
"""The key, in what a session knows, of those that are entered when it commits."""

_LOCK = 0x7472_6169  # any number that nothing else in the same PostgreSQL database locks

_PAGE = 1000

_GUARDS = {
    "sqlite": (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail' "
        "AND name IN ('trail_no_update', 'trail_no_delete')",
        2,
    ),
    "postgresql": (
        "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'trail'::regclass "
        "AND tgname = 'trail_is_final' AND tgenabled = 'O'",
        1,
    ),
}
"""By dialect: what counts the triggers that forbid changes, and how many there are."""


@dataclass(frozen=True)
class Chain:
    """How the trail stands: ``last`` is the hash of the newest entry, empty when there is none.

    ``broken_at`` is the id of the first entry that does not fit the one before it, and ``guarded`` says
    whether the triggers stand. ``found`` says whether the hash that was looked for is in it.
    """

    entries: int
    last: str
    broken_at: int | None
    guarded: bool
    found: bool

    @property
    def sound(self) -> bool:
        """Whether nothing shows that somebody has been at it."""
        return self.broken_at is None and self.guarded and self.found


def enter(session: AsyncSession, row: TrailRow) -> None:
    """Have it entered at the end of the transaction, when its place in the chain is known."""
    session.info.setdefault(_ENTERED, []).append(row)


def link(previous: str, row: TrailRow) -> str:
    """The hash of an entry that comes after one with the hash ``previous``."""
    values = [
        previous,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.act,
        row.person_id,
        row.organisation_id,
        row.subject_id,
        row.details,
    ]
    return sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


async def last_link(session: AsyncSession) -> str:
    """The hash of the newest entry, empty when there is none."""
    return await session.scalar(_LAST) or ""


async def examine(session: AsyncSession, *, expected: str = "") -> Chain:
    """Go through the whole trail; ``expected`` is a hash that must be in it, empty for none."""
    previous, seen, after, found = "", 0, -1, not expected
    broken_at: int | None = None
    while rows := await _page(session, after):
        for row in rows:
            if broken_at is None and row.hash != link(previous, row):
                broken_at = row.id
            previous, after = row.hash, row.id
            found = found or previous == expected
        seen += len(rows)
        session.expunge_all()
    return Chain(seen, previous, broken_at, await _guarded(session), found)


async def _page(session: AsyncSession, after: int) -> Sequence[TrailRow]:
    wanted = select(TrailRow).where(TrailRow.id > after).order_by(TrailRow.id).limit(_PAGE)
    return (await session.scalars(wanted)).all()


async def _guarded(session: AsyncSession) -> bool:
    question, expected = _GUARDS[session.get_bind().dialect.name]
    return bool(await session.scalar(text(question)) == expected)


@event.listens_for(Session, "before_commit")
def _link_entries(session: Session) -> None:
    """Give what this transaction enters its place, last of all.

    On PostgreSQL others that enter something wait from here to the end of this transaction, which is
    near: two that read the same last entry would fork the chain. SQLite has one writer at a time.
    """
    rows: list[TrailRow] = session.info.pop(_ENTERED, [])
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    newest = _NEWEST.run(session, {})
    previous = newest[0].hash if newest else ""
    for row in rows:
        row.hash = previous = link(previous, row)
        _ENTER.run(session, {name: getattr(row, name) for name in _ENTER.columns})


_ENTER = Compiled(
    insert(TrailRow),
    *(column.name for column in TrailRow.__table__.columns if column.name != "id"),
)
_LAST = select(TrailRow.hash).order_by(TrailRow.id.desc()).limit(1)
_NEWEST = Compiled(_LAST)
