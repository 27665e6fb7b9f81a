"""Questions about a duty of one's own organisation, whose state only the ledger knows."""

from __future__ import annotations

from clauses.answering.answer import Answer, Status
from clauses.lexicon import questions as asking
from clauses.library import Library
from clauses.model import Clause, ClauseRef, Question


def asks_own_state(answer: Answer) -> bool:
    """Whether it is answered, and asked of the asker's own, or whether something has been done."""
    analysis = answer.analysis
    own = analysis.asker or asking.STATE.search(analysis.text) is not None
    return own and answer.status in (Status.ANSWERED, Status.NEAREST)


def duties_behind(answer: Answer, library: Library) -> frozenset[ClauseRef]:
    """The clauses that the answer is about, with those that are met by them or meet them."""
    main = answer.main or next(iter(answer.neighbours), None)
    if isinstance(main, Question):
        named = {ref for ref in main.refs if isinstance(library.find(ref), Clause)}
    else:
        named = {main.ref} if main is not None else set()
    found = set(named)
    for ref in named:
        stated = library.find(ref)
        found |= set(stated.meets) if isinstance(stated, Clause) else set()
        if (meeting := library.met_by(ref)) is not None:
            found.add(meeting)
    return frozenset(found)
