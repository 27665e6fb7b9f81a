"""Use cases: what managers ask of their own organisation, beside what the packs say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.cadence import OnEvent, Per, Quota
from clauses.characters.folding import fold
from clauses.library import Library
from clauses.loading.writing import cadence_values
from clauses.model import Post
from clauses.rhythms.sentence import thing_named
from scheduler.clock import Clock
from scheduler.errors import NotConfirmable, UnknownDuty
from scheduler.membership.leading import Leading
from scheduler.membership.own.cadences import known_cadence
from scheduler.membership.own.steps import PERIODS_WITH_A_START, OwnDutySteps, begins_on
from scheduler.membership.queries.own_duties import Written, WrittenOwnDuties
from scheduler.periods import period_containing
from scheduler.planning.coming import ComingDay, coming_days, days_of_events
from scheduler.planning.own_duties import ALL, LEAD, OwnDuty, OwnDutyId
from scheduler.planning.queries.local_rules import StoredRules
from scheduler.planning.queries.own_duties import StoredOwnDuties
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import Assignment, Organisation, OrganisationId, PersonId
from scheduler.roster.queries.organisations import Organisations
from scheduler.roster.queries.posts import posts_in
from scheduler.roster.queries.trail import Act, Trail
from scheduler.store.engine import Database
from scheduler.workdays.calendar import calendar_with
from scheduler.workdays.queries.overrides import WorkdayOverrides

_SHORTEST_NAMED = 2


@dataclass(frozen=True)
class StatedDuty:
    """What a sentence states: see ``clauses.rhythms.sentence``."""

    name: str
    words: str
    quota: Quota
    asks_first: bool = False
    workdays_before: tuple[int, ...] | None = None
    owed_by: str | None = None
    event: OnEvent | None = None


@dataclass(frozen=True)
class ShownDuty:
    """A duty with its next dates, and what the person may do.

    ``takes_over_on``: the first day of the first period for which it is owed in place of a former one.
    ``asks_first``: of every second week it has to be said which is the first.
    """

    organisation: Organisation
    own: OwnDuty
    days: tuple[ComingDay, ...]
    by_name: str
    manages: bool
    ended: bool = False
    takes_over_on: date | None = None

    @property
    def asks_first(self) -> bool:
        """Whether it cannot be confirmed yet."""
        return not self.own.confirmed and self.own.since == date.max


@dataclass(frozen=True)
class OwnDutiesHere:
    """What an organisation asks of itself, and what those above ask of it."""

    organisation: Organisation
    own: tuple[OwnDuty, ...]
    from_above: tuple[OwnDuty, ...]


class OwnDuties:
    """For managers (``NotManager``); each method is one transaction.

    What is none of a person's business is ``UnknownDuty``, like what does not exist.
    """

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def all_of(self, by: PersonId, organisation_id: OrganisationId) -> OwnDutiesHere:
        """What holds there."""
        async with self._database.read() as session:
            organisation = await self._leading(session).managed(by, organisation_id)
            held = await StoredOwnDuties(session).of([organisation_id])
        every = held.get(organisation_id, ())
        return OwnDutiesHere(
            organisation,
            tuple(each for each in every if each.organisation_id == organisation_id),
            tuple(each for each in every if each.organisation_id != organisation_id),
        )

    async def get(self, by: PersonId, id_: OwnDutyId) -> ShownDuty:
        """One duty, for its managers and for those who hold a post where it holds."""
        async with self._database.read() as session:
            return await self._shown(session, by, await self._seen(session, by, id_))

    async def number_owed(self, held: Assignment) -> int:
        """How many of them are owed by who holds this post there."""
        async with self._database.read() as session:
            here = await StoredOwnDuties(session).of([held.organisation.id])
        post = self._library.post(held.post)
        return sum(own.is_owed_by(post) for own in here.get(held.organisation.id, ()))

    async def draft(
        self,
        by: PersonId,
        organisation_id: OrganisationId,
        stated: StatedDuty,
        *,
        instead_of: OwnDutyId | None = None,
    ) -> ShownDuty:
        """Take down what was stated; nothing counts before it is confirmed.

        It keeps to who owes the former one, ``instead_of`` which it would stand, and where.

        Raises:
            NoTermLength: it is owed per term, and nothing says how long that is.
        NoSuchEvent: the packs know no event of that name.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            organisation = await self._leading(session).managed(by, organisation_id)
            former = None
            if instead_of is not None:
                former = (await self._managed(session, by, instead_of)).own
            cadence = await known_cadence(
                stated.event or stated.quota, organisation, self._leading(session), self._library
            )
            written = WrittenOwnDuties(session)
            id_ = await written.add_draft(
                {
                    "organisation_id": organisation_id,
                    "subtree": former is not None and former.subtree,
                    "owed_by": stated.owed_by
                    or (former.owed_by if former else await self._lead(session, organisation)),
                    "name": stated.name,
                    "words": stated.words,
                    "cadence": cadence_values(cadence),
                    "workdays_before": _listed(stated.workdays_before),
                    "replaces": [] if former is None else [*former.replaces, former.id],
                    "since": date.max if stated.asks_first else organisation.today(now),
                },
                by,
                now,
            )
            return await self._shown(session, by, await self._managed(session, by, id_))

    async def say_who(self, by: PersonId, id_: OwnDutyId, owed_by: str) -> ShownDuty:
        """Say of a draft who owes it: a post of the organisation, ``LEAD`` or ``ALL``."""
        async with self._database.write() as session:
            found = await self._draft(session, by, id_)
            organisation = await self._organisation(session, found.own)
            choices = await self._choices(session, organisation)
            if owed_by not in (choice for choice, _ in choices):
                raise UnknownDuty(owed_by)
            return await self._changed(session, by, id_, owed_by=owed_by)

    async def say_where(self, by: PersonId, id_: OwnDutyId, *, subtree: bool) -> ShownDuty:
        """Say of a draft whether it holds in all organisations below too."""
        async with self._database.write() as session:
            await self._draft(session, by, id_)
            return await self._changed(session, by, id_, subtree=subtree)

    async def say_first(self, by: PersonId, id_: OwnDutyId, first: date) -> ShownDuty:
        """Say of a draft of every second week which is the first."""
        async with self._database.write() as session:
            found = await self._draft(session, by, id_)
            if found.own.quota.per is not Per.WEEK:
                raise UnknownDuty(str(id_))
            quota = replace(found.own.quota, every_second_from=first)
            organisation = await self._organisation(session, found.own)
            return await self._changed(
                session,
                by,
                id_,
                cadence=cadence_values(quota),
                since=organisation.today(self._clock.now()),
            )

    async def confirm(self, by: PersonId, id_: OwnDutyId) -> ShownDuty:
        """Let a draft count, from the first period on whose day has not passed; once is enough.

        What it stands instead of goes on to the end of its running period, unless it was written on
        the same day: then it was a slip, and what is open of it ends.

        Raises:
            NotConfirmable: it is not said yet which week is the first.
        """
        now = self._clock.now()
        async with self._database.write() as session:
            found = await self._managed(session, by, id_, lock=True)
            own = found.own
            if own.confirmed:
                return await self._shown(session, by, found)
            if found.ended:
                raise UnknownDuty(str(id_))
            shown = await self._shown(session, by, found)
            if shown.asks_first:
                raise NotConfirmable
            written = WrittenOwnDuties(session)
            organisation = shown.organisation
            for former_id in own.replaces[-1:]:
                former = await self._managed(session, by, former_id, lock=True)
                if not former.ended:
                    await OwnDutySteps(session, organisation, now).take_off(former)
            await written.change(
                id_,
                confirmed_at=now,
                since=begins_on(own.quota, shown.days, shown.organisation.today(now)),
                person_id=by,
            )
            await written.plan_again(own.organisation_id, subtree=own.subtree)
            self._enter(session, Act.OWN_DUTY_CONFIRMED, by, own)
            return await self._shown(session, by, await self._managed(session, by, id_))

    async def drop(self, by: PersonId, id_: OwnDutyId) -> OrganisationId:
        """Give a draft up; where it would have held."""
        async with self._database.write() as session:
            found = await self._draft(session, by, id_)
            today = self._clock.now().date()
            await WrittenOwnDuties(session).change(id_, ended_on=today)
            return found.own.organisation_id

    async def end(self, by: PersonId, id_: OwnDutyId) -> ShownDuty:
        """Ask it no more: what is open of running periods ends, what is past stays as it is."""
        now = self._clock.now()
        async with self._database.write() as session:
            found = await self._managed(session, by, id_, lock=True)
            if not found.own.confirmed:
                raise UnknownDuty(str(id_))
            if not found.ended:
                organisation = await self._organisation(session, found.own)
                await OwnDutySteps(session, organisation, now).end(found.own)
                self._enter(session, Act.OWN_DUTY_ENDED, by, found.own)
            return await self._shown(session, by, await self._managed(session, by, id_))

    async def named_in(self, by: PersonId, text: str) -> list[ShownDuty]:
        """The duties named in the text that hold where the person holds a post, or that they manage.

        Width, script, case and spaces do not matter.
        """
        asked = fold(text)
        async with self._database.read() as session:
            ids = await Organisations(session).own_ids(by, self._clock.now().date())
            held = await StoredOwnDuties(session).of(ids)
            every = {own.id: own for each in held.values() for own in each}
            named = [own for own in every.values() if _is_named(own, asked)]
            written = WrittenOwnDuties(session)
            found = [await written.find(own.id) for own in named]
            return [await self._shown(session, by, each) for each in found if each is not None]

    async def choices(self, organisation: Organisation) -> list[tuple[str, Post | None]]:
        """Who may owe a duty there: ``LEAD``, its posts, ``ALL``; the post where it is one."""
        async with self._database.read() as session:
            return await self._choices(session, organisation)

    async def _choices(
        self, session: AsyncSession, organisation: Organisation
    ) -> list[tuple[str, Post | None]]:
        lead = self._library.answering_post(organisation.body)
        posts = await posts_in(session, self._library, organisation, self._clock.now())
        return [
            *([(LEAD, lead)] if lead is not None else []),
            *((post.id, post) for post in posts if post != lead),
            *([(ALL, None)] if len(posts) > 1 else []),
        ]

    async def _changed(
        self, session: AsyncSession, by: PersonId, id_: OwnDutyId, **values: object
    ) -> ShownDuty:
        await WrittenOwnDuties(session).change(id_, **values)
        return await self._shown(session, by, await self._managed(session, by, id_))

    async def _shown(self, session: AsyncSession, by: PersonId, found: Written) -> ShownDuty:
        own = found.own
        organisation = await self._organisation(session, own)
        overrides = await WorkdayOverrides(session).all_days()
        today = organisation.today(self._clock.now())
        days: tuple[ComingDay, ...] = ()
        takes_over_on = None
        if not found.ended and own.since != date.max:
            takes_over_on = await self._takes_over_on(session, own, organisation, today)
            timetables = Timetables(calendar_with(overrides))
            after = max(today, takes_over_on or today)
            if own.event is None:
                days = coming_days(
                    own.quota, after, timetables, term_started_on=organisation.term_started_on
                )
            else:
                held = await StoredRules(session).events([organisation.id])
                events = held.get(organisation.id, ())
                days = days_of_events(own.event, events, after, timetables)
        manages = await self._leading(session).manages(by, organisation)
        return ShownDuty(
            organisation, own, days, found.by_name, manages, found.ended, takes_over_on
        )

    async def _takes_over_on(
        self, session: AsyncSession, own: OwnDuty, organisation: Organisation, today: date
    ) -> date | None:
        """The first day after the running period of the former one; None where none is running."""
        if own.confirmed or not own.replaces:
            return None
        former = await WrittenOwnDuties(session).find(own.replaces[-1])
        if former is None or former.own.quota.per in PERIODS_WITH_A_START:
            return None
        if former.confirmed_at is None or organisation.today(former.confirmed_at) == today:
            return None
        return period_containing(former.own.quota.per, today).end

    async def _seen(self, session: AsyncSession, by: PersonId, id_: OwnDutyId) -> Written:
        found = await WrittenOwnDuties(session).find(id_)
        if found is None or (found.ended and not found.own.confirmed):
            raise UnknownDuty(str(id_))
        roster, own = Organisations(session), found.own
        home = await roster.get_organisation(own.organisation_id)
        if await roster.manages(by, home):
            return found
        if own.confirmed:
            ids = await roster.own_ids(by, self._clock.now().date())
            held = await StoredOwnDuties(session).of(ids)
            if own.organisation_id in ids or any(
                own.id == each.id for duties in held.values() for each in duties
            ):
                return found
        raise UnknownDuty(str(id_))

    async def _managed(
        self, session: AsyncSession, by: PersonId, id_: OwnDutyId, *, lock: bool = False
    ) -> Written:
        found = await WrittenOwnDuties(session).find(id_, lock=lock)
        if found is None:
            raise UnknownDuty(str(id_))
        await self._leading(session).managed(by, found.own.organisation_id)
        return found

    async def _draft(self, session: AsyncSession, by: PersonId, id_: OwnDutyId) -> Written:
        found = await self._managed(session, by, id_, lock=True)
        if found.own.confirmed or found.ended:
            raise UnknownDuty(str(id_))
        return found

    async def _organisation(self, session: AsyncSession, own: OwnDuty) -> Organisation:
        return await Organisations(session).get_organisation(own.organisation_id)

    async def _lead(self, session: AsyncSession, organisation: Organisation) -> str:
        return (await self._choices(session, organisation))[0][0]

    def _leading(self, session: AsyncSession) -> Leading:
        return Leading(session, self._library, self._clock.now())

    def _enter(self, session: AsyncSession, act: Act, by: PersonId, own: OwnDuty) -> None:
        Trail(session).add(
            act,
            self._clock.now(),
            by=by,
            organisation_id=own.organisation_id,
            subject_id=own.id,
            name=own.name,
            words=own.words,
            cadence=cadence_values(own.cadence),
            owed_by=own.owed_by,
            subtree=own.subtree,
            workdays_before=_listed(own.workdays_before),
            replaces=list(own.replaces[-1:]),
        )


def _listed(numbers: Sequence[int] | None) -> list[int] | None:
    return None if numbers is None else list(numbers)


def _is_named(own: OwnDuty, asked: str) -> bool:
    names: Collection[str] = {fold(own.name), fold(thing_named(own.name))}
    return any(len(name) >= _SHORTEST_NAMED and name in asked for name in names)
