from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from clauses.errors import UnknownPost
from clauses.naming import LevelId
from scheduler.errors import (
    AlreadyDecided,
    AlreadyHeld,
    BadName,
    CannotActFor,
    CircularTree,
    InTheFuture,
    NameTaken,
    NotManager,
    PostNotOfBody,
    UnknownAssignment,
    UnknownOrganisation,
    UnknownRequest,
)
from scheduler.membership.registration import Registration
from scheduler.roster.model import Assignment

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person

SHANGHAI = ZoneInfo("Asia/Shanghai")
SECRETARY = "agency-committee-secretary"
DEPUTY = "agency-committee-deputy"


async def create(
    registration: Registration, by: Person, name: str = "省水利厅机关党委", **changes: object
) -> Organisation:
    wanted = {
        "body": "agency-committee",
        "level": LevelId("province"),
        "zone": SHANGHAI,
        **changes,
    }
    return await registration.create_organisation(by.id, name=name, **wanted)


# Persons


async def test_a_newcomer_is_introduced(registration: Registration) -> None:
    person = await registration.introduce(telegram(7), name="王芳", locale="zh-Hant")
    assert (person.address, person.name, person.locale) == (telegram(7), "王芳", "zh-Hant")
    assert person.reachable
    assert person.quiet_hours is not None
    assert await registration.find_person(telegram(7)) == person


async def test_introduced_again_only_the_name_changes(registration: Registration) -> None:
    before = await registration.introduce(telegram(7), name="王芳", locale="zh-Hans")
    after = await registration.introduce(telegram(7), name="王芳芳", locale="en")
    assert (after.id, after.name, after.locale) == (before.id, "王芳芳", "zh-Hans")


async def test_many_first_messages_at_once_make_one_person(registration: Registration) -> None:
    persons = await asyncio.gather(
        *(registration.introduce(telegram(7), name="王芳", locale="zh-Hans") for _ in range(8))
    )
    assert len({person.id for person in persons}) == 1


async def test_a_stranger_is_not_found(registration: Registration) -> None:
    assert await registration.find_person(telegram(7)) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<b>&amp;\"'", "<b>&amp;\"'"),
        ("王\u202e芳👩‍👩‍👧", "王芳👩‍👩‍👧"),
        ("𠀀𪚥", "𠀀𪚥"),
        ("ㅤ", "ㅤ"),
        ("", ""),
        ("王\0芳", "王芳"),
        ("王\ud83d芳", "王芳"),
        ("名" * 300, "名" * 256),
    ],
    ids=["html", "bidi and joined emoji", "rare", "filler", "empty", "nul", "half a pair", "long"],
)
async def test_a_person_may_be_called_anything(
    registration: Registration, given: str, kept: str
) -> None:
    await registration.introduce(telegram(7), name=given, locale="zh-Hans")
    person = await registration.find_person(telegram(7))
    assert person is not None
    assert person.name == kept


async def test_the_largest_telegram_id_is_kept(registration: Registration) -> None:
    assert (
        await registration.introduce(telegram(2**52 - 1), name="王芳", locale="en")
    ).address == telegram(2**52 - 1)


# Organisations


async def test_the_creator_is_the_manager(registration: Registration, make: Factory) -> None:
    person = await make.person()
    organisation = await create(registration, person, zone=ZoneInfo("Asia/Urumqi"))
    assert organisation.zone == ZoneInfo("Asia/Urumqi")
    assert organisation.level == LevelId("province")
    assert organisation.parent_id is None
    assert await registration.managed_by(person.id) == [organisation]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  省水利厅 \t 机关党委\n", "省水利厅 机关党委"),
        ("省水利厅\u3000机关党委", "省水利厅 机关党委"),
        ("\ufeff省水利厅\u200b机关党委", "省水利厅机关党委"),
        ("Büro für Straßenbau", "Büro für Straßenbau"),
        ("𠀀局<b>党委", "𠀀局<b>党委"),
        ("क्‍ष समिति", "क्‍ष समिति"),
        ("党" * 60, "党" * 60),
    ],
    ids=["trimmed", "full-width space", "invisible", "accents", "rare and html", "joiner", "60"],
)
async def test_names_are_trimmed_and_kept(
    registration: Registration, make: Factory, given: str, kept: str
) -> None:
    person = await make.person()
    organisation = await create(registration, person, given)
    assert organisation.name == kept
    hits = await registration.search_organisations(person.id, kept)
    assert [hit.organisation.name for hit in hits] == [kept]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "\u200b",
        "2026",
        "——",
        "党" * 61,
        "水利\x07厅",
        "水利\u202e厅",
        "水利\u2066厅",
        "水\ud83d利",
    ],
    ids=["empty", "blank", "invisible", "digits", "dashes", "61", "bell", "rlo", "lri", "half"],
)
async def test_what_is_no_name_is_refused(
    registration: Registration, make: Factory, name: str
) -> None:
    person = await make.person()
    with pytest.raises(BadName) as refused:
        await create(registration, person, name)
    assert refused.value.limit == 60
    assert await registration.managed_by(person.id) == []


