"""Use cases: a person's language, quiet hours, hour of reminders, digest and days off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from scheduler.roster.model import Digest, Person, PersonId, QuietHours
from scheduler.roster.queries.persons import Persons
from scheduler.store.engine import Database


class Preferences:
    """Each method is one transaction, about the person who asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def set_locale(self, person_id: PersonId, locale: str) -> Person:
        """Talk to the person in ``locale``, the name of a catalogue."""
        async with self._database.write() as session:
            return await Persons(session).set_locale(person_id, locale)

    async def set_quiet_hours(self, person_id: PersonId, hours: QuietHours | None) -> Person:
        """Push nothing to the person in these hours; None: at any time."""
        async with self._database.write() as session:
            return await Persons(session).set_quiet_hours(person_id, hours)

    async def set_remind_at(self, person_id: PersonId, at: time | None) -> Person:
        """Remind the person at this local hour; None for the usual one. Planning follows."""
        async with self._database.write() as session:
            return await Persons(session).set_remind_at(person_id, at)

    async def set_digest(self, person_id: PersonId, digest: Digest) -> Person:
        """Gather the person's reminders in this way."""
        async with self._database.write() as session:
            return await Persons(session).set_digest(person_id, digest)

    async def toggle_weekday(self, person_id: PersonId, weekday: int) -> Person:
        """Make a weekday (1 Monday to 7 Sunday) a day off, or one no more.

        The last weekday that is left stays: nothing is changed then.
        """
        async with self._database.write() as session:
            person = await Persons(session).lock(person_id)
            weekdays = person.days_off.weekdays ^ {weekday}
            try:
                days_off = replace(person.days_off, weekdays=weekdays)
            except ValueError:
                return person
            return await Persons(session).set_days_off(person_id, days_off)

    async def set_range_off(
        self, person_id: PersonId, first: date | None, last: date | None
    ) -> Person:
        """Leave the person in peace from ``first`` to ``last``, both included; None for no range."""
        async with self._database.write() as session:
            person = await Persons(session).lock(person_id)
            days_off = replace(person.days_off, first=first, last=last)
            return await Persons(session).set_days_off(person_id, days_off)
