"""Use cases: holders are told once of what new packs change for them, and may say that they read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import BodyId, Clause, ClauseRef, PostId
from scheduler.clock import Clock
from scheduler.editions.queries.editions import EditionReader, Editions, PostHolder
from scheduler.editions.snapshots import (
    Snapshot,
    changes_between,
    held_as,
    post_of,
    read,
    snapshot_after,
    snapshot_of,
    written,
)
from scheduler.planning.basis import mark_of
from scheduler.planning.local_rules import Facts, LocalRule, LocalRules, span_of
from scheduler.planning.queries.local_rules import StoredRules
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.store.engine import Database
from scheduler.store.tables.editions import EditionRow

EVERY = timedelta(minutes=1)
AT_ONCE = 250
"""Persons of one transaction."""


@dataclass(frozen=True)
class EditionReading:
    """Of an organisation: since when an edition holds, how many were told, and who has not read it."""

    organisation: Organisation
    since: datetime
    told: int
    unread: tuple[str, ...]


class EditionNews:
    """Each method is one transaction, but for ``run``, which may be cut short and run again."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._told: str | None = None

    async def run(self) -> int:
        """Compare the loaded packs with those before, and tell; only where this process leads.

        Of several processes with different packs the one that plans decides which hold. The first
        packs of all are news to nobody, and neither is a pack that is missing.
        """
        mark = self._library.derived(mark_of)
        if self._told == mark:
            return 0
        now, told = self._clock.now(), 0
        await self._note(now)
        while (some := await self._tell_some(now)) is not None:
            told += some
        self._told = mark
        return told

    async def mark_read(self, edition_id: int, by: PersonId) -> bool:
        """Note that somebody who was told of it has read it; False: they never were."""
        async with self._database.write() as session:
            return await Editions(session).mark_read(edition_id, by, self._clock.now())

    async def reading_in(
        self, organisation_id: OrganisationId, by: PersonId
    ) -> EditionReading | None:
        """Who of an organisation has read the last edition, for its managers.

        None where no edition has changed anything yet.

        Raises:
            NotManager: ``by`` does not manage it.
        """
        async with self._database.read() as session:
            organisation = await Organisations(session).get_managed(by, organisation_id)
            editions = Editions(session)
            edition = await editions.last_told()
            if edition is None:
                return None
            told, unread = await editions.unread_in(organisation_id, edition.id, self._clock.now())
        return EditionReading(organisation, edition.seen_at, told, tuple(unread))

    async def _note(self, now: datetime) -> None:
        mark = self._library.derived(mark_of)
        async with self._database.write() as session:
            editions = Editions(session)
            last = await editions.latest()
            # What an earlier version noted lacks something that is compared now: note it anew.
            if last is not None and last.mark == mark and _is_whole(last.duties):
                return
            if last is None:
                await editions.add(mark, snapshot_of(self._library), {}, now)
                return
            changes = changes_between(last.duties, self._library)
            duties = snapshot_after(last.duties, self._library)
            await editions.add(mark, duties, written(changes), now)

    async def _tell_some(self, now: datetime) -> int | None:
        """How many are told; None: nobody is left."""
        async with self._database.write() as session:
            editions = Editions(session)
            edition = await editions.untold()
            if edition is None:
                return None
            posts = {post_of(held) for held in edition.changes}
            holders = await editions.holders(posts, edition.told_to or 0, now, AT_ONCE)
            readers = await self._concerned(session, holders, edition)
            await editions.tell(edition.id, readers, now)
            last = max((each.person_id for each in holders), default=None)
            await editions.told_to(edition.id, last)
        return len(readers)

    async def _concerned(
        self, session: AsyncSession, holders: Sequence[PostHolder], edition: EditionRow
    ) -> list[EditionReader]:
        """Those for whom something changes where they are.

        That is also what their organisation carries for a body that does not exist, and not what does not
        apply there, by its facts or by its managers' word.
        """
        places = {place.id: place for each in holders for _, place in each.held}
        roster, stored = Organisations(session), StoredRules(session)
        acts_for = await roster.effective_acts_for(places.values(), self._library.acting())
        facts, rules = await stored.facts(places.keys()), await stored.rules(places.keys())
        changed = {held: read(kept) for held, kept in edition.changes.items()}
        found = []
        for each in holders:
            posts: dict[str, None] = {}
            told: dict[str, Organisation] = {}
            for post, place in each.held:
                held = self._held_as(post, acts_for[place.id], edition)
                for change in changed.get(held, ()):
                    here = facts.get(place.id, {}), rules.get(place.id, {})
                    if self._applies(change.ref, *here):
                        posts[held] = None
                        told.setdefault(str(change.ref), place)
            if told:
                where = next(iter(told.values()))
                found.append(EditionReader(each.person_id, tuple(posts), tuple(told), where))
        return found

    def _held_as(self, post: PostId, acts_for: Collection[BodyId], edition: EditionRow) -> PostId:
        try:
            held = held_as(post, acts_for, self._library)
        except UnknownPost:
            return post
        return held if held in edition.duties["posts"] else post

    def _applies(self, ref: ClauseRef, facts: Facts, rules: LocalRules) -> bool:
        clause = self._library.find(ref)
        conditions = clause.applies_when if isinstance(clause, Clause) else ()
        return rules.get(ref, LocalRule()).applies and span_of(conditions, facts) is not None


def _is_whole(snapshot: Snapshot) -> bool:
    return {"meets", "acting"} <= snapshot.keys()
