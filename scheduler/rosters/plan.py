"""Pure: what a roster changes. What it does not name stays as it is; a second time it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from clauses.library import Library
from clauses.model import PostId
from scheduler.roster.likeness import skeleton
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.rosters.model import (
    Fault,
    HeldPost,
    LineEffect,
    PlannedLine,
    RosterLine,
    RosterPlan,
    StandingRoster,
    compared,
)

_DAY = timedelta(days=1)


def plan_roster(
    lines: Iterable[RosterLine], standing: StandingRoster, library: Library
) -> RosterPlan:
    """Compare the lines with how things stand."""
    return RosterPlan(standing.organisation, tuple(_Comparison(standing, library).all(lines)))


class _Comparison:
    def __init__(self, standing: StandingRoster, library: Library) -> None:
        self._standing = standing
        self._library = library
        self._by_name: dict[str, list[Organisation]] = {}
        for each in standing.organisations:
            self._by_name.setdefault(skeleton(each.name), []).append(each)
        self._held: dict[tuple[OrganisationId, PostId], list[HeldPost]] = {}
        for held in standing.held:
            if not held.acting:
                self._held.setdefault((held.organisation.id, held.post), []).append(held)

    def all(self, lines: Iterable[RosterLine]) -> Iterator[PlannedLine]:
        seen: set[tuple[object, ...]] = set()
        for line in lines:
            planned = self._one(line)
            if planned.effect is not LineEffect.FAULTY and planned.organisation is not None:
                who = planned.person_id or compared(line.name)
                key = planned.organisation.id, planned.post, who
                if key in seen:
                    planned = PlannedLine(line, LineEffect.FAULTY, (Fault.TWICE,))
                seen.add(key)
            yield planned

    def _one(self, line: RosterLine) -> PlannedLine:
        faults = list(line.faults)
        organisation = self._organisation(line, faults)
        post = None if organisation is None else self._post(line, organisation, faults)
        if not line.name.strip() and line.address not in self._standing.persons:
            faults.append(Fault.NO_NAME)
        if line.first_on and line.last_on and line.last_on < line.first_on:
            faults.append(Fault.ENDS_BEFORE)
        if faults or organisation is None or post is None:
            return PlannedLine(line, LineEffect.FAULTY, tuple(dict.fromkeys(faults)))
        return self._compared(line, organisation, post)

    def _organisation(self, line: RosterLine, faults: list[Fault]) -> Organisation | None:
        if not line.organisation.strip():
            return self._standing.organisation
        found = self._by_name.get(skeleton(line.organisation), [])
        if len(found) == 1:
            return found[0]
        faults.append(Fault.SEVERAL_ORGANISATIONS if found else Fault.NO_ORGANISATION)
        return None

    def _post(
        self, line: RosterLine, organisation: Organisation, faults: list[Fault]
    ) -> PostId | None:
        wanted = compared(line.post)
        for post in self._library.posts_of(organisation.body):
            if wanted in (compared(post.name), compared(post.id)):
                return post.id
        faults.append(Fault.NO_POST)
        return None

    def _compared(self, line: RosterLine, organisation: Organisation, post: PostId) -> PlannedLine:
        person_id = None if line.address is None else self._standing.persons.get(line.address)
        held = self._holding(line, organisation, post)
        today = self._standing.today
        end_on = _end_on(line, today)
        if held is not None:
            same = end_on is None or held.end_on == end_on
            return PlannedLine(
                line,
                LineEffect.SAME if same else LineEffect.CHANGED,
                organisation=organisation,
                post=post,
                person_id=held.person_id,
                assignment_id=held.assignment_id,
                end_on=end_on,
            )
        over = line.last_on is not None and line.last_on < today
        invited = (organisation.id, post, compared(line.name)) in self._standing.invited
        same = over or (person_id is None and invited)
        return PlannedLine(
            line,
            LineEffect.SAME if same else LineEffect.NEW,
            organisation=organisation,
            post=post,
            person_id=person_id,
            end_on=end_on,
        )

    def _holding(
        self, line: RosterLine, organisation: Organisation, post: PostId
    ) -> HeldPost | None:
        """Who holds it already: by the address, or without one by the name."""
        for each in self._held.get((organisation.id, post), ()):
            if line.address is None:
                if compared(each.name) == compared(line.name):
                    return each
            elif each.address == line.address:
                return each
        return None


def _end_on(line: RosterLine, today: date) -> date | None:
    """The day after the last one; the last of all days, which many write for it, is no end."""
    if line.last_on is None or line.last_on == date.max:
        return None
    return max(line.last_on + _DAY, today)
