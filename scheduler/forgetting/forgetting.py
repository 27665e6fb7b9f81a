"""Use cases: what is kept of somebody, and erasing name and ids everywhere.

What they held is given up first, as if they had left; figures and entries stay, and lead to a tombstone
without a name. Who comes back is somebody new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.address import ERASED
from scheduler.clock import Clock
from scheduler.errors import UnknownPerson
from scheduler.forgetting.erasures import FILE_NAME, Erasure, ErasureFile, hashed
from scheduler.forgetting.kept import Kept
from scheduler.forgetting.naming import may_be_taken_out
from scheduler.forgetting.queries.erasing import Erasing
from scheduler.forgetting.queries.erasures import Erasures
from scheduler.forgetting.queries.kept import KeptRows
from scheduler.forgetting.queries.paths import Subject, organisations_of
from scheduler.inviting.queries.invites import Invites
from scheduler.ledger.reliefs import pass_on_reliefs
from scheduler.membership.joining import Joining
from scheduler.planning.queries.notices import Notices
from scheduler.roster.model import AssignmentId, OrganisationId, Person, PersonId
from scheduler.roster.names import is_blank
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.persons import Persons
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.store.tables.planning import WordingRow
from scheduler.store.tables.roster import AssignmentRow, ClerkRow, ManagerRow

REASON = "erased"
"""Why a notice to somebody, or about them, is not sent."""

EXPORTS_FOLDER = "exports"
"""Within the program's data folder: files that somebody asked for."""

