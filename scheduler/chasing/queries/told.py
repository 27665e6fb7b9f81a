"""Queries: who is told of overdue items, who owes them, and that somebody has been told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.chasing.rules import ChaseStep, ChasingRule
from scheduler.planning.notices import NoticeState
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.roster.model import OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.trees import tree_of
from scheduler.roster.surroundings import Outline
from scheduler.store.compiled import Compiled
from scheduler.store.dialects import insert_into
from scheduler.store.tables.chasing import ChaseRow, ChasingRuleRow, UrgingRow
from scheduler.store.tables.delivery import NoticeRow
from scheduler.store.tables.planning import OccurrenceRow
from scheduler.store.tables.roster import AssignmentRow, ManagerRow, PersonRow


class HolderNow(NamedTuple):
    """Somebody who holds a post today; ``acting``: as a stand-in."""

    person_id: PersonId
    name: str
    acting: bool
    reachable: bool


class ChaseNotice(NamedTuple):
    """To be told: this person of this item, in this step, at this instant (UTC)."""

    chase_id: int
    occurrence_id: OccurrenceId
    step: ChaseStep
    person_id: PersonId
    on: date
    send_at: datetime
    expires_at: datetime


PostAt = tuple[OrganisationId, str]

_STEPS = [each.value for each in ChaseStep]


class Told:
    """Reads and writes in bulk: a few statements for any number of items."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def managed_directly(self, person_id: PersonId) -> set[OrganisationId]:
        """The organisations of which the person was made manager."""
        ids = await self._session.scalars(
            select(ManagerRow.organisation_id).where(ManagerRow.person_id == person_id)
        )
        return {OrganisationId(id_) for id_ in ids}

    async def outlines(self, organisation_id: OrganisationId) -> dict[OrganisationId, Outline]:
        """The organisation and those above it, by id."""
        return await Organisations(self._session).outlines([organisation_id])

    async def rules(
        self, ids: Collection[OrganisationId] | None = None
    ) -> dict[OrganisationId, ChasingRule]:
        """The rules that were set: of these organisations, or of all."""
        wanted = select(ChasingRuleRow)
        if ids is not None:
            wanted = wanted.where(ChasingRuleRow.organisation_id.in_(ids))
        return {
            OrganisationId(row.organisation_id): ChasingRule(
                row.follow_up_after, row.escalate_after
            )
            for row in await self._session.scalars(wanted)
        }

    async def set_rule(self, organisation_id: OrganisationId, rule: ChasingRule) -> None:
        """Let this rule hold there."""
        values = {"follow_up_after": rule.follow_up_after, "escalate_after": rule.escalate_after}
        await self._session.execute(
            insert_into(self._session, ChasingRuleRow)
            .values(organisation_id=organisation_id, **values)
            .on_conflict_do_update(index_elements=["organisation_id"], set_=values)
        )

    async def levels(
        self, ids: Collection[OrganisationId]
    ) -> dict[OrganisationId, list[set[PersonId]]]:
        """For each organisation those who manage it, then those who manage the one above, and so on.

        Only who can be reached.
        """
        outlines = await Organisations(self._session).outlines(ids)
        rows = await self._session.execute(
            select(ManagerRow.organisation_id, ManagerRow.person_id)
            .join(PersonRow, PersonRow.id == ManagerRow.person_id)
            .where(ManagerRow.organisation_id.in_(outlines), PersonRow.unreachable_since.is_(None))
        )
        managers: dict[OrganisationId, set[PersonId]] = {}
        for organisation_id, person_id in rows:
            managers.setdefault(OrganisationId(organisation_id), set()).add(PersonId(person_id))
        found = {}
        for each in ids:
            chain = [each]
            while (above := outlines[chain[-1]].parent_id) is not None:
                chain.append(above)
            found[each] = [managers.get(level, set()) for level in chain]
        return found

    async def holders(
        self, ids: Collection[OrganisationId], today: date
    ) -> dict[PostAt, list[HolderNow]]:
        """Who holds which post there today: stand-ins last, then by first day."""
        rows = await _HOLDERS.rows(self._session, {"places": list(ids), "today": today})
        found: dict[PostAt, list[HolderNow]] = {}
        for organisation_id, post, person_id, name, acting, reachable in rows:
            key = OrganisationId(organisation_id), post
            found.setdefault(key, []).append(
                HolderNow(PersonId(person_id), name, acting, reachable)
            )
        return found

    async def begin(
        self, taken: Sequence[tuple[OccurrenceId, ChaseStep]], today: date
    ) -> dict[tuple[OccurrenceId, ChaseStep], int]:
        """Note that these steps are taken; the new ids, without those that another has taken."""
        if not taken:
            return {}
        connection = await self._session.connection()
        rows = await connection.execute(
            insert_into(self._session, ChaseRow)
            .on_conflict_do_nothing(
                index_elements=["occurrence_id", "step"], index_where=ChaseRow.ended_at.is_(None)
            )
            .returning(ChaseRow.occurrence_id, ChaseRow.step, ChaseRow.id),
            [{"occurrence_id": id_, "step": step.value, "began_on": today} for id_, step in taken],
        )
        return {(OccurrenceId(id_), ChaseStep(step)): chase_id for id_, step, chase_id in rows}

    async def told_today(self, person_ids: Collection[PersonId], today: date) -> set[PersonId]:
        """Which of them have had their message of today, or are being sent it."""
        ids = await self._session.scalars(
            select(NoticeRow.person_id)
            .where(
                NoticeRow.person_id.in_(person_ids),
                NoticeRow.kind.in_(_STEPS),
                NoticeRow.nominal_on == today,
                NoticeRow.state != NoticeState.DUE.value,
                NoticeRow.state != NoticeState.SUPERSEDED.value,
            )
            .distinct()
        )
        return {PersonId(id_) for id_ in ids if id_ is not None}

    async def add(self, notices: Iterable[ChaseNotice], now: datetime) -> None:
        """Let them be told: of each chase once."""
        rows = [
            {
                "key": f"c/{each.chase_id}/{each.person_id}",
                "kind": each.step.value,
                "stage": each.step.value,
                "person_id": each.person_id,
                "occurrence_id": each.occurrence_id,
                "nominal_on": each.on,
                "send_at": each.send_at,
                "expires_at": each.expires_at,
                "state": NoticeState.DUE.value,
                "created_at": now,
                "ambiguous_attempts": 0,
                "attempts": 0,
            }
            for each in notices
        ]
        if rows:
            connection = await self._session.connection()
            await connection.execute(
                insert_into(self._session, NoticeRow).on_conflict_do_nothing(
                    index_elements=["key"]
                ),
                rows,
            )

    async def open_before(
        self, person_id: PersonId, today: date, but: Collection[OccurrenceId] = ()
    ) -> int:
        """Of how many items the person was told on earlier days that are still open, without some.

        Of organisations that they manage still.
        """
        managed = select(ManagerRow.organisation_id).where(ManagerRow.person_id == person_id)
        return (
            await self._session.scalar(
                select(func.count(func.distinct(ChaseRow.occurrence_id)))
                .join(
                    NoticeRow,
                    and_(
                        NoticeRow.occurrence_id == ChaseRow.occurrence_id,
                        NoticeRow.kind == ChaseRow.step,
                    ),
                )
                .join(OccurrenceRow, OccurrenceRow.id == ChaseRow.occurrence_id)
                .where(
                    OccurrenceRow.organisation_id.in_(tree_of(managed)),
                    OccurrenceRow.released_on.is_(None),
                    OccurrenceRow.id.not_in(but),
                    NoticeRow.person_id == person_id,
                    NoticeRow.state == NoticeState.SENT.value,
                    ChaseRow.ended_at.is_(None),
                    ChaseRow.began_on < today,
                )
            )
            or 0
        )

    async def followed_up_on(self, ids: Collection[OccurrenceId]) -> Mapping[OccurrenceId, date]:
        """On which day the own managers were told of these items."""
        rows = await self._session.execute(
            select(ChaseRow.occurrence_id, ChaseRow.began_on).where(
                ChaseRow.occurrence_id.in_(ids),
                ChaseRow.step == ChaseStep.FOLLOW_UP.value,
                ChaseRow.ended_at.is_(None),
            )
        )
        return {OccurrenceId(id_): began_on for id_, began_on in rows}

    async def followed_up(self, ids: Collection[OccurrenceId]) -> dict[OccurrenceId, set[PersonId]]:
        """Who was told first of these items, or was to be."""
        rows = await self._session.execute(
            select(NoticeRow.occurrence_id, NoticeRow.person_id).where(
                NoticeRow.occurrence_id.in_(ids),
                NoticeRow.kind == ChaseStep.FOLLOW_UP.value,
            )
        )
        found: dict[OccurrenceId, set[PersonId]] = {}
        for occurrence_id, person_id in rows:
            if occurrence_id is not None and person_id is not None:
                found.setdefault(OccurrenceId(occurrence_id), set()).add(PersonId(person_id))
        return found

    async def has_urged(self, organisation_id: OrganisationId, by: PersonId, today: date) -> bool:
        """Whether ``by`` has reminded everybody there today."""
        return await self._session.get(UrgingRow, (organisation_id, by, today)) is not None

    async def urge(self, organisation_id: OrganisationId, by: PersonId, today: date) -> bool:
        """Note that ``by`` reminds everybody there today; False when they have already."""
        noted = await self._session.scalars(
            insert_into(self._session, UrgingRow)
            .values(organisation_id=organisation_id, person_id=by, day=today)
            .on_conflict_do_nothing(index_elements=["organisation_id", "person_id", "day"])
            .returning(UrgingRow.person_id)
        )
        return noted.one_or_none() is not None


def owes(occurrence: Occurrence, holders: Mapping[PostAt, Sequence[HolderNow]]) -> list[HolderNow]:
    """Those who owe the item today."""
    there = holders.get((occurrence.organisation.id, occurrence.post), ())
    return [each for each in there if occurrence.holder_id in (None, each.person_id)]


_HOLDERS = Compiled(
    select(
        AssignmentRow.organisation_id,
        AssignmentRow.post,
        AssignmentRow.person_id,
        PersonRow.name,
        AssignmentRow.acting,
        PersonRow.unreachable_since.is_(None),
    )
    .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
    .where(
        AssignmentRow.organisation_id.in_(bindparam("places", expanding=True)),
        AssignmentRow.start_on <= bindparam("today"),
        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > bindparam("today")),
    )
    .order_by(AssignmentRow.acting, AssignmentRow.start_on, AssignmentRow.id)
)
