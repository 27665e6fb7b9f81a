"""Queries: organisations in their tree, their managers, and who holds which post."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import ActingRule, BodyId, PostId
from clauses.naming import LevelId
from scheduler.errors import NotManager, UnknownOrganisation
from scheduler.periods import Period
from scheduler.roster.acting import acts_for_now
from scheduler.roster.likeness import skeleton
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
)
from scheduler.roster.queries.organisation_names import OrganisationNames
from scheduler.roster.queries.rows import assignment_of, held_from, organisation_of, person_of
from scheduler.roster.surroundings import Outline
from scheduler.store.compiled import Compiled
from scheduler.store.tables.planning import OwnDutyRow
from scheduler.store.tables.roster import (
    AssignmentRow,
    ClerkRow,
    ManagerRow,
    OrganisationRow,
    PersonRow,
    SeatRow,
)

_TREE_LOCK = 0x7472_6565  # another number than that of the migrations


class Organisations:
    """Reads and writes the roster; who may do so is decided in the use cases."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    # Organisations

    async def get_organisation(self, organisation_id: OrganisationId) -> Organisation:
        """The organisation; :class:`UnknownOrganisation` when there is none."""
        row = await self._session.get(OrganisationRow, organisation_id)
        if row is None:
            raise UnknownOrganisation(organisation_id)
        return organisation_of(row)

    async def add_organisation(
        self,
        *,
        name: str,
        body: BodyId,
        level: LevelId | None,
        zone: ZoneInfo,
        parent_id: OrganisationId | None,
        acts_for: Sequence[BodyId],
        now: datetime,
        confirmed: bool = True,
    ) -> Organisation:
        """Store a new organisation; the caller has locked the tree."""
        row = OrganisationRow(
            name=name,
            body=body,
            level=level or "",
            zone=zone.key,
            parent_id=parent_id,
            acts_for=list(acts_for),
            confirmed_at=now if confirmed else None,
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        await self._note_surroundings(row.id, parent_id)
        await OrganisationNames(self._session).enter({OrganisationId(row.id): name})
        return organisation_of(row)

    async def place(self, organisation: Organisation, parent_id: OrganisationId) -> Organisation:
        """Let it stand under another one; the caller has locked the tree."""
        row = await self._session.get_one(OrganisationRow, organisation.id)
        before, row.parent_id = row.parent_id, parent_id
        await self._session.flush()
        for parent in {before, parent_id}:
            await self._note_surroundings(organisation.id, parent)
        return replace(organisation, parent_id=parent_id)

    async def _note_surroundings(
        self, organisation_id: int, parent_id: OrganisationId | int | None
    ) -> None:
        """Let those be planned again that have another one above them or, acting for others, around them."""
        below = (
            select(OrganisationRow.id)
            .where(OrganisationRow.parent_id == organisation_id)
            .cte(recursive=True)
        )
        below = below.union(
            select(OrganisationRow.id).join(below, OrganisationRow.parent_id == below.c.id)
        )
        is_below = OrganisationRow.id.in_(select(below.c.id))
        around: list[ColumnElement[bool]] = [is_below]
        if parent_id is not None:
            around.append(OrganisationRow.parent_id == parent_id)
        acting = and_(or_(*around), cast(OrganisationRow.acts_for, String) != "[]")
        # What those above ask of all below them holds for others now.
        asked = select(OwnDutyRow.id).where(OwnDutyRow.subtree, OwnDutyRow.ended_on.is_(None))
        await self._session.execute(
            update(OrganisationRow)
            .where(or_(acting, and_(is_below, asked.exists())))
            .values(changes=OrganisationRow.changes + 1, plan_at=None)
            .execution_options(synchronize_session=False)
        )

    async def confirm(self, organisation: Organisation, now: datetime) -> Organisation:
        """Let it count from now on, where it stands under none."""
        row = await self._session.get_one(OrganisationRow, organisation.id)
        row.confirmed_at = now
        return replace(organisation, confirmed=True)

    async def rename(self, organisation: Organisation, name: str) -> Organisation:
        """Give it another name; the caller has locked the tree."""
        row = await self._session.get_one(OrganisationRow, organisation.id)
        row.name = name
        await self._session.flush()
        names = OrganisationNames(self._session)
        await names.forget(organisation.id)
        await names.enter({organisation.id: name})
        return replace(organisation, name=name)

    async def unconfirm(self, organisation: Organisation) -> Organisation:
        """Let it count no more until it is confirmed, where it stands under none."""
        row = await self._session.get_one(OrganisationRow, organisation.id)
        row.confirmed_at = None
        return replace(organisation, confirmed=False)

    async def dissolve(
        self, organisation: Organisation, now: datetime, today: date
    ) -> Organisation:
        """Let it be there no more: no manager, no seat from ``today``, no place, no name to be found.

        The caller has locked the tree and ended its assignments; what it owes is planned anew.
        """
        row = await self._session.get_one(OrganisationRow, organisation.id)
        parent_id, row.parent_id = row.parent_id, None
        row.confirmed_at, row.dissolved_at = None, now
        row.changes, row.plan_at = row.changes + 1, None
        await self._session.flush()
        await self._note_surroundings(organisation.id, parent_id)
        await self._session.execute(
            delete(ManagerRow).where(ManagerRow.organisation_id == organisation.id)
        )
        await self._session.execute(
            update(SeatRow)
            .where(SeatRow.organisation_id == organisation.id, SeatRow.until.is_(None))
            .values(until=today)
        )
        await OrganisationNames(self._session).forget(organisation.id)
        return replace(organisation, parent_id=None, confirmed=False, dissolved=True)

    async def set_term_start(self, organisation: Organisation, started_on: date) -> Organisation:
        """Say when its term of office began."""
        row = await self._session.get_one(OrganisationRow, organisation.id)
        row.term_started_on = started_on
        return replace(organisation, term_started_on=started_on)

    async def organisations(self, ids: Collection[OrganisationId]) -> list[Organisation]:
        """The organisations with these ids, by id."""
        return await self._where(OrganisationRow.id.in_(ids))

    async def organisation_ids(self, *, after: OrganisationId, limit: int) -> list[OrganisationId]:
        """The next ``limit`` ids that are higher than ``after``."""
        wanted = select(OrganisationRow.id).where(OrganisationRow.id > after)
        ids = await self._session.scalars(wanted.order_by(OrganisationRow.id).limit(limit))
        return [OrganisationId(id_) for id_ in ids]

    async def children(self, organisation_id: OrganisationId) -> list[Organisation]:
        """Those directly under it, by id."""
        return await self._where(OrganisationRow.parent_id == organisation_id)

    async def _where(self, condition: ColumnElement[bool]) -> list[Organisation]:
        """The organisations that fulfil ``condition``, by id."""
        rows = await self._session.scalars(
            select(OrganisationRow).where(condition).order_by(OrganisationRow.id)
        )
        return [organisation_of(row) for row in rows]

    async def outlines(self, ids: Collection[OrganisationId]) -> dict[OrganisationId, Outline]:
        """Name and place in the tree of these organisations and of all above them, by id."""
        found: dict[OrganisationId, Outline] = {}
        wanted = set(ids)
        while wanted:
            rows = await self._session.execute(
                select(
                    OrganisationRow.id,
                    OrganisationRow.name,
                    OrganisationRow.body,
                    OrganisationRow.parent_id,
                    OrganisationRow.confirmed_at.is_not(None),
                ).where(OrganisationRow.id.in_(wanted))
            )
            level = {
                OrganisationId(id_): Outline(
                    name,
                    BodyId(body),
                    None if parent_id is None else OrganisationId(parent_id),
                    confirmed,
                )
                for id_, name, body, parent_id, confirmed in rows
            }
            found |= level
            wanted = {each.parent_id for each in level.values() if each.parent_id} - found.keys()
        return dict(sorted(found.items()))

    async def ids_around(
        self, own: Collection[OrganisationId], *, limit: int
    ) -> set[OrganisationId] | None:
        """Those of ``own``, those beside them, and all below them; None where there are more than ``limit``."""
        parents = select(OrganisationRow.parent_id).where(OrganisationRow.id.in_(own))
        beside = await self._ids(OrganisationRow.parent_id.in_(parents), limit)
        below, level = {*own}, {*own}
        while level and len(below) <= limit:
            level = {*await self._ids(OrganisationRow.parent_id.in_(level), limit)} - below
            below |= level
        found = below.union(beside)
        return found if len(found) <= limit else None

    async def _ids(self, condition: ColumnElement[bool], limit: int) -> list[OrganisationId]:
        ids = await self._session.scalars(
            select(OrganisationRow.id).where(condition).limit(limit + 1)
        )
        return [OrganisationId(id_) for id_ in ids]

    async def own_ids(self, person_id: PersonId, on: date) -> set[OrganisationId]:
        """The organisations in which the person holds a post on the day ``on`` or later, or which they were made manager of."""
        ids = await self._session.scalars(
            select(ManagerRow.organisation_id)
            .where(ManagerRow.person_id == person_id)
            .union(
                select(AssignmentRow.organisation_id).where(
                    AssignmentRow.person_id == person_id,
                    held_from(on),
                )
            )
        )
        return {OrganisationId(id_) for id_ in ids}

    async def lock_tree(self) -> None:
        """Let no other transaction add to the tree or move anything in it before this one ends.

        On SQLite a transaction that writes has that already.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            await self._session.execute(select(func.pg_advisory_xact_lock(_TREE_LOCK)))

    async def above(self, organisation: Organisation) -> list[Organisation]:
        """The organisations over it, the nearest first."""
        found = []
        parent_id = organisation.parent_id
        while parent_id is not None:
            found.append(await self.get_organisation(parent_id))
            parent_id = found[-1].parent_id
        return found

    async def around(self, organisation: Organisation) -> list[Organisation]:
        """The organisations above it, the nearest first, then those beside it under the same one, by id."""
        above = await self.above(organisation)
        if organisation.parent_id is None:
            return above
        beside = await self._where(
            and_(
                OrganisationRow.parent_id == organisation.parent_id,
                OrganisationRow.id != organisation.id,
            )
        )
        return [*above, *beside]

    async def effective_acts_for(
        self, organisations: Collection[Organisation], rules: Sequence[ActingRule]
    ) -> dict[OrganisationId, tuple[BodyId, ...]]:
        """For each organisation the bodies whose duties it carries now, beside its own.

        What was registered ends, without being changed, when the body comes into being around it.
        """
        acting = [each for each in organisations if each.acts_for]
        around = await self._around_each(acting) if acting else {}
        return {
            each.id: acts_for_now(each, around[each.id], rules) if each.acts_for else ()
            for each in organisations
        }

    async def _around_each(
        self, organisations: Collection[Organisation]
    ) -> dict[OrganisationId, list[Organisation]]:
        """As :meth:`around`, in a few statements for any number."""
        parents = {each.parent_id for each in organisations if each.parent_id is not None}
        by_id: dict[OrganisationId, Organisation] = {}
        wanted = parents
        while wanted:
            level = await self._where(OrganisationRow.id.in_(wanted))
            by_id.update((each.id, each) for each in level)
            wanted = {each.parent_id for each in level if each.parent_id} - by_id.keys()
        beside: dict[OrganisationId | None, list[Organisation]] = {}
        for each in await self._where(OrganisationRow.parent_id.in_(parents)):
            beside.setdefault(each.parent_id, []).append(each)
        return {
            each.id: [
                *_upwards(each, by_id),
                *(other for other in beside.get(each.parent_id, ()) if other.id != each.id),
            ]
            for each in organisations
        }

    async def has_children(self, organisation_id: OrganisationId) -> bool:
        """Whether any organisation that is still there stands directly below."""
        below = OrganisationRow.parent_id == organisation_id, OrganisationRow.dissolved_at.is_(None)
        found = await self._session.scalar(select(OrganisationRow.id).where(*below).limit(1))
        return found is not None

    async def has_child_named(
        self,
        parent_id: OrganisationId,
        body: BodyId,
        name: str,
        *,
        but: OrganisationId | None = None,
    ) -> bool:
        """Whether one of this type and of a name like this stands directly under ``parent_id``.

        ``but`` does not count.
        """
        found = _of_type(body, but).where(OrganisationRow.parent_id == parent_id)
        return _has_like(name, await self._session.scalars(found))

    async def has_root_named(
        self, manager_id: PersonId, body: BodyId, name: str, *, but: OrganisationId | None = None
    ) -> bool:
        """Whether this person manages one of this type, of a name like this, that stands under none.

        ``but`` does not count.
        """
        found = (
            _of_type(body, but)
            .join(ManagerRow, ManagerRow.organisation_id == OrganisationRow.id)
            .where(OrganisationRow.parent_id.is_(None), ManagerRow.person_id == manager_id)
        )
        return _has_like(name, await self._session.scalars(found))

    # Managers

    async def manages(self, person_id: PersonId, organisation: Organisation) -> bool:
        """Whether the person manages the organisation or one above it."""
        ids = [organisation.id, *(above.id for above in await self.above(organisation))]
        found = select(ManagerRow.person_id).where(
            ManagerRow.person_id == person_id, ManagerRow.organisation_id.in_(ids)
        )
        return await self._session.scalar(found) is not None

    async def managers_of(self, organisation: Organisation) -> list[Person]:
        """The managers of it or, when it has none, of the nearest one above that has; by id."""
        return await self._nearest_managers(organisation)

    async def managers_within_reach(
        self, organisation: Organisation, *, but: PersonId | None = None
    ) -> list[Person]:
        """As :meth:`managers_of`, of those only who can be reached, and without one of them."""
        return await self._nearest_managers(
            organisation, PersonRow.unreachable_since.is_(None), PersonRow.id != (but or 0)
        )

    async def managers_but(
        self, organisation: Organisation, but: Collection[PersonId]
    ) -> list[Person]:
        """As :meth:`managers_of`, without these: where nobody else is left, those of the next one above."""
        return await self._nearest_managers(organisation, PersonRow.id.not_in(but))

    async def _nearest_managers(
        self, organisation: Organisation, *conditions: ColumnElement[bool]
    ) -> list[Person]:
        for each in [organisation, *await self.above(organisation)]:
            rows = await self._session.scalars(
                select(PersonRow)
                .join(ManagerRow, ManagerRow.person_id == PersonRow.id)
                .where(ManagerRow.organisation_id == each.id, *conditions)
                .order_by(PersonRow.id)
            )
            if found := [person_of(row) for row in rows]:
                return found
        return []

    async def unmanaged(self, *, limit: int) -> list[Organisation]:
        """At most ``limit`` that nobody manages, nor one above them, who can be reached; by id."""
        reached = (
            select(ManagerRow.organisation_id)
            .join(PersonRow, PersonRow.id == ManagerRow.person_id)
            .where(PersonRow.unreachable_since.is_(None))
        )
        tree = select(OrganisationRow.id).where(OrganisationRow.id.in_(reached)).cte(recursive=True)
        tree = tree.union(
            select(OrganisationRow.id).join(tree, OrganisationRow.parent_id == tree.c.id)
        )
        rows = await self._session.scalars(
            select(OrganisationRow)
            .where(
                OrganisationRow.dissolved_at.is_(None),
                OrganisationRow.id.not_in(select(tree.c.id)),
            )
            .order_by(OrganisationRow.id)
            .limit(limit)
        )
        return [organisation_of(row) for row in rows]

    async def manager_of(self, person_id: PersonId) -> set[OrganisationId]:
        """The organisations of which the person was made manager, without those below."""
        ids = await self._session.scalars(
            select(ManagerRow.organisation_id).where(ManagerRow.person_id == person_id)
        )
        return {OrganisationId(id_) for id_ in ids}

    async def managed_by(self, person_id: PersonId) -> list[Organisation]:
        """Every organisation that the person manages, those further down included; by id."""
        own = select(ManagerRow.organisation_id).where(ManagerRow.person_id == person_id)
        tree = select(OrganisationRow.id).where(OrganisationRow.id.in_(own)).cte(recursive=True)
        tree = tree.union(
            select(OrganisationRow.id).join(tree, OrganisationRow.parent_id == tree.c.id)
        )
        rows = await self._session.scalars(
            select(OrganisationRow)
            .where(OrganisationRow.id.in_(select(tree.c.id)))
            .order_by(OrganisationRow.id)
        )
        return [organisation_of(row) for row in rows]

    async def get_managed(
        self, person_id: PersonId, organisation_id: OrganisationId
    ) -> Organisation:
        """The organisation, if the person manages it; :class:`NotManager` otherwise.

        Whether there is one of this id is no business of others.
        """
        row = await self._session.get(OrganisationRow, organisation_id)
        if row is not None and await self.manages(person_id, organisation := organisation_of(row)):
            return organisation
        raise NotManager(organisation_id)

    def add_manager(
        self, organisation_id: OrganisationId, person_id: PersonId, now: datetime
    ) -> None:
        """Let the person manage the organisation and all below it."""
        self._session.add(
            ManagerRow(organisation_id=organisation_id, person_id=person_id, since=now)
        )

    # Clerks

    async def is_clerk(self, person_id: PersonId, organisation_id: OrganisationId) -> bool:
        """Whether the person enters for those who hold posts there."""
        return await self._session.get(ClerkRow, (organisation_id, person_id)) is not None

    async def entered_for_by(self, person_id: PersonId) -> list[Organisation]:
        """The organisations for which the person enters, by name, then id."""
        rows = await self._session.scalars(
            select(OrganisationRow)
            .join(ClerkRow, ClerkRow.organisation_id == OrganisationRow.id)
            .where(ClerkRow.person_id == person_id, OrganisationRow.dissolved_at.is_(None))
            .order_by(OrganisationRow.name, OrganisationRow.id)
        )
        return [organisation_of(row) for row in rows]

    # Assignments

    async def held_by(self, person_id: PersonId, now: datetime) -> list[Assignment]:
        """The posts that the person holds at ``now``, by their first day, then id.

        Which day it is, the zone of each organisation says.
        """
        rows = await _HELD_OF_LATE.rows(
            self._session, {"person": person_id, "yesterday": now.date() - timedelta(days=1)}
        )
        found = [assignment_of(row, organisation) for row, organisation in rows]
        return [each for each in found if each.holds_on(each.organisation.today(now))]

    async def find_assignment(self, assignment_id: AssignmentId) -> Assignment | None:
        """The assignment, ended or not."""
        rows = await self._session.execute(_assignments().where(AssignmentRow.id == assignment_id))
        found = rows.one_or_none()
        return None if found is None else assignment_of(found[0], found[1])

    async def find_held_from(
        self, person_id: PersonId, organisation: Organisation, post: PostId, day: date
    ) -> Assignment | None:
        """What the person holds of this post on ``day``, or later with no end set; no stand-in counts."""
        rows = await self._session.execute(
            _assignments().where(
                AssignmentRow.person_id == person_id,
                AssignmentRow.organisation_id == organisation.id,
                AssignmentRow.post == post,
                AssignmentRow.acting.is_(False),
                or_(
                    AssignmentRow.end_on.is_(None),
                    and_(AssignmentRow.start_on <= day, AssignmentRow.end_on > day),
                ),
            )
        )
        found = rows.first()
        return None if found is None else assignment_of(found[0], found[1])

    async def holds(
        self, person_id: PersonId, organisation_id: OrganisationId, day: date, post: PostId | None
    ) -> bool:
        """Whether the person holds the post there on ``day``; with None, whether any post."""
        rows = await _POSTS_HELD.rows(
            self._session, {"person": person_id, "organisation": organisation_id, "day": day}
        )
        held = [row.post for row in rows]
        return bool(held) if post is None else post in held

    async def holders_of(
        self, organisation_id: OrganisationId, post: PostId, day: date
    ) -> list[PersonId]:
        """Who holds the post there on ``day``, by id."""
        wanted = select(AssignmentRow.person_id).where(
            AssignmentRow.organisation_id == organisation_id,
            AssignmentRow.post == post,
            AssignmentRow.start_on <= day,
            or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > day),
        )
        # A stand-in who came to hold it is there twice.
        ids = await self._session.scalars(wanted.distinct().order_by(AssignmentRow.person_id))
        return [PersonId(id_) for id_ in ids]

    async def held(
        self, person_id: PersonId, organisation_id: OrganisationId, post: PostId, period: Period
    ) -> bool:
        """Whether the person held the post there on any day of the period."""
        wanted = select(AssignmentRow.id).where(
            AssignmentRow.person_id == person_id,
            AssignmentRow.organisation_id == organisation_id,
            AssignmentRow.post == post,
            AssignmentRow.start_on < period.end,
            held_from(period.start),
        )
        return await self._session.scalar(wanted.limit(1)) is not None

    async def assign(
        self,
        person_id: PersonId,
        organisation: Organisation,
        post: PostId,
        *,
        start_on: date,
        end_on: date | None = None,
        acting: bool = False,
        now: datetime,
    ) -> Assignment:
        """Let the person hold the post over these days; the caller has locked the person.

        A post that nobody has held there before becomes a seat; the database sees to that.
        """
        row = AssignmentRow(
            person_id=person_id,
            organisation_id=organisation.id,
            post=post,
            start_on=start_on,
            end_on=end_on,
            acting=acting,
            created_at=now,
        )
        self._session.add(row)
        await self._session.flush()
        return Assignment(
            AssignmentId(row.id), person_id, organisation, post, start_on, end_on, acting
        )

    async def end_assignment(self, assignment: Assignment, end_on: date | None) -> Assignment:
        """Let the person hold the post no longer from ``end_on``; None: hold it on."""
        row = await self._session.get_one(AssignmentRow, assignment.id)
        row.end_on = end_on
        return replace(assignment, end_on=end_on)


def _of_type(body: BodyId, but: OrganisationId | None) -> Select[str]:
    return select(OrganisationRow.name).where(
        OrganisationRow.body == body, OrganisationRow.id != (but or 0)
    )


def _has_like(name: str, others: Iterable[str]) -> bool:
    wanted = skeleton(name)
    return any(skeleton(other) == wanted for other in others)


def _assignments() -> Select[AssignmentRow, OrganisationRow]:
    return (
        select(AssignmentRow, OrganisationRow)
        .join(OrganisationRow, OrganisationRow.id == AssignmentRow.organisation_id)
        .order_by(AssignmentRow.start_on, AssignmentRow.id)
    )


# Put together once: that takes longer than running them.
_POSTS_HELD = Compiled(
    select(AssignmentRow.__table__.c.post).where(
        AssignmentRow.person_id == bindparam("person"),
        AssignmentRow.organisation_id == bindparam("organisation"),
        AssignmentRow.start_on <= bindparam("day"),
        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on > bindparam("day")),
    )
)
_HELD_OF_LATE = Compiled(
    _assignments().where(
        or_(AssignmentRow.end_on.is_(None), AssignmentRow.end_on >= bindparam("yesterday")),
        AssignmentRow.person_id == bindparam("person"),
    )
)


def _upwards(
    organisation: Organisation, by_id: Mapping[OrganisationId, Organisation]
) -> Iterator[Organisation]:
    """The organisations above it, the nearest first."""
    parent_id = organisation.parent_id
    while parent_id is not None:
        yield by_id[parent_id]
        parent_id = by_id[parent_id].parent_id
