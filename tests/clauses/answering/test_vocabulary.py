from __future__ import annotations

from dataclasses import replace

import pytest

from clauses.library import Library
from clauses.model import Body, BodyId, ClauseRef, Distinction, Owed, Post, PostId, Term
from clauses.vocabulary import Kind, Vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return Vocabulary(library)


def found(vocabulary: Vocabulary, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.concept.id) for m in vocabulary.mentions(text)]


def test_the_longest_word_wins(vocabulary: Vocabulary):
    assert found(vocabulary, "消防站站长在消防站") == [
        ("消防站站长", "chief"),
        ("消防站", "station"),
    ]


def test_synonyms_name_the_same_thing(vocabulary: Vocabulary):
    assert found(vocabulary, "一号开站务会议") == [("一号", "chief"), ("站务会议", "站务会")]


def test_a_word_at_the_very_end_ends_with_the_text(vocabulary: Vocabulary):
    assert vocabulary.mentions("检查水源")[0].end == 4


def test_a_list_is_known_by_its_titles(vocabulary: Vocabulary):
    concept = vocabulary.named("责任清单")

    assert concept is not None
    assert (concept.kind, concept.id) == (Kind.DOCUMENT, "fire-list")


def test_what_terms_to_be_told_apart_share_stands_for_each_of_them(vocabulary: Vocabulary):
    fragments = vocabulary.fragments("务会多久开1次", [])

    assert [[c.id for c in fragment.concepts] for fragment in fragments] == [["站务会", "班务会"]]


def test_a_shared_part_within_a_word_is_none(vocabulary: Vocabulary):
    assert vocabulary.fragments("站务会", [(0, 3)]) == ()


def committee_world(library: Library) -> Vocabulary:
    """党组（党委） beside 机关党委, and 党委 to be told from both."""
    pack = replace(
        library.packs[0],
        bodies=(Body(BodyId("group"), "党组（党委）"), Body(BodyId("committee"), "机关党委")),
        posts=(Post(PostId("secretary"), "机关党委书记", BodyId("committee"), Owed.ONCE),),
        terms=(Term("党组（党委）", ("党组",)), Term("机关党委", ("直属党委",)), Term("党委", ())),
        distinctions=(
            Distinction(ClauseRef("fire-rules", "N1"), ("党组", "党委", "机关党委"), "不同。"),
        ),
        clauses=(),
        questions=(),
        corrections=(),
    )
    return Vocabulary(Library((pack,)))


def test_a_bracket_in_a_name_holds_another_name(library: Library):
    vocabulary = committee_world(library)

    for word in ("党组", "党组（党委）", "党组党委"):
        concept = vocabulary.named(word)
        assert concept is not None
        assert concept.id == "group"


def test_a_word_told_apart_from_two_that_contain_it_means_either(library: Library):
    vocabulary = committee_world(library)

    assert vocabulary.named("党委") is None
    assert {c.id for c in vocabulary.fragments("党委", [])[0].concepts} == {"group", "committee"}


def test_a_post_is_known_by_the_other_words_for_its_body(library: Library):
    concept = committee_world(library).named("直属党委书记")

    assert concept is not None
    assert concept.id == "secretary"
