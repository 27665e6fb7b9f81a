"""Requests to be let in, and the decisions on them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.buttons.registering import (
    BlockButton,
    DecideButton,
    HearButton,
    MuteButton,
    RequestButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import organisation_kind, person_name
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.membership.joining import JoinDecision
from scheduler.planning.notices import JoinRequest
from scheduler.roster.model import RequestId

_PER_ROW = 5
_NAME_CHARACTERS = 40


def request_screen(request: JoinRequest, library: Library, t: Texts) -> Screen:
    """The request, to a manager."""
    return Screen(
        paragraphs(_title(request, t), _asked(request, library, t)),
        (_verdicts(request, t), _ways_out(request.request_id, t)),
    )


def request_digest(
    requests: Sequence[JoinRequest | JoinDecision], library: Library, t: Texts
) -> Screen:
    """Several requests, to a manager: a line and a button with its number for each."""
    rows = [
        t("join-digest-line", number=number, asks=_in_short(each, library, t))
        for number, each in enumerate(requests, start=1)
    ]
    buttons = (
        Button(str(number), RequestButton(each.request_id, anew=True).pack())
        for number, each in enumerate(requests, start=1)
    )
    return Screen(
        paragraphs(
            t("join-digest-title", count=len(requests)), lines(*rows), t("join-digest-hint")
        ),
        in_rows(buttons, _PER_ROW),
    )


def root_list(requests: Sequence[JoinDecision], library: Library, t: Texts) -> Screen:
    """The new organisations that wait for an operator's word."""
    if not requests:
        return Screen(t("root-none"))
    return request_digest(requests, library, t)


def request_card(request: JoinDecision, library: Library, t: Texts) -> Screen:
    """The request as it stands, to a manager who has opened it or dealt with it."""
    requester = person_name(request.requester.name, t)
    rows = []
    verdict = None
    if request.approved is None:
        rows.append(_verdicts(request, t))
    else:
        word = "approved" if request.approved else "declined"
        verdict = t(f"{_kind(request)}-decided-{word}", requester=requester)
    marked = None
    if request.mark is not None:
        marked = t(f"join-{request.mark.value}", requester=requester)
        label = t.plain(f"join-hear-{request.mark.value}")
        rows.append((Button(label, HearButton(request.request_id).pack()),))
    elif request.approved is None:
        rows.append(_ways_out(request.request_id, t))
    asked = _asked(request, library, t)
    return Screen(paragraphs(_title(request, t), asked, verdict, marked), tuple(rows))


def block_question(request: JoinDecision, t: Texts) -> Screen:
    """Ask whether no more requests of this person are really to be taken."""
    return Screen(
        t("join-block-ask", requester=person_name(request.requester.name, t)),
        (
            (
                Button(t.plain("join-block"), BlockButton(request.request_id, sure=True).pack()),
                Button(t.plain("button-back"), RequestButton(request.request_id).pack()),
            ),
        ),
    )


def answer_to_requester(request: JoinRequest, library: Library, t: Texts) -> Screen:
    """The decision, to the person who asked."""
    return Screen(_answered(request, library, t))


def _kind(request: JoinRequest | JoinDecision) -> str:
    """The beginning of the messages' ids."""
    return "root" if request.founds else "join"


def _title(request: JoinRequest | JoinDecision, t: Texts) -> Html:
    return t(f"{_kind(request)}-title")


def _verdicts(request: JoinRequest | JoinDecision, t: Texts) -> tuple[Button, ...]:
    return tuple(
        Button(
            t.plain(f"{_kind(request)}-{label}"), DecideButton(request.request_id, approve).pack()
        )
        for label, approve in (("approve", True), ("decline", False))
    )


def _ways_out(request_id: RequestId, t: Texts) -> tuple[Button, ...]:
    return (
        Button(t.plain("join-mute"), MuteButton(request_id).pack()),
        Button(t.plain("join-block"), BlockButton(request_id).pack()),
    )


def _asked(request: JoinRequest | JoinDecision, library: Library, t: Texts) -> Html:
    alike = t.plain("list-comma").join(each.name for each in request.alike)
    return paragraphs(
        _asks(request, library, t),
        t("root-alike", names=alike) if alike else None,
        t(f"{_kind(request)}-check"),
    )


def _asks(
    request: JoinRequest | JoinDecision, library: Library, t: Texts, *, most: int = 0
) -> Html:
    """One sentence; ``most`` characters of each name, 0 for all of them."""

    def cut(name: str) -> str:
        return shortened(name, most) if most else name

    requester = cut(person_name(request.requester.name, t))
    organisation = cut(request.organisation.name)
    if request.founds:
        return t(
            "root-asks",
            requester=requester,
            organisation=organisation,
            kind=organisation_kind(request.organisation, library, t),
        )
    if request.child is not None:
        return t(
            "join-asks-child",
            requester=requester,
            organisation=organisation,
            child=cut(request.child.name),
        )
    if request.post is not None:
        asked = {
            "requester": requester,
            "organisation": organisation,
            "post": library.post(request.post).name,
        }
        if request.takes_over_on is None:
            return t("join-asks-post", **asked)
        return t("join-asks-post-from", **asked, day=t.day(request.takes_over_on))
    raise ValueError(f"request {request.request_id} asks for nothing")


def _in_short(request: JoinRequest | JoinDecision, library: Library, t: Texts) -> Html:
    return _asks(request, library, t, most=_NAME_CHARACTERS)


def _answered(request: JoinRequest, library: Library, t: Texts) -> Html:
    verdict = "approved" if request.approved else "declined"
    if request.founds:
        return t(f"root-{verdict}", organisation=request.organisation.name)
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
