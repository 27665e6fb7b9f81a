"""Pure: duties that an organisation has given itself, in the shape of those that packs state."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NewType

from clauses.cadence import OnEvent, Quota
from clauses.model import Citation, Clause, ClauseRef, Document, Known, Post, PostId, Strength
from scheduler.planning.duties import Duty
from scheduler.roster.model import OrganisationId

OwnDutyId = NewType("OwnDutyId", int)

OWN = "_own"
"""Stands in refs and citations where a pack has its id; no pack can be called so."""

LEAD = "@lead"
"""In place of a post: the one that answers for the body, in each organisation its own."""

ALL = "@all"
"""In place of a post: every post of the organisation."""


@dataclass(frozen=True)
class OwnDuty:
    """``owed_by`` is a post, ``LEAD`` or ``ALL``; with ``subtree`` also of the organisations below.

    It is owed for periods that begin from ``since`` on, and for those of ``replaces`` no more once
    their running periods are over. ``words`` are those that its manager typed.
    """

    id: OwnDutyId
    organisation_id: OrganisationId
    name: str
    words: str
    quota: Quota
    owed_by: str
    since: date
    subtree: bool = False
    workdays_before: tuple[int, ...] | None = None
    replaces: tuple[OwnDutyId, ...] = ()
    confirmed: bool = True
    event: OnEvent | None = None

    @property
    def cadence(self) -> Quota | OnEvent:
        """How often, or on which event."""
        return self.event or self.quota

    def is_owed_by(self, post: Post) -> bool:
        """Whether a holder of this post owes it."""
        return self.owed_by in (post.id, ALL) or (self.owed_by == LEAD and post.answers_for_body)


def is_own(ref: ClauseRef) -> bool:
    """Whether the ref names a duty that an organisation gave itself."""
    return ref.pack == OWN


def ref_of(id_: OwnDutyId, post: PostId) -> ClauseRef:
    """The ref under which a post owes it."""
    return ClauseRef(OWN, f"{id_}.{post}")


def own_duty_id(ref: ClauseRef) -> OwnDutyId:
    """The duty that a ref of :func:`ref_of` names."""
    return OwnDutyId(int(ref.local.partition(".")[0]))


def owing_post(ref: ClauseRef) -> PostId:
    """The post that owes it under a ref of :func:`ref_of`."""
    return PostId(ref.local.partition(".")[2])


def own_duties_of(
    owns: Collection[OwnDuty], post: Post, beside: Collection[Post]
) -> Iterator[Duty]:
    """Those that the post owes; ``beside`` are all posts of the organisation's body."""
    for own in owns:
        if own.is_owed_by(post):
            yield Duty(
                clause_by(own, post.id, beside),
                own.quota,
                post.id,
                post.owed,
                edition=str(own.id),
                span=(own.since, date.max),
                workdays_before=own.workdays_before,
            )


def clause_by(own: OwnDuty, post: PostId, beside: Collection[Post] = ()) -> Clause:
    """The duty as a clause by which the post owes it; ``beside`` as in :func:`own_duties_of`."""
    return Clause(
        ref=ref_of(own.id, post),
        subject=post,
        duty=own.name,
        text=own.words,
        cadence=own.cadence,
        strength=Strength.MUST,
        known=Known.TEXT,
        citations=(Citation(Document(OWN, "", "")),),
        replaces=tuple(ref_of(former, each.id) for former in own.replaces for each in beside),
    )
