"""One run: our answers and those of every peer to the same questions."""

from __future__ import annotations

from collections.abc import Sequence

from clauses.answering.answer import Status
from clauses.answering.answers import Answerer
from clauses.characters.folding import fold_question
from clauses.library import Library
from clauses.model import PostId
from tests.bench.answers.measuring import AnswerFigures, Response, figures
from tests.bench.answers.peers import Peer, peers, stated_texts
from tests.bench.answers.question_sets import Asked

OURS = "dutybot"


def measured(questions: Sequence[Asked], library: Library) -> tuple[AnswerFigures, ...]:
    """The figures of ours, then of each peer.

    Raises:
        UnknownPost: a question is of the holder of a post that no pack has.
    """
    ready = peers(stated_texts(library))
    return (
        figures(OURS, ours(questions, Answerer(library)), confidence=True),
        *(figures(peer.name, _peer_responses(questions, peer)) for peer in ready),
    )


def ours(questions: Sequence[Asked], answerer: Answerer) -> list[Response]:
    """Responses of the answerer to the questions, in their order."""
    return [_response(asked, answerer) for asked in questions]


def _response(asked: Asked, answerer: Answerer) -> Response:
    answer = answerer.answer(
        asked.question,
        asker_posts=[PostId(asked.asker)] if asked.asker else (),
        after=asked.previous,
    )
    return Response(
        asked,
        tuple(str(ref) for ref in answer.refs),
        answer.confidence,
        answered=answer.status is Status.ANSWERED,
    )


def _peer_responses(questions: Sequence[Asked], peer: Peer) -> list[Response]:
    # A peer knows neither the question before nor the post of the asker.
    ranked = [(asked, peer.rank(fold_question(asked.question))) for asked in questions]
    return [Response(asked, found.refs, found.score) for asked, found in ranked]
