"""Use cases: a body says each year how it stands on the points of a standard that its packs name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Standard
from scheduler.clock import Clock
from scheduler.closing.queries.checklists import CheckedPoint, Proof, StoredChecklists
from scheduler.errors import UnknownDuty
from scheduler.planning.queries.looks import Looks
from scheduler.roster.model import Organisation, OrganisationId, PersonId
from scheduler.roster.names import file_name_text, note_text
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database

__all__ = ["CheckedPoint", "Checklist", "Checklists", "Proof", "checklists_of"]

POINT_CHARACTERS = 40
"""A point is known by its words, of which so many are kept."""

_YEARS_BACK = 5


@dataclass(frozen=True)
class Checklist:
    """A standard with what was said of its points, by their words."""

    organisation: Organisation
    year: int
    standard: Standard
    said: dict[str, CheckedPoint]

    @property
    def points(self) -> tuple[str, ...]:
        """The points in the order of the text."""
        return tuple(item[:POINT_CHARACTERS] for item in self.standard.items)


def checklists_of(library: Library) -> list[Standard]:
    """The standards that are the business of a type of organisation, in pack order."""
    bodies = {body.id for pack in library.packs for body in pack.bodies}
    return [
        standard
        for pack in library.packs
        for standard in pack.standards
        if standard.subject in bodies
    ]


class Checklists:
    """Each method is one transaction.

    Whoever leads the organisation or manages it says how it stands; those who manage it see it.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    def has(self, organisation: Organisation) -> bool:
        """Whether the packs have a standard for its type."""
        return any(each.subject == organisation.body for each in checklists_of(self._library))

    async def of(
        self, organisation_id: OrganisationId, year: int = 0, *, by: PersonId
    ) -> list[Checklist]:
        """The checklists of an organisation in a year, 0 for the present one; [] where it has none.

        Raises:
            NotManager: ``by`` neither leads nor manages it.
        """
        async with self._database.read() as session:
            organisation = await self._place(session, organisation_id, by)
            return await self._of(session, organisation, year)

    async def say(
        self,
        organisation_id: OrganisationId,
        year: int,
        ref: str,
        point: str,
        *,
        by: PersonId,
        met: bool | None = None,
        note: str | None = None,
        proof: Proof | None = None,
    ) -> Checklist:
        """Say that a point is met or not, or add a note or a file in place of the one before.

        Raises:
            NotManager: as above.
            UnknownDuty: there is no such point, or it is no year to say anything of.
            TooLong: the note.
        """
        now = self._clock.now()
        text = None if note is None else note_text(note)
        if proof is not None:
            proof = Proof(proof.kind, proof.file_id, file_name_text(proof.file_name))
        async with self._database.write() as session:
            organisation = await self._place(session, organisation_id, by)
            # Of two who say something of it at once, the second adds to what the first said.
            await Looks(session).of([organisation_id], lock=True)
            found = await self._of(session, organisation, year)
            checklist = next((each for each in found if str(each.standard.ref) == ref), None)
            today = organisation.today(now)
            in_reach = today.year - _YEARS_BACK <= year <= today.year
            if checklist is None or point not in checklist.points or not in_reach:
                raise UnknownDuty(ref)
            await StoredChecklists(session).say(
                organisation_id,
                ref,
                point,
                year,
                by=by,
                now=now,
                met=met,
                note=text,
                proof=proof,
            )
            Trail(session).add(
                Act.CHECKLIST_SAID,
                now,
                by=by,
                organisation_id=organisation_id,
                checklist=ref,
                year=year,
                met=met,
            )
            (said,) = [
                each
                for each in await self._of(session, organisation, year)
                if each.standard.ref == checklist.standard.ref
            ]
            return said

    async def _of(
        self, session: AsyncSession, organisation: Organisation, year: int
    ) -> list[Checklist]:
        year = year or organisation.today(self._clock.now()).year
        said: Sequence[CheckedPoint] = await StoredChecklists(session).of(organisation.id, year)
        return [
            Checklist(
                organisation,
                year,
                standard,
                {each.point: each for each in said if each.checklist == str(standard.ref)},
            )
            for standard in checklists_of(self._library)
            if standard.subject == organisation.body
        ]

    async def _place(
        self, session: AsyncSession, organisation_id: OrganisationId, by: PersonId
    ) -> Organisation:
        """The organisation, if ``by`` manages it or holds the post that answers for it."""
        roster = Organisations(session)
        now = self._clock.now()
        for held in await roster.held_by(by, now):
            if held.organisation.id == organisation_id:
                posts = self._library.posts_of(held.organisation.body)
                if any(each.id == held.post and each.answers_for_body for each in posts):
                    return held.organisation
        return await roster.get_managed(by, organisation_id)