CUT_AFTER = timedelta(seconds=30)
"""Until then what was under way when somebody was erased has ended, and left the database too."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Erased:
    """Who was erased, as they were known before; None: it had been done already.

    In ``organisations`` they held a post.
    """

    person: Person | None
    organisations: frozenset[OrganisationId] = frozenset()


class Forgetting:
    """Each method is one transaction. ``folder`` is the program's data folder."""

    def __init__(self, database: Database, clock: Clock, folder: Path) -> None:
        self._database = database
        self._clock = clock
        self._exports = folder / EXPORTS_FOLDER
        self._file = ErasureFile(folder / FILE_NAME)
        self._cut_at: datetime | None = None

    async def kept(self, person_id: PersonId) -> Kept:
        """All that is kept of the person.

        Raises:
            UnknownPerson: they were erased.
        """
        async with self._database.survey() as session:
            person = await Persons(session).get(person_id)
            if person.address.channel == ERASED:
                raise UnknownPerson(person_id)
            rows = KeptRows(session, await _subject(session, person))
            return Kept(
                person,
                await rows.settings(),
                await rows.all(),
                await rows.managed_alone(),
                self._clock.now(),
            )

    async def erase(self, person_id: PersonId, *, operator: str | None = None) -> Erased:
        """Erase the person; twice is harmless. ``operator`` is who does it for them.

        Whoever manages an organisation alone leaves it without a manager: operators appoint one.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            person = await Persons(session).lock(person_id)
            if person.address.channel == ERASED:
                return Erased(None)
            salt = await Erasures(session).salt()
            erasure = Erasure(hashed(person.address, salt), salt, now)
            await Erasures(session).add([erasure])
            by = None if operator else person_id
            given_up = await self._erase(session, person, now, by=by, operator=operator)
        self._file.add([erasure])
        await self._clear()
        return given_up

    async def replay(self) -> int:
        """Erase again who came back with a restored database, and bring list and file together.

        Harmless when there is nothing to do, which is one small query then. The number of people erased.
        """
        now = self._clock.now()
        in_file = self._file.read()
        async with self._database.glance() as session:
            in_table = await Erasures(session).all()
        missing = in_file - in_table
        found: Sequence[tuple[PersonId, Erasure]] = ()
        if missing:
            async with self._database.survey() as session:
                found = await Erasures(session).people(missing)
            for person_id, _ in found:
                async with self._database.write() as session:
                    person = await Persons(session).lock(person_id)
                    if person.address.channel != ERASED:
                        await self._erase(session, person, now)
            async with self._database.write() as session:
                await Erasures(session).add(missing)  # last: a kill before it begins anew
        self._file.add(sorted(in_table - in_file, key=lambda each: each.at))
        if found:
            await self._clear()
        return len(found)

    async def sweep(self) -> None:
        """Cut the write-ahead log once more, when what was under way at an erasure has ended."""
        if self._cut_at is not None and self._clock.now() >= self._cut_at:
            self._cut_at = None if await self._database.cut_log(0) else self._cut_at

    async def _erase(
        self,
        session: AsyncSession,
        person: Person,
        now: datetime,
        *,
        by: PersonId | None = None,
        operator: str | None = None,
    ) -> Erased:
        subject = await _subject(session, person)
        managed = await Organisations(session).manager_of(person.id)
        given_up = await self._give_up(session, person.id, now)
        await self._revoke_invites(session, subject, now)
        await Notices(session).supersede_of_person(person.id, REASON, now)
        erasing = Erasing(session, subject, now)
        await erasing.rows(unname=await _may_unname(session, person.name))
        await erasing.updates()
        await erasing.person()
        for name in await erasing.sent_files():
            (self._exports / name).unlink(missing_ok=True)
        for organisation in await Organisations(session).organisations(managed):
            await Joining(session, now).pass_on(organisation)
            await pass_on_reliefs(session, organisation, now)
        Trail(session).add(Act.ERASED, now, by=by, operator=operator, subject_id=person.id)
        return Erased(person, given_up)

    async def _clear(self) -> None:
        """What was overwritten in the file of SQLite still stands in its log."""
        self._cut_at = self._clock.now() + CUT_AFTER
        await self._database.cut_log(0)

    async def _give_up(
        self, session: AsyncSession, person_id: PersonId, now: datetime
    ) -> frozenset[OrganisationId]:
        """Leave every post, manage and enter for nobody, take back what was asked for; where that was."""
        joining, roster, trail = Joining(session, now), Organisations(session), Trail(session)
        await joining.cancel_by(person_id)
        held = await session.scalars(
            select(AssignmentRow.id).where(
                AssignmentRow.person_id == person_id,
                AssignmentRow.end_on.is_(None) | (AssignmentRow.end_on > now.date() - _A_DAY),
            )
        )
        places: set[OrganisationId] = set()
        for each in held.all():
            assignment = await roster.find_assignment(AssignmentId(each))
            if assignment is None:
                continue
            places.add(assignment.organisation.id)
            if assignment.start_on > assignment.organisation.today(now):
                await roster.end_assignment(assignment, assignment.start_on)
            else:
                await joining.leave(person_id, assignment.id)
        for row, act in ((ManagerRow, Act.MANAGER_SET), (ClerkRow, Act.CLERK_SET)):
            ids = await session.scalars(
                select(row.organisation_id).where(row.person_id == person_id)
            )
            for id_ in ids.all():
                organisation_id = OrganisationId(id_)
                trail.add(
                    act,
                    now,
                    by=person_id,
                    organisation_id=organisation_id,
                    subject_id=person_id,
                    on=False,
                )
        return frozenset(places)

    async def _revoke_invites(self, session: AsyncSession, subject: Subject, now: datetime) -> None:
        """Let nobody follow what they vouched for, nor come in their name."""
        invites = Invites(session)
        for each in await invites.standing_of(
            subject.person_id, subject.name, subject.organisations, now
        ):
            await invites.revoke(each.id, now)
            Trail(session).add(
                Act.INVITE_REVOKED,
                now,
                by=subject.person_id,
                organisation_id=each.organisation.id,
                subject_id=each.id,
            )


async def _subject(session: AsyncSession, person: Person) -> Subject:
    organisations = await organisations_of(session, person.id)
    return Subject(person.id, person.address, person.name, organisations)


async def _may_unname(session: AsyncSession, name: str) -> bool:
    """Whether the name can be taken out of what others wrote: not where it is a word of the clauses."""
    if is_blank(name) or not may_be_taken_out(name):
        return False
    in_clauses = select(WordingRow.id).where(WordingRow.text.contains(name, autoescape=True))
    return await session.scalar(in_clauses.limit(1)) is None
