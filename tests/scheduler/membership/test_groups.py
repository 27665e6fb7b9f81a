from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.conversation.addresses import TopicId, telegram
from scheduler.errors import (
    GroupRightsUnknown,
    NotGroupAdministrator,
    NotManager,
    UnknownGroup,
)
from scheduler.membership.groups import Groups

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

OLD, NEW = telegram(-100), telegram(-1001234567890)


@pytest.fixture
def groups(database: Database, clock: ManualClock) -> Groups:
    return Groups(database, clock)


async def bound(groups: Groups, make: Factory) -> tuple[Person, Organisation]:
    """A manager and their organisation, to which the old group is bound."""
    boss = await make.person()
    organisation = await make.organisation(manager=boss)
    await groups.joined(OLD, "机关党委群", "zh-Hans")
    await groups.bind(OLD, organisation.id, boss.id, runs_group=True)
    return boss, organisation


async def test_a_joined_group_is_found_until_the_bot_leaves(groups: Groups) -> None:
    assert await groups.find(OLD) is None
    joined = await groups.joined(OLD, "机关<党委>群 😀", "zh-Hant")
    assert (joined.title, joined.locale, joined.organisation) == (
        "机关<党委>群 😀",
        "zh-Hant",
        None,
    )
    assert await groups.find(OLD) == joined
    await groups.left(OLD)
    assert await groups.find(OLD) is None


async def test_reports_may_come_twice(groups: Groups) -> None:
    await groups.left(OLD)  # never joined
    first = await groups.joined(OLD, "群", "zh-Hans")
    again = await groups.joined(OLD, "新群名", "en")
    assert (again.id, again.title, again.locale) == (first.id, "新群名", "zh-Hans")
    await groups.left(OLD)
    await groups.left(OLD)
    assert (await groups.joined(OLD, "群", "en")).id == first.id


async def test_many_first_messages_at_once_make_one_group(groups: Groups) -> None:
    joined = await asyncio.gather(*(groups.joined(OLD, "群", "zh-Hans") for _ in range(6)))
    assert len({group.id for group in joined}) == 1


async def test_a_manager_binds_a_group(groups: Groups, make: Factory) -> None:
    _, organisation = await bound(groups, make)
    group = await groups.find(OLD)
    assert group is not None
    assert group.organisation == organisation


async def test_a_manager_above_binds_a_group_to_one_below(groups: Groups, make: Factory) -> None:
    boss, organisation = await bound(groups, make)
    below = await make.organisation("一支部", body="branch", parent=organisation)
    await groups.joined(NEW, "支部群", "zh-Hans")
    assert (await groups.bind(NEW, below.id, boss.id, runs_group=True)).organisation == below


async def test_binding_to_another_stops_what_was_planned_for_the_first(
    groups: Groups, make: Factory
) -> None:
    boss, organisation = await bound(groups, make)
    other = await make.organisation("另一机关党委", manager=boss)
    group = await groups.find(OLD)
    key = await make.group_notice(await make.occurrence(organisation), group)
    sent = await make.group_notice(await make.occurrence(other), group, state="sent")

    await groups.bind(OLD, organisation.id, boss.id, runs_group=True)  # as it was: nothing changes
    assert (await make.notices())[key] == ("due", None)

    assert (await groups.bind(OLD, other.id, boss.id, runs_group=True)).organisation == other
    assert await make.notices() == {key: ("superseded", "unbound"), sent: ("sent", None)}


async def test_unbinding_stops_what_was_planned(groups: Groups, make: Factory) -> None:
    boss, organisation = await bound(groups, make)
    key = await make.group_notice(await make.occurrence(organisation), await groups.find(OLD))
    assert (await groups.unbind(OLD, boss.id, runs_group=True)).organisation is None
    assert (await groups.unbind(OLD, boss.id, runs_group=True)).organisation is None
    assert await make.notices() == {key: ("superseded", "unbound")}


