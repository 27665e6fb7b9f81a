"""The question sets: those that the answers may be tuned on, those that are set aside, and those to fit on.

``clerks_*`` are by an author who saw only what the clauses say; which half a question is in, a hash
of its text decides. ``voices_*`` are in dialect, by voice, in English, typed on phones, in officialese
and by people without the terms; every third was set aside before anything was tuned. ``callers_*`` are by a
phone user in a hurry, by voice input with homophones, by an auditor in English, copied out of notices, in
Sichuan dialect and in Traditional characters; a hash set a third aside before anything was tuned.
``members_*`` ask who, when, how often and what follows, around the terms, and about much that is near and
not in the packs; they were written from the clauses alone, and a hash set a third aside likewise.

A line holds ``kind``, ``question``, ``status`` and ``refs``; any of the refs counts as right.
``previous`` is the question before it, ``asker`` the post of the person who asks, ``each`` the refs
for each of two questions in one. ``refused`` is either kind of not answering.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from clauses.characters.folding import fold
from clauses.library import Library
from clauses.model import ClauseRef

FOLDER = Path(__file__).parent
SETS: dict[str, list[dict[str, Any]]] = {
    name: [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    for name in ("development", "held_out")
}
ROWS = [row for rows in SETS.values() for row in rows]
VOICES: dict[str, list[dict[str, Any]]] = {
    path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for author in ("clerks", "voices", "callers", "members")
    for path in sorted(FOLDER.glob(f"{author}_*.jsonl"))
}
SPOKEN = [row for rows in VOICES.values() for row in rows]
TRAINING: dict[str, list[dict[str, Any]]] = {
    path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(FOLDER.glob("training_*.jsonl"))
}
FITTED = [row for rows in TRAINING.values() for row in rows]
REFUSALS = {"near-miss": "refused", "far": "refused", "not-published": "not_loaded"}
ANSWERED_KINDS = {
    "plain",
    "office",
    "everyday",
    "typo",
    "traditional",
    "noise",
    "abbreviation",
    "article",
    "cadence",
    "who",
    "pinyin",
    "follow-up",
    "comparison",
    "list",
    "common-error",
    "asker",
}


def test_every_line_says_what_is_expected_in_the_agreed_form() -> None:
    for row in (*ROWS, *FITTED, *SPOKEN):
        assert {"kind", "question", "status", "refs"} <= set(row), row
        assert set(row) <= {"kind", "question", "previous", "asker", "status", "refs", "each"}, row
        assert row["question"].strip(), row
        assert row["status"] == REFUSALS.get(row["kind"], "answered"), row
        assert bool(row["refs"]) == (row["kind"] not in ("near-miss", "far")), row
        assert len(set(row["refs"])) == len(row["refs"]), row
        assert "previous" in row or row["kind"] != "follow-up", row
        assert "previous" not in row or row["kind"] in ("follow-up", "not-published"), row
        assert ("asker" in row) == (row["kind"] == "asker"), row


@pytest.mark.parametrize("name", SETS)
def test_each_set_holds_every_kind(name: str) -> None:
    kinds = Counter(row["kind"] for row in SETS[name])
    assert set(kinds) == ANSWERED_KINDS | set(REFUSALS)
    assert min(kinds.values()) >= 4, kinds


def test_the_sets_are_large_enough() -> None:
    assert len(ROWS) >= 700
    assert len(SETS["held_out"]) >= 400
    assert sum(row["kind"] == "near-miss" for row in ROWS) >= 80
    assert sum(row["kind"] == "far" for row in ROWS) >= 40


def test_half_of_the_outsiders_questions_and_a_third_of_the_new_ones_are_set_aside() -> None:
    sizes = {name: len(rows) for name, rows in VOICES.items()}
    assert sizes["voices_tuning"] + sizes["voices_held_out"] >= 150
    assert min(sizes["clerks_held_out"], sizes["clerks_tuning"]) > 100
    assert sizes["voices_held_out"] >= 0.45 * sizes["voices_tuning"]
    for row in (*VOICES["clerks_tuning"], *VOICES["clerks_held_out"]):
        aside = sha256(row["question"].encode()).digest()[0] % 2 == 1
        assert (row in VOICES["clerks_held_out"]) == aside
    assert sizes["callers_tuning"] + sizes["callers_held_out"] >= 200
    for row in (*VOICES["callers_tuning"], *VOICES["callers_held_out"]):
        text = row["question"] + row.get("previous", "")
        aside = sha256(text.encode()).digest()[0] % 3 == 0
        assert (row in VOICES["callers_held_out"]) == aside
    assert sizes["members_tuning"] + sizes["members_held_out"] >= 100
    for row in (*VOICES["members_tuning"], *VOICES["members_held_out"]):
        aside = int(sha256(row["question"].encode()).hexdigest(), 16) % 3 == 0
        assert (row in VOICES["members_held_out"]) == aside


def test_no_phrasing_of_a_pack_is_a_question_of_these_sets(library: Library) -> None:
    phrasings = {
        fold(phrasing)
        for pack in library.packs
        for entry in (*pack.clauses, *pack.questions, *pack.corrections, *pack.standards)
        for phrasing in entry.asked_as
    }
    assert not [row["question"] for row in SPOKEN if fold(row["question"]) in phrasings]


def test_the_sets_to_fit_on_are_large_enough() -> None:
    kinds = Counter(row["kind"] for row in FITTED)
    assert kinds["near-miss"] >= 300
    assert kinds["office"] >= 150
    assert kinds["who"] + kinds["abbreviation"] + kinds["follow-up"] >= 60


def test_no_question_is_asked_twice_in_all_sets() -> None:
    older = [
        json.loads(line)
        for line in (FOLDER / "questions.jsonl").read_text("utf-8").split("\n")
        if line
    ]
    keys = [(r["question"], r.get("previous"), r.get("asker")) for r in (*ROWS, *FITTED, *SPOKEN)]
    keys += [(row["question"], row.get("after"), None) for row in older if "posts" not in row]
    twice = [key for key, times in Counter(keys).items() if times > 1]
    assert not twice


def test_every_expected_ref_is_stated_by_a_pack(library: Library) -> None:
    refs = {ref for row in (*ROWS, *FITTED, *SPOKEN) for ref in row["refs"]}
    assert not [ref for ref in sorted(refs) if library.find(ClauseRef.parse(ref)) is None]


def test_every_asker_holds_a_post_of_the_packs(library: Library) -> None:
    posts = {post.id for post in library.posts()}
    assert {row["asker"] for row in ROWS if "asker" in row} <= posts


def test_every_clause_is_asked_about(library: Library) -> None:
    asked = {ref for row in ROWS for ref in row["refs"]}
    assert not [str(c.ref) for c in library.all_clauses() if str(c.ref) not in asked]
