"""What each post owes by the packs as they were loaded, to be compared with the next ones; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Any

from clauses.cadence import OnEvent, Quota
from clauses.library import Library
from clauses.loading.writing import cadence_values, dated_of
from clauses.model import BodyId, Clause, ClauseRef, Post, PostId
from scheduler.planning.duties import duties_among
from scheduler.planning.news import ChangeKind, DutyChange

Snapshot = Mapping[str, Any]
"""As the database keeps it: ``posts`` with their refs, ``duties`` and what each ``meets`` by ref.

Among the posts are those that carry the duties of bodies that do not exist, by :func:`held_as`. Those
kept by earlier versions have no ``meets``, or no ``acting``: the names of these.
"""

Changes = Mapping[PostId, tuple[DutyChange, ...]]
"""By post, or by :func:`held_as`."""


@dataclass(frozen=True)
class _Duty:
    """A duty as it is kept; ``mark`` is one of its words and how binding they are."""

    name: str
    mark: str
    cadence: dict[str, Any]


def snapshot_of(library: Library) -> Snapshot:
    """Of all that can be planned: other clauses are nobody's duty by a date."""
    posts: dict[str, list[str]] = {}
    duties: dict[str, list[Any]] = {}
    meets: dict[str, list[str]] = {}
    acting: list[str] = []
    for post in library.posts():
        for bodies in _carried(post, library):
            owed = duties_among(library.duties_of(post.id, acts_for=bodies), post)
            name = held_as(post.id, bodies, library)
            if bodies:
                acting.append(name)
            posts[name] = [str(duty.ref) for duty in owed]
            duties |= {str(duty.ref): _kept(duty.clause) for duty in owed}
            meets |= {str(duty.ref): met for duty in owed if (met := _met_by(duty.clause, library))}
    return {"posts": posts, "duties": duties, "meets": meets, "acting": sorted(acting)}


def held_as(post: PostId, acts_for: Collection[BodyId], library: Library) -> PostId:
    """The name of a post together with the bodies whose duties it carries; the post alone without any."""
    may = {body for bodies in _carried(library.post(post), library) for body in bodies}
    carried = sorted(may.intersection(acts_for))
    return PostId(f"{post}|{','.join(carried)}" if carried else post)


def post_of(held: str) -> PostId:
    """The post itself, of what :func:`held_as` gave."""
    return PostId(held.partition("|")[0])


def _carried(post: Post, library: Library) -> Iterator[tuple[BodyId, ...]]:
    """Every choice of the bodies whose duties the post may have to carry, none at first."""
    absent = [rule.absent for rule in library.acting() if post.body in rule.carried_by]
    most = len(absent) if post.answers_for_body else 0
    for count in range(most + 1):
        yield from combinations(dict.fromkeys(absent), count)


def snapshot_after(old: Snapshot, library: Library) -> Snapshot:
    """The next one: of a pack that is not loaded now, everything stays as it was.

    A folder that is missing by accident ends nobody's duties, as planning ends none of its items. What
    a loaded clause replaces is not carried on; what is met by a duty that is carried on is not owed.
    """
    new = snapshot_of(library)
    loaded = {pack.id for pack in library.packs}
    replaced = {str(ref) for clause in library.all_clauses() for ref in clause.replaces}
    carried = {
        key
        for key in old["duties"]
        if ClauseRef.parse(key).pack not in loaded and key not in replaced
    }
    meets = new["meets"] | {key: old.get("meets", {}).get(key, []) for key in carried}
    posts: dict[str, list[str]] = {}
    for post in {**new["posts"], **old["posts"]}:
        kept = [key for key in old["posts"].get(post, ()) if key in carried]
        met = {ref for key in kept for ref in meets[key]}
        posts[post] = [key for key in new["posts"].get(post, ()) if key not in met] + kept
    every = old["duties"] | new["duties"]
    owed = dict.fromkeys(key for of_post in posts.values() for key in of_post)
    return {
        "posts": posts,
        "duties": {key: every[key] for key in owed},
        "meets": {key: meets[key] for key in owed if meets.get(key)},
        "acting": sorted({*new["acting"], *old.get("acting", ())}),
    }


def changes_between(old: Snapshot, library: Library) -> Changes:
    """By post, the changes of the new packs in their order, then what is owed no more.

    A pack that is not loaded changes nothing.
    """
    new = snapshot_after(old, library)
    # Of a post that an earlier version did not note apart nothing is known that could have changed.
    unknown = {*new["acting"]} if "acting" not in old else set()
    changes = {
        PostId(post): tuple(_of_post(post, old, new, library))
        for post in {**new["posts"], **old["posts"]}
        if post not in unknown
    }
    return {post: each for post, each in changes.items() if each}


def written(changes: Changes) -> dict[str, list[list[Any]]]:
    """As the database keeps them."""
    return {
        post: [
            [str(each.ref), each.kind.value, each.name, each.before and cadence_values(each.before)]
            for each in of_post
        ]
        for post, of_post in changes.items()
    }


def read(kept: list[list[Any]]) -> tuple[DutyChange, ...]:
    """What :func:`written` wrote of one post."""
    return tuple(
        DutyChange(ClauseRef.parse(ref), ChangeKind(kind), name, _cadence(before))
        for ref, kind, name, before in kept
    )


def _of_post(post: str, old: Snapshot, new: Snapshot, library: Library) -> Iterator[DutyChange]:
    before = dict.fromkeys(old["posts"].get(post, ()))
    loaded = {pack.id for pack in library.packs}
    accounted: set[str] = set()
    for key in new["posts"].get(post, ()):
        ref = ClauseRef.parse(key)
        if ref.pack not in loaded:
            accounted.add(key)
            continue
        former = (key, *(str(each) for each in library.get(ref).replaces))
        origins = [each for each in former if each in before]
        accounted.update(origins)
        now = _Duty(*new["duties"][key])
        if not origins:
            yield DutyChange(ref, ChangeKind.NEW, now.name)
            continue
        was = _Duty(*old["duties"][origins[0]])
        if was.cadence != now.cadence:
            yield DutyChange(ref, ChangeKind.CADENCE, now.name, _cadence(was.cadence))
        elif was.mark != now.mark:
            yield DutyChange(ref, ChangeKind.WORDING, now.name)
    for key in before:
        if key not in accounted:
            name = _Duty(*old["duties"][key]).name
            yield DutyChange(ClauseRef.parse(key), ChangeKind.GONE, name)


def _met_by(clause: Clause, library: Library) -> list[str]:
    """What doing it meets, also by way of another clause."""
    met: dict[ClauseRef, None] = {}
    waiting = list(clause.meets)
    while waiting:
        ref = waiting.pop()
        if ref not in met and ref != clause.ref:
            met[ref] = None
            found = library.find(ref)
            waiting += found.meets if isinstance(found, Clause) else ()
    return sorted(map(str, met))


def _kept(clause: Clause) -> list[Any]:
    words = f"{clause.duty}\n{clause.text}\n{clause.strength.value}"
    mark = blake2b(words.encode(), digest_size=16).hexdigest()
    return [clause.duty, mark, cadence_values(clause.cadence)]


def _cadence(values: dict[str, Any] | None) -> Quota | OnEvent | None:
    return None if values is None else dated_of(values)
