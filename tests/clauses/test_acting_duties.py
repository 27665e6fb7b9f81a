"""What falls to a post whose organisation stands in for a body that the agency does not have."""

from __future__ import annotations

import pytest

from clauses.model import BodyId, PostId

COMMITTEE = BodyId("agency-committee")


def refs(clauses):
    return {str(clause.ref) for clause in clauses}


@pytest.mark.parametrize("post", ["branch-secretary", "general-branch-secretary"])
def test_the_duties_of_the_absent_committee_and_its_secretary_come_on_top(library, post):
    alone = refs(library.duties_of(PostId(post)))
    acting = refs(library.duties_of(PostId(post), acts_for=[COMMITTEE]))

    assert alone < acting
    assert "sichuan-three-levels-five-posts:A14" in acting - alone
    assert "party-regulations:C01" in acting - alone


def test_the_term_of_an_absent_committee_is_nobodys(library):
    acting = refs(library.duties_of(PostId("branch-secretary"), acts_for=[COMMITTEE]))

    assert "party-regulations:E23" in acting
    assert "party-regulations:C27" not in acting


@pytest.mark.parametrize(
    ("post", "own"), [("branch-secretary", "F24"), ("general-branch-secretary", "F31")]
)
def test_a_secretary_who_acts_reports_once_a_year_and_not_twice(library, post, own):
    acting = refs(library.duties_of(PostId(post), acts_for=[COMMITTEE]))

    assert f"party-regulations:{own}" in acting
    assert "party-regulations:F15" not in acting


@pytest.mark.parametrize("post", ["branch-secretary", "general-branch-secretary"])
@pytest.mark.parametrize("clause", ["C35", "C37", "C38", "C39", "C42", "C43", "C44", "C46", "C47"])
def test_what_only_a_committee_owes_is_not_handed_over(library, post, clause):
    acting = refs(library.duties_of(PostId(post), acts_for=[COMMITTEE]))

    assert f"party-regulations:{clause}" not in acting


def test_a_branch_with_none_below_it_reminds_none_of_its_term(library):
    branch, general = (
        refs(library.duties_of(PostId(post), acts_for=[COMMITTEE]))
        for post in ("branch-secretary", "general-branch-secretary")
    )

    assert "party-regulations:C34" not in branch
    assert "party-regulations:C34" in general


def test_who_does_not_answer_for_the_body_carries_nothing(library):
    member = PostId("branch-discipline-member")

    assert library.duties_of(member, acts_for=[COMMITTEE]) == library.duties_of(member)
