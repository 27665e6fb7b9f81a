"""The words of the clause that an item hangs on."""

from __future__ import annotations

from dataclasses import replace

from clauses.cadence import NotStated, Quota
from clauses.library import Library
from clauses.model import Clause, Known, Strength
from scheduler.planning.occurrences import Occurrence
from scheduler.planning.own_duties import is_own


def is_known(occurrence: Occurrence, library: Library) -> bool:
    """Whether anything says by which clause this is owed."""
    return occurrence.wording is not None or library.find(occurrence.ref) is not None


def clause_of(occurrence: Occurrence, library: Library) -> Clause:
    """The clause by which this is owed, in the words with which the item began.

    Where neither they nor a loaded pack say it, a clause named by its ref alone, and ``UNVERIFIED``:
    neither its strength nor its source is known then.
    """
    clause = library.find(occurrence.ref)
    if isinstance(clause, Clause):
        kept = occurrence.wording
        if kept is None or kept.text == clause.text:
            return clause
        return replace(
            clause,
            duty=kept.duty,
            text=kept.text,
            strength=kept.strength,
            citations=kept.citations,
        )
    if occurrence.wording is not None:
        return occurrence.wording
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


def former_words(occurrence: Occurrence, library: Library) -> Clause | None:
    """The words with which the item began, where the packs put it otherwise by now or say nothing.

    The item is owed by these: as often as they say, not as the present edition does. What an
    organisation asks of itself has no other words than these.
    """
    if is_own(occurrence.ref):
        return None
    kept, clause = occurrence.wording, library.find(occurrence.ref)
    if kept is None or not isinstance(clause, Clause):
        return kept
    cadence = clause.cadence
    same_period = not isinstance(cadence, Quota) or cadence.per is occurrence.period.per
    return None if same_period and kept.text == clause.text else kept
