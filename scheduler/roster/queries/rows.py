"""From rows to the values of the roster."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_

from clauses.model import BodyId, PostId
from clauses.naming import LevelId
from scheduler.roster.days_off import DaysOff
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Digest,
    Group,
    GroupId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    QuietHours,
)
from scheduler.store.tables.roster import AssignmentRow, GroupRow, OrganisationRow, PersonRow


def held_from(day: date) -> ColumnElement[bool]:
    """What somebody holds on the day or later; what ended before it began, nobody ever held."""
    ended_on = AssignmentRow.end_on
    return or_(ended_on.is_(None), and_(ended_on > day, ended_on > AssignmentRow.start_on))


def organisation_of(row: OrganisationRow) -> Organisation:
    """The organisation in a row."""
    return Organisation(
        id=OrganisationId(row.id),
        name=row.name,
        body=BodyId(row.body),
        level=LevelId(row.level) if row.level else None,
        zone=ZoneInfo(row.zone),
        parent_id=None if row.parent_id is None else OrganisationId(row.parent_id),
        acts_for=tuple(BodyId(body) for body in row.acts_for),
        term_started_on=row.term_started_on,
        confirmed=row.confirmed_at is not None,
        dissolved=row.dissolved_at is not None,
    )


def person_of(row: PersonRow) -> Person:
    """The person in a row."""
    quiet_hours = None
    if row.quiet_start is not None and row.quiet_end is not None:
        quiet_hours = QuietHours(row.quiet_start, row.quiet_end)
    return Person(
        id=PersonId(row.id),
        address=row.address,
        name=row.name,
        locale=row.locale,
        quiet_hours=quiet_hours,
        reachable=row.unreachable_since is None,
        remind_at=row.remind_at,
        digest=Digest(row.digest),
        days_off=DaysOff.unpack(row.days_off),
    )


def assignment_of(row: AssignmentRow, organisation: OrganisationRow) -> Assignment:
    """The assignment in a row and the row of its organisation."""
    return Assignment(
        id=AssignmentId(row.id),
        person_id=PersonId(row.person_id),
        organisation=organisation_of(organisation),
        post=PostId(row.post),
        start_on=row.start_on,
        end_on=row.end_on,
        acting=row.acting,
    )


def group_of(row: GroupRow, organisation: OrganisationRow | None) -> Group:
    """The group in a row and the row of the organisation it is bound to."""
    return Group(
        id=GroupId(row.id),
        address=row.address,
        title=row.title,
        locale=row.locale,
        organisation=None if organisation is None else organisation_of(organisation),
        show_names=row.show_names,
        former_address=row.former_address,
        silent=row.silent_since is not None,
        shows_units=row.shows_units,
        minute=row.minute,
    )
