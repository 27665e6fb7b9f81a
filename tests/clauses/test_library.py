from __future__ import annotations

import json
from pathlib import Path

import pytest

from clauses.cadence import DueDay, Per, Quota
from clauses.errors import PackFaults, UnknownPost, UnknownRef
from clauses.library import Library
from clauses.loading import folders as loading
from clauses.loading.writing import cadence_values
from clauses.model import BodyId, ClauseRef, PostId, Question

MANAGER, DEPUTY, FOREMAN = PostId("manager"), PostId("deputy"), PostId("foreman")


@pytest.fixture
def library(write_pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Library:
    monkeypatch.setattr(loading, "SHIPPED_PACKS", tmp_path / "shipped")
    return Library.load([write_pack()])


def locals_of(clauses) -> list[str]:
    return [clause.ref.local for clause in clauses]


def test_an_answering_post_owes_its_own_duties_and_those_of_its_body(library):
    assert locals_of(library.duties_of(MANAGER)) == ["P1", "M1"]


def test_a_post_that_does_not_answer_owes_only_its_own(library):
    assert locals_of(library.duties_of(DEPUTY)) == []


def test_what_is_known_at_second_hand_is_not_owed(library):
    assert locals_of(library.duties_of(FOREMAN)) == ["W1"]


def test_who_stands_in_for_a_body_owes_its_duties_too(library):
    plant, workshop = BodyId("plant"), BodyId("workshop")

    assert locals_of(library.duties_of(MANAGER, acts_for=[workshop])) == ["P1", "M1", "W1"]
    assert locals_of(library.duties_of(FOREMAN, acts_for=[plant])) == ["P1", "M1", "W1"]
    assert locals_of(library.duties_of(DEPUTY, acts_for=[workshop])) == []


def reread(write_pack, old: str, new: str, clauses: str) -> Library:
    return Library.load([write_pack(clauses=clauses.replace(old, new, 1))])


def test_a_clause_can_say_who_carries_it(library, write_pack, clauses):
    id_, acts_for = "- id: W1", [BodyId("workshop")]
    nobody = reread(write_pack, id_, f"{id_}\n  carried_by: []", clauses)
    plant = reread(write_pack, id_, f"{id_}\n  carried_by: [plant]", clauses)

    assert locals_of(nobody.duties_of(MANAGER, acts_for=acts_for)) == ["P1", "M1"]
    assert locals_of(plant.duties_of(MANAGER, acts_for=acts_for)) == ["P1", "M1", "W1"]
    assert locals_of(nobody.duties_of(FOREMAN)) == ["W1"]


def test_a_duty_can_be_that_of_further_posts(library, write_pack, clauses):
    shared = reread(write_pack, "- id: M1", "- id: M1\n  also: [deputy]", clauses)

    assert locals_of(shared.duties_of(DEPUTY)) == ["M1"]
    assert locals_of(shared.duties_of(MANAGER)) == ["P1", "M1"]


def test_an_exact_number_is_read_and_written_as_it_stands(library, write_pack, clauses):
    exact = reread(write_pack, "{at_least: 1, per: month}", "{times: 1, per: month}", clauses)
    cadence = exact.get(ClauseRef("works", "W1")).cadence

    assert cadence == Quota(1, Per.MONTH, exact=True)
    assert cadence_values(cadence) == {"times": 1, "per": "month", "unit": "次"}
    assert library.get(ClauseRef("works", "W1")).cadence == Quota(1, Per.MONTH)


@pytest.mark.parametrize(
    ("written", "cadence"),
    [
        (
            {"times": 1, "per": "month", "unit": "次", "due": {"day": 5, "nth": 1}},
            Quota(1, Per.MONTH, exact=True, due=DueDay(day=5)),
        ),
        (
            {"times": 1, "per": "quarter", "unit": "次", "due": {"weekday": 5, "nth": -1}},
            Quota(1, Per.QUARTER, exact=True, due=DueDay(weekday=5, nth=-1)),
        ),
        (
            {"at_least": 1, "per": "month", "unit": "次", "months": [3, 9]},
            Quota(1, Per.MONTH, months=(3, 9)),
        ),
    ],
)
def test_a_day_inside_a_period_is_read_and_written_as_it_stands(
    write_pack, clauses, written, cadence
):
    other = reread(write_pack, "{at_least: 1, per: month}", json.dumps(written), clauses)

    assert other.get(ClauseRef("works", "W1")).cadence == cadence
    assert json.loads(json.dumps(cadence_values(cadence))) == written


def test_a_clause_knows_what_it_is_met_by(library):
    assert library.met_by(ClauseRef("works", "P1")) == ClauseRef("works", "M1")
    assert library.met_by(ClauseRef("works", "M1")) is None


@pytest.mark.parametrize("name", ["manager", "厂长", "一把手", "廠長", " 厂 长 ", "MANAGER"])
def test_a_post_is_found_by_id_name_and_synonym(library, name):
    assert library.post_named(name).id == MANAGER


def test_names_that_no_post_has_are_refused(library):
    with pytest.raises(UnknownPost):
        library.post_named("班前会")
    with pytest.raises(UnknownPost):
        library.post(PostId("director"))
    with pytest.raises(UnknownPost):
        library.body(BodyId("director"))
    with pytest.raises(UnknownPost):
        library.duties_of(PostId("director"))


def test_a_ref_finds_whatever_the_packs_state(library):
    question = ClauseRef("works", "Q1")

    assert isinstance(library.find(question), Question)
    assert library.find(ClauseRef("works", "none")) is None
    assert library.get(ClauseRef("works", "W2")).duty == "培训新工人"
    with pytest.raises(UnknownRef):
        library.get(question)


def test_bodies_and_posts_of_all_packs_are_listed(library):
    assert [body.name for body in library.bodies()] == ["厂部", "车间"]
    assert [post.name for post in library.posts_of(BodyId("plant"))] == ["厂长", "副厂长"]
    answering = library.answering_post(BodyId("workshop"))
    assert answering is not None
    assert answering.id == FOREMAN
    assert [rule.absent for rule in library.acting()] == ["workshop"]


def test_a_pack_comes_after_the_packs_it_uses(write_pack, monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "SHIPPED_PACKS", tmp_path / "shipped")
    rest = dict.fromkeys(("subjects", "clauses", "terms", "questions"))
    manifest = "id: a\ntitle: 市\nshort_title: 市\nedition: '1'\nuses: [works]\n"
    user = write_pack("a", pack=manifest, **rest)
    write_pack()

    assert [pack.id for pack in Library.load([user]).packs] == ["works", "a"]
    assert [pack.id for pack in Library.load([tmp_path]).packs] == ["works", "a"]


def test_faults_of_all_packs_are_raised_together(write_pack, monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "SHIPPED_PACKS", tmp_path / "shipped")
    one = write_pack("one", topics="x: 1\n")
    two = write_pack("two", topics="x: 1\n")
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(PackFaults) as caught:
        Library.load([one, two, empty])

    found = {(fault.file.parent.name, fault.code) for fault in caught.value.faults}
    assert found == {
        ("one", "unknown-key"),
        ("two", "unknown-key"),
        ("two", "duplicate-id"),  # both packs have the same bodies and posts
        (tmp_path.name, "no-such-pack"),
    }


def test_one_pack_cannot_be_loaded_from_two_folders(write_pack, monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "SHIPPED_PACKS", tmp_path / "shipped")
    one = write_pack("a/works", pack=MANIFEST)
    two = write_pack("b/works", pack=MANIFEST)

    with pytest.raises(PackFaults) as caught:
        Library.load([one, two])

    assert [fault.code for fault in caught.value.faults] == ["duplicate-pack"]


MANIFEST = """\
id: works
title: 某厂安全生产责任清单
short_title: 安全清单
edition: "2025"
announced:
  total: 5
  parts:
    - {id: plant, title: 厂部责任, subjects: [plant], count: 3}
    - {id: manager, title: 厂长责任, subjects: [manager], count: 2}
documents:
  - {id: rules, title: 某厂安全生产规则, short_title: 安全规则, year: 2025}
"""