async def test_leaving_stops_what_was_planned_and_keeps_the_binding(
    groups: Groups, make: Factory
) -> None:
    _, organisation = await bound(groups, make)
    key = await make.group_notice(await make.occurrence(organisation), await groups.find(OLD))
    await groups.left(OLD)
    assert (await make.notices())[key] == ("superseded", "unbound")
    assert (await groups.joined(OLD, "群", "en")).organisation == organisation
    assert (await make.notices())[key] == ("due", None)


async def test_a_group_speaks_its_own_language(groups: Groups) -> None:
    await groups.joined(OLD, "群", "zh-Hans")
    assert (await groups.set_locale(OLD, "en")).locale == "en"
    found = await groups.find(OLD)
    assert found is not None
    assert found.locale == "en"


# Moving to another id: the reports come in any order, some twice, some never.

REPORTS = {
    "moved": lambda groups: groups.moved(OLD, NEW),
    "joined": lambda groups: groups.joined(NEW, "超级群", "en"),
    "left": lambda groups: groups.left(OLD),
}


@pytest.mark.parametrize(
    "order",
    [
        "moved",
        "moved moved",
        "moved joined",
        "joined moved",
        "joined moved moved",
        "joined joined moved",
        "moved joined moved",
        "left moved",
        "left joined moved",
        "joined left moved",
        "joined moved left",
        "moved left joined",
        "moved left moved joined",
    ],
)
async def test_a_moved_group_stays_bound(groups: Groups, make: Factory, order: str) -> None:
    _, organisation = await bound(groups, make)
    before = await groups.find(OLD)
    assert before is not None
    key = await make.group_notice(await make.occurrence(organisation), before)

    for report in order.split():
        await REPORTS[report](groups)

    after = await groups.find(NEW)
    assert after is not None
    assert (after.id, after.organisation, after.locale) == (before.id, organisation, "zh-Hans")
    assert (await make.notices())[key] == ("due", None)
    assert await groups.find(OLD) == after
    assert await groups.joined(OLD, "旧群", "en") == after  # a late word from the old chat


@pytest.mark.parametrize("order", ["moved joined", "joined moved", "joined moved moved"])
async def test_an_unbound_group_moves_too(groups: Groups, order: str) -> None:
    await groups.joined(OLD, "群", "zh-Hant")
    for report in order.split():
        await REPORTS[report](groups)
    after = await groups.find(NEW)
    assert after is not None
    assert (after.organisation, after.locale) == (None, "zh-Hant")
    assert await groups.find(OLD) == after


async def test_a_binding_made_after_the_move_stands(groups: Groups, make: Factory) -> None:
    boss, _ = await bound(groups, make)
    other = await make.organisation("另一机关党委", manager=boss)
    await groups.joined(NEW, "超级群", "zh-Hans")
    await groups.bind(NEW, other.id, boss.id, runs_group=True)
    for _ in range(2):
        await groups.moved(OLD, NEW)
        after = await groups.find(NEW)
        assert after is not None
        assert after.organisation == other
        assert await groups.find(OLD) == after


async def test_the_move_of_an_unknown_group_is_nothing(groups: Groups) -> None:
    await groups.moved(OLD, NEW)
    assert await groups.find(NEW) is None


# Nobody reaches another organisation


async def test_a_stranger_binds_and_unbinds_nothing(groups: Groups, make: Factory) -> None:
    _, organisation = await bound(groups, make)
    stranger = await make.person("外人")
    own = await make.organisation("另一机关党委", manager=stranger)
    await groups.joined(NEW, "群", "zh-Hans")
    for organisation_id in (organisation.id, 2**52):
        with pytest.raises(NotManager):
            await groups.bind(NEW, organisation_id, stranger.id, runs_group=True)
    for runs_group, refusal in ((False, NotGroupAdministrator), (None, GroupRightsUnknown)):
        with pytest.raises(refusal):
            await groups.bind(OLD, own.id, stranger.id, runs_group=runs_group)
        with pytest.raises(refusal):
            await groups.bind(NEW, own.id, stranger.id, runs_group=runs_group)  # nobody's yet
        with pytest.raises(refusal):
            await groups.unbind(OLD, stranger.id, runs_group=runs_group)
        with pytest.raises(refusal):
            await groups.get_own(OLD, stranger.id, runs_group=runs_group)
    found = await groups.find(OLD)
    assert found is not None
    assert found.organisation == organisation


