"""One run: our answers and those of every peer to the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from time import thread_time

from clauses.answering.answer import Status
from clauses.answering.answers import Answerer
from clauses.characters.folding import fold_question
from clauses.library import Library
from clauses.model import PostId
from tests.bench.answers.measuring import AnswerFigures, Response, figures
from tests.bench.answers.peers import Peer, peers, stated_texts
from tests.bench.answers.question_sets import Asked

OURS = "dutybot"

_DENIED = (Status.OUT_OF_SCOPE, Status.NOT_LOADED)


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
    began = thread_time()
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
        denied=answer.status in _DENIED,
        milliseconds=1000 * (thread_time() - began),
    )


def _peer_responses(questions: Sequence[Asked], peer: Peer) -> list[Response]:
    # A peer knows neither the question before nor the post of the asker.
    found = []
    for asked in questions:
        began = thread_time()
        ranked = peer.rank(fold_question(asked.question))
        spent = 1000 * (thread_time() - began)
        found.append(Response(asked, ranked.refs, ranked.score, milliseconds=spent))
    return found
