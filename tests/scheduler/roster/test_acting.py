from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from clauses.model import ActingRule, BodyId
from clauses.naming import LevelId
from scheduler.roster.acting import acts_for_now
from scheduler.roster.model import Organisation, OrganisationId
from scheduler.roster.queries.organisations import Organisations

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.store.engine import Database

COMMITTEE = BodyId("agency-committee")
RULES = (ActingRule(COMMITTEE, (BodyId("general-branch"), BodyId("branch"))),)


def organisation(id_: int, body: str, *, acts: bool = False) -> Organisation:
    return Organisation(
        OrganisationId(id_),
        f"组织{id_}",
        BodyId(body),
        LevelId("city"),
        ZoneInfo("Asia/Shanghai"),
        acts_for=(COMMITTEE,) if acts else (),
    )


@pytest.mark.parametrize(
    ("body", "around", "acts"),
    [
        ("general-branch", [], True),
        ("branch", [], True),
        ("branch", ["leading-group", "party-group"], True),
        ("branch", ["branch"], True),
        ("branch", ["agency-committee"], False),
        ("general-branch", ["agency-committee"], False),
        ("branch", ["general-branch"], False),
        ("general-branch", ["branch"], True),
        ("party-group", [], False),
    ],
    ids=[
        "a lone general branch",
        "a lone branch",
        "beside others",
        "beside a branch that does not act",
        "under the committee",
        "a general branch under the committee",
        "beside a general branch",
        "a general branch beside a branch",
        "no rule",
    ],
)
def test_who_carries_the_duties_of_the_committee(body: str, around: list[str], acts: bool) -> None:
    others = [organisation(number, each) for number, each in enumerate(around, start=10)]
    expected = (COMMITTEE,) if acts else ()
    assert acts_for_now(organisation(20, body, acts=True), others, RULES) == expected


def test_of_two_that_could_the_first_registered_acts() -> None:
    first, second = organisation(1, "branch", acts=True), organisation(2, "branch", acts=True)
    assert acts_for_now(first, [second], RULES) == (COMMITTEE,)
    assert acts_for_now(second, [first], RULES) == ()


def test_without_rules_nothing_acts() -> None:
    assert acts_for_now(organisation(1, "branch", acts=True), [], ()) == ()


async def test_acting_follows_the_tree_as_it_grows(database: Database, make: Factory) -> None:
    top = await make.organisation("上级机关党组", body="leading-group")
    group = await make.organisation("党组", body="leading-group", parent=top)
    acting = await make.organisation(
        "支部", body="branch", parent=group, acts_for=("agency-committee",)
    )
    plain = await make.organisation("另一支部", body="branch", parent=group)

    async def now() -> dict[OrganisationId, tuple[BodyId, ...]]:
        async with database.read() as session:
            return await Organisations(session).effective_acts_for([acting, plain], RULES)

    assert await now() == {acting.id: (COMMITTEE,), plain.id: ()}
    # A committee elsewhere in the tree is another agency's.
    await make.organisation("旁系机关党委", parent=await make.organisation("旁系", parent=top))
    assert (await now())[acting.id] == (COMMITTEE,)
    await make.organisation("党总支", body="general-branch", parent=group)
    assert (await now())[acting.id] == ()
