"""Pure: what a roster changes. What it does not name stays as it is; a second time it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from clauses.library import Library
from clauses.model import PostId
from scheduler.roster.likeness import skeleton
from scheduler.roster.model import Mailbox, Organisation, OrganisationId, PersonId
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
        named: dict[tuple[object, ...], bool] = {}
        for line in lines:
            planned = self._one(line)
            if planned.effect is not LineEffect.FAULTY and planned.organisation is not None:
                keys, name = _keys(planned), _name(planned)
                nameless = line.address is None and line.mailbox is None
                # By the name alone it may be whoever else has it in that post.
                if keys & seen or (name in named and (nameless or named[name])):
                    planned = PlannedLine(line, LineEffect.FAULTY, (Fault.TWICE,))
                seen |= keys
                named[name] = nameless or named.get(name, False)
            yield planned

    def _one(self, line: RosterLine) -> PlannedLine:
        faults = list(line.faults)
        organisation = self._organisation(line, faults)
        post = None if organisation is None else self._post(line, organisation, faults)
        if not line.name.strip() and self._known(line) is None:
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
        own = self._standing.own_posts.get(organisation.id, ())
        for post in (*self._library.posts_of(organisation.body), *own):
            if wanted in (compared(post.name), compared(post.id)):
                return post.id
        faults.append(Fault.NO_POST)
        return None

    def _compared(self, line: RosterLine, organisation: Organisation, post: PostId) -> PlannedLine:
        person_id, mailbox = self._known(line), self._mailbox(line)
        held = self._holding(line, organisation, post)
        today = self._standing.today
        end_on = _end_on(line, today)
        fault = None if held is None else _contradicted(held, line, end_on, today)
        if held is not None and end_on not in (None, held.end_on) and self._is_handed_over(held):
            fault = Fault.HANDED_OVER
        if fault is not None:
            return PlannedLine(line, LineEffect.FAULTY, (fault,))
        if held is not None:
            ends = end_on is not None and held.end_on != end_on
            moved = mailbox if mailbox is not None and _is_moved(held, mailbox) else None
            return PlannedLine(
                line,
                LineEffect.CHANGED if ends or moved is not None else LineEffect.SAME,
                organisation=organisation,
                post=post,
                person_id=held.person_id,
                assignment_id=held.assignment_id,
                end_on=end_on if ends else None,
                mailbox=moved,
            )
        over = line.last_on is not None and line.last_on < today
        invited = (organisation.id, post, compared(line.name)) in self._standing.invited
        same = over or (person_id is None and mailbox is None and invited)
        return PlannedLine(
            line,
            LineEffect.SAME if same else LineEffect.NEW,
            organisation=organisation,
            post=post,
            person_id=person_id,
            end_on=end_on,
            mailbox=mailbox,
        )

    def _mailbox(self, line: RosterLine) -> Mailbox | None:
        """That of the line, unless a messenger reaches whoever it is about."""
        return None if line.address in self._standing.persons else line.mailbox

    def _known(self, line: RosterLine) -> PersonId | None:
        """Who is at its address, or else at its mailbox."""
        persons = self._standing.persons
        if line.address in persons or line.mailbox is None:
            return None if line.address is None else persons.get(line.address)
        return persons.get(line.mailbox.address)

    def _holding(
        self, line: RosterLine, organisation: Organisation, post: PostId
    ) -> HeldPost | None:
        """Who holds it already: by the address, or without one by the name.

        Whoever has another mailbox than before holds it by the name too. Of those who hold it in two
        spells it is the one that begins on the day of the line, or else the first.
        """
        mailbox = self._mailbox(line)
        address = line.address if mailbox is None else mailbox.address
        held = self._held.get((organisation.id, post), ())
        found = [each for each in held if each.address == address]
        if not found and (address is None or (mailbox is not None and self._known(line) is None)):
            found = [each for each in held if compared(each.name) == compared(line.name)]
        return next(
            (each for each in found if each.start_on == line.first_on), next(iter(found), None)
        )

    def _is_handed_over(self, held: HeldPost) -> bool:
        """Whether somebody takes the post over on the day on which it ends."""
        there = self._held.get((held.organisation.id, held.post), ())
        return any(
            each.start_on == held.end_on and each.person_id != held.person_id and not each.acting
            for each in there
        )


def _contradicted(
    held: HeldPost, line: RosterLine, end_on: date | None, today: date
) -> Fault | None:
    """By what the line contradicts how somebody will hold the post; what has begun, began as stored."""
    if held.start_on <= today:
        return None
    if line.first_on not in (None, held.start_on):
        return Fault.OTHER_FIRST
    return Fault.ENDS_BEFORE if end_on is not None and end_on <= held.start_on else None


def _is_moved(held: HeldPost, mailbox: Mailbox) -> bool:
    """Whether the holder, reached by mail alone, is to be reached there, and not as before."""
    if held.address.channel != mailbox.address.channel:
        return False
    return held.address != mailbox.address or not held.reachable


def _keys(planned: PlannedLine) -> set[tuple[object, ...]]:
    """What no other line may be about: who holds which post, and a mailbox that changes hands."""
    mailbox, line = planned.mailbox, planned.line
    reached_at = None if mailbox is None else mailbox.address
    who = planned.person_id or reached_at or line.address or compared(line.name)
    keys: set[tuple[object, ...]] = {(_place(planned), planned.post, who, planned.assignment_id)}
    if planned.effect is LineEffect.CHANGED and mailbox is not None:
        keys.add((mailbox.address,))
    return keys


def _name(planned: PlannedLine) -> tuple[object, ...]:
    return _place(planned), planned.post, planned.assignment_id, compared(planned.line.name)


def _place(planned: PlannedLine) -> OrganisationId | None:
    return None if planned.organisation is None else planned.organisation.id


def _end_on(line: RosterLine, today: date) -> date | None:
    """The day after the last one; the last of all days, which many write for it, is no end."""
    if line.last_on is None or line.last_on == date.max:
        return None
    return max(line.last_on + _DAY, today)
