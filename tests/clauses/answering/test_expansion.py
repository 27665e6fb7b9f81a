from __future__ import annotations

from clauses.answering.finding.expansion import Expansion
from clauses.lexicon import field_lexicon


def test_a_spoken_word_leads_to_the_official_ones():
    expansion = Expansion({"批准 审批": ["点头"]})

    assert expansion.of("谁点头") == ("批准", "审批")


def test_official_words_of_one_entry_lead_to_each_other_but_not_to_themselves():
    assert Expansion({"批准 审批": ["点头"]}).of("由谁审批") == ("批准",)


def test_only_so_many_words_are_thought_of():
    near = {f"official{n}": ["word"] for n in range(40)}

    assert len(Expansion(near).of("word")) <= 12


def test_nothing_is_near_without_a_lexicon():
    assert Expansion({}).of("谁点头") == ()


def test_the_field_has_no_empty_entry():
    lexicon = field_lexicon()
    for words in (lexicon.bodies, lexicon.posts, lexicon.terms, lexicon.near):
        assert all(
            name.strip() and all(each.strip() for each in also) for name, also in words.items()
        )
