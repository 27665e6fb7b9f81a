"""Requests to be let in, and the decisions on them."""

from __future__ import annotations

from bot.conversation.buttons import DecideButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import paragraphs
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.membership.joining import JoinDecision
from scheduler.planning.notices import JoinRequest


def request_screen(request: JoinRequest, library: Library, t: Texts) -> Screen:
    """The request, to a manager."""
    buttons = tuple(
        Button(t.plain(f"join-{label}"), DecideButton(request.request_id, approve).pack())
        for label, approve in (("approve", True), ("decline", False))
    )
    return Screen(_asked(request, library, t), (buttons,))


def answer_to_requester(request: JoinRequest, library: Library, t: Texts) -> Screen:
    """The decision, to the person who asked."""
    return Screen(_answered(request, library, t))


def decided(decision: JoinDecision, library: Library, t: Texts) -> Screen:
    """The request with its decision, to the manager."""
    verdict = "join-decided-approved" if decision.approved else "join-decided-declined"
    return Screen(
        paragraphs(
            _asked(decision, library, t),
            t(verdict, requester=person_name(decision.requester.name, t)),
        )
    )


def _asked(request: JoinRequest | JoinDecision, library: Library, t: Texts) -> Html:
    requester = person_name(request.requester.name, t)
    organisation = request.organisation.name
    if request.child is not None:
        asks = t(
            "join-asks-child",
            requester=requester,
            organisation=organisation,
            child=request.child.name,
        )
    elif request.post is not None:
        asks = t(
            "join-asks-post",
            requester=requester,
            organisation=organisation,
            post=library.post(request.post).name,
        )
    else:
        raise ValueError(f"request {request.request_id} asks for nothing")
    return paragraphs(t("join-title"), asks)


def _answered(request: JoinRequest, library: Library, t: Texts) -> Html:
    verdict = "approved" if request.approved else "declined"
    if request.child is not None:
        return t(
            f"join-{verdict}-child",
            organisation=request.organisation.name,
            child=request.child.name,
        )
    if request.post is not None:
        return t(
            f"join-{verdict}-post",
            organisation=request.organisation.name,
            post=library.post(request.post).name,
        )
    raise ValueError(f"request {request.request_id} asked for nothing")