async def test_holding_a_post_is_not_managing(groups: Groups, make: Factory) -> None:
    _, organisation = await bound(groups, make)
    holder = await make.holder(organisation)
    with pytest.raises(NotGroupAdministrator):
        await groups.unbind(OLD, holder.id, runs_group=False)


async def test_who_runs_the_group_or_manages_the_organisation_unbinds(
    groups: Groups, make: Factory
) -> None:
    boss, organisation = await bound(groups, make)
    stranger = await make.person("外人")
    assert (await groups.unbind(OLD, stranger.id, runs_group=True)).organisation is None
    await groups.bind(OLD, organisation.id, boss.id, runs_group=True)
    assert (await groups.unbind(OLD, boss.id, runs_group=None)).organisation is None


async def test_an_operator_unbinds_any_group(groups: Groups, make: Factory) -> None:
    _, organisation = await bound(groups, make)
    key = await make.group_notice(await make.occurrence(organisation), await groups.find(OLD))
    assert [each.address for each in await groups.bound(limit=5)] == [OLD]
    assert (await groups.unbind_for("7", OLD)).organisation == organisation
    assert (await groups.unbind_for("7", OLD)).organisation is None
    assert await groups.bound(limit=5) == []
    assert await make.notices() == {key: ("superseded", "unbound")}
    with pytest.raises(UnknownGroup):
        await groups.unbind_for("7", NEW)


async def test_a_group_that_the_bot_is_not_in_is_unknown(groups: Groups, make: Factory) -> None:
    boss, organisation = await bound(groups, make)
    await groups.left(OLD)
    for telegram_id in (OLD, NEW):
        with pytest.raises(UnknownGroup):
            await groups.bind(telegram_id, organisation.id, boss.id, runs_group=True)
        with pytest.raises(UnknownGroup):
            await groups.unbind(telegram_id, boss.id, runs_group=True)
        with pytest.raises(UnknownGroup):
            await groups.set_locale(telegram_id, "en")


async def test_topics_go_and_come_back_with_their_group(groups: Groups, make: Factory) -> None:
    boss, organisation = await bound(groups, make)
    topic = telegram(-100, TopicId(7))
    other = telegram(-1009, TopicId(7))
    for address in (topic, other):
        await groups.joined(address, "群 › 履职", "zh-Hans")
    await groups.bind(topic, organisation.id, boss.id, runs_group=True)
    assert (await groups.find_around(telegram(-100, TopicId(8)))).address == OLD  # type: ignore[union-attr]

    await groups.left(OLD)
    assert await groups.find(topic) is None
    assert await groups.find(other) is not None
    await groups.joined(OLD, "群", "zh-Hans")
    back = await groups.find(topic)
    assert back is not None
    assert back.organisation == organisation
    assert back.is_topic


async def test_only_a_manager_lets_a_group_show_those_below(groups: Groups, make: Factory) -> None:
    boss, _ = await bound(groups, make)
    with pytest.raises(NotManager):
        await groups.show_units(OLD, (await make.person()).id, shown=True)
    shown = await groups.show_units(OLD, boss.id, shown=True)
    assert shown.shows_units
    # Bound to another one, it shows nobody's units until its manager says so.
    other = await make.organisation("别家党委", manager=boss)
    assert not (await groups.bind(OLD, other.id, boss.id, runs_group=True)).shows_units
    assert not await groups.has_units(shown)
