"""Use case: what a clause said that no pack has any more."""

from __future__ import annotations

from typing import NamedTuple

from clauses.characters.folding import fold
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, ClauseRef
from scheduler.planning.own_duties import is_own
from scheduler.planning.queries.wordings import Wordings
from scheduler.store.engine import Database


class FormerClause(NamedTuple):
    """A clause in the words of the last edition that had it, and items began with."""

    clause: Clause
    edition: str


class FormerClauses:
    """Looks among the words that are kept of items.

    What a pack has, or an organisation asks of itself, is never among them.
    """

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    async def find(self, ref: ClauseRef) -> FormerClause | None:
        """The clause that this ref named."""
        return (await self._all()).get(ref)

    async def called(self, text: str) -> FormerClause | None:
        """The clause of this id, in full or without its pack; case does not matter."""
        wanted = text.strip().casefold()
        for ref, former in (await self._all()).items():
            if wanted in (str(ref).casefold(), ref.local.casefold()):
                return former
        return None

    async def named_in(self, text: str) -> FormerClause | None:
        """The clause whose duty is named in the text: of several the one with the longest name.

        Width, case and spaces do not matter.
        """
        asked = fold(text)
        every = (await self._all()).values()
        named = [each for each in every if fold(duty_name(each.clause.duty)) in asked]
        return max(named, key=lambda each: len(each.clause.duty), default=None)

    async def _all(self) -> dict[ClauseRef, FormerClause]:
        async with self._database.read() as session:
            wordings = Wordings(session)
            # Hardly ever any: the words of all the others need not be read for each question.
            left = [
                ref
                for ref in await wordings.refs()
                if not is_own(ref) and self._library.find(ref) is None
            ]
            latest = await wordings.latest(left)
        return {clause.ref: FormerClause(clause, edition) for clause, edition in latest}
