"""Buttons of registration, posts and requests.

Registration is a dialogue in steps; its draft is kept by ``scheduler.inbox.dialogues``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.conversation.buttons.units import short_number
from bot.conversation.payloads import Payload
from clauses.model import Post, PostId
from clauses.own_posts import is_own_post
from scheduler.roster.model import AssignmentId, OrganisationId, RequestId


class DraftStep(StrEnum):
    """The steps of a registration that offer buttons; buttons carry the value."""

    BODY = "b"
    FOUND = "f"
    NEW = "n"
    LEVEL = "l"
    ACTING = "a"
    PARENT = "u"
    POST = "p"


def post_choice(id_: PostId) -> PostId:
    """The post as it stands in a button: an own one by its number, since its id may be too long."""
    return PostId(str(short_number(id_))) if is_own_post(id_) else id_


def post_chosen(choice: str, posts: Sequence[Post]) -> PostId:
    """The post that a button names; whether there is one, the use case says."""
    named = (post.id for post in posts if post_choice(post.id) == choice)
    return next(named, PostId(choice))


@dataclass(frozen=True)
class RegisterButton(Payload, action="reg"):
    """Register a further post."""


@dataclass(frozen=True)
class RegisterBackButton(Payload, action="regb"):
    """Go back one step."""


@dataclass(frozen=True)
class DraftButton(Payload, action="d"):
    """A choice at one step of the registration: a body, an organisation, a level, a post."""

    step: DraftStep
    choice: str


@dataclass(frozen=True)
class PostsButton(Payload, action="posts"):
    """Show the posts that the person holds."""


@dataclass(frozen=True)
class AssignmentButton(Payload, action="post"):
    """Show one post that the person holds."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class ChangeButton(Payload, action="chg"):
    """Offer the other posts of the organisation."""

    assignment_id: AssignmentId


@dataclass(frozen=True)
class ChangeToButton(Payload, action="chgt"):
    """Take that post instead: its :func:`post_choice`."""

    assignment_id: AssignmentId
    post: PostId


@dataclass(frozen=True)
class LeaveButton(Payload, action="leave"):
    """Give the post up; asked first unless ``sure``."""

    assignment_id: AssignmentId
    sure: bool = False


@dataclass(frozen=True)
class TermOnButton(Payload, action="termon"):
    """Let the present term of an organisation count from that day."""

    organisation_id: OrganisationId
    day: date


@dataclass(frozen=True)
class TermButton(Payload, action="term"):
    """Ask for the first day of the organisation's term of office."""

    organisation_id: OrganisationId


@dataclass(frozen=True)
class DecideButton(Payload, action="join"):
    """A manager's answer to a request."""

    request_id: RequestId
    approve: bool


@dataclass(frozen=True)
class RequestButton(Payload, action="jreq"):
    """Show a request; ``anew``: in a message of its own, so that the list of requests stays."""

    request_id: RequestId
    anew: bool = False


@dataclass(frozen=True)
class MuteButton(Payload, action="jmute"):
    """Hear no more of the requests of whoever made this one."""

    request_id: RequestId


@dataclass(frozen=True)
class BlockButton(Payload, action="jblock"):
    """Take no more requests of whoever made this one; asked first unless ``sure``."""

    request_id: RequestId
    sure: bool = False


@dataclass(frozen=True)
class HearButton(Payload, action="jhear"):
    """Hear and take the requests of whoever made this one again."""

    request_id: RequestId
