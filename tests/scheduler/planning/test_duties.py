from __future__ import annotations

import pytest

from clauses.cadence import (
    Cadence,
    Continuous,
    NotStated,
    OnEvent,
    Per,
    Quota,
    Regular,
)
from clauses.model import BodyId, Clause, ClauseRef, Known, Owed, Post, PostId, Strength
from scheduler.planning.duties import LeadTimes, duties_among

SECRETARY = Post(PostId("secretary"), "书记", BodyId("committee"), Owed.ONCE, answers_for_body=True)
QUARTERLY = Quota(1, Per.QUARTER)


def clause(
    local: str,
    cadence: Cadence = QUARTERLY,
    *,
    known: Known = Known.TEXT,
    meets: tuple[str, ...] = (),
) -> Clause:
    return Clause(
        ref=ClauseRef("pack", local),
        subject="secretary",
        duty=local,
        text=local,
        cadence=cadence,
        strength=Strength.MUST,
        known=known,
        citations=(),
        meets=tuple(ClauseRef("pack", other) for other in meets),
    )


def planned(*clauses: Clause) -> list[str]:
    return [duty.ref.local for duty in duties_among(clauses, SECRETARY)]


@pytest.mark.parametrize(
    "cadence",
    [Continuous(), Regular(), OnEvent("会前", -10), NotStated()],
    ids=lambda cadence: type(cadence).__name__,
)
def test_a_clause_without_a_number_is_not_planned(cadence: Cadence) -> None:
    assert planned(clause("A", cadence)) == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known.SEED, ["A"]),
        (Known.TEXT, ["A"]),
        (Known.SECOND_HAND, []),
        (Known.UNVERIFIED, []),
    ],
)
def test_only_what_was_read_is_planned(known: Known, expected: list[str]) -> None:
    assert planned(clause("A", known=known)) == expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        pytest.param([clause("A", meets=("B",)), clause("B")], ["A"], id="met by an earlier one"),
        pytest.param([clause("B"), clause("A", meets=("B",))], ["A"], id="met by a later one"),
        pytest.param(
            [clause("A", meets=("B",)), clause("B", meets=("C",)), clause("C")],
            ["A"],
            id="met by way of another",
        ),
        pytest.param(
            [clause("A", meets=("B",)), clause("B", meets=("A",))], ["A"], id="met by each other"
        ),
        pytest.param([clause("A", meets=("A",))], ["A"], id="met by itself"),
        pytest.param(
            [clause("A"), clause("B", meets=("X",))], ["A", "B"], id="owed by no one here"
        ),
        pytest.param(
            [clause("A", Continuous(), meets=("B",)), clause("B")],
            ["B"],
            id="met by one that is not planned",
        ),
    ],
)
def test_a_clause_met_by_another_is_not_planned_beside_it(
    clauses: list[Clause], expected: list[str]
) -> None:
    assert planned(*clauses) == expected


def test_a_duty_says_who_owes_it() -> None:
    (duty,) = duties_among([clause("A")], SECRETARY)

    assert (duty.post, duty.owed, duty.quota) == (SECRETARY.id, Owed.ONCE, QUARTERLY)


def test_groups_hear_of_the_end_of_a_period_only() -> None:
    assert LeadTimes().group_stages == {
        "before-7",
        "before-1",
        "overdue-1",
        "overdue-2",
        "overdue-3",
        "overdue-4",
    }
