"""The packs with an edition over them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clauses.cadence import Per, Quota
from clauses.library import Library
from clauses.model import ClauseRef
from clauses.revising.revision import (
    ClauseChange,
    PackRevision,
    RevisedClause,
    left_out,
    revised,
)

PACK = "party-regulations"
E04 = ClauseRef(PACK, "E04")


def as_it_is(library: Library, **changes: object) -> RevisedClause:
    clause = library.get(E04)
    now = RevisedClause(
        E04.local,
        ClauseChange.CHANGED,
        place=clause.citations[0].place,
        duty=clause.duty,
        text=clause.text,
        strength=clause.strength,
        subject=clause.subject,
        cadence=clause.cadence,
    )
    return replace(now, **changes)


def after(library: Library, *clauses: RevisedClause) -> Library:
    document = library.get(E04).citations[0].document.id
    return Library(revised(library.packs, PackRevision(PACK, document, "新", clauses)))


def test_a_clause_as_it_is_leaves_everything_but_the_name_of_the_edition(library):
    newer = after(library, as_it_is(library))
    assert newer.all_clauses() == library.all_clauses()
    assert [pack.edition for pack in newer.packs if pack.id == PACK] == ["新"]
    assert [pack.questions for pack in newer.packs] == [pack.questions for pack in library.packs]


def test_the_structure_stays_and_what_was_drawn_from_former_words_goes(library):
    old, newer = library.get(E04), after(library, as_it_is(library, text="新的表述。")).get(E04)
    assert (newer.meets, newer.applies_when, newer.asked_as) == (
        old.meets,
        old.applies_when,
        old.asked_as,
    )
    assert (newer.text, newer.limits, newer.cases, newer.note) == ("新的表述。", (), (), None)


def test_what_is_not_taken_changes_nothing(library):
    gone = RevisedClause(E04.local, ClauseChange.GONE, taken=False)
    added = RevisedClause("900", ClauseChange.NEW, text="新增。", duty="新增", taken=False)
    assert after(library, gone, added).all_clauses() == library.all_clauses()


def test_nothing_refers_to_what_is_gone(library):
    newer = after(library, RevisedClause(E04.local, ClauseChange.GONE))
    assert newer.find(E04) is None
    entries = [e for pack in newer.packs for e in (*pack.questions, *pack.corrections)]
    refs = {ref for entry in entries for ref in entry.refs}
    refs |= {ref for clause in newer.all_clauses() for ref in (*clause.meets, *clause.if_not)}
    assert E04 not in refs


@pytest.mark.parametrize(
    "changes", [{"cadence": Quota(1, Per.YEAR)}, {"text": "新的表述。"}, {"subject": None}]
)
def test_answers_that_rest_on_what_is_said_otherwise_are_left_out(library, changes):
    document = library.get(E04).citations[0].document.id
    revision = PackRevision(PACK, document, "新", (as_it_is(library, **changes),))
    stale = left_out(library.packs, revision)
    resting = {
        entry.ref
        for pack in library.packs
        for entry in (*pack.questions, *pack.corrections)
        if E04 in entry.refs
    }
    assert resting
    assert stale == resting


def test_a_new_clause_stands_after_the_one_before_it(library):
    added = RevisedClause("900", ClauseChange.NEW, after=E04.local, duty="新增", text="新增。")
    refs = [clause.ref for clause in after(library, added).all_clauses()]
    assert refs[refs.index(E04) + 1] == ClauseRef(PACK, "900")


def test_without_its_pack_nothing_changes(library):
    revision = PackRevision("elsewhere", "rules", "新", ())
    assert revised(library.packs, revision) == tuple(library.packs)


def test_who_has_the_library_has_the_other_one_at_once(library):
    held = Library(library.packs)
    assert held.derived(len_of) == len(library.all_clauses())
    held.take(after(library, RevisedClause(E04.local, ClauseChange.GONE)))
    assert held.find(E04) is None
    assert held.derived(len_of) == len(library.all_clauses()) - 1


def len_of(library: Library) -> int:
    return len(library.all_clauses())