async def test_an_unknown_type_is_refused(registration: Registration, make: Factory) -> None:
    with pytest.raises(UnknownPost):
        await create(registration, await make.person(), body="guild")


async def test_a_manager_places_organisations_below(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    above = await create(registration, person)
    below = await create(registration, person, "一支部", body="branch", parent_id=above.id)
    assert below.parent_id == above.id
    assert await make.notices() == {}


async def test_one_name_is_there_once_under_a_parent(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    above = await create(registration, person)
    await create(registration, person, "一支部", body="branch", parent_id=above.id)
    with pytest.raises(NameTaken):
        await create(registration, person, " 一支部 ", body="branch", parent_id=above.id)
    await create(registration, person, "一支部", body="general-branch", parent_id=above.id)


async def test_two_create_the_same_at_once_and_one_succeeds(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    above = await create(registration, person)
    made = await asyncio.gather(
        *(
            create(registration, person, "一支部", body="branch", parent_id=above.id)
            for _ in range(4)
        ),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in made) == ["NameTaken"] * 3 + ["Organisation"]


async def test_pressing_create_twice_makes_one(registration: Registration, make: Factory) -> None:
    person = await make.person()
    await create(registration, person)
    with pytest.raises(NameTaken):
        await create(registration, person)
    await create(registration, await make.person())  # another agency of the same name


async def test_under_a_foreign_parent_its_managers_are_asked(
    registration: Registration, make: Factory
) -> None:
    boss, person = await make.person("主任"), await make.person()
    above = await create(registration, boss)

    below = await create(registration, person, "一支部", body="branch", parent_id=above.id)

    assert below.parent_id is None
    assert await make.notices() == {f"j/1/{boss.id}": ("due", None)}
    decision = await registration.decide(1, boss.id, approve=True)
    assert decision.child is not None
    assert decision.child.parent_id == above.id
    assert decision.requester == person
    assert await registration.managed_by(boss.id) == [above, decision.child]
    assert await make.notices() == {
        f"j/1/{boss.id}": ("superseded", "decided"),
        "ja/1": ("due", None),
    }


async def test_a_parent_has_to_exist(registration: Registration, make: Factory) -> None:
    with pytest.raises(UnknownOrganisation):
        await create(registration, await make.person(), parent_id=2**52)


async def test_nothing_stands_under_itself(registration: Registration, make: Factory) -> None:
    ann, bob = await make.person("安"), await make.person("博")
    upper = await make.organisation("甲", manager=ann)
    lower = await make.organisation("乙", parent=upper, manager=bob)
    third = await create(registration, bob, "丙", parent_id=upper.id)  # asks ann: request 1
    assert third.parent_id is None
    await registration.decide(1, ann.id, approve=True)
    await make.request_for_place(lower, ann, upper)  # request 2
    with pytest.raises(CircularTree):
        await registration.decide(2, bob.id, approve=True)
    assert (await registration.decide(2, bob.id, approve=False)).approved is False


async def test_a_name_taken_meanwhile_keeps_the_request_open(
    registration: Registration, make: Factory
) -> None:
    boss, person = await make.person("主任"), await make.person()
    above = await create(registration, boss)
    await create(registration, person, "一支部", body="branch", parent_id=above.id)
    await create(registration, boss, "一支部", body="branch", parent_id=above.id)
    with pytest.raises(NameTaken):
        await registration.decide(1, boss.id, approve=True)
    assert (await registration.decide(1, boss.id, approve=False)).repeated is False


# Acting for a body that the agency does not have


@pytest.mark.parametrize("body", ["general-branch", "branch"])
async def test_a_lone_branch_acts_for_the_committee(
    registration: Registration, make: Factory, body: str
) -> None:
    organisation = await create(
        registration, await make.person(), body=body, acts_for=["agency-committee"]
    )
    assert organisation.acts_for == ("agency-committee",)


@pytest.mark.parametrize(
    ("body", "absent"),
    [
        ("discipline-committee", "agency-committee"),
        ("branch", "discipline-committee"),
        ("branch", "branch"),
        ("branch", "no-such-body"),
    ],
)
async def test_nothing_acts_without_a_rule(
    registration: Registration, make: Factory, body: str, absent: str
) -> None:
    with pytest.raises(CannotActFor):
        await create(registration, await make.person(), body=body, acts_for=[absent])


async def test_nothing_acts_for_a_body_above_it(registration: Registration, make: Factory) -> None:
    person = await make.person()
    committee = await create(registration, person)
    middle = await create(
        registration, person, "总支", body="general-branch", parent_id=committee.id
    )
    with pytest.raises(CannotActFor):
        await create(
            registration,
            person,
            "支部",
            body="branch",
            parent_id=middle.id,
            acts_for=["agency-committee"],
        )


async def test_nothing_acts_beside_the_body_or_a_better_carrier(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    group = await create(registration, person, "党组", body="leading-group")
    await create(registration, person, "总支", body="general-branch", parent_id=group.id)
    with pytest.raises(CannotActFor):
        await create(
            registration,
            person,
            "支部",
            body="branch",
            parent_id=group.id,
            acts_for=["agency-committee"],
        )
    assert len(await registration.managed_by(person.id)) == 2  # the refused one left nothing


async def test_of_two_branches_only_one_acts(registration: Registration, make: Factory) -> None:
    person = await make.person()
    group = await create(registration, person, "党组", body="leading-group")
    acting = {"body": "branch", "parent_id": group.id, "acts_for": ["agency-committee"]}
    await create(registration, person, "一支部", **acting)
    with pytest.raises(CannotActFor):
        await create(registration, person, "二支部", **acting)


# Searching: what lies around somebody; for all else see test_roots


async def search(
    registration: Registration, by: Person, text: str, **changes: object
) -> list[Organisation]:
    hits = await registration.search_organisations(by.id, text, **changes)
    return [hit.organisation for hit in hits]


async def test_search_finds_parts_typos_and_other_scripts(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person()
    water = await make.organisation("四川省水利厅机关党委", manager=boss)
    money = await make.organisation("四川省财政厅机关党委", manager=boss)
    for text in ["水利厅", "四川省水利厅机关党委", "水利廳機關黨委", " 四川省水利庁机关党委 "]:
        assert (await search(registration, boss, text))[0] == water, text
    assert await search(registration, boss, "财政") == [money]


@pytest.mark.parametrize(
    "text",
    ["", "水", " 水 ", "。。", "農業農村局", "\0"],
    ids=["empty", "one", "one spaced", "stops", "another", "nul"],
)
async def test_search_finds_nothing_for_too_little_or_another(
    registration: Registration, make: Factory, text: str
) -> None:
    boss = await make.person()
    await make.organisation("四川省水利厅机关党委", manager=boss)
    assert await search(registration, boss, text) == []


async def test_search_gives_ten_at_most_and_keeps_to_a_type(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person()
    for number in range(12):
        await make.organisation(f"水利厅第{number}支部", body="branch", manager=boss)
    committee = await make.organisation("水利厅机关党委", manager=boss)
    assert len(await search(registration, boss, "水利厅")) == 10
    assert await search(registration, boss, "水利厅", body="agency-committee") == [committee]


async def test_a_very_long_search_is_quick_and_harmless(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person()
    await make.organisation("四川省水利厅机关党委", manager=boss)
    assert await search(registration, boss, "党" * 100_000) == []


# Posts


async def test_a_manager_takes_a_post_from_today(
    registration: Registration, make: Factory, clock: ManualClock
) -> None:
    clock.set(datetime(2026, 11, 30, 17, tzinfo=UTC))  # already the next day in Shanghai
    person = await make.person()
    organisation = await create(registration, person)

    assignment = await registration.take_post(person.id, organisation.id, SECRETARY)

    assert isinstance(assignment, Assignment)
    assert (assignment.start_on, assignment.end_on) == (date(2026, 12, 1), None)
    assert await registration.assignments_of(person.id) == [assignment]


async def test_without_a_manager_anyone_may_start(
    registration: Registration, make: Factory
) -> None:
    organisation = await make.organisation()
    person = await make.person()
    assert isinstance(await registration.take_post(person.id, organisation.id, DEPUTY), Assignment)


async def test_a_manager_above_takes_a_post_below(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person()
    above = await make.organisation(manager=boss)
    below = await make.organisation(
        "一支部", body="branch", parent=above, manager=await make.person()
    )
    taken = await registration.take_post(boss.id, below.id, "branch-secretary")
    assert isinstance(taken, Assignment)


async def test_others_ask_and_each_manager_hears_of_it(
    registration: Registration, make: Factory
) -> None:
    boss, person = await make.person("主任"), await make.person()
    organisation = await create(registration, boss)

    request_id = await registration.take_post(person.id, organisation.id, SECRETARY)

    assert request_id == 1
    assert await registration.assignments_of(person.id) == []
    assert await make.notices() == {f"j/1/{boss.id}": ("due", None)}


async def test_asking_again_is_the_same_request(registration: Registration, make: Factory) -> None:
    organisation = await create(registration, await make.person("主任"))
    person = await make.person()
    asked = await asyncio.gather(
        *(registration.take_post(person.id, organisation.id, SECRETARY) for _ in range(4))
    )
    assert set(asked) == {1}
    assert len(await make.notices()) == 1


async def test_where_nobody_manages_it_those_above_are_asked(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person()
    above = await make.organisation(manager=boss)
    below = await make.organisation("一支部", body="branch", parent=above)
    person = await make.person()
    assert await registration.take_post(person.id, below.id, "branch-secretary") == 1
    assert await make.notices() == {f"j/1/{boss.id}": ("due", None)}


async def test_the_same_post_twice_at_once_is_one_assignment(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    organisation = await create(registration, person)
    taken = await asyncio.gather(
        *(registration.take_post(person.id, organisation.id, SECRETARY) for _ in range(6)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Assignment) for each in taken) == 1
    assert sum(isinstance(each, AlreadyHeld) for each in taken) == 5
    assert len(await registration.assignments_of(person.id)) == 1


async def test_several_people_register_at_once(registration: Registration, make: Factory) -> None:
    organisation = await make.organisation()
    persons = [await make.person() for _ in range(5)]
    taken = await asyncio.gather(
        *(registration.take_post(person.id, organisation.id, DEPUTY) for person in persons)
    )
    assert {each.person_id for each in taken} == {person.id for person in persons}


async def test_one_person_holds_several_posts(registration: Registration, make: Factory) -> None:
    person = await make.person()
    committee = await create(registration, person)
    branch = await create(registration, person, "一支部", body="branch", parent_id=committee.id)
    await registration.take_post(person.id, committee.id, SECRETARY)
    await registration.take_post(person.id, committee.id, DEPUTY)
    await registration.take_post(person.id, branch.id, "party-member")
    assert [held.post for held in await registration.assignments_of(person.id)] == [
        SECRETARY,
        DEPUTY,
        "party-member",
    ]


async def test_a_post_of_another_type_is_refused(registration: Registration, make: Factory) -> None:
    person = await make.person()
    organisation = await create(registration, person)
    with pytest.raises(PostNotOfBody):
        await registration.take_post(person.id, organisation.id, "branch-secretary")
    with pytest.raises(UnknownPost):
        await registration.take_post(person.id, organisation.id, "king")
    with pytest.raises(UnknownOrganisation):
        await registration.take_post(person.id, 2**52, SECRETARY)


# Deciding


async def asked_for(
    registration: Registration, make: Factory
) -> tuple[Person, Person, Organisation]:
    """A manager, somebody who asks to be secretary (request 1), and the organisation."""
    boss, person = await make.person("主任"), await make.person()
    organisation = await create(registration, boss)
    await registration.take_post(person.id, organisation.id, SECRETARY)
    return boss, person, organisation


async def test_an_approved_request_is_an_assignment_from_that_day(
    registration: Registration, make: Factory, clock: ManualClock
) -> None:
    boss, person, _ = await asked_for(registration, make)
    clock.advance(timedelta(days=3))

    decision = await registration.decide(1, boss.id, approve=True)

    assert decision.assignment is not None
    assert decision.assignment.start_on == date(2026, 11, 26)
    assert decision.requester.id == person.id
    assert (decision.approved, decision.repeated) == (True, False)
    assert await registration.assignments_of(person.id) == [decision.assignment]
    assert await make.notices() == {
        f"j/1/{boss.id}": ("superseded", "decided"),
        "ja/1": ("due", None),
    }


async def test_a_refused_request_gives_nothing(registration: Registration, make: Factory) -> None:
    boss, person, organisation = await asked_for(registration, make)
    decision = await registration.decide(1, boss.id, approve=False)
    assert (decision.approved, decision.assignment) == (False, None)
    assert await registration.assignments_of(person.id) == []
    assert (await make.notices())["ja/1"] == ("due", None)
    # One may ask again.
    assert await registration.take_post(person.id, organisation.id, SECRETARY) == 2


async def test_deciding_the_same_again_is_harmless(
    registration: Registration, make: Factory
) -> None:
    boss, person, _ = await asked_for(registration, make)
    decisions = await asyncio.gather(
        *(registration.decide(1, boss.id, approve=True) for _ in range(4))
    )
    assert sorted(decision.repeated for decision in decisions) == [False, True, True, True]
    assert len(await registration.assignments_of(person.id)) == 1
    assert len(await make.notices()) == 2


async def test_deciding_otherwise_is_too_late(registration: Registration, make: Factory) -> None:
    boss, person, _ = await asked_for(registration, make)
    await registration.decide(1, boss.id, approve=True)
    with pytest.raises(AlreadyDecided):
        await registration.decide(1, boss.id, approve=False)
    assert len(await registration.assignments_of(person.id)) == 1


async def test_approving_what_is_held_already_adds_nothing(
    registration: Registration, make: Factory
) -> None:
    boss, person, organisation = await asked_for(registration, make)
    held = await make.assignment(person, organisation)
    decision = await registration.decide(1, boss.id, approve=True)
    assert decision.assignment == held


# Leaving and changing


async def test_leaving_ends_today_and_stops_the_reminders_of_that_post(
    registration: Registration, make: Factory
) -> None:
    organisation = await make.organisation()
    person, colleague = await make.holder(organisation), await make.holder(organisation)
    deputy = await make.assignment(person, organisation, post=DEPUTY)
    occurrence = await make.occurrence(organisation)
    others = await make.occurrence(organisation, ref="party-regulations:C01", post=DEPUTY)
    mine = await make.notice(occurrence, person)
    sent = await make.notice(occurrence, person, stage="before-30", state="sent")
    under_way = await make.notice(occurrence, person, stage="before-1", state="sending")
    other_post = await make.notice(others, person)
    colleagues = await make.notice(occurrence, colleague)
    assignment = (await registration.assignments_of(person.id))[0]

    ended = await registration.leave(person.id, assignment.id)

    assert ended.end_on == date(2026, 11, 23)
    assert await registration.assignments_of(person.id) == [deputy]
    assert await make.notices() == {
        mine: ("superseded", "left"),
        sent: ("sent", None),
        under_way: ("sending", None),
        other_post: ("due", None),
        colleagues: ("due", None),
    }


async def test_a_post_is_left_once(registration: Registration, make: Factory) -> None:
    person = await make.person()
    assignment = await make.assignment(person, await make.organisation())
    await registration.leave(person.id, assignment.id)
    with pytest.raises(UnknownAssignment):
        await registration.leave(person.id, assignment.id)
    with pytest.raises(UnknownAssignment):
        await registration.leave(person.id, 2**52)


async def test_a_post_may_be_taken_again_the_same_day(
    registration: Registration, make: Factory
) -> None:
    person = await make.person()
    organisation = await create(registration, person)
    taken = await registration.take_post(person.id, organisation.id, SECRETARY)
    await registration.leave(person.id, taken.id)
    again = await registration.take_post(person.id, organisation.id, SECRETARY)
    assert await registration.assignments_of(person.id) == [again]


async def test_a_post_is_changed_in_one_go(registration: Registration, make: Factory) -> None:
    person = await make.person()
    organisation = await create(registration, person)
    old = await registration.take_post(person.id, organisation.id, SECRETARY)
    new = await registration.change_post(person.id, old.id, DEPUTY)
    assert await registration.assignments_of(person.id) == [new]
    assert new.post == DEPUTY


@pytest.mark.parametrize(
    ("post", "refusal"),
    [(SECRETARY, AlreadyHeld), ("branch-secretary", PostNotOfBody), ("king", UnknownPost)],
)
async def test_a_refused_change_leaves_everything_as_it_was(
    registration: Registration, make: Factory, post: str, refusal: type[Exception]
) -> None:
    person = await make.person()
    organisation = await create(registration, person)
    old = await registration.take_post(person.id, organisation.id, SECRETARY)
    with pytest.raises(refusal):
        await registration.change_post(person.id, old.id, post)
    assert await registration.assignments_of(person.id) == [old]


# Terms of office


async def test_a_manager_says_when_the_term_began(
    registration: Registration, make: Factory
) -> None:
    boss = await make.person()
    above = await create(registration, boss)
    below = await make.organisation("一支部", body="branch", parent=above)
    for organisation in (above, below):
        told = await registration.set_term_start(boss.id, organisation.id, date(2024, 3, 1))
        assert told.term_started_on == date(2024, 3, 1)
    assert [o.term_started_on for o in await registration.managed_by(boss.id)] == [
        date(2024, 3, 1)
    ] * 2


async def test_a_term_does_not_begin_tomorrow(registration: Registration, make: Factory) -> None:
    boss = await make.person()
    organisation = await create(registration, boss)
    await registration.set_term_start(boss.id, organisation.id, date(2026, 11, 23))
    with pytest.raises(InTheFuture):
        await registration.set_term_start(boss.id, organisation.id, date(2026, 11, 24))


# Nobody reaches another organisation


async def test_a_stranger_reaches_nothing(registration: Registration, make: Factory) -> None:
    boss, person, organisation = await asked_for(registration, make)
    held = await registration.take_post(boss.id, organisation.id, DEPUTY)
    stranger = await make.person("外人")
    await create(registration, stranger, "另一机关党委")

    for approve in (True, False):
        with pytest.raises(UnknownRequest):
            await registration.decide(1, stranger.id, approve=approve)
        with pytest.raises(UnknownRequest):
            await registration.decide(1, person.id, approve=approve)  # one's own request
        with pytest.raises(UnknownRequest):
            await registration.decide(2**52, boss.id, approve=approve)
    with pytest.raises(UnknownAssignment):
        await registration.leave(stranger.id, held.id)
    with pytest.raises(UnknownAssignment):
        await registration.change_post(stranger.id, held.id, SECRETARY)
    for organisation_id in (organisation.id, 2**52):
        with pytest.raises(NotManager):
            await registration.set_term_start(stranger.id, organisation_id, date(2026, 1, 1))
    assert await registration.assignments_of(stranger.id) == []
    assert [o.name for o in await registration.managed_by(stranger.id)] == ["另一机关党委"]
    assert await registration.assignments_of(boss.id) == [held]


async def test_a_manager_below_does_not_manage_above(
    registration: Registration, make: Factory
) -> None:
    boss, leader = await make.person("主任"), await make.person()
    above = await create(registration, boss)
    await make.organisation("一支部", body="branch", parent=above, manager=leader)
    with pytest.raises(NotManager):
        await registration.set_term_start(leader.id, above.id, date(2026, 1, 1))
