"""The invite, and what its reader is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from clauses.model import PostId
from scheduler.roster.model import Organisation, PersonId

InviteId = NewType("InviteId", int)


@dataclass(frozen=True)
class Invite:
    """Into ``organisation``, to hold ``post``; None: whoever follows it chooses the post.

    ``single``: for one person, ``person_name`` where one is named; otherwise for many.
    ``approved``: whoever follows it holds the post, and no manager decides any more. The post is
    held from ``starts_on``; None: at once. ``uses`` counts who have followed it to its end.
    """

    id: InviteId
    organisation: Organisation
    post: PostId | None
    person_name: str | None
    single: bool
    approved: bool
    starts_on: date | None
    created_by: PersonId
    expires_at: datetime
    revoked: bool = False
    uses: int = 0


@dataclass(frozen=True)
class NewInvite:
    """An invite as it was made: the only moment at which link and code are known."""

    invite: Invite
    link: str
    code: str
