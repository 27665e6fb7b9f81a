"""Queries: the words of clauses as they stood when items began."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import NotStated
from clauses.model import Citation, Clause, ClauseRef, Document, Known, Strength
from scheduler.planning.duties import Duty
from scheduler.store.dialects import insert_into
from scheduler.store.tables.planning import WordingRow


class Wordings:
    """Reads and adds; what stands is never changed."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, duties: Iterable[Duty]) -> dict[ClauseRef, int]:
        """The ids of those of these duties' words that are on record."""
        wanted = {(str(duty.ref), digest(duty)): duty.ref for duty in duties}
        if not wanted:
            return {}
        rows = await self._session.execute(
            select(WordingRow.ref, WordingRow.digest, WordingRow.id).where(
                WordingRow.ref.in_({ref for ref, _ in wanted})
            )
        )
        return {wanted[ref, mark]: id_ for ref, mark, id_ in rows if (ref, mark) in wanted}

    async def refs(self) -> list[ClauseRef]:
        """The clauses of which words are on record, in order."""
        rows = await self._session.scalars(
            select(WordingRow.ref).distinct().order_by(WordingRow.ref)
        )
        return [ClauseRef.parse(ref) for ref in rows]

    async def latest(self, refs: Collection[ClauseRef]) -> list[tuple[Clause, str]]:
        """Of each of these clauses the words that were kept last, with their edition; by ref."""
        if not refs:
            return []
        newest = (
            select(func.max(WordingRow.id))
            .where(WordingRow.ref.in_([str(ref) for ref in refs]))
            .group_by(WordingRow.ref)
        )
        rows = await self._session.scalars(
            select(WordingRow).where(WordingRow.id.in_(newest)).order_by(WordingRow.ref)
        )
        return [(wording_of(row), row.edition) for row in rows]

    async def keep(self, duties: Iterable[Duty], now: datetime) -> dict[ClauseRef, int]:
        """The ids of these duties' words, which are on record then."""
        duties = list(duties)
        found = await self.find(duties)
        missing = [duty for duty in duties if duty.ref not in found]
        if not missing:
            return found
        await self._session.execute(
            insert_into(self._session, WordingRow).on_conflict_do_nothing(),
            [
                {
                    "ref": str(duty.ref),
                    "digest": digest(duty),
                    "edition": duty.edition,
                    "duty": duty.clause.duty,
                    "text": duty.clause.text,
                    "strength": duty.clause.strength.value,
                    "citations": _citations(duty.clause),
                    "created_at": now,
                }
                for duty in missing
            ],
        )
        return await self.find(duties)


def digest(duty: Duty) -> str:
    """A mark of all that is kept of a clause; the same in every process."""
    clause = duty.clause
    kept = [duty.edition, clause.duty, clause.text, clause.strength.value, _citations(clause)]
    return blake2b(json.dumps(kept).encode(), digest_size=16).hexdigest()


def wording_of(row: WordingRow) -> Clause:
    """The clause as it stood; its subject and cadence are not part of its words."""
    return Clause(
        ref=ClauseRef.parse(row.ref),
        subject=None,
        duty=row.duty,
        text=row.text,
        cadence=NotStated(),
        strength=Strength(row.strength),
        known=Known.TEXT,
        citations=tuple(
            Citation(Document(id_ or "", title or "", short_title or ""), place)
            for id_, title, short_title, place in row.citations
        ),
    )


def _citations(clause: Clause) -> list[list[str | None]]:
    return [
        [each.document.id, each.document.title, each.document.short_title, each.place]
        for each in clause.citations
    ]
