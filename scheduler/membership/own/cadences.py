"""A cadence in words of its writer, completed by what the packs know."""

from __future__ import annotations

from dataclasses import replace

from clauses.cadence import OnEvent, Per, Quota
from clauses.characters.folding import fold
from clauses.conditions import EventKind, Worded
from clauses.library import Library
from clauses.rhythms.sentence import thing_named
from scheduler.errors import NoSuchEvent, NoTermLength
from scheduler.membership.leading import Leading
from scheduler.roster.model import Organisation


async def known_cadence(
    cadence: Quota | OnEvent, organisation: Organisation, leading: Leading, library: Library
) -> Quota | OnEvent:
    """On an event, with the kind that can be entered; per term, with its length, unless one is said.

    Raises:
        NoSuchEvent: the packs know no event of that name, or several.
        NoTermLength: nothing says how long the term of this body is.
    """
    if isinstance(cadence, OnEvent):
        return _of_kind(cadence, library)
    if cadence.per is not Per.TERM or cadence.term_years is not None:
        return cadence
    clauses = await leading.clauses_of(organisation)
    lengths = (
        clause.cadence.term_years
        for clause in clauses.values()
        if isinstance(clause.cadence, Quota) and clause.cadence.per is Per.TERM
    )
    years = next((each for each in lengths if each is not None), None)
    if years is None:
        raise NoTermLength(organisation.id)
    return replace(cadence, term_years=years)


def _of_kind(event: OnEvent, library: Library) -> OnEvent:
    # What begins with a verb may be called so as a whole: 组织生活会.
    whole, thing = (_called(said, library) for said in (event.event, thing_named(event.event)))
    found = whole if len(whole) == 1 else thing
    if len(found) != 1:
        raise NoSuchEvent(tuple(kind.name for kind in found or library.events()))
    return replace(event, kind=found[0].id)


def _called(said: str, library: Library) -> list[EventKind]:
    """The kinds whose name is in what was said, or the other way round."""
    wanted = fold(said)
    return [
        kind
        for kind in library.events()
        if any(wanted in name or name in wanted for name in map(fold, _worded(kind.name)))
    ]


def _worded(name: Worded) -> tuple[str, ...]:
    """A name in each language."""
    return tuple(name.in_locale(each) for each in ("zh-Hans", "zh-Hant", "en"))
