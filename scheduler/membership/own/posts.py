"""How an organisation comes by posts that no pack knows: a step of one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from clauses.model import Post
from scheduler.membership.queries.seats import SetSeats
from scheduler.roster.model import Organisation, PersonId
from scheduler.roster.queries.trail import Act, Trail


async def make_posts(
    session: AsyncSession,
    organisation: Organisation,
    posts: Iterable[Post],
    by: PersonId,
    now: datetime,
) -> None:
    """Let them be there from today on, held by nobody yet; the caller has locked the organisation."""
    today = organisation.today(now)
    seats = SetSeats(session, organisation.id)
    before = {(each.post, each.since): each for each in await seats.all()}
    for post in posts:
        if (ended := before.get((post.id, today))) is not None:
            seat = await seats.change(ended.id, since=today, until=None)
        else:
            seat = await seats.add(post.id, today, now)
        Trail(session).add(
            Act.SEAT_SET,
            now,
            by=by,
            organisation_id=organisation.id,
            subject_id=seat.id,
            post=post.id,
            before=None,
            after={"since": today.isoformat(), "until": None},
        )
