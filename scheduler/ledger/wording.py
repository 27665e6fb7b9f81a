"""The words of the clause that an item hangs on."""

from __future__ import annotations

from clauses.cadence import NotStated
from clauses.library import Library
from clauses.model import Clause, Known, Strength
from scheduler.planning.occurrences import Occurrence


def wording_of(occurrence: Occurrence, library: Library) -> Clause:
    """The clause by which this is owed.

    Where no loaded pack has it any more, a clause named by its ref alone, and ``UNVERIFIED``: neither
    its strength nor its source is known then.
    """
    clause = library.find(occurrence.ref)
    if isinstance(clause, Clause):
        return clause
    return Clause(
        occurrence.ref,
        subject=None,
        duty=str(occurrence.ref),
        text="",
        cadence=NotStated(),
        strength=Strength.MUST,
        known=Known.UNVERIFIED,
        citations=(),
    )
