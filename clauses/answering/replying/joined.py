"""Several answers, given one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clauses.answering.answer import Answer, Status
from clauses.model import ClauseRef, Question

_LIKELY = 0.5
"""Probability from which something near is worth saying beside an answer to the whole."""


def joined(whole: Answer, parts: Sequence[Answer]) -> Answer | None:
    """One answer of several parts, in their order; None where the whole question is answered as well.

    Each part has to say something of its own, and one of them for sure. Another may be only near, and
    is called so.
    """
    answered = [part for part in parts if part.status is Status.ANSWERED]
    firsts = [ref for part in parts for ref in part.refs[:1]]
    least = _LIKELY if whole.status is Status.ANSWERED else 0.0
    if not answered or not all(_says_something(part, least) for part in parts):
        return None
    if len(set(firsts)) < len(parts) or _rests_on(whole, firsts):
        return None
    others = [ref for part in parts for ref in part.refs[1:2]]
    mains = [part.main for part in parts[1:] if part.main is not None]
    return replace(
        parts[0],
        question=whole.question,
        status=Status.ANSWERED,
        main=parts[0].main or mains[0],
        confidence=min(part.confidence for part in answered),
        refs=tuple(dict.fromkeys((*firsts, *others))),
        neighbours=tuple(mains),
        parts=tuple(parts),
    )


def _says_something(part: Answer, least: float) -> bool:
    if part.status is Status.NEAREST:
        return part.confidence >= least
    return part.status in (Status.ANSWERED, Status.NOT_LOADED)


def _rests_on(whole: Answer, refs: Sequence[ClauseRef]) -> bool:
    """Whether the pack itself answers such a question, from all of these."""
    main = whole.main
    if whole.status is not Status.ANSWERED or not isinstance(main, Question):
        return False
    return set(refs) <= {main.ref, *main.refs}
