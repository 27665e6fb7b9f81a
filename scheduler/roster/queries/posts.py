"""Queries: the posts that there are in organisations: those of their bodies, and their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from clauses.library import Library
from clauses.model import Post
from clauses.own_posts import BEGINS, find_own_post
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.store.tables.roster import SeatRow


async def posts_in(
    session: AsyncSession, library: Library, organisation: Organisation, now: datetime
) -> tuple[Post, ...]:
    """In pack order, then its own in the order in which they were made."""
    own = await own_posts_of(session, [organisation], now)
    return (*library.posts_of(organisation.body), *own.get(organisation.id, ()))


async def own_posts_of(
    session: AsyncSession, organisations: Collection[Organisation], now: datetime
) -> Mapping[OrganisationId, tuple[Post, ...]]:
    """Those that organisations have made for themselves and still have; who has none is left out."""
    places = {each.id: each for each in organisations}
    rows = await session.execute(
        select(SeatRow.organisation_id, SeatRow.post, SeatRow.until)
        .where(
            SeatRow.organisation_id.in_(places),
            SeatRow.post.startswith(BEGINS, autoescape=True),
        )
        .order_by(SeatRow.organisation_id, SeatRow.id)
    )
    found: dict[OrganisationId, dict[str, Post]] = {}
    for organisation_id, post, until in rows:
        place = places[OrganisationId(organisation_id)]
        own = find_own_post(post)
        if own is not None and (until is None or until > place.today(now)):
            found.setdefault(place.id, {})[post] = own
    return {id_: tuple(posts.values()) for id_, posts in found.items()}
