"""How much one person may ask for, and how a manager is left in peace."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from clauses.model import PostId
from clauses.naming import LevelId
from scheduler.errors import RequestsBlocked, TooManyRequests, UnknownRequest
from scheduler.membership.joining import GATHERED, MOST_A_DAY, MOST_OPEN
from scheduler.membership.registration import Registration
from scheduler.roster.model import RequestMark

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person

pytestmark = pytest.mark.experiment("8 too many requests")

DEPUTY = PostId("agency-committee-deputy")


@pytest.fixture
async def boss(make: Factory) -> Person:
    return await make.person("主任")


async def offices(make: Factory, boss: Person, number: int) -> list[Organisation]:
    return [await make.organisation(f"第{n}机关党委", manager=boss) for n in range(number)]


async def test_one_person_has_a_few_open_requests_at_once(
    registration: Registration, make: Factory, boss: Person
) -> None:
    pest, other = await make.person("甲"), await make.person("乙")
    asked = 0
    refused: set[int] = set()
    for office in await offices(make, boss, 14):
        try:
            await registration.take_post(pest.id, office.id, DEPUTY)
            asked += 1
        except TooManyRequests as error:
            refused.add(error.limit)
    assert (asked, refused) == (MOST_OPEN, {MOST_OPEN})
    await registration.take_post(other.id, office.id, DEPUTY)  # others may
    await registration.decide(1, boss.id, approve=False)
    await registration.take_post(pest.id, office.id, DEPUTY)  # an answer makes room


async def test_a_new_organisation_asks_for_its_place_within_the_same_limit(
    registration: Registration, make: Factory, boss: Person
) -> None:
    pest = await make.person("甲")
    above = await make.organisation(manager=boss)

    async def found(name: str) -> Organisation:
        return await registration.create_organisation(
            pest.id,
            name=name,
            body="branch",
            level=LevelId("province"),
            zone=above.zone,
            parent_id=above.id,
        )

    for number in range(MOST_OPEN):
        await found(f"第{number}支部")
    with pytest.raises(TooManyRequests):
        await found("又一支部")
    assert len(await registration.managed_by(pest.id)) == MOST_OPEN  # the refused one left nothing


async def test_one_person_asks_so_many_times_a_day(
    registration: Registration, make: Factory, boss: Person, clock: ManualClock
) -> None:
    pest = await make.person("甲")
    *many, last = await offices(make, boss, MOST_A_DAY + 1)
    for office in many:
        request = await registration.take_post(pest.id, office.id, DEPUTY)
        await registration.decide(request, boss.id, approve=False)
    with pytest.raises(TooManyRequests) as refused:
        await registration.take_post(pest.id, last.id, DEPUTY)
    assert (refused.value.limit, refused.value.daily) == (MOST_A_DAY, True)
    clock.advance(timedelta(days=1, seconds=1))
    await registration.take_post(pest.id, last.id, DEPUTY)


async def test_requests_that_come_soon_after_another_are_gathered(
    registration: Registration, make: Factory, boss: Person, clock: ManualClock
) -> None:
    began = clock.now()
    for number, office in enumerate(await offices(make, boss, 4)):
        person = await make.person(f"第{number}人")
        await registration.take_post(person.id, office.id, DEPUTY)
        clock.advance(timedelta(minutes=1))
    times = sorted((await make.send_times()).values())
    assert times == [began] + [began + GATHERED] * 3

    clock.advance(timedelta(hours=1))
    await registration.take_post((await make.person()).id, office.id, DEPUTY)
    assert max((await make.send_times()).values()) == clock.now()


async def test_a_manager_who_mutes_somebody_is_not_told_and_others_are(
    registration: Registration, make: Factory, boss: Person
) -> None:
    pest = await make.person("甲")
    one, two = await offices(make, boss, 2)
    deputy = await make.person("副主任")
    registration_of = await registration.take_post(pest.id, one.id, DEPUTY)
    seen = await registration.set_mark(registration_of, boss.id, RequestMark.MUTED)
    assert (seen.approved, seen.mark) == (None, RequestMark.MUTED)
    await make.manager(two, deputy)
    await registration.take_post(pest.id, two.id, DEPUTY)
    assert list(await make.notices()) == [f"j/1/{boss.id}", f"j/2/{deputy.id}"]

    await registration.set_mark(registration_of, boss.id, None)
    assert (await registration.request(registration_of, boss.id)).mark is None


async def test_who_is_blocked_asks_no_more_and_is_declined(
    registration: Registration, make: Factory, boss: Person
) -> None:
    pest = await make.person("甲")
    one, two = await offices(make, boss, 2)
    elsewhere = await make.organisation("别处机关党委", manager=await make.person("别人"))
    first = await registration.take_post(pest.id, one.id, DEPUTY)
    second = await registration.take_post(pest.id, two.id, DEPUTY)
    foreign = await registration.take_post(pest.id, elsewhere.id, DEPUTY)
    seen = await registration.set_mark(first, boss.id, RequestMark.BLOCKED)
    assert (seen.approved, seen.mark) == (False, RequestMark.BLOCKED)
    assert (await registration.request(second, boss.id)).approved is False
    assert await registration.take_post(pest.id, elsewhere.id, DEPUTY) == foreign  # still open
    with pytest.raises(RequestsBlocked):
        await registration.take_post(pest.id, one.id, DEPUTY)

    await registration.set_mark(first, boss.id, None)
    await registration.take_post(pest.id, one.id, DEPUTY)


async def test_nobody_else_looks_at_a_request_or_marks_who_made_it(
    registration: Registration, make: Factory, boss: Person
) -> None:
    pest = await make.person("甲")
    (office,) = await offices(make, boss, 1)
    request = await registration.take_post(pest.id, office.id, DEPUTY)
    for stranger in (pest, await make.person("别人")):
        with pytest.raises(UnknownRequest):
            await registration.request(request, stranger.id)
        for mark in (*RequestMark, None):
            with pytest.raises(UnknownRequest):
                await registration.set_mark(request, stranger.id, mark)


async def test_what_waits_to_be_told_of_somebody_who_is_muted_is_not_told(
    registration: Registration, make: Factory, boss: Person
) -> None:
    pest, other = await make.person("甲"), await make.person("乙")
    one, two, three = await offices(make, boss, 3)
    deputy = await make.person("副主任")
    elsewhere = await make.organisation("别处机关党委", manager=deputy)
    first = await registration.take_post(pest.id, one.id, DEPUTY)
    second = await registration.take_post(pest.id, two.id, DEPUTY)
    third = await registration.take_post(pest.id, elsewhere.id, DEPUTY)
    fourth = await registration.take_post(other.id, three.id, DEPUTY)

    await registration.set_mark(first, boss.id, RequestMark.MUTED)

    states = {key: state for key, (state, _) in (await make.notices()).items()}
    assert states == {
        f"j/{first}/{boss.id}": "superseded",
        f"j/{second}/{boss.id}": "superseded",
        f"j/{third}/{deputy.id}": "due",
        f"j/{fourth}/{boss.id}": "due",
    }
    assert (await registration.request(second, boss.id)).approved is None
