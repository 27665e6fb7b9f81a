"""Ids that no row can have: they are of nothing, on either database."""

from __future__ import annotations

import pytest

from scheduler.errors import NotManager, UnknownOccurrence
from scheduler.ledger.completion import Completions
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import OrganisationId
from scheduler.roster.queries.organisations import Organisations

FAR = [2**31, 2**53 - 1, 10**15]


@pytest.mark.parametrize("number", FAR)
async def test_an_id_that_is_too_large_is_nobodys(database, clock, make, number):
    person = await make.person()
    async with database.read() as session:
        with pytest.raises(NotManager):
            await Organisations(session).get_managed(person.id, OrganisationId(number))
    with pytest.raises(UnknownOccurrence):
        await Completions(database, clock).occurrence(OccurrenceId(number), person.id)
