"""Use case: what a clause said that no pack has any more."""

from __future__ import annotations

from typing import NamedTuple

from clauses.characters.folding import fold
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, ClauseRef
from scheduler.planning.queries.wordings import Wordings
from scheduler.store.engine import Database


class FormerClause(NamedTuple):
    """A clause in the words of the last edition that had it, and items began with."""

    clause: Clause
    edition: str


class FormerClauses:
    """Looks among the words that are kept of items; what a pack has is never among them."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    async def find(self, ref: ClauseRef) -> FormerClause | None:
        """The clause that this ref named."""
        return (await self._all()).get(ref)

    async def named_in(self, text: str) -> FormerClause | None:
        """The clause whose ref, with its pack or without, is the text, or whose duty is named in it.

        Of several the one with the longest name; width, case and spaces do not matter.
        """
        found = await self._all()
        wanted = text.strip().casefold()
        for ref, former in found.items():
            if wanted in (str(ref).casefold(), ref.local.casefold()):
                return former
        asked = fold(text)
        named = [each for each in found.values() if fold(duty_name(each.clause.duty)) in asked]
        return max(named, key=lambda each: len(each.clause.duty), default=None)

    async def _all(self) -> dict[ClauseRef, FormerClause]:
        async with self._database.read() as session:
            latest = await Wordings(session).latest()
        return {
            clause.ref: FormerClause(clause, edition)
            for clause, edition in latest
            if self._library.find(clause.ref) is None
        }
