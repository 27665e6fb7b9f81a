"""Pure: what another edition of the packs does to the duties of each post, and from which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clauses.cadence import Per
from clauses.library import Library
from clauses.model import ClauseRef, Post
from scheduler.periods import period_containing
from scheduler.planning.duties import Duty, duties_among


class Effect(StrEnum):
    """What happens to a duty of a post."""

    BEGINS = "begins"
    """It is owed from the running period on."""
    ENDS = "ends"
    """What has begun is worked off; nothing follows."""
    OTHER_PERIOD = "other-period"
    OTHER_NUMBER = "other-number"
    OTHER_OWED = "other-owed"
    """Once by the body, or by each holder."""


@dataclass(frozen=True)
class Changeover:
    """``since`` is the first day of the first period by the new edition; None where nothing follows.

    ``until`` is the last day of the period that is worked off by the old one; None where there is
    none. Both are None for a term of office, which begins on a day of its own.
    """

    post: Post
    effect: Effect
    old: Duty | None
    new: Duty | None
    until: date | None
    since: date | None


def changeovers(before: Library, after: Library, today: date) -> list[Changeover]:
    """The changes in order of post and duty, of the new edition first."""
    posts = {post.id: post for post in (*after.posts(), *before.posts())}
    return [change for post in posts.values() for change in _of_post(post, before, after, today)]


def _of_post(post: Post, before: Library, after: Library, today: date) -> Iterator[Changeover]:
    old, new = _duties(post, before), _duties(post, after)
    replaced: set[ClauseRef] = set()
    for ref, duty in new.items():
        origins = [old[each] for each in (ref, *duty.clause.replaces) if each in old]
        replaced.update(each.ref for each in origins)
        if not origins:
            since = _first_day(duty, today)
            yield Changeover(post, Effect.BEGINS, None, duty, None, since)
            continue
        was = origins[0]
        effect = _effect(was, duty)
        if effect is None:
            continue
        until = _last_day(was, today)
        since = None if until is None else _first_day_after(duty, until)
        yield Changeover(post, effect, was, duty, until, since)
    for ref, duty in old.items():
        if ref not in new and ref not in replaced:
            yield Changeover(post, Effect.ENDS, duty, None, _last_day(duty, today), None)


def _effect(old: Duty, new: Duty) -> Effect | None:
    if old.quota.per is not new.quota.per:
        return Effect.OTHER_PERIOD
    if old.owed is not new.owed:
        return Effect.OTHER_OWED
    if old.quota.completions_needed != new.quota.completions_needed:
        return Effect.OTHER_NUMBER
    return None if old.ref == new.ref else Effect.BEGINS


def _duties(post: Post, library: Library) -> Mapping[ClauseRef, Duty]:
    if post.id not in {each.id for each in library.posts()}:
        return {}
    theirs = duties_among(library.duties_of(post.id), library.post(post.id))
    return {duty.ref: duty for duty in theirs}


def _last_day(duty: Duty, today: date) -> date | None:
    if duty.quota.per is Per.TERM:
        return None
    return period_containing(duty.quota.per, today).last_day


def _first_day(duty: Duty, today: date) -> date | None:
    return None if duty.quota.per is Per.TERM else period_containing(duty.quota.per, today).start


def _first_day_after(duty: Duty, until: date) -> date | None:
    """The first period that has no day in common with what is worked off."""
    if duty.quota.per is Per.TERM:
        return None
    period = period_containing(duty.quota.per, until)
    return period.end if period.start <= until else period.start
