"""What is said of a checklist, on both databases."""

from __future__ import annotations

import asyncio

from scheduler.closing.checklists import Checklists


async def test_two_who_say_something_of_a_point_at_once_both_do(database, library, clock, make):
    boss = await make.person("周敏")
    above = await make.organisation(manager=boss)
    place = await make.organisation("一支部", body="branch", parent=above)
    checklists = Checklists(database, library, clock)
    one = (await checklists.of(place.id, by=boss.id))[0]
    ref, point = str(one.standard.ref), next(iter(one.points))
    await asyncio.gather(
        checklists.say(place.id, 2026, ref, point, by=boss.id, met=True),
        checklists.say(place.id, 2026, ref, point, by=boss.id, note="全年12次"),
        checklists.say(place.id, 2026, ref, point, by=boss.id, met=True),
    )
    said = (await checklists.of(place.id, by=boss.id))[0].said[point]
    assert (said.met, said.note) == (True, "全年12次")
