"""One run: our answers and those of every peer to the same questions."""

from __future__ import annotations

from collections.abc import Sequence

from bot.bench.answers.measuring import Figures, Outcome, figures
from bot.bench.answers.peers import Peer, documents, peers
from bot.bench.answers.question_sets import Asked
from clauses.answering.answer import Status
from clauses.answering.answers import Answerer
from clauses.characters.folding import fold_question
from clauses.library import Library
from clauses.model import PostId

OURS = "dutybot"


def measured(questions: Sequence[Asked], library: Library) -> tuple[Figures, ...]:
    """The figures of ours, then of each peer.

    Raises:
        MissingPeers: a peer is not installed.
        UnknownPost: a question is of the holder of a post that no pack has.
    """
    ready = peers(documents(library))
    return (
        figures(OURS, ours(questions, Answerer(library)), confidence=True),
        *(figures(peer.name, _peer_outcomes(questions, peer)) for peer in ready),
    )


def ours(questions: Sequence[Asked], answerer: Answerer) -> list[Outcome]:
    """What the answerer says to each question, in their order."""
    return [_outcome(asked, answerer) for asked in questions]


def _outcome(asked: Asked, answerer: Answerer) -> Outcome:
    answer = answerer.answer(
        asked.question,
        asker_posts=[PostId(asked.asker)] if asked.asker else (),
        after=asked.previous,
    )
    return Outcome(
        asked,
        tuple(str(ref) for ref in answer.refs),
        answer.confidence,
        answered=answer.status is Status.ANSWERED,
    )


def _peer_outcomes(questions: Sequence[Asked], peer: Peer) -> list[Outcome]:
    # A peer knows neither the question before nor who asks.
    ranked = [(asked, peer.rank(fold_question(asked.question))) for asked in questions]
    return [Outcome(asked, found.refs, found.score) for asked, found in ranked]
