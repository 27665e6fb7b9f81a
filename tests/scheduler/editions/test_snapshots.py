"""What another edition changes for each post."""

from __future__ import annotations

import json
from dataclasses import replace

from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import ClauseRef, PostId
from scheduler.editions.snapshots import changes_between, read, snapshot_of, written
from scheduler.planning.news import ChangeKind, DutyChange

E04 = ClauseRef("party-regulations", "E04")
NEWER = ClauseRef("party-regulations", "E04b")
SECRETARY = PostId("branch-secretary")


def edited(library: Library, of: ClauseRef = E04, **changes: object) -> Library:
    clause = replace(library.get(of), **changes)
    return Library(
        [
            replace(
                pack, clauses=tuple(clause if each.ref == of else each for each in pack.clauses)
            )
            for pack in library.packs
        ]
    )


def kinds(before: Library, after: Library) -> list[tuple[ClauseRef, ChangeKind]]:
    changes = changes_between(snapshot_of(before), after)
    return [(each.ref, each.kind) for each in changes.get(SECRETARY, ())]


def test_the_same_packs_change_nothing(library: Library) -> None:
    assert changes_between(snapshot_of(library), library) == {}


def test_every_kind_of_change_is_told_apart(library: Library) -> None:
    assert kinds(library, edited(library, cadence=Quota(1, Per.QUARTER))) == [
        (E04, ChangeKind.CADENCE)
    ]
    assert kinds(library, edited(library, text="另一种表述。")) == [(E04, ChangeKind.WORDING)]
    assert kinds(library, edited(library, is_duty=False)) == [(E04, ChangeKind.GONE)]
    assert kinds(edited(library, is_duty=False), library) == [(E04, ChangeKind.NEW)]


def test_a_clause_that_replaces_another_is_neither_new_nor_is_that_gone(library: Library) -> None:
    newer = edited(library, ref=NEWER, replaces=(E04,), text="另一种表述。")
    assert kinds(library, newer) == [(NEWER, ChangeKind.WORDING)]


def test_a_change_survives_the_database(library: Library) -> None:
    newer = edited(library, cadence=Quota(1, Per.QUARTER))
    kept = json.loads(json.dumps(snapshot_of(library)))
    changes = changes_between(kept, newer)
    assert {
        post: read(each) for post, each in json.loads(json.dumps(written(changes))).items()
    } == {post: tuple(each) for post, each in changes.items()}
    before = library.get(E04).cadence
    assert isinstance(before, Quota)
    (change,) = changes[SECRETARY]
    assert change == DutyChange(E04, ChangeKind.CADENCE, library.get(E04).duty, before)
