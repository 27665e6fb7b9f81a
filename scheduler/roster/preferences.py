"""Use cases: a person's language and quiet hours."""

from __future__ import annotations

from scheduler.roster.model import Person, PersonId, QuietHours
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
